-- Streaks and the look ahead, by cases worked by hand
SET search_path = absence, absence_internal, public;

-- 2025-08-18 is a Monday, 2025-09-01 is a holiday, and the student is not enrolled from
-- 2025-09-08 to 2025-09-12
CREATE TEMP TABLE streaks (n integer GENERATED ALWAYS AS IDENTITY, what text, marks text, policy policy, streak integer, streak_start date, longest integer);
INSERT INTO streaks (what, marks, policy, streak, streak_start, longest) VALUES
	('none', NULL, '', 0, NULL, 0),
	('the last day is present', '2025-09-17 excused', '', 0, NULL, 1),
	('the last two days', '2025-09-18 excused, 2025-09-19 oss', '', 2, '2025-09-18', 2),
	('across a weekend and a holiday', '2025-08-28 excused, 2025-08-29 excused, 2025-09-02 excused', '', 0, NULL, 3),
	('across a gap in enrollment', '2025-09-04 excused, 2025-09-05 excused, 2025-09-15 unexcused, 2025-09-16 excused', '', 0, NULL, 4),
	('a weekday without absence breaks it', '2025-09-15 excused, 2025-09-16 excused, 2025-09-18 excused, 2025-09-19 excused', '', 2, '2025-09-18', 2),
	('a tardy breaks it', '2025-09-16 excused, 2025-09-17 tardy, 2025-09-18 excused, 2025-09-19 excused', '', 2, '2025-09-18', 2),
	('unmapped neither breaks nor lengthens', '2025-09-16 excused, 2025-09-17 unmapped, 2025-09-18 unmapped, 2025-09-19 excused', '', 2, '2025-09-16', 2),
	('unmapped at the end', '2025-09-17 excused, 2025-09-18 excused, 2025-09-19 unmapped', '', 2, '2025-09-17', 2),
	('outside neither breaks nor lengthens', '2025-09-17 excused, 2025-09-18 homebound, 2025-09-19 excused', 'outside = homebound', 2, '2025-09-17', 2),
	('homebound that is not outside breaks it', '2025-09-17 excused, 2025-09-18 homebound, 2025-09-19 excused', '', 1, '2025-09-19', 1),
	('half days count by the half', '2025-09-18 excused 1/2, 2025-09-19 excused 1/2', '', 2, '2025-09-18', 2),
	('half days do not count above it', '2025-09-18 excused 1/2, 2025-09-19 excused', 'part_day > 50%', 1, '2025-09-19', 1),
	('in parts: from half on', '2025-09-17 excused 1/2, 2025-09-18 excused 2/5, 2025-09-19 excused 2/3', 'part_day = proportional', 1, '2025-09-19', 1),
	('half days count by steps', '2025-09-17 excused 2/5, 2025-09-18 excused 1/3, 2025-09-19 excused 1/2', 'part_day = steps > 35% 84%', 1, '2025-09-19', 1),
	('unexcused only', '2025-09-17 unexcused, 2025-09-18 excused, 2025-09-19 unexcused', 'absent = unexcused', 1, '2025-09-19', 1),
	('the future does not count', '2025-09-18 excused, 2025-09-19 excused, 2025-09-22 excused', '', 2, '2025-09-18', 2);
SELECT what, streak(r, policy) AS got, streak_start(r, policy) AS got_start, longest_streak(r, policy) AS got_longest,
	(streak(r, policy), streak_start(r, policy), longest_streak(r, policy)) IS NOT DISTINCT FROM (s.streak, s.streak_start, s.longest) AS ok
FROM streaks AS s, LATERAL (
	SELECT ('days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-09-26; complete 2025-09-19' || coalesce('; marks ' || marks, ''))::register) AS m (r)
ORDER BY n;

-- Unrecorded days neither break nor lengthen a streak, under every policy
SELECT policy, streak(r, policy::policy), streak_start(r, policy::policy), longest_streak(r, policy::policy)
FROM (VALUES ('unrecorded = not_counted'), ('unrecorded = present'), ('unrecorded = absent')) AS v (policy),
	(SELECT 'days 2025-08-18..2025-08-29; complete 2025-08-29; unrecorded 2025-08-21..2025-08-22 2025-08-28..2025-08-29; marks 2025-08-20 oss, 2025-08-25 oss, 2025-08-26 oss, 2025-08-27 oss'::register) AS m (r);
-- as of a day; NULL; a register without days
SELECT streak(r, '', '2025-08-19'), streak_start(r, '', '2025-08-19'), longest_streak(r, '', '2025-08-19'), streak(r, '', NULL)
FROM (SELECT 'days 2025-08-18..2025-08-29; complete 2025-08-29; marks 2025-08-18 oss, 2025-08-19 oss, 2025-08-21 oss'::register) AS m (r);
SELECT streak(NULL), streak_start(NULL), longest_streak(NULL), streak('days none; complete none'), longest_streak('days 2025-08-18; complete none; marks 2025-08-18 oss');

