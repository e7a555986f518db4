-- Folds worked by hand, one student each, to test the oracle itself. Marks have their
-- shares in units, 90,090,000 per day and 12,870,000 per period of seven.
CREATE UNLOGGED TABLE worked_event (student_id text COLLATE "C", name text, period text, code text, portion numeric, missed numeric,
	held numeric);
CREATE UNLOGGED TABLE worked_case (student_id text COLLATE "C", name text, expected text);

INSERT INTO worked_case VALUES
	('01', 'tardy in 1, absent in 2 to 7',                'tardy 0, unexcused 77220000'),
	('02', 'tardy in 1, two kinds of absence in 2 to 7',  'tardy 0, unexcused 38610000, excused 38610000'),
	('03', 'absent all day, tardy in 1',                  'tardy 0, unexcused 77220000'),
	('04', 'absent all day, tardy all day',               'tardy 0'),
	('05', 'unmapped, half excused',                      'excused 45045000'),
	('06', 'missed 3 of 7, code says all',                'excused 38610000'),
	('07', 'a half twice',                                'excused 45045000'),
	('08', 'two halves of two codes',                     'unexcused 45045000, excused 45045000'),
	('09', 'two halves and a third of one mark',          'excused 90090000'),
	('10', 'absent, present',                             'unexcused 90090000'),
	('11', 'absent, present that corrects it',            'present 0'),
	('12', 'unmapped all day, present in each period',    'present 0'),
	('13', 'absent all day, present in 1',                'unexcused 77220000'),
	('14', 'half a day absent, absent in 1',              'unexcused 12870000, excused 45045000'),
	('15', 'absent all day, periods of two lengths',      'tardy 0, unexcused 54697500'),
	('16', 'a 32nd of a period, half a unit up',          'excused 402188'),
	('17', 'a third in decimals',                         'excused 30030000'),
	('18', 'not a number',                                NULL),
	('19', 'no number of periods',                        NULL),
	('20', 'below nothing, and a tardy that is right',    'tardy 0'),
	('21', 'part of a day tardy, part left early',        'tardy 9009000, left_early 18018000'),
	('22', 'tardy 0.8, excused 0.5: cut to a day',        'tardy 72072000, excused 18018000'),
	('23', 'absent in a period, excused in part of it',   'unexcused 12870000'),
	('24', 'more periods than the day has',               'unexcused 90090000');

INSERT INTO worked_event (student_id, period, code, portion, missed, held)
VALUES ('01', 'P1', 'T', NULL::numeric, NULL::numeric, NULL::numeric), ('02', 'P1', 'T', NULL, NULL, NULL),
	('03', NULL, 'U', NULL, NULL, NULL), ('03', 'P1', 'T', NULL, NULL, NULL),
	('04', NULL, 'U', NULL, NULL, NULL), ('04', NULL, 'T', NULL, NULL, NULL),
	('05', NULL, '?', NULL, NULL, NULL), ('05', NULL, 'E', 0.5, NULL, NULL),
	('06', NULL, 'E1', NULL, 3, 7), ('07', NULL, 'E', 0.5, NULL, NULL), ('07', NULL, 'E', 0.5, NULL, NULL),
	('08', NULL, 'E', 0.5, NULL, NULL), ('08', NULL, 'U', 0.5, NULL, NULL),
	('09', NULL, 'E', 0.5, NULL, NULL), ('09', NULL, 'E1', 0.5, NULL, NULL), ('09', NULL, 'E2', 0.3, NULL, NULL),
	('10', NULL, 'P', NULL, NULL, NULL), ('10', NULL, 'U', NULL, NULL, NULL),
	('11', NULL, 'P5', NULL, NULL, NULL), ('11', NULL, 'U', NULL, NULL, NULL),
	('12', NULL, '?', NULL, NULL, NULL), ('13', NULL, 'U', NULL, NULL, NULL), ('13', 'P1', 'P', NULL, NULL, NULL),
	('14', NULL, 'E', 0.5, NULL, NULL), ('14', 'P1', 'U', NULL, NULL, NULL),
	('15', NULL, 'U', NULL, NULL, NULL), ('15', 'P1', 'T', NULL, NULL, 7), ('15', 'P2', 'T', NULL, NULL, 4),
	('16', 'P1', 'E', 0.03125, NULL, NULL), ('17', NULL, 'E', 0.33, NULL, NULL), ('18', NULL, 'E', 'NaN', NULL, NULL),
	('19', 'P1', 'E', NULL, NULL, 0),
	('20', NULL, 'E', -1, NULL, NULL), ('20', NULL, 'T', NULL, NULL, NULL),
	('21', NULL, 'T', 0.1, NULL, NULL), ('21', NULL, 'L', 0.2, NULL, NULL),
	('22', NULL, 'T', 0.8, NULL, NULL), ('22', NULL, 'E', 0.5, NULL, NULL),
	('23', 'P1', 'U', NULL, NULL, NULL), ('23', 'P1', 'E', 0.5, NULL, NULL);
