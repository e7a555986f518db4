-- The questions. query is asked of schema spread; @ stands for the name of the schema.
-- expected is asked of the coordinator alone, and is the same query of schema one where it
-- is NULL. how says where the work is to be done:
--
-- combined   the workers aggregate, and the coordinator combines their states
-- whole      each worker has all rows of a group, and sends the result
-- insert     the workers insert what they have computed, and no row leaves them

CREATE TABLE question (
	place integer GENERATED ALWAYS AS IDENTITY,
	name text PRIMARY KEY,
	how text NOT NULL CHECK (how IN ('combined', 'whole', 'insert')),
	aggregate regprocedure,
	query text NOT NULL,
	expected text
);

-- Every aggregate of schema absence, over the students of each school: a school has students
-- on every worker. A new aggregate is a failure until it has a question.
CREATE TABLE call (aggregate regprocedure PRIMARY KEY, call text NOT NULL, source text NOT NULL);
INSERT INTO call VALUES
	('absence.chronic_rate(absence.register)', 'absence.chronic_rate(register)', 'register'),
	('absence.chronic_rate(absence.register, absence.policy)', $$absence.chronic_rate(register, 'chronic = 7.5%')$$, 'register'),
	('absence.chronic_rate(absence.register, absence.policy, date)', $$absence.chronic_rate(register, 'chronic = 7.5%', '2025-12-01')$$,
		'register'),
	('absence.band_counts(absence.register)', 'absence.band_counts(register)', 'register'),
	('absence.band_counts(absence.register, absence.policy)', $$absence.band_counts(register, 'minimum = 20 days')$$, 'register'),
	('absence.band_counts(absence.register, absence.policy, date)', $$absence.band_counts(register, 'minimum = 20 days', '2025-12-01')$$,
		'register'),
	('absence.chronic_trend(absence.register)', 'absence.chronic_trend(register)', 'register'),
	('absence.chronic_trend(absence.register, absence.policy)', $$absence.chronic_trend(register, 'part_day > 50%')$$, 'register'),
	('absence.daily_absence(absence.register)', 'absence.daily_absence(register)', 'register'),
	('absence.daily_absence(absence.register, absence.policy)', $$absence.daily_absence(register, 'part_day = proportional')$$, 'register'),
	('absence.rollup(absence.register)', 'absence.rollup(register)', 'register'),
	('absence.rollup(absence.tally)', 'absence.rollup(absence.tally(register))', 'register'),
	('absence.calendar_agg(absence.register)', 'absence.calendar_agg(register)', 'register'),
	('absence.calendar_agg(date)', 'absence.calendar_agg(day)', 'daily'),
	('absence.calendar_agg(date, integer)', 'absence.calendar_agg(day, minutes)', 'daily'),
	('absence.register_agg(date, absence.mark)', 'absence.register_agg(day, mark)', 'daily'),
	('absence.register_agg(date, absence.mark, numeric)', 'absence.register_agg(day, mark, share)', 'daily'),
	('absence.register_agg(date, absence.mark, double precision)', 'absence.register_agg(day, mark, portion)', 'daily'),
	('absence.register_agg(date, absence.mark, numeric, numeric)', 'absence.register_agg(day, mark, share, 1::numeric)', 'daily'),
	('absence.tally_agg(absence.mark)', 'absence.tally_agg(mark)', 'daily'),
	('absence.tally_agg(absence.mark, numeric)', 'absence.tally_agg(mark, share)', 'daily'),
	('absence.tally_agg(absence.mark, double precision)', 'absence.tally_agg(mark, portion)', 'daily'),
	('absence.tally_agg(absence.mark, numeric, absence.policy)', $$absence.tally_agg(mark, share, 'part_day = whole')$$, 'daily'),
	('absence.tally_agg(absence.mark, double precision, absence.policy)', $$absence.tally_agg(mark, portion, 'part_day = whole')$$, 'daily');
INSERT INTO call
SELECT format('absence.%s(%s%s)', f.name, t.type, p.type)::regprocedure,
	format('absence.%s(%s%s%s)', f.name, t.argument, p.argument, f.in_order), 'daily'
FROM (VALUES ('absence_rate', ''), ('absence_band', ''), ('chronic_flag', ''), ('absence_tier', ' ORDER BY day, school_id'))
	AS f (name, in_order)
CROSS JOIN (VALUES ('boolean', 'absent'), ('numeric', 'share'), ('double precision', 'portion')) AS t (type, argument)
CROSS JOIN (VALUES ('', ''), (', absence.policy', $$, 'chronic = 7.5%, minimum = 20 days'$$)) AS p (type, argument);

