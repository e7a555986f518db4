-- The counting rule, by cases with figures worked by hand. Each row has the expected
-- figures, the actual ones, and whether they are the same.
SET search_path = absence, absence_internal, public;

-- n weekdays from 2025-08-18 on, with these marks and portions on the first
CREATE FUNCTION pg_temp.student(n integer, marks mark[] DEFAULT '{}', portions numeric[] DEFAULT '{}', minutes integer DEFAULT NULL)
	RETURNS register LANGUAGE sql AS $$
	SELECT with_marks(calendar_agg(day, minutes),
			register_agg(day, marks[i], portions[i]) FILTER (WHERE marks[i] IS NOT NULL), max(day))
	FROM (SELECT row_number() OVER (ORDER BY day)::integer AS i, day::date
		FROM generate_series(timestamp '2025-08-18', timestamp '2025-08-18' + 2 * n * interval '1 day', '1 day') AS day
		WHERE extract(isodow FROM day) < 6 LIMIT n) AS day
$$;

-- Every (absent, enrolled) pair up to 200 days, under >= and >, from rows, from
-- registers and from totals, against whole numbers
CREATE TEMP TABLE pair AS
SELECT enrolled, absent, count(*) AS rows,
	chronic_flag(row <= absent) AS flag,
	chronic_flag((row <= absent)::integer::numeric, 'compare = >') AS flag_more_than,
	absence_band(row <= absent) AS band,
	absence_rate(row <= absent) AS rate,
	register_agg(date '2025-08-18' + row, CASE WHEN row <= absent THEN 'excused' ELSE 'present' END::mark) AS register
FROM generate_series(1, 200) AS enrolled, generate_series(0, enrolled) AS absent, generate_series(1, enrolled) AS row
GROUP BY enrolled, absent;

SELECT count(*) AS pairs,
	count(*) FILTER (WHERE flag IS DISTINCT FROM CASE WHEN enrolled >= 10 THEN absent * 10 >= enrolled END) AS rows_at_least,
	count(*) FILTER (WHERE flag_more_than IS DISTINCT FROM CASE WHEN enrolled >= 10 THEN absent * 10 > enrolled END) AS rows_more_than,
	count(*) FILTER (WHERE chronic(tally(register)) IS DISTINCT FROM flag) AS registers_at_least,
	count(*) FILTER (WHERE chronic(tally(register, 'compare = >')) IS DISTINCT FROM flag_more_than) AS registers_more_than,
	count(*) FILTER (WHERE chronic(tally(enrolled, absent)) IS DISTINCT FROM flag) AS totals_at_least,
	count(*) FILTER (WHERE chronic(tally(enrolled, absent, 'compare = >')) IS DISTINCT FROM flag_more_than) AS totals_more_than,
	count(*) FILTER (WHERE band IS DISTINCT FROM CASE WHEN enrolled < 10 THEN NULL
		WHEN absent * 5 >= enrolled THEN 'severe' WHEN absent * 10 >= enrolled THEN 'moderate'
		WHEN absent * 20 >= enrolled THEN 'at_risk' ELSE 'satisfactory' END::band) AS bands,
	count(*) FILTER (WHERE rate <> absent::float8 / enrolled) AS rates
FROM pair;

-- 1 - 162/180 is less than a tenth in floating point, but 18 of 180 is not
SELECT 1 - 162::float8 / 180 >= 0.1 AS by_float, flag, flag_more_than FROM pair WHERE enrolled = 180 AND absent = 18;

CREATE TEMP TABLE worked (
	n integer GENERATED ALWAYS AS IDENTITY, what text, register register, policy policy,
	absent float8, counted bigint, enrolled bigint, chronic boolean, why_null text);

