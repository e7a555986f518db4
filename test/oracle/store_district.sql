-- A made-up district in the fact tables of oracle_store, drawn from a seed.
--
-- It is deliberately difficult. It has several calendars with several events on a day
-- and with unknown events; schools with two calendars and schools with none; stays that
-- are void, overlap, repeat or begin on one day; codes with another meaning at another
-- school; events of periods and of the whole day on one day; events on Sundays, in the
-- year 3, of unknown students and schools; shares that are not possible, and shares of
-- numbers as large and as small as they get; texts and keys of kilobytes.

CREATE UNLOGGED TABLE policy_pool AS SELECT *, ''::text AS text FROM policy LIMIT 0;

-- One item of a list.
CREATE FUNCTION pick(list text[], key text) RETURNS text IMMUTABLE PARALLEL SAFE
RETURN (list[1 + draw(cardinality(list), key)]);

-- Two texts with the same beginning, which are too long for an index.
CREATE FUNCTION wordy(n integer) RETURNS text IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(md5('wordy' || i), '' ORDER BY i) || n FROM generate_series(1, 100) i);

CREATE PROCEDURE draw_questions(seed integer, today date) LANGUAGE plpgsql AS
$$
DECLARE
	pool integer;
	mine integer[];
BEGIN
	CALL define_policies(seed);
	TRUNCATE policy_pool;
	INSERT INTO policy_pool SELECT p.*, t.text FROM policy p JOIN policy_text t USING (policy);
	SELECT max(policy) INTO pool FROM policy_pool;
	SELECT array_agg(policy ORDER BY draw(1000000, concat_ws(' ', seed, 'pool', policy))) INTO mine FROM policy_pool WHERE policy > 2;
	-- one of them uses the number of days of the calendar
	mine[7] := (
		SELECT policy FROM policy_pool WHERE minimum = 'percent' ORDER BY draw(1000000, concat_ws(' ', seed, 'percent', policy)) LIMIT 1
	);

	TRUNCATE oracle_store.definition;
	INSERT INTO oracle_store.definition (name, policy) SELECT 'own_' || policy, text FROM policy_pool WHERE policy = ANY (mine[1:3]);
	INSERT INTO oracle_store.definition (name, version, policy, from_year, to_year)
	SELECT 'changing', 1, text, NULL, 2025 FROM policy_pool WHERE policy = mine[6]
	UNION ALL
	SELECT 'changing', 2, text, 2026, NULL FROM policy_pool WHERE policy = mine[7]
	UNION ALL
	-- takes precedence over the one of the catalog
	SELECT 'ten_days', 1, text, NULL, NULL FROM policy_pool WHERE policy = mine[8]
	UNION ALL
	-- the latest version in force is used
	SELECT 'renewed', 1, text, NULL, NULL FROM policy_pool WHERE policy = mine[1]
	UNION ALL
	SELECT 'renewed', 2, text, 2020, 2030 FROM policy_pool WHERE policy = mine[9]
	UNION ALL
	SELECT 'renewed', 3, text, 2027, NULL FROM policy_pool WHERE policy = mine[2];
	UPDATE oracle_store.store_setting
	SET policy = CASE draw(2, concat_ws(' ', seed, 'default')) WHEN 0 THEN 'federal' ELSE 'own_' || mine[1] END;

	TRUNCATE ask, ask_year, policy RESTART IDENTITY;
	INSERT INTO ask VALUES
		(1, NULL, NULL), (2, 'federal', 'infinity'), (3, 'every_day_counts', today - 60), (4, 'ten_days', today - 20),
		(5, 'changing', NULL),
		(6, 'changing@1', today - 100), (7, 'own_' || mine[2], NULL),
		(8, 'own_' || mine[3], today - draw(400, concat_ws(' ', seed, 'as of'))),
		(9, 'renewed', today + 20);
	CREATE TEMP TABLE meant AS
	SELECT ask, school_year, row_number() OVER (ORDER BY ask, school_year) + 1 AS policy,     -- the text of policy 1 is special
	       CASE coalesce(name, (SELECT policy FROM oracle_store.store_setting))
	         WHEN 'federal' THEN 1
	         WHEN 'every_day_counts' THEN (SELECT min(policy) FROM policy_pool WHERE minimum = 'none')
	         WHEN 'ten_days' THEN mine[8]
	         WHEN 'changing' THEN CASE WHEN school_year <= 2025 THEN mine[6] ELSE mine[7] END
	         WHEN 'changing@1' THEN mine[6]
	         WHEN 'renewed' THEN mine[9]
	         ELSE substr(coalesce(name, (SELECT policy FROM oracle_store.store_setting)), 5)::integer END AS pooled
	FROM ask CROSS JOIN (VALUES (2025), (2026)) y (school_year);
	INSERT INTO ask_year SELECT ask, school_year, policy FROM meant;
	INSERT INTO policy OVERRIDING SYSTEM VALUE
	SELECT m.policy, p.measure, p.compare, p.at_risk, p.chronic, p.severe, p.minimum, p.minimum_op, p.minimum_value, p.part_day,
	       p.part_day_op, p.part_day_value, p.part_day_second,
	       p.basis, p.absent, p.outside, p.unrecorded
	FROM meant m JOIN policy_pool p ON p.policy = m.pooled;
	DROP TABLE meant;
	ANALYZE ask, ask_year, policy;