-- absence_tier goes through the days of a student in their order, so it has no states to combine.
INSERT INTO question (name, how, aggregate, query)
SELECT replace(c.aggregate::text, 'absence.', ''), w.how, c.aggregate,
	format('SELECT %s, %s AS answer FROM @.%s GROUP BY %1$s', w.grouped_by, c.call, c.source)
FROM call AS c
CROSS JOIN LATERAL (
	SELECT CASE WHEN c.call ~ 'ORDER BY' THEN 'whole' ELSE 'combined' END, CASE WHEN c.call ~ 'ORDER BY' THEN 'student_id' ELSE 'school_id' END
) AS w (how, grouped_by)
ORDER BY c.aggregate::text;

-- what series and counts of parts add up to: the part of a student is made on its worker
INSERT INTO question (name, how, aggregate, query) VALUES
	('rollup(counts)', 'combined', 'absence.rollup(absence.counts)', $$
		SELECT school_id, absence.rollup(counts) AS answer
		FROM (SELECT student_id, school_id, absence.band_counts(register) AS counts FROM @.register GROUP BY student_id, school_id) AS s
		GROUP BY school_id$$),
	('rollup(series)', 'combined', 'absence.rollup(absence.series)', $$
		SELECT school_id, absence.rollup(series) AS answer
		FROM (SELECT student_id, school_id, absence.chronic_trend(register) AS series FROM @.register GROUP BY student_id, school_id) AS s
		GROUP BY school_id$$);

-- Of schema absence_internal, those that the questions below and daily membership need
INSERT INTO question (name, how, aggregate, query) VALUES
	('daily_membership(register,policy)', 'combined', 'absence_internal.daily_membership(absence.register, absence.policy)',
		$$SELECT school_id, absence_internal.daily_membership(register, '') AS answer FROM @.register GROUP BY school_id$$),
	('fold_agg(...)', 'combined',
		'absence_internal.fold_agg(date, text, text, absence.mark, integer, double precision, double precision)', $$
		SELECT school_id, absence_internal.fold_agg(day, period, code, mark, precedence, share, periods) AS answer
		FROM @.event GROUP BY school_id$$);

-- Shapes of a question: with FILTER, of everything, of nothing, by student, of merged students
INSERT INTO question (name, how, query) VALUES
	('with FILTER', 'combined', $$
		SELECT school_id, absence.chronic_rate(register) FILTER (WHERE grade IN ('09', '10')) AS answer FROM @.register GROUP BY school_id$$),
	('all rows', 'combined', 'SELECT absence.band_counts(register), absence.chronic_trend(register) FROM @.register'),
	('no rows', 'combined', $$
		SELECT absence.band_counts(register), absence.chronic_trend(register) FROM @.register WHERE school_id = 'none'$$),
	('by student', 'whole', $$
		SELECT student_id, absence.absence_rate(absent), absence.tally_agg(mark), absence.register_agg(day, mark, portion)
		FROM @.daily GROUP BY student_id$$),
	('schools of a student merged', 'combined', $$
		SELECT school_year, absence.band_counts(register) AS answer
		FROM (SELECT student_id, school_year, absence.rollup(register) AS register FROM @.register GROUP BY student_id, school_year) AS s
		GROUP BY school_year$$),
	('filters, tally and verdicts', 'whole', $$
		SELECT student_id, school_id, absence.chronic(t), absence.band(t)::text, absence.absence_rate(t), absence.streak(register),
			absence.absences_left(register), absence.mark_on(register, '2026-01-15'), absence.tally(absence.clip(register, '2026-01-01', NULL))
		FROM @.register CROSS JOIN LATERAL (SELECT absence.tally(register) OFFSET 0) AS u (t)$$);