INSERT INTO worked (what, register, policy, absent, counted, enrolled, chronic, why_null) VALUES
	('no days', 'days none; complete none', '', 0, 0, 0, NULL, 'no_membership'),
	('nothing complete', 'days 2025-08-18..2025-08-29; complete none', '', 0, 0, 0, NULL, 'not_recorded'),
	('9 days', pg_temp.student(9, '{excused}'), '', 1, 9, 9, NULL, 'below_minimum'),
	('10 days', pg_temp.student(10, '{excused}'), '', 1, 10, 10, true, NULL),
	('10 days, more than 10', pg_temp.student(10, '{excused}'), 'minimum > 10 days', 1, 10, 10, NULL, 'below_minimum'),
	('11 days, more than 10', pg_temp.student(11, '{excused}'), 'minimum > 10 days', 1, 11, 11, false, NULL),
	('half the calendar', clip(pg_temp.student(20, '{excused}'), NULL, '2025-08-29'), 'minimum = 50%', 1, 10, 10, true, NULL),
	('more than half the calendar', clip(pg_temp.student(20, '{excused}'), NULL, '2025-08-29'), 'minimum > 50%', 1, 10, 10, NULL, 'below_minimum'),
	('no calendar', (SELECT register FROM pair WHERE enrolled = 20 AND absent = 2), 'minimum = 50%', 2, 20, 20, NULL, 'no_calendar'),

	-- shares given as decimals, and exact ones
	('three 0.33, in parts', pg_temp.student(10, '{excused,excused,excused}', '{0.33,0.33,0.33}'), 'part_day = proportional', 1, 10, 10, true, NULL),
	('0.34 0.67 0.66 0.33, in parts', pg_temp.student(20, '{excused,excused,excused,excused}', '{0.34,0.67,0.66,0.33}'), 'part_day = proportional', 2, 20, 20, true, NULL),
	('0.32 is not snapped', pg_temp.student(10, '{excused}', '{0.32}'), 'part_day = proportional', 0.32, 10, 10, false, NULL),
	('three 0.33, by the half', pg_temp.student(10, '{excused,excused,excused}', '{0.33,0.33,0.33}'), '', 0, 10, 10, false, NULL),
	('seven sevenths, in parts', pg_temp.student(10, '{tardy,tardy,tardy,tardy,tardy,tardy,tardy}', array_fill(1/7.0, '{7}')), 'part_day = proportional', 1, 10, 10, true, NULL),
	('above 1 is 1', pg_temp.student(10, '{excused}', '{9.99}'), 'part_day = proportional', 1, 10, 10, true, NULL),

	-- parts of a day
	('exactly half, >= 50%', pg_temp.student(10, '{excused}', '{0.5}'), '', 1, 10, 10, true, NULL),
	('exactly half, > 50%', pg_temp.student(10, '{excused}', '{0.5}'), 'part_day > 50%', 0, 10, 10, false, NULL),
	('just above half, > 50%', pg_temp.student(10, '{excused}', '{0.5001}'), 'part_day > 50%', 1, 10, 10, true, NULL),
	('just below half, >= 50%', pg_temp.student(10, '{excused}', '{0.4999}'), '', 0, 10, 10, false, NULL),
	('0.9999, whole', pg_temp.student(10, '{excused}', '{0.9999}'), 'part_day = whole', 0, 10, 10, false, NULL),
	('1, whole', pg_temp.student(10, '{excused}', '{1}'), 'part_day = whole', 1, 10, 10, true, NULL),
	('a tardy misses nothing', pg_temp.student(10, '{tardy}'), 'part_day > 0%', 0, 10, 10, false, NULL),
	('a tardy with a share counts', pg_temp.student(10, '{tardy}', '{0.1}'), 'part_day > 0%', 1, 10, 10, true, NULL),
	('time of tardies counts whatever is absent', pg_temp.student(10, '{left_early}', '{0.6}'), 'absent = none', 1, 10, 10, true, NULL),

	-- policies in days
	('9 days under ten_days', pg_temp.student(180, array_fill('oss'::mark, '{9}')), policy_named('ten_days'), 9, 180, 180, false, NULL),
	('10 days under ten_days', pg_temp.student(180, array_fill('oss'::mark, '{10}')), policy_named('ten_days'), 10, 180, 180, true, NULL),
	('10 days, more than 10', pg_temp.student(180, array_fill('oss'::mark, '{10}')), 'measure = days, chronic = 10 days, compare = >', 10, 180, 180, false, NULL),
	('9.5 days in parts, line 9.5', pg_temp.student(180, array_fill('oss'::mark, '{10}'), '{0.5}'), 'measure = days, chronic = 9.5 days, part_day = proportional', 9.5, 180, 180, true, NULL),
	('severe without chronic', pg_temp.student(10, '{excused,excused}'), 'chronic = none', 2, 10, 10, true, NULL),
	('at risk without chronic', pg_temp.student(10, '{excused}'), 'chronic = none', 1, 10, 10, false, NULL),
	('no line at all', pg_temp.student(10, array_fill('excused'::mark, '{10}')), 'at_risk = none, chronic = none, severe = none', 10, 10, 10, false, NULL),

	-- marks that policies treat differently; 2 of 20 days each
	('unverified, federal', pg_temp.student(20, '{unverified,unverified}'), '', 2, 20, 20, true, NULL),
	('unverified, unexcused only', pg_temp.student(20, '{unverified,unverified}'), 'absent = unexcused', 0, 20, 20, false, NULL),
	('exempt, federal', pg_temp.student(20, '{exempt,exempt}'), '', 2, 20, 20, true, NULL),
	('exempt, not counted', pg_temp.student(20, '{exempt,exempt}'), 'absent = excused unexcused oss unverified', 0, 20, 20, false, NULL),
	('exempt, outside', pg_temp.student(20, '{exempt,exempt}'), 'absent = excused unexcused oss unverified, outside = exempt', 0, 18, 18, false, NULL),
	('homebound, federal', pg_temp.student(20, '{homebound,homebound}'), '', 0, 20, 20, false, NULL),
	('homebound, absent', pg_temp.student(20, '{homebound,homebound}'), 'absent = homebound', 2, 20, 20, true, NULL),
	('homebound, outside', pg_temp.student(20, '{homebound,homebound,excused,excused}'), 'outside = homebound', 2, 18, 18, true, NULL),
	('iss, federal', pg_temp.student(20, '{iss,iss}'), '', 0, 20, 20, false, NULL),
	('iss, absent', pg_temp.student(20, '{iss,iss}'), 'absent = iss', 2, 20, 20, true, NULL),
	-- 1 of 20 days, or 3 if the unmapped days are absences
	('unmapped days are not counted', pg_temp.student(20, '{unmapped,unmapped,excused}'), '', 1, 18, 20, NULL, 'unmapped'),
	('unmapped days that change nothing', pg_temp.student(20, '{unmapped}'), '', 0, 19, 20, false, NULL),
	('too many unmapped days', pg_temp.student(20, array_fill('unmapped'::mark, '{11}')), '', 0, 9, 20, NULL, 'unmapped'),
	('all days unmapped', pg_temp.student(20, array_fill('unmapped'::mark, '{20}')), '', 0, 0, 20, NULL, 'unmapped'),

	-- one period of seven does not decide a day: 100 days, 9 of them unexcused; on ten
	-- others one period is exempt, or unmapped
	('one exempt period on ten days', pg_temp.student(100, array_fill('unexcused'::mark, '{9}') || array_fill('exempt'::mark, '{10}'),
		array_fill(1::numeric, '{9}') || array_fill(1/7.0, '{10}')), policy_named('new_jersey'), 9, 100, 100, false, NULL),
	('one unmapped period on ten days', pg_temp.student(100, array_fill('unexcused'::mark, '{9}') || array_fill('unmapped'::mark, '{10}'),
		array_fill(1::numeric, '{9}') || array_fill(1/7.0, '{10}')), '', 9, 100, 100, false, NULL),
	('four exempt periods on ten days', pg_temp.student(100, array_fill('unexcused'::mark, '{9}') || array_fill('exempt'::mark, '{10}'),
		array_fill(1::numeric, '{9}') || array_fill(4/7.0, '{10}')), policy_named('new_jersey'), 9, 90, 90, true, NULL),

	-- whole and half days under steps
	('35%, steps > 35% 84%', pg_temp.student(10, '{excused}', '{0.35}'), 'part_day = steps > 35% 84%', 0, 10, 10, false, NULL),
	('above 35%', pg_temp.student(10, '{excused}', '{0.3501}'), 'part_day = steps > 35% 84%', 0.5, 10, 10, false, NULL),
	('84%', pg_temp.student(10, '{excused}', '{0.84}'), 'part_day = steps > 35% 84%', 0.5, 10, 10, false, NULL),
	('above 84%', pg_temp.student(10, '{excused}', '{0.8401}'), 'part_day = steps > 35% 84%', 1, 10, 10, true, NULL),
	('35%, steps >= 35% 84%', pg_temp.student(10, '{excused}', '{0.35}'), 'part_day = steps >= 35% 84%', 0.5, 10, 10, false, NULL),
	('below 35%', pg_temp.student(10, '{excused}', '{0.3499}'), 'part_day = steps >= 35% 84%', 0, 10, 10, false, NULL),
	('84%, steps >= 35% 84%', pg_temp.student(10, '{excused}', '{0.84}'), 'part_day = steps >= 35% 84%', 1, 10, 10, true, NULL),
	('two halves are a day of ten', pg_temp.student(10, '{excused,oss}', '{0.5,0.5}'), 'part_day = steps > 35% 84%', 1, 10, 10, true, NULL),
	('all days outside', pg_temp.student(20, array_fill('homebound'::mark, '{20}')), 'outside = homebound', 0, 0, 0, NULL, 'not_recorded');