END
$$;

-- The date of today: in the middle of the year, on its last days, after its end, or
-- before its beginning.
CREATE FUNCTION today_of(seed integer) RETURNS date IMMUTABLE
RETURN CASE seed % 5
	WHEN 0 THEN date '2026-07-20'
	WHEN 1 THEN date '2025-11-01' + draw(150, concat_ws(' ', seed, 'today'))
	WHEN 2 THEN date '2026-05-20' + draw(20, concat_ws(' ', seed, 'today'))
	WHEN 3 THEN date '2025-09-10' + draw(60, concat_ws(' ', seed, 'today'))
	WHEN 4 THEN date '2026-02-01' + draw(90, concat_ws(' ', seed, 'today'))
END;

CREATE PROCEDURE fill_store(seed integer, students integer, today date) LANGUAGE plpgsql AS
$$
DECLARE
	marks    text[] := '{tardy,tardy,left_early,unexcused,unexcused,excused,excused,oss,exempt,unverified,'
		'iss,remote,activity,homebound,unmapped,present}';
	portions numeric[] := ARRAY[0, 1, 0.5, 0.5, 0.5, 0.25, 0.75, 0.33, 0.34, 0.66, 0.67, 0.03125, 0.1, 0.9, 0.98, 0.4999, 0.5001, 1.5,
		0.142857, 'NaN', -0.5, 'Infinity', 0.3, 0.2];