-- Registers made where the students are: stays with their calendar, and the events of the
-- student folded. No row leaves its worker. The registers of students with one stay are those
-- of the store, text for text.
INSERT INTO question (name, how, query, expected) VALUES
	('registers from facts', 'insert', $$
		INSERT INTO @.made (student_id, school_id, school_year, register)
		SELECT s.student_id, s.school_id, s.school_year, absence.rollup(absence.with_marks(
			absence.enroll(c.calendar, s.entry_date, s.last_date), m.marks, c.complete_through, c.recorded))
		FROM @.stay AS s
		JOIN @.calendar AS c USING (school_id, school_year, calendar_code)
		LEFT JOIN (
			SELECT e.student_id, e.school_id, e.school_year,
				absence_internal.fold_agg(e.day, e.period, e.code, e.mark, e.precedence, e.share, e.periods) AS marks
			FROM @.event AS e
			GROUP BY e.student_id, e.school_id, e.school_year
		) AS m USING (student_id, school_id, school_year)
		GROUP BY s.student_id, s.school_id, s.school_year$$, NULL),
	('registers from facts are those of the store', 'whole', $$
		SELECT m.student_id, m.school_id, m.register
		FROM @.made AS m
		JOIN (SELECT student_id FROM @.stay GROUP BY student_id HAVING count(*) = 1) AS s USING (student_id)$$, $$
		SELECT r.student_id, r.school_id, r.register
		FROM one.register AS r
		JOIN (SELECT student_id FROM one.stay GROUP BY student_id HAVING count(*) = 1) AS s USING (student_id)$$);

-- The figures of the views of the store, from the table of the page
INSERT INTO question (name, how, query, expected) VALUES
	('registers of the store', 'whole',
		'SELECT student_id, school_id, school_year, grade, register FROM state.register',
		'SELECT student_id, school_id, school_year, grade, register FROM attendance.student_register'),
	('view school_absence', 'combined', $$
		SELECT c.school_year, c.school_id, absence.verdict_n(n), absence.chronic_n(n), absence.chronic_rate(n), absence.chronic_rate_low(n),
			absence.chronic_rate_high(n), absence.severe_n(n), absence.no_verdict_n(n)
		FROM (SELECT school_year, school_id, absence.band_counts(register) AS n FROM state.register GROUP BY school_year, school_id) AS c$$,
		$$SELECT school_year, school_id, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, severe_n, no_verdict_n
		FROM attendance.school_absence$$),
	('view grade_absence', 'combined', $$
		SELECT c.school_year, c.school_id, c.grade, absence.verdict_n(n), absence.chronic_n(n), absence.chronic_rate(n)
		FROM (
			SELECT school_year, school_id, grade, absence.band_counts(register) AS n FROM state.register GROUP BY school_year, school_id, grade
		) AS c$$,
		'SELECT school_year, school_id, grade, verdict_n, chronic_n, chronic_rate FROM attendance.grade_absence'),
	('view district_absence, pooled', 'combined', $$
		SELECT c.school_year, absence.verdict_n(n), absence.chronic_n(n), absence.chronic_rate(n)
		FROM (
			SELECT school_year, absence.band_counts(register) AS n
			FROM (
				SELECT student_id, school_year, absence.rollup(register) AS register FROM state.register GROUP BY student_id, school_year
			) AS s
			GROUP BY school_year
		) AS c$$,
		$$SELECT school_year, verdict_n, chronic_n, chronic_rate FROM attendance.district_absence WHERE scope = 'pooled'$$),
	('view daily_attendance', 'combined', $$
		SELECT c.school_year, c.school_id, p.day, p.n::integer, p.k
		FROM (SELECT school_year, school_id, absence.daily_absence(register) AS s FROM state.register GROUP BY school_year, school_id) AS c
		CROSS JOIN LATERAL absence.points(c.s) AS p
		WHERE p.n > 0$$,
		'SELECT school_year, school_id, day, counted, absent FROM attendance.daily_attendance WHERE counted > 0'),
	('view student_absence', 'whole', $$
		SELECT school_year, school_id, student_id, absence.enrolled_days(t), absence.absent_days(t), absence.absence_rate(t), absence.chronic(t),
			absence.band(t)::text, absence.why_null(t), absence.streak(register), absence.last_absence(register), absence.absences_left(register)
		FROM state.register CROSS JOIN LATERAL (SELECT absence.tally(register) OFFSET 0) AS u (t)$$,
		$$SELECT school_year, school_id, student_id, enrolled_days, absent_days, absence_rate, chronic, band, why_null, streak, last_absence,
			absences_left FROM attendance.student_absence$$),
	('view district_student_absence', 'whole', $$
		SELECT school_year, student_id, absence.enrolled_days(t), absence.absent_days(t), absence.absence_rate(t), absence.chronic(t),
			absence.band(t)::text
		FROM (
			SELECT school_year, student_id, absence.tally(absence.rollup(register)) AS t FROM state.register GROUP BY school_year, student_id
		) AS s$$,
		$$SELECT school_year, student_id, enrolled_days, absent_days, absence_rate, chronic, band FROM attendance.district_student_absence$$);