SELECT what, absent_days(t) AS absent, counted_days(t) AS counted, enrolled_days(t) AS enrolled, chronic(t), why_null(t),
	(absent_days(t), counted_days(t), enrolled_days(t), chronic(t), why_null(t))
		IS NOT DISTINCT FROM (w.absent, w.counted, w.enrolled, w.chronic, w.why_null) AS ok
FROM worked AS w, tally(register, policy) AS t ORDER BY n;

-- One day with several marks; the rest of the day is as the rule says.
-- Figures: missed, absent, excused, unexcused, oss, unverified, other, counted, enrolled days
CREATE TEMP TABLE mixed (n integer GENERATED ALWAYS AS IDENTITY, what text, marks text, policy policy, expected float8[]);
INSERT INTO mixed (what, marks, policy, expected) VALUES
	('two halves, federal: a day of the one earlier in the order', 'unexcused 1/2 excused 1/2', '', '{1,1,0,1,0,0,0,1,1}'),
	('two halves, unexcused only', 'unexcused 1/2 excused 1/2', 'absent = unexcused', '{0.5,1,0,1,0,0,0,1,1}'),
	('two halves, unexcused only, more than half', 'unexcused 1/2 excused 1/2', 'absent = unexcused, part_day > 50%', '{0.5,0,0,0,0,0,0,1,1}'),
	('two halves, in parts', 'unexcused 1/2 excused 1/2', 'part_day = proportional', '{1,1,0.5,0.5,0,0,0,1,1}'),
	('the larger share names the day', 'unexcused 1/4 excused 1/2', '', '{0.75,1,1,0,0,0,0,1,1}'),
	('tardy P1, unexcused P2-4, excused P5-7', 'tardy unexcused 3/7 excused 3/7', '', ARRAY[6/7::float8,1,0,1,0,0,0,1,1]),
	('more than a day: what is over is cut from the latest mark', 'unexcused 3/4 excused 3/4', 'part_day = proportional', '{1,1,0.25,0.75,0,0,0,1,1}'),
	('more than a day: tardy is first in the order', 'tardy 1/2 oss', 'part_day = proportional', '{1,1,0,0,0.5,0,0.5,1,1}'),
	('cut before the day is given: a half each, tie to the earlier', 'tardy 1/2 oss', '', '{1,1,0,0,0,0,1,1,1}'),
	('marks that do not count are as present', 'excused 1/2 activity 1/2', '', '{0.5,1,1,0,0,0,0,1,1}'),
	('more than half is outside: the day leaves whole', 'excused 1/4 homebound 3/4', 'outside = homebound', '{0,0,0,0,0,0,0,0,0}'),
	('half is outside: that share is as present', 'excused 1/2 homebound 1/2', 'outside = homebound', '{0.5,1,1,0,0,0,0,1,1}'),
	('less than half, or all of it: nothing counts', 'excused 1/4 unmapped 3/4', '', '{0,0,0,0,0,0,0,0,1}'),
	('half of the day, whatever unmapped is', 'excused 1/2 unmapped 1/2', '', '{0.5,1,1,0,0,0,0,1,1}'),
	('the mark of the day is present: its absence still counts', 'excused 1/4 present 3/4', 'part_day = proportional', '{0.25,0.25,0.25,0,0,0,0,1,1}'),
	('a tardy that misses nothing stays outside', 'tardy iss', 'outside = iss', '{0,0,0,0,0,0,0,0,0}'),
	('exempt 4/7, unexcused 3/7: outside', 'unexcused 3/7 exempt 4/7', 'absent = unexcused, outside = exempt', '{0,0,0,0,0,0,0,0,0}'),
	('exempt 3/7, unexcused 4/7: absent', 'unexcused 4/7 exempt 3/7', 'absent = unexcused, outside = exempt', ARRAY[4/7::float8,1,0,1,0,0,0,1,1]),
	('outside only in what the missed time leaves', 'unexcused 3/4 exempt 3/4', 'absent = unexcused, outside = exempt', '{0.75,1,0,1,0,0,0,1,1}'),
	('outside marks add up', 'exempt 1/3 homebound 1/3', 'absent = unexcused, outside = exempt homebound', '{0,0,0,0,0,0,0,0,0}'),
	('none of them more than half, and together half', 'exempt 1/4 homebound 1/4', 'absent = unexcused, outside = exempt homebound', '{0,0,0,0,0,0,0,1,1}'),
	('one exempt period of seven, six present', 'exempt 1/7 present 6/7', 'absent = unexcused, outside = exempt', '{0,0,0,0,0,0,0,1,1}'),
	('one unmapped period', 'unmapped 1/7', '', '{0,0,0,0,0,0,0,1,1}'),
	('one unmapped period, six present', 'unmapped 1/7 present 6/7', '', '{0,0,0,0,0,0,0,1,1}'),
	('one unmapped period, in parts: nothing counts', 'unmapped 1/7', 'part_day = proportional', '{0,0,0,0,0,0,0,0,1}'),
	('unmapped 1/7 and unexcused 3/7: nothing counts', 'unexcused 3/7 unmapped 1/7', '', '{0,0,0,0,0,0,0,0,1}'),
	('unexcused 4/7 and unmapped 3/7: absent', 'unexcused 4/7 unmapped 3/7', '', ARRAY[4/7::float8,1,0,1,0,0,0,1,1]),
	('unmapped beside a whole day, in parts: absent', 'unexcused unmapped 1/2', 'part_day = proportional', '{1,1,0,1,0,0,0,1,1}'),
	('unmapped that makes a half of a step', 'unexcused 1/4 unmapped 1/4', 'part_day = steps > 35% 84%', '{0,0,0,0,0,0,0,0,1}'),
	('unmapped within a step', 'unexcused 1/2 unmapped 1/4', 'part_day = steps > 35% 84%', '{0.5,0.5,0,0.5,0,0,0,1,1}'),
	('a step goes to the largest mark', 'unexcused 1/4 excused 1/2', 'part_day = steps > 35% 84%', '{0.75,0.5,0.5,0,0,0,0,1,1}');
