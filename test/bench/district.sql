-- The district, with registers and kept answers. No code is unmapped, because the other
-- ways do not know which verdicts depend on such a code.
SELECT absence.create_store() \g /dev/null
CALL absence.load_sample('attendance', :students, greatest(:students / 1000, 6));
INSERT INTO attendance.attendance_code (code, school_id, mark)
SELECT DISTINCT e.code, e.school_id, 'excused'
FROM attendance.attendance_event AS e
WHERE NOT EXISTS (SELECT FROM attendance.attendance_code AS c WHERE c.code = e.code AND coalesce(c.school_id, e.school_id) = e.school_id);
CALL absence.refresh(today => '2026-07-01');
VACUUM ANALYZE;

-- The relation that keeps the answers of school_absence
SELECT coalesce(to_regclass('attendance.latest_school_absence'), to_regclass('attendance.mv_school_absence')) AS kept_school_absence \gset