INSERT INTO worked_event (student_id, period, code)
SELECT s, 'P' || n, CASE WHEN s = '02' AND n > 4 THEN 'E' ELSE 'U' END FROM unnest('{01,02}'::text[]) s, generate_series(2, 7) n
UNION ALL SELECT '12', 'P' || n, 'P' FROM generate_series(1, 7) n
UNION ALL SELECT '24', 'P' || n, 'U' FROM generate_series(1, 9) n;

CREATE VIEW worked_answer AS
SELECT c.student_id, c.name, c.expected, t.found, a.answered
FROM worked_case c
LEFT JOIN (SELECT student_id, string_agg(mark || ' ' || share, ', ' ORDER BY place) AS found
           -- present beside another mark is ignored
           FROM folded_portion f
           WHERE mark <> 'present' OR share > 0 OR NOT EXISTS (
               SELECT FROM folded_portion o WHERE o.student_id = f.student_id AND o.mark <> 'present'
           )
           GROUP BY student_id) t USING (student_id)
LEFT JOIN (SELECT student_id, string_agg(mark || ' ' || round(share * unit())::bigint, ', ' ORDER BY place) AS answered
           FROM oracle_store.day_mark JOIN mark USING (mark) GROUP BY student_id) a USING (student_id);

CREATE PROCEDURE compare_worked() LANGUAGE plpgsql AS
$$
DECLARE
	today date := '2025-09-13';
BEGIN
	CALL empty_store('oracle_store');
	INSERT INTO oracle_store.school (school_id, name) VALUES ('W', 'Worked');
	INSERT INTO oracle_store.calendar (school_id, school_year, calendar_code, periods) VALUES ('W', 2026, 'A', 7);
	INSERT INTO oracle_store.calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT 'W', 2026, 'A', date '2025-09-01' + n, 'Instructional day' FROM generate_series(0, 11) n WHERE n % 7 < 5;
	INSERT INTO oracle_store.student (student_id) SELECT student_id FROM worked_case;
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date)
	SELECT student_id, 'W', 2026, '2025-09-01'
	FROM worked_case;
	INSERT INTO oracle_store.attendance_code (code, mark, portion, precedence) VALUES
		('T', 'tardy', NULL, NULL), ('U', 'unexcused', NULL, NULL), ('E', 'excused', NULL, NULL), ('E1', 'excused', 1, NULL),
		('E2', 'excused', NULL, NULL),
		('L', 'left_early', NULL, NULL), ('P', 'present', NULL, NULL), ('P5', 'present', NULL, 5);
	INSERT INTO oracle_store.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held)
	SELECT student_id, 'W', 2026, '2025-09-03', period, code, portion, missed, held FROM worked_event;
	CALL draw_questions(1, today);
	CALL refresh_store(0, 0, today);
	CALL make_afresh(today);
	CALL find_store_truth(today);
	CALL ask_store();
	CALL compare_store(0, 0);
	COMMIT;
END
$$;