SELECT what, figures AS got, figures = expected AS ok
FROM mixed, LATERAL (SELECT tally(('days 2025-08-18; complete 2025-08-18; marks 2025-08-18 ' || marks)::register, policy)) AS d (t),
	LATERAL (SELECT ARRAY[missed_days(t), absent_days(t), excused_days(t), unexcused_days(t), oss_days(t),
		unverified_days(t), other_days(t), counted_days(t), enrolled_days(t)]) AS f (figures)
ORDER BY n;

-- Tardies and in-school suspension are counted under every policy, also on days that
-- are outside or unmapped
SELECT policy, tardy_days(t), iss_days(t), unrecorded_days(t), unmapped_days(t)
FROM (VALUES ('minimum = none'), ('outside = iss, minimum = none'), ('absent = iss, part_day = whole')) AS v (policy),
	tally('days 2025-08-18..2025-08-22; complete 2025-08-22; unrecorded 2025-08-22; marks 2025-08-18 tardy, 2025-08-19 tardy iss 1/2, 2025-08-20 iss, 2025-08-21 tardy unmapped'::register, policy::policy) AS t;

-- Nothing recorded: 10 days, 3 of them unrecorded, 1 excused
SELECT policy, counted_days(t), absent_days(t), unverified_days(t), unrecorded_days(t), enrolled_days(t), chronic(t), why_null(t)
FROM (VALUES ('unrecorded = not_counted'), ('unrecorded = present'), ('unrecorded = absent'),
		('unrecorded = absent, absent = excused'), ('unrecorded = absent, absent = excused, outside = unverified')) AS v (policy),
	tally('days 2025-08-18..2025-08-29; complete 2025-08-29; unrecorded 2025-08-20..2025-08-22; marks 2025-08-18 excused'::register, policy::policy) AS t;

