-- The distance from a line, and the day since which a student is over it: cases worked
-- by hand
SET search_path = absence, absence_internal, public;
\set VERBOSITY terse

-- 20 membership days, 18 August to 12 September 2025, Mondays to Fridays; complete
-- through the 10th day, Friday 29 August
CREATE TEMP VIEW r AS SELECT n, ('days 2025-08-18..2025-09-12; complete 2025-08-29' || coalesce('; marks ' || marks, ''))::register AS r, marks
FROM (VALUES (1, NULL), (2, '2025-08-20 excused'), (3, '2025-08-18 excused'), (4, '2025-08-29 excused'), (5, '2025-08-19 excused, 2025-08-20 excused')) AS v (n, marks);
CREATE TEMP TABLE first AS SELECT 'days 2025-08-18..2025-09-12; complete 2025-08-29; marks 2025-08-19 excused'::register AS r;

-- The number of membership days in a range, also after complete-through
SELECT f, t, membership_days(r, f, t) AS got, n, membership_days(r, f, t) = n AS ok
FROM first, (VALUES (NULL::date, NULL::date, 20), ('2025-08-18', '2025-08-18', 1), ('2025-08-23', '2025-08-24', 0), ('2025-08-22', '2025-08-25', 2),
	('2025-08-25', NULL, 15), (NULL, '2025-08-22', 5), (NULL, '2025-08-17', 0), ('2025-09-13', NULL, 0), ('2025-09-01', '2025-08-25', 0),
	('-infinity', 'infinity', 20), ('infinity', 'infinity', 0), ('infinity', NULL, 0), (NULL, '-infinity', 0), ('-infinity', '-infinity', 0)) AS v (f, t, n);
SELECT membership_days(r), membership_days(r, '2025-09-11'), membership_days(NULL) FROM first;
SELECT membership_days('days none; complete none'), membership_days('days 2024-09-02 2025-09-01; complete none', '2024-09-03');

-- The last membership day that can be counted
SELECT a, last_membership_day(r, a) FROM first, (VALUES ('2025-08-17'::date), ('2025-08-18'), ('2025-08-24'), ('2025-08-29'), ('2025-09-12'), ('infinity'), ('-infinity'), (NULL)) AS v (a);
SELECT last_membership_day(r), last_membership_day(NULL), last_membership_day('days 2025-08-18; complete none'), last_membership_day('days none; complete 2025-08-18') FROM first;

-- The day since which the student is chronically absent: without a minimum, and with a
-- minimum of ten days. One of ten days is a tenth.
SELECT marks, chronic_since(r, 'minimum = none') AS no_minimum, chronic_since(r) AS ten_days, chronic_since(r, '', '2025-08-28') AS as_of_the_9th, chronic(tally(r)) FROM r ORDER BY n;
-- over the line, below it, and over it again: the last run counts. From 1 of 2 to 1 of
-- 10 is over the line, 1 of 11 is not, and 2 of 15 on the 15th day is again
SELECT a, chronic_since(r, 'minimum = none', a), absent_days(tally(r, '', a)) AS absent, counted_days(tally(r, '', a)) AS counted
FROM (SELECT 'days 2025-08-18..2025-09-12; complete 2025-09-12; marks 2025-08-19 excused, 2025-09-05 oss'::register AS r) AS r,
	(VALUES ('2025-08-18'::date), ('2025-08-19'), ('2025-08-29'), ('2025-09-01'), ('2025-09-04'), ('2025-09-05'), ('2025-09-12')) AS v (a);
-- days that are not counted change nothing; without counted days there is no verdict
SELECT chronic_since('days 2025-08-18..2025-08-29; complete 2025-08-29; unrecorded 2025-08-20..2025-08-29; marks 2025-08-19 oss', 'minimum = none'),
	chronic_since('days 2025-08-18..2025-08-29; complete 2025-08-29; unrecorded 2025-08-18..2025-08-29', 'minimum = none'),
	chronic_since(NULL), chronic_since('days 2025-08-18; complete none', 'chronic = 0%, at_risk = 0%, minimum = none');
SELECT chronic_since(r, NULL) FROM first;

-- Days to a line, for a number of days and of absences
CREATE TEMP TABLE to_line (n integer GENERATED ALWAYS AS IDENTITY, days numeric, absent numeric, policy text, line text, expected bigint);
INSERT INTO to_line (days, absent, policy, line, expected) VALUES
	-- 17 of 180 is below 10%, and 18 is at it
	(180, 17, '', 'chronic', 1), (180, 18, '', 'chronic', -1), (180, 19, '', 'chronic', -2), (180, 0, '', 'chronic', 18), (180, 180, '', 'chronic', -163),
	(180, 18, 'compare = >', 'chronic', 1), (180, 19, 'compare = >', 'chronic', -1),
	(180, 17, '', 'severe', 19), (180, 36, '', 'severe', -1), (180, 17, '', 'at_risk', -9), (180, 8, '', 'at_risk', 1),
	-- with parts of a day
	(180, 17.5, 'part_day = proportional', 'chronic', 1), (180, 16.9, 'part_day = proportional', 'chronic', 2),
	-- all days are needed, or not even these are enough
	(10, 0, 'chronic = 100%, severe = 100%', 'chronic', 10), (10, 10, 'chronic = 100%, severe = 100%', 'chronic', -1),
	(10, 0, 'compare = >, chronic = 100%, severe = 100%', 'chronic', NULL), (10, 3, 'at_risk = 0%, chronic = 0%', 'chronic', NULL),
	-- lines that are not given: the line of chronic is then that of severe
	(180, 17, 'chronic = none', 'chronic', 19), (180, 17, 'chronic = none, severe = none', 'chronic', NULL), (180, 17, 'at_risk = none', 'at_risk', NULL),
	(180, 17, 'severe = none', 'severe', NULL),
	-- in days
	(50, 8, 'measure = days, chronic = 10 days', 'chronic', 2), (50, 12, 'measure = days, chronic = 10 days', 'chronic', -3), (5, 1, 'measure = days, chronic = 10 days, minimum = none', 'chronic', NULL),
	-- no verdict
	(9, 1, '', 'chronic', NULL), (180, 17, 'minimum > 180 days', 'chronic', NULL);