BEGIN
	CALL empty_store('oracle_store');
	UPDATE oracle_store.store_setting
	SET exit_day_counts = seed % 2 = 1,
		void_exit_types = CASE WHEN seed % 3 = 0 THEN '{No show}' ELSE '{"No show","Invalid enrollment"}' END::text[],
	    time_zone = 'America/Chicago';
	DELETE FROM oracle_store.calendar_event_kind WHERE event IN ('Exam day', 'Furlough', 'Assembly');
	INSERT INTO oracle_store.calendar_event_kind VALUES ('Exam day', 'session'), ('Furlough', 'closes'), ('Assembly', 'neutral');

	-- S7 is not in table school. Calendars by shape: one; two that stays name; two by
	-- grade; one beside a summer and a staff calendar; three, one of them empty; none.
	-- Most schools also have OWN1 and OWN2, calendars of one or two students.
	CREATE TEMP TABLE made_school AS
	SELECT 'S' || n AS school_id, y AS school_year, n,
	       CASE WHEN n = 7 THEN 0 ELSE (n + draw(6, concat_ws(' ', seed, 'shape', y))) % 6 END AS shape,
	       -- schools whose offices report by period, that stopped reporting, or that
	       -- never reported
	       draw(3, key || 'by period') > 0 AS by_period,
	       CASE draw(CASE WHEN n < 3 THEN 3 ELSE 6 END, key || 'until') WHEN 0 THEN make_date(y - 1, 10, 1) + draw(200, key || 'stopped')
	           WHEN 1 THEN make_date(y, 6, 5) ELSE date 'infinity' END AS until,
	       draw(9, key || 'none') = 0 AS silent,
	       -- schools that were silent for a while
	       make_date(y - 1, 9, 1) + draw(400, key || 'quiet') AS quiet_from,
	       (ARRAY[2, 5, 9, 20, 60])[1 + draw(5, key || 'quiet days')] AS quiet_days
	FROM generate_series(1, 7) n, unnest('{2025,2026}'::integer[]) y, LATERAL (SELECT concat_ws(' ', seed, 'school', n, y, '') AS key) k
	WHERE (y = 2026 OR n <= 3 OR n = 7)
	  -- in two of three seeds S3 closed after its first year
	  AND NOT (n = 3 AND y = 2026 AND draw(3, concat_ws(' ', seed, 'closed')) > 0);

	INSERT INTO oracle_store.school (school_id, name, reporting, lea_id)
	SELECT 'S' || n, 'School ' || n, CASE WHEN draw(3, concat_ws(' ', seed, 'reporting', n)) = 0 THEN 'affirmative' ELSE 'exception' END,
	       CASE WHEN seed % 3 = 0 AND draw(4, concat_ws(' ', seed, 'lea', n)) > 0 THEN 'L' || draw(2, concat_ws(' ', seed, 'lea of', n)) END
	FROM generate_series(1, 6) n;

	INSERT INTO oracle_store.calendar
	SELECT school_id, school_year, code,
	       CASE code WHEN 'STAFF' THEN 'Staff' WHEN 'SUMMER' THEN 'Summer' WHEN 'OWN1' THEN 'Student Specific' WHEN 'OWN2' THEN 'IEP'
	                 ELSE pick('{School,School,School,Grade Level,Grade Level,Grade Level,Student Specific,IEP}', key || 'type') END,
	       (ARRAY[NULL, NULL, 390, 390, 381, 0])[1 + draw(6, key || 'minutes')],
	       (ARRAY[NULL, NULL, 7, 7, 6, 8, 0])[1 + draw(7, key || 'periods')]
	FROM made_school,
	     unnest((ARRAY['{A,STAFF}', '{A,B}', '{A,B,STAFF}', '{A,SUMMER,STAFF}', '{A,B,C}', '{STAFF}']::text[])[1 + shape]::text[]
	            || CASE WHEN draw(4, concat_ws(' ', seed, 'own', school_id, school_year)) > 0 THEN '{OWN1,OWN2}'::text[] END) AS code,
	     LATERAL (SELECT concat_ws(' ', seed, 'calendar', school_id, school_year, code, '') AS key) k;

	INSERT INTO oracle_store.calendar_grade
	SELECT school_id, school_year, code, grade
	FROM made_school, (VALUES ('A', 'KG'), ('A', '01'), ('B', '02'), ('B', '03'), ('A', '04'), ('B', '04'), ('STAFF', '05'),
		('STAFF', '02'), ('B', '06'), ('X', '06'), ('OWN1', 'KG')) g (code, grade)
	WHERE shape IN (1, 2, 4, 5) AND (shape <> 1 OR grade = 'KG');

	-- Weekdays. A few of them have no event; some have several events, some of these
	-- with lengths of their own. Of ten calendars, two begin in June, and three go on
	-- into July or August, some of them beyond the last day of the year.
	INSERT INTO oracle_store.calendar_day
	SELECT DISTINCT ON (school_id, school_year, calendar_code, day, event) school_id, school_year, calendar_code, day, event,
	       CASE WHEN event IN ('Instructional day', 'Exam day', 'Make-up day') THEN
	         CASE lengths WHEN 0 THEN NULL WHEN 1 THEN 390 WHEN 2 THEN CASE WHEN draw(8, key || 'm') = 0 THEN 200 ELSE 390 END
	                      WHEN 3 THEN (ARRAY[377, 381, 390, 400, 263, NULL, 0, -5, 9999])[1 + draw(9, key || 'm')] END
	            WHEN event LIKE 'Student late%' THEN 180 END,
	       CASE WHEN draw(15, key || 'p' || event) = 0 THEN (ARRAY[4, 7, 0])[1 + draw(3, key || 'p')] END
	FROM (
		SELECT school_id, school_year, calendar_code, first_day,
		       CASE WHEN shape IN (3, 4, 5)
		            THEN make_date(school_year, 7, 1) - first_day
		                + draw(70, concat_ws(' ', seed, 'on', school_id, school_year, calendar_code))
		            WHEN school_id = 'S7' THEN 290
		            ELSE (ARRAY[15, 100, 285, 290, 290, 295, 295, 300])[
		                1 + draw(8, concat_ws(' ', seed, 'length', school_id, school_year, calendar_code))] END AS length,
		       draw(4, concat_ws(' ', seed, 'lengths', school_id, school_year, calendar_code)) AS lengths
		FROM oracle_store.calendar,
		     LATERAL (SELECT draw(10, concat_ws(' ', seed, 'shape', school_id, school_year, calendar_code)) AS shape) s,
		     LATERAL (
		         SELECT CASE WHEN shape IN (5, 6)
		             THEN make_date(school_year - 1, 5, 25) + draw(35, concat_ws(' ', seed, 'early', school_id, school_year, calendar_code))
		             ELSE make_date(school_year - 1, 8, 10) + draw(20, concat_ws(' ', seed, 'first', school_id, school_year, calendar_code))
		             END AS first_day
		     ) f
	) c,
	     LATERAL (SELECT first_day + n AS day, first_day + n - date '2000-01-01' AS n FROM generate_series(0, length) n) d,
	     LATERAL (SELECT concat_ws(' ', seed, 'day', school_id, calendar_code, d.n, '') AS key) k,
	     LATERAL (SELECT CASE
	         WHEN calendar_code = 'C' THEN '{Holiday,Instructional day}'
	         WHEN extract(isodow FROM day) IN (6, 7)
	             THEN (ARRAY['{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{Make-up day}', '{Weather day}'])[
	             1 + draw(11, key || 'events')]
	         ELSE (ARRAY['{}', '{Holiday}', '{Instructional day,Holiday}', '{Weather day,Make-up day}',
	                     '{Teacher only day}', '{Teacher only day,Instructional day}',
	                     '{Picture day}', '{Picture day,Instructional day}', '{holiday,Instructional day}',
	                     '{Student late arrival/early dismissal}',
	                     '{Student late arrival/early dismissal,Instructional day}', '{Exam day}', '{Furlough,Exam day}',
	                     '{Assembly,Make-up day}', '{Other}'])
	              [1 + draw(120, key || 'events')] END AS events) e,
	     unnest(coalesce(events, '{Instructional day}')::text[]) AS event
	WHERE (calendar_code <> 'SUMMER' OR draw(4, key || 'summer') = 0)
	  -- in one of two seeds S5 starts in November
	  AND NOT (school_id = 'S5' AND day < make_date(school_year - 1, 11, 1) AND draw(2, concat_ws(' ', seed, 'late')) > 0)
	UNION ALL
	SELECT school_id, school_year, calendar_code, day, 'Instructional day', 390, NULL
	FROM oracle_store.calendar, unnest('{0003-09-01,6209-09-01}'::date[]) day
	WHERE draw(4, concat_ws(' ', seed, 'century', school_id, school_year, calendar_code)) = 0;

	-- One to four stays per student, mostly at one or two schools.
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, exit_type,
		enrollment_type, primary_school, fte, homeroom)
	SELECT 'U' || student, school_id, school_year, entry,
	       CASE WHEN how < 12 THEN NULL
	            WHEN how < 14 THEN entry + draw(30, key || 'short')
	            WHEN how < 19 THEN entry + draw(250, key || 'long')
	            ELSE entry - 1 - draw(5, key || 'void') END,
	       CASE WHEN draw(40, key || 'wordy') = 0 THEN wordy(draw(2, key || 'word'))
	           ELSE (ARRAY['KG', '01', '02', '03', 'KG', '01', '02', '03', '04', '05', '06', NULL])[1 + draw(12, key || 'grade')] END,
	       CASE WHEN draw(12, key || 'bogus') = 0 THEN pick('{ZZ,STAFF,SUMMER,C}', key || 'code')
	            WHEN draw(15, key || 'own') = 0 THEN pick('{OWN1,OWN2}', key || 'code')
	            WHEN school_id = 'S7' OR shape NOT IN (1, 4) AND draw(4, key || 'calendar') > 0 OR draw(8, key || 'none') = 0 THEN NULL
	            WHEN shape IN (0, 3) THEN 'A'
	            ELSE pick('{A,B}', key || 'code') END,
	       (ARRAY['No show', 'Invalid enrollment', 'Transferred', 'Graduated'])[1 + draw(60, key || 'exit type')],
	       (ARRAY['Summer', 'Current', 'Preregistered'])[1 + draw(40, key || 'type')],
	       (ARRAY[true, false, NULL])[1 + draw(3, key || 'primary')],
	       (ARRAY[0, 0.5, 0.5, 1, 1, -1, 'NaN'])[1 + draw(11, key || 'fte')],
	       (ARRAY['H1', 'H2', 'H3'])[1 + draw(4, key || 'homeroom')]
	FROM generate_series(1, students) student,
	     LATERAL generate_series(1, 1 + least(draw(4, concat_ws(' ', seed, 'stays', student)),
	         draw(4, concat_ws(' ', seed, 'Stays', student)))) number,
	     LATERAL (SELECT concat_ws(' ', seed, 'stay', student, number, '') AS key) k,
	     LATERAL (SELECT draw(20, key || 'how') AS how, CASE WHEN draw(6, key || 'year') = 0 THEN 2025 ELSE 2026 END AS year,
	                     1 + CASE WHEN draw(2, key || 'again') = 0 THEN draw(7, concat_ws(' ', seed, 'home', student))
	                         ELSE draw(7, key || 'school') END AS n,
	                     draw(4, key || 'crowd') > 0 AS crowd) s
	-- few students at S5 and S6, many at S1 and S2
	JOIN made_school ON made_school.school_year = s.year
	                AND made_school.n = CASE WHEN s.year = 2025 AND s.n > 3 THEN 1 WHEN s.n IN (5, 6) AND s.crowd THEN s.n - 4 ELSE s.n END,
	     LATERAL (SELECT make_date(school_year - 1, 8, 15)
	                     + CASE WHEN draw(3, key || 'entry') > 0 THEN draw(4, key || 'near') ELSE draw(350, key || 'far') - 80 END
	                     - CASE draw(6, key || 'June') WHEN 0 THEN 80 ELSE 0 END AS entry) e;

	-- many students were at the school a year before
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code)
	SELECT student_id, school_id, 2025, entry_date - 364, exit_date - 364, grade, 'A'
	FROM oracle_store.enrollment e
	WHERE school_year = 2026 AND school_id IN ('S1', 'S2', 'S3', 'S7') AND draw(3, concat_ws(' ', seed, 'before', e::text)) > 0;

	-- two enrollments with a key that is too long, but begins like that of another
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date, grade)
	VALUES ('U1' || wordy(0), 'S1', 2026, '2025-09-01', '01'), ('U1', 'S1' || wordy(1), 2026, '2025-09-01', '01');
	INSERT INTO oracle_store.attendance_event (student_id, school_id, school_year, day, code)
	SELECT 'U1' || wordy(0), 'S1', 2026, date '2025-09-01' + n, 'C' || n
	FROM generate_series(0, 6) n;

	-- some enrollments twice, some of another year
	INSERT INTO oracle_store.enrollment SELECT * FROM oracle_store.enrollment e WHERE draw(40, concat_ws(' ', seed, 'twice', e::text)) = 0;
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date)
	VALUES ('U1', 'S1', 3, '0003-01-01'), ('U1', 'S404', 2026, '2025-09-01');

	INSERT INTO oracle_store.student (student_id, last_name, first_name)
	SELECT 'U' || n, 'Last ' || n, CASE WHEN n % 7 > 0 THEN 'First ' || n END
	FROM generate_series(1, students) n WHERE n % 11 > 0;

	-- Groups: races written in many ways, several values of one kind, dates that begin
	-- or end in the year, on a Sunday, in the wrong order, before or after any stay.
	INSERT INTO oracle_store.student_group
	SELECT 'U' || n, kind,
	       pick(CASE kind
	              WHEN 'race_ethnicity' THEN '{White,White,Asian,Black or African American,Hispanic or Latino,hispanic,HISPANIC/LATINO,'
	                  'Latino,Not Hispanic or Latino,Non-Hispanic,Non-Hispanic White,Two or More Races,Choose Not to Respond}'
	              WHEN 'sex' THEN '{Female,Male,Female,Male,Non-binary}'
	              WHEN 'english_learner' THEN '{Limited,Limited Monitored 1,No}'
	              WHEN 'all' THEN '{all,odd}'
	              WHEN 'bus route' THEN ARRAY['Yes', wordy(0), wordy(1)]
	              ELSE '{Yes}' END::text[], key || 'value'),
	       CASE WHEN dated IN (1, 2) THEN first WHEN dated = 5 THEN '-infinity' END,
	       CASE WHEN dated = 2 THEN first + draw(200, key || 'days') - 10 WHEN dated = 3 THEN first + draw(100, key || 'days')
	           WHEN dated = 5 THEN 'infinity' END
	FROM generate_series(1, students + 2) n
	CROSS JOIN unnest(ARRAY['race_ethnicity', 'race_ethnicity', 'race_ethnicity', 'sex', 'sex', 'english_learner', 'english_learner',
		'homeless', 'disability_idea', 'bus route', 'all']) WITH ORDINALITY k (kind, number),
	     LATERAL (SELECT concat_ws(' ', seed, 'group', n, number, '') AS key) s,
	     LATERAL (SELECT CASE WHEN number IN (1, 4) AND draw(3, key || 'always') > 0 THEN 0 ELSE draw(6, key || 'dated') END AS dated,
	                     date '2025-07-20' + draw(340, key || 'first') - CASE WHEN draw(8, key || 'year') = 0
	                         THEN 365 ELSE 0 END AS first) d
	-- in one of five seeds there is no kind sex
	WHERE draw(10, key || 'any') < CASE number WHEN 1 THEN 9 WHEN 4 THEN 9 WHEN 5 THEN 1 WHEN 11 THEN 1 ELSE 3 END
	  AND (kind <> 'sex' OR seed % 5 <> 3);

	-- Codes 0 to 29. Some have another meaning at a school, in a year, or at a school
	-- in a year; some have no row.
	INSERT INTO oracle_store.attendance_code (code, school_id, school_year, mark, portion, precedence)
	SELECT 'C' || c, school_id, school_year, pick(marks, key || 'mark'),
	       (ARRAY[0, 0.5, 0.33, 0.67, 1, 0.25])[1 + draw(18, key || 'portion')],
	       (ARRAY[1, 2, 3, 0, -1, 2])[1 + draw(14, key || 'precedence')]
	FROM generate_series(0, 29) c,
	     LATERAL (SELECT NULL AS school_id, NULL::integer AS school_year, draw(10, concat_ws(' ', seed, 'any', c)) > 0 AS there
	              UNION ALL SELECT 'S' || n, NULL, draw(12, concat_ws(' ', seed, 'at', c, n)) = 0 FROM generate_series(1, 7) n
	              UNION ALL SELECT NULL, y, draw(5, concat_ws(' ', seed, 'in', c, y)) = 0 FROM generate_series(2025, 2026) y
	              UNION ALL SELECT 'S' || n, y, draw(20, concat_ws(' ', seed, 'at in', c, n, y)) = 0
	              FROM generate_series(1, 7) n, generate_series(2025, 2026) y) w,
	     LATERAL (SELECT concat_ws(' ', seed, 'code', c, coalesce(school_id, '-'), coalesce(school_year, 0), '') AS key) k
	WHERE there;

	-- The events depend on the habit of the student: one to four rows per day, of the
	-- whole day and of periods.
	INSERT INTO oracle_store.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held)
	SELECT student_id, school_id, school_year, day, period,
	       -- mostly one of six codes, so that the same codes meet
	       'C' || CASE WHEN draw(3, row_key || 'often') > 0 THEN draw(6, row_key || 'code') ELSE draw(32, row_key || 'code') END,
	       CASE WHEN draw(4, row_key || 'portion?') = 0
	           THEN portions[1 + draw(CASE WHEN draw(4, row_key || 'odd') = 0 THEN 24 ELSE 8 END, row_key || 'portion')] END,
	       CASE WHEN period IS NULL AND draw(4, row_key || 'missed?') = 0
	           THEN (ARRAY[0, 1, 2, 3, 6, 7, 9, 195, -1, 'NaN', 9e131071, 1e-16383, 'Infinity'::numeric])[
	           1 + draw(13, row_key || 'missed')] END,
	       -- for a period, held is the number of periods, the same for all events of
	       -- the period
	       CASE WHEN period IS NULL THEN (ARRAY[7, 7, 6, 390, 13, 0, NULL, 1e-16383, 9e131071, 'Infinity'::numeric])[
	           1 + draw(CASE WHEN draw(3, row_key || 'extreme') = 0 THEN 10 ELSE 7 END, row_key || 'held')]
	            WHEN draw(3, day_key || 'held?') = 0
	            THEN (ARRAY[7, 7, 7, 6, 6, 4, 0.5, 0, 'NaN'::numeric])[
	                1 + draw(CASE WHEN draw(5, day_key || period) = 0 THEN 9 ELSE 3 END, day_key || period || 'held')] END
	FROM (SELECT DISTINCT student_id, school_id, school_year FROM oracle_store.enrollment WHERE school_year > 2000) s
	JOIN made_school USING (school_id, school_year),
	     -- in one of three seeds events are rare
	     LATERAL (SELECT (ARRAY[0, 10, 30, 30, 60, 130, 300, 700])[1 + draw(8, concat_ws(' ', seed, 'habit', student_id))]
	                     / CASE WHEN seed % 3 = 1 THEN 8 ELSE 1 END AS per_thousand,
	                     draw(3, concat_ws(' ', seed, 'periods', student_id)) > 0 AND by_period AS in_periods) h,
	     LATERAL (SELECT make_date(school_year - 1, 8, 5) + i AS day, i FROM generate_series(-70, 385) i WHERE per_thousand > 0) d,
	     LATERAL (SELECT concat_ws(' ', seed, 'event', student_id, school_id, school_year, i, '') AS day_key) k,
	     LATERAL generate_series(1, 1 + least(draw(4, day_key || 'rows'), draw(4, day_key || 'Rows'))
	         + CASE WHEN in_periods AND draw(4, day_key || 'all') = 0 THEN 5 ELSE 0 END) row,
	     LATERAL (SELECT day_key || row AS row_key) r,
	     LATERAL (
	         SELECT CASE WHEN in_periods AND draw(4, row_key || 'whole') > 0 THEN 'P' || 1 + draw(7, row_key || 'period') END AS period
	     ) p
	WHERE draw(1000, day_key || 'any') < per_thousand
	  -- nothing is recorded more than three days ahead, except a trip
	  AND (day <= today + 3 OR draw(100, day_key || 'trip') = 0)
	  AND day <= until AND NOT silent AND NOT day BETWEEN quiet_from AND quiet_from + quiet_days
	  -- a break that no calendar has
	  AND (seed % 2 = 1 OR day NOT BETWEEN make_date(school_year - 1, 12, 19) AND make_date(school_year, 1, 5))
	  -- few events outside of stays and on weekends
	  AND (draw(10, day_key || 'outside') = 0
	       OR extract(isodow FROM day) < 6
	          AND EXISTS (SELECT FROM oracle_store.enrollment e
	              WHERE (e.student_id, e.school_id, e.school_year) = (s.student_id, s.school_id, s.school_year)
	                      AND day BETWEEN e.entry_date AND coalesce(e.exit_date, 'infinity')));

	-- some events twice, some of an unknown school or student, some of another time
	INSERT INTO oracle_store.attendance_event
	SELECT CASE which WHEN 1 THEN 'U0' ELSE student_id END, CASE which WHEN 2 THEN 'S404' WHEN 3 THEN 'S2' ELSE school_id END, school_year,
	       CASE which WHEN 4 THEN '0003-09-01' WHEN 5 THEN '6209-09-01' ELSE day END, period, code, portion, missed, held
	FROM oracle_store.attendance_event e, LATERAL (SELECT draw(150, concat_ws(' ', seed, 'again', e::text)) AS which) w
	WHERE which <= 5;

	-- Rolls: at affirmative schools on most days, at other schools on few; of the whole
	-- school or of a calendar; sometimes of today, and by error of tomorrow.
	INSERT INTO oracle_store.attendance_taken
	SELECT DISTINCT school_id, day, calendar_code
	FROM (
		SELECT school_id, day, CASE WHEN draw(5, key || 'calendar') = 0 THEN pick('{A,B}', key || 'code') END AS calendar_code
		FROM made_school LEFT JOIN oracle_store.school s USING (school_id),
		     LATERAL (
		         SELECT make_date(school_year - 1, 8, 5) + n AS day, concat_ws(' ', seed, 'taken', school_id, school_year, n, '') AS key
		         FROM generate_series(-60, 380) n
		     ) d
		WHERE draw(100, key || 'any') < CASE WHEN s.reporting = 'affirmative' THEN 30 + draw(60, concat_ws(' ', seed, 'rolls', school_id))
		                                        WHEN draw(5, concat_ws(' ', seed, 'keeps rolls', school_id)) = 0
		                                            THEN 40 + draw(50, concat_ws(' ', seed, 'rolls', school_id))
		                                        WHEN made_school.n % 3 = 0 THEN 3 ELSE 0 END
		  AND day < today AND day <= until AND NOT silent
		UNION ALL
		SELECT school_id, today + after, NULL
		FROM made_school, generate_series(0, 1) after
		WHERE NOT silent AND draw(3, concat_ws(' ', seed, 'today', school_id, after)) = 0
	) t;
	DROP TABLE made_school;

	-- Totals of the last two years, of some groups, also for a year that has registers.
	INSERT INTO oracle_store.prior_count
	SELECT 'S' || s, y, kind, value, n, draw(n + 1, key || 'chronic'), source
	FROM generate_series(1, 8) s, generate_series(2024, 2025) y, unnest('{B,A,C}'::text[]) source,
	     (VALUES ('all', 'all'), ('grade', 'KG'), ('grade', '02'), ('grade', 'missing'),
	             ('sex', 'Female'), ('homeless', 'No')) g (kind, value),
	     LATERAL (SELECT concat_ws(' ', seed, 'prior', s, y, source, kind, value, '') AS key) k,
	     LATERAL (SELECT draw(4, key || 'n') * 10 AS n) c
	WHERE draw(3, key || 'any') = 0;
END
$$;
