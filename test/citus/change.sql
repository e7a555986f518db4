-- Facts change, and the store is refreshed: codes of events are corrected, the events of some
-- students are deleted, students leave, others are gone from the source, and two weeks more
-- have passed.

SET client_min_messages = warning;
SELECT max(l.today) + 14 AS today FROM attendance.refresh_log AS l \gset
UPDATE attendance.attendance_event SET code = 'EX' WHERE code = 'UX' AND hashtext(student_id || :'today') % 20 = 0;
DELETE FROM attendance.attendance_event WHERE hashtext(student_id || :'today') % 23 = 0;
UPDATE attendance.enrollment SET exit_date = '2026-02-10'
WHERE hashtext(student_id || :'today') % 29 = 0 AND entry_date < '2026-02-01' AND exit_date IS NULL;
DELETE FROM attendance.enrollment WHERE hashtext(student_id || :'today') % 101 = 0;
CALL absence.refresh('attendance', today => :'today', force => true);