SELECT days, absent, policy, line, days_to_line(tally(days, absent, policy::policy), line) AS got, days_to_line(tally(days, absent, policy::policy), line) IS NOT DISTINCT FROM expected AS ok FROM to_line ORDER BY n;
SELECT days_to_line(tally(180, 17)), days_to_line(NULL);
SELECT days_to_line(tally(180, 17), 'moderate');
SELECT days_to_line(tally(180, 17), '');
-- In minutes, a day has the average length: 19 days of 300 minutes and one of 400 are
-- 20 days of 305. The line is at 610, and 300 are missed
SELECT days_to_line(t), days_to_line(t, 'severe'), absent_minutes(t), counted_minutes(t)
FROM (SELECT tally('days 2025-08-18..2025-09-12; complete 2025-09-12; minutes 300 2025-09-01:400; marks 2025-08-19 oss'::register, 'basis = minutes') AS t) AS t;
SELECT days_to_line(t), days_to_line(t, 'at_risk') FROM (SELECT tally('days 2025-08-18..2025-09-12; complete 2025-09-12; minutes 300 2025-09-01:400; marks 2025-09-01 oss, 2025-09-02 oss'::register, 'basis = minutes') AS t) AS t;
-- Each number is the smallest: one day less is not enough
SELECT count(*) AS cases, count(*) FILTER (WHERE chronic(tally(e, a + d, p)) = chronic(tally(e, a, p))) AS does_not_do,
	count(*) FILTER (WHERE chronic(tally(e, a + d - sign(d), p)) <> chronic(tally(e, a, p))) AS not_smallest
FROM generate_series(10, 200, 19) AS e, generate_series(0, 40, 3) AS a, (VALUES (''::policy), ('compare = >'), ('chronic = 12.5%'), ('chronic = none'), ('measure = days, chronic = 10 days')) AS p (p),
	LATERAL (SELECT days_to_line(tally(e, a, p))::numeric AS d) AS d
WHERE a <= e AND a + d BETWEEN 0 AND e;

-- The interval of two numbers is the same as that of counts
SELECT k, n, absence_internal.chronic_rate_low(k, n) = chronic_rate_low(c) AS low, absence_internal.chronic_rate_high(k, n) = chronic_rate_high(c) AS high
FROM (SELECT count(*) FILTER (WHERE chronic(tally(r))) AS k, count(*) AS n, band_counts(r) AS c FROM r WHERE n > 0) AS c;
SELECT absence_internal.chronic_rate_low(0, 20), round(absence_internal.chronic_rate_high(0, 20)::numeric, 6) AS high, round(absence_internal.chronic_rate_low(20, 20)::numeric, 6) AS low, absence_internal.chronic_rate_high(20, 20), absence_internal.chronic_rate_low(0, 0), absence_internal.chronic_rate_high(0, 0), absence_internal.chronic_rate_low(NULL, 1);
SELECT absence_internal.chronic_rate_low(2, 1);
SELECT absence_internal.chronic_rate_high(-1, 1);

-- All figures as a row are the same as those of the single functions
SELECT count(*) FILTER (WHERE f.absent_days = absent_days(tally(r)) AND f.chronic = chronic(tally(r)) AND f.band = band(tally(r))::text AND f.absence_rate = absence_rate(tally(r))
	AND f.streak = streak(r) AND f.complete_through = '2025-08-29') AS same, count(*)
FROM r, figures_of_student(r) AS f;
SELECT f.* FROM first, figures_of_student(r, 'minimum = none', '2025-08-20') AS f \gx
SELECT f.status, f.counted_through, f.band_order FROM (VALUES ('days none; complete none'::register), ('days 2025-08-18; complete none'), ('days 2025-08-18; complete 2025-08-18')) AS v (r), figures_of_student(r) AS f;
SELECT verdict_n, chronic_n, chronic_rate, round(chronic_rate_low::numeric, 6) AS low, round(chronic_rate_high::numeric, 6) AS high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n
FROM (SELECT band_counts(r) AS c FROM r) AS c, figures_of_cohort(c) AS f;
SELECT verdict_n, chronic_n, chronic_rate, round(chronic_rate_low::numeric, 6) AS low, round(chronic_rate_high::numeric, 6) AS high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n
FROM figures_of_cohort(2, 1, 1, 0, 3);
SELECT * FROM figures_of_cohort(0, 0, 0, 0, 3);
SELECT * FROM figures_of_cohort(NULL);