-- Minutes, of days of 390 and of 380 minutes, in which a minute is not a whole number
-- of units; 36 of 360 is exactly a tenth
CREATE TEMP TABLE timed AS
SELECT length, missed, with_marks(calendar_agg(day, length), register_agg(day, 'excused', missed, length) FILTER (WHERE day = '2025-08-18'), '2025-08-29') AS register
FROM (VALUES (390, 39), (390, 195), (390, 194), (380, 37), (380, 190), (380, 189), (360, 36), (360, 359), (300, 99), (100, 33)) AS v (length, missed),
	generate_series(0, 13) AS i, LATERAL (SELECT date '2025-08-18' + i) AS d (day)
WHERE extract(isodow FROM day) < 6 GROUP BY length, missed;
SELECT length, missed,
	absent_minutes(p) AS parts, counted_minutes(p) AS counted, absence_rate(p) AS rate_parts,
	absent_minutes(f) AS by_half, absence_rate(f) AS rate_by_half, absent_days(f) AS days_by_half,
	absence_rate(p) = missed::float8 / (length * 10) AND absent_minutes(p) = missed
		AND absent_minutes(f) = CASE WHEN missed * 2 >= length THEN length ELSE 0 END AS ok
FROM timed, tally(register, 'basis = minutes, part_day = proportional') AS p, tally(register, 'basis = minutes') AS f
ORDER BY length DESC, missed;
-- under steps: none, half or all of the minutes; 132 of 377 is above 35%, and 131 is
-- not; half of 377 minutes is 189
SELECT length, missed, absent_minutes(t), counted_minutes(t), absent_minutes(t) = expected AS ok
FROM (SELECT length, missed, expected, with_marks(calendar_agg(date '2025-08-18', length), register_agg(date '2025-08-18', 'excused', missed, length), '2025-08-18') AS register
		FROM (VALUES (377, 131, 0), (377, 132, 189), (377, 316, 189), (377, 317, 377), (400, 140, 0), (400, 141, 200), (400, 336, 200), (400, 337, 400)) AS v (length, missed, expected)
		GROUP BY length, missed, expected) AS r,
	tally(register, 'basis = minutes, part_day = steps > 35% 84%') AS t