-- Absences left. Of n days the first `counted` are complete, and the first `absent` are
-- missed
CREATE FUNCTION pg_temp.student(n integer, counted integer, absent integer, minutes integer DEFAULT NULL) RETURNS register LANGUAGE sql AS $$
	SELECT with_marks(calendar_agg(date '2025-07-01' + i, minutes), register_agg(date '2025-07-01' + i, 'excused') FILTER (WHERE i < absent), date '2025-07-01' + counted - 1)
	FROM generate_series(0, n - 1) AS i
$$;
CREATE TEMP TABLE look_ahead (n integer GENERATED ALWAYS AS IDENTITY, what text, register register, policy policy, left_over integer, projected float8);
INSERT INTO look_ahead (what, register, policy, left_over, projected) VALUES
	('8 of 100, 80 to come: 17 of 180 is below a tenth', pg_temp.student(180, 100, 8), '', 9, 14.4),
	('under >, 18 of 180 is not chronic', pg_temp.student(180, 100, 8), 'compare = >', 10, 14.4),
	('17 of 100, 80 to come', pg_temp.student(180, 100, 17), '', 0, 30.6),
	('18 of 100, 80 to come: chronic whatever comes', pg_temp.student(180, 100, 18), '', NULL, 32.4),
	('chronic now, but the year can still end well', pg_temp.student(180, 20, 10), '', 7, 90),
	('the year is over, not chronic', pg_temp.student(180, 180, 17), '', 0, 17),
	('the year is over, chronic', pg_temp.student(180, 180, 18), '', NULL, 18),
	('nothing counted yet', pg_temp.student(180, 0, 0), '', 17, NULL),
	('no more than the days to come', pg_temp.student(180, 178, 0), '', 2, 0),
	('no line', pg_temp.student(180, 100, 8), 'chronic = none, severe = none', NULL, 14.4),
	('the line of severe where chronic has none', pg_temp.student(180, 100, 8), 'chronic = none', 27, 14.4),
	('in days', pg_temp.student(180, 100, 8), 'measure = days, chronic = 10 days', 1, 14.4),
	('in minutes', pg_temp.student(180, 100, 8, 390), 'basis = minutes', 9, 14.4),
	('in minutes, lengths not known', pg_temp.student(180, 100, 8), 'basis = minutes', NULL, 14.4),
	-- 10 days of 300 minutes, and days of 100 and 600 to come: 300 of 3700 are missed;
	-- with the long day it would be 900, which is too much
	('in minutes, the longest day first', 'days 2025-08-18..2025-09-02; complete 2025-08-29; minutes 300 2025-09-01:100 2025-09-02:600; marks 2025-08-18 oss', 'basis = minutes', 0, 1.2),
	('no days', 'days none; complete none', '', NULL, NULL);
SELECT what, absences_left(register, policy) AS got, projected(register, policy) AS got_projected,
	absences_left(register, policy) IS NOT DISTINCT FROM left_over AND projected(register, policy) IS NOT DISTINCT FROM l.projected AS ok
FROM look_ahead AS l ORDER BY n;

-- By trial: with n more absences the year ends not chronic, with n + 1 it ends chronic,
-- for every student
SELECT count(*) AS students, count(*) FILTER (WHERE l IS NULL) AS no_way_back,
	count(*) FILTER (WHERE l IS NOT NULL AND NOT ((absent + l) * 10 < 40 AND (l = 40 - counted OR (absent + l + 1) * 10 >= 40))) AS wrong,
	count(*) FILTER (WHERE l IS NULL AND absent * 10 < 40) AS wrongly_null
FROM generate_series(0, 40) AS counted, generate_series(0, counted) AS absent, LATERAL (SELECT absences_left(pg_temp.student(40, counted, absent))) AS a (l);
-- as of an earlier day, the later days are still to come
SELECT absences_left(r), absences_left(r, '', '2025-07-10'), projected(r, '', '2025-07-10') FROM (SELECT pg_temp.student(180, 100, 18)) AS s (r);

-- The last absence, and the last recorded day
SELECT last_absence(r), last_absence(r, 'absent = unexcused'), last_absence(r, '', '2025-08-20'), last_absence(r, 'absent = none'), last_recorded(r), last_recorded(r, '2025-08-26'), last_recorded(r, '2025-08-17')
FROM (SELECT 'days 2025-08-18..2025-09-05; complete 2025-08-29; unrecorded 2025-08-21..2025-08-25 2025-08-28..2025-09-05; marks 2025-08-19 unexcused, 2025-08-20 excused 2/5, 2025-08-26 oss'::register) AS m (r);
SELECT last_absence(NULL), last_recorded(NULL), last_absence('days none; complete none'), last_recorded('days 2025-08-18; complete none');
