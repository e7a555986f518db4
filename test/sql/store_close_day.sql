-- A snow day: it is closed, and opened again
--
-- January 2026 has 20 weekdays, from Monday the 5th to Friday the 30th. The snow day is
-- Thursday the 15th. School N has one calendar of all 20 days, and one for its staff.
-- School S has two: D of all 20 days, and E (evenings) of the 16 days that are not
-- Thursdays. The days that each student misses:
--
--     ann  N    7, 15    2 of 20, chronic;   without the 15th 1 of 19, 5.3%, at risk
--     ben  N    15       1 of 20, at risk;   without it 0 of 19
--     cid  S D  14       1 of 20, 5%;        without the 15th 1 of 19: at risk both times
--     dee  S E  15, 28   1 of 16, 6.25%: the 15th is not a session day for dee in any case
--     eli  N    15, 22   enrolled on the 20th: 1 of 9, too few days for a verdict; not a member on the 15th
\set SHOW_CONTEXT never
CREATE FUNCTION pg_temp.january(weekdays integer[]) RETURNS SETOF date LANGUAGE sql AS
	$$ SELECT d::date FROM generate_series(timestamp '2026-01-05', '2026-01-30', '1 day') AS d WHERE extract(isodow FROM d) = ANY (weekdays) $$;
SELECT absence.create_store('snow');
SET search_path = snow;
INSERT INTO school (school_id, name) VALUES ('N', 'Northside'), ('S', 'Southside');
INSERT INTO student (student_id) VALUES ('ann'), ('ben'), ('cid'), ('dee'), ('eli');
INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type) VALUES
	('N', 2026, 'D', 'School'), ('N', 2026, 'T', 'Staff'), ('S', 2026, 'D', 'School'), ('S', 2026, 'E', 'School');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, calendar_code, pg_temp.january(weekdays), 'Instructional day'
FROM (VALUES ('N', 'D', '{1,2,3,4,5}'::integer[]), ('N', 'T', '{1,2,3,4,5}'), ('S', 'D', '{1,2,3,4,5}'), ('S', 'E', '{1,2,3,5}')) AS c (school_id, calendar_code, weekdays);
-- a Saturday that is a holiday already
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) VALUES ('N', 2026, 'D', '2026-01-17', 'Weather day');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, calendar_code) VALUES
	('ann', 'N', 2026, '2026-01-05', 'D'), ('ben', 'N', 2026, '2026-01-05', 'D'), ('cid', 'S', 2026, '2026-01-05', 'D'),
	('dee', 'S', 2026, '2026-01-05', 'E'), ('eli', 'N', 2026, '2026-01-20', 'D');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES
	('ann', 'N', 2026, '2026-01-07', 'Excused'), ('ann', 'N', 2026, '2026-01-15', 'Unexcused'), ('ben', 'N', 2026, '2026-01-15', 'Excused'),
	('cid', 'S', 2026, '2026-01-14', 'Excused'), ('dee', 'S', 2026, '2026-01-15', 'Excused'), ('dee', 'S', 2026, '2026-01-28', 'Excused'),
	('eli', 'N', 2026, '2026-01-15', 'Excused'), ('eli', 'N', 2026, '2026-01-22', 'Excused'),
	('ben', 'N', 2026, '2026-01-30', 'Tardy'), ('cid', 'S', 2026, '2026-01-30', 'Tardy');
UPDATE store_setting SET policy = 'federal';

CREATE TEMP VIEW figures AS
SELECT student_id, school_id, absent_days, counted_days, chronic, band, why_null, complete_through
FROM student_absence ORDER BY student_id;
SET client_min_messages = warning;
CALL absence.refresh('snow', today => '2026-02-02');
RESET client_min_messages;
TABLE figures;

-- The day is closed at both schools, in the two student calendars, but not for the
-- staff; E has no Thursdays. Of four events on the day, those of ann and ben had
-- counted.
CALL absence.close_day('snow', '2026-01-15');
SELECT school_id, calendar_code, event, minutes FROM calendar_day WHERE day = '2026-01-15' ORDER BY 1, 2, 3;
SET client_min_messages = warning;
CALL absence.refresh('snow', today => '2026-02-02');
RESET client_min_messages;
TABLE figures;
SELECT student_id, day, reason FROM event_not_used ORDER BY student_id;
-- the band of ann and ben changes; that of cid, with 1 of 19, is the same
SELECT student_id, scope, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause
FROM verdict_change ORDER BY student_id, scope;

-- The day is closed already
CALL absence.close_day('snow', '2026-01-15');

-- After reopening, the figures are the first ones again
CALL absence.reopen_day('snow', '2026-01-15');
SELECT school_id, calendar_code, event FROM calendar_day WHERE day = '2026-01-15' ORDER BY 1, 2, 3;
SET client_min_messages = warning;
CALL absence.refresh('snow', today => '2026-02-02');
RESET client_min_messages;
TABLE figures;
SELECT student_id, day, reason FROM event_not_used ORDER BY student_id;

-- One school, with another event; a school without a session on that day is named
BEGIN;
CALL absence.close_day('snow', '2026-01-15', 'Emergency day', ARRAY['S']);
CALL absence.close_day('snow', '2026-01-15', schools => ARRAY['S', 'N']);
-- each event is removed separately
CALL absence.reopen_day('snow', '2026-01-15');
SELECT school_id, calendar_code, event FROM calendar_day WHERE day = '2026-01-15' ORDER BY 1, 2, 3;
-- the information system has another event that closes the same day
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) VALUES ('S', 2026, 'D', '2026-01-15', 'Strike');
CALL absence.reopen_day('snow', '2026-01-15', 'Emergency day');
SELECT school_id, calendar_code, event FROM calendar_day WHERE day = '2026-01-15' ORDER BY 1, 2, 3;
ROLLBACK;

-- Errors
CALL absence.close_day('snow', '2026-01-15', 'Instructional day');
CALL absence.close_day('snow', '2026-01-15', 'Snow day');
CALL absence.close_day('snow', '2026-01-15', schools => ARRAY['N', 'North', NULL]);
CALL absence.close_day('snow', '2026-01-17');
CALL absence.close_day('snow', '2026-07-01', schools => ARRAY['N']);
CALL absence.close_day('snow', NULL);
CALL absence.close_day('nowhere', '2026-01-15');
CALL absence.reopen_day('snow', '2026-01-15');
CALL absence.reopen_day('snow', '2026-01-17');	-- there is no session event on this day, so close_day has not closed it
CALL absence.reopen_day('snow', '2026-01-15', 'Make-up day');

-- A calendar event of the district
INSERT INTO calendar_event_kind VALUES ('Snow day', 'closes');
CALL absence.close_day('snow', '2026-01-15', 'Snow day');
CALL absence.reopen_day('snow', '2026-01-15', 'Snow day');

-- A closed year does not change
CALL absence.close_year('snow', 2026);
CALL absence.close_day('snow', '2026-01-15');
SELECT count(*) FROM calendar_day WHERE event = 'Weather day';
CALL absence.reopen_year('snow', 2026);
CALL absence.close_day('snow', '2026-01-15');
CALL absence.close_year('snow', 2026);
CALL absence.reopen_day('snow', '2026-01-15');
SELECT count(*) FROM calendar_day WHERE event = 'Weather day';

RESET search_path;
DROP VIEW figures;
SET client_min_messages = warning;
SELECT absence.drop_store('snow', 'snow');