ORDER BY length, missed;
-- ten days with 36 of 360 minutes each: 10 times a tenth is exactly chronic
SELECT chronic(tally(register_agg(day::date, 'excused', 36, 360), 'part_day = proportional')) AS at_least,
	chronic(tally(register_agg(day::date, 'excused', 36, 360), 'part_day = proportional, compare = >')) AS more_than
FROM generate_series(timestamp '2025-08-18', '2025-08-27', '1 day') AS day;

-- Lengths: one day of unknown length, counted or not
SELECT what, absent_minutes(t), counted_minutes(t), absence_rate(t), chronic(t), why_null(t)
FROM (VALUES
	('all known', 'days 2025-08-18..2025-08-29; complete 2025-08-29; minutes 400 2025-08-22:200; marks 2025-08-22 oss'),
	('one unknown', 'days 2025-08-18..2025-08-29; complete 2025-08-29; minutes 400 2025-08-22:none; marks 2025-08-21 oss'),
	('the unknown day is unmapped', 'days 2025-08-18..2025-09-01; complete 2025-09-01; minutes 400 2025-08-22:none; marks 2025-08-22 unmapped, 2025-08-21 oss'),
	('none known', 'days 2025-08-18..2025-08-29; complete 2025-08-29')) AS v (what, register),
	tally(register::register, 'basis = minutes') AS t;

-- Days after complete-through do not count, nor do days after the as-of
SELECT as_of, enrolled_days(t), absent_days(t), why_null(t)
FROM (VALUES (date '2025-08-17'), ('2025-08-18'), ('2025-08-24'), ('2025-08-27'), ('2025-12-31'), ('infinity'), ('-infinity'), (NULL)) AS v (as_of),
	tally('days 2025-08-18..2025-10-31; complete 2025-08-27; marks 2025-08-18 oss, 2025-08-26 oss, 2025-08-28 activity, 2025-08-29 oss'::register, 'minimum = none', as_of) AS t;
SELECT tally(as_of(register, '2025-08-20'), 'minimum = none') = tally(register, 'minimum = none', '2025-08-20') AS same_days
FROM (VALUES ('days 2025-08-18..2025-08-20; complete 2025-08-27; marks 2025-08-18 oss'::register)) AS v (register);

-- Totals of earlier years
SELECT enrolled, absent, policy, absence_rate(t), chronic(t), why_null(t), unverified_days(t)
FROM (VALUES (180, 18, ''), (180, 17.5, ''), (0, 0, ''), (9, 9, ''), (180, 18, 'minimum = 50%'), (180, 18, 'basis = minutes')) AS v (enrolled, absent, policy),
	tally(enrolled, absent, policy::policy) AS t;
\set VERBOSITY terse
SELECT tally(180, 181);
SELECT tally(-1, 0);
SELECT tally(180, -0.5);
SELECT tally(180.5, 3);
SELECT tally('NaN'::numeric, 3);
SELECT tally(180, 'NaN'::numeric);
SELECT tally(NULL::numeric, 3) IS NULL AS null_days;
SELECT tally(180, 3, NULL);
SELECT tally('days none; complete none'::register, NULL);
SELECT tally(NULL::register) IS NULL AS null_register;
