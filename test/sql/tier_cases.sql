-- Tiers, by cases worked by hand
SET search_path = absence, absence_internal, public;

-- Weekdays from Monday 1 September to Friday 12 December 2025, 75 days of 360 minutes
CREATE FUNCTION pg_temp.w(marks text, complete text DEFAULT '2025-12-12') RETURNS register LANGUAGE sql AS $$
	SELECT ('days 2025-09-01..2025-12-12; complete ' || complete || '; calendar 2026:75; minutes 360' || coalesce('; marks ' || marks, ''))::register
$$;
CREATE FUNCTION pg_temp.d(mark text, VARIADIC days text[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg('2025-' || day || ' ' || mark, ', ' ORDER BY day) FROM unnest(days) AS day
$$;
\set four 'pg_temp.w(pg_temp.d(''excused'', ''09-01'', ''09-02'', ''09-03'', ''09-04''))'
\set two 'pg_temp.w(pg_temp.d(''excused'', ''09-03'', ''09-25''))'

CREATE TEMP TABLE tier_case (n integer GENERATED ALWAYS AS IDENTITY, what text, register register, prior tally, policy policy, as_of date, tier integer, since date, reasons text[]);
INSERT INTO tier_case (what, register, prior, policy, as_of, tier, since, reasons) VALUES
	('4 absent: the first day', :four, NULL, '', '2025-09-01', 1, '2025-09-01', '{}'),
	('the pace of 2 in a school month', :four, NULL, '', '2025-09-02', 2, '2025-09-02', '{pace}'),
	('40% of 10 days is not looked at', :four, NULL, '', '2025-09-12', 2, '2025-09-02', '{pace}'),
	('19 days', :four, NULL, '', '2025-09-25', 2, '2025-09-02', '{pace}'),
	('4 of 20', :four, NULL, '', '2025-09-26', 3, '2025-09-26', '{severe_rate,pace}'),
	('below 20% it stands', :four, NULL, '', '2025-09-29', 3, '2025-09-26', '{severe_rate,pace}'),
	('4 of 40', :four, NULL, '', '2025-10-24', 3, '2025-09-26', '{severe_rate,pace}'),
	('4 of 41', :four, NULL, '', '2025-10-27', 2, '2025-10-27', '{pace}'),
	('4 of 75 is above 5%', :four, NULL, '', 'infinity', 2, '2025-10-27', '{pace}'),
	('2 absent, before the second', :two, NULL, '', '2025-09-24', 1, '2025-09-01', '{}'),
	('the second on day 19', :two, NULL, '', '2025-09-25', 2, '2025-09-25', '{pace}'),
	('the pace has lapsed, and it stands', :two, NULL, '', '2025-09-29', 2, '2025-09-25', '{pace}'),
	('2 of 40', :two, NULL, '', '2025-10-24', 2, '2025-09-25', '{pace}'),
	('2 of 41', :two, NULL, '', '2025-10-27', 1, '2025-10-27', '{}'),
	('at the end', :two, NULL, '', 'infinity', 1, '2025-10-27', '{}'),
	('below 20 counted days it does not end', pg_temp.w('2025-09-01 excused, 2025-09-02 excused'), NULL, 'at_risk = 19%, chronic = 19%, severe = 20%', '2025-09-25', 2, '2025-09-02', '{pace}'),
	('and on the 20th it does', pg_temp.w('2025-09-01 excused, 2025-09-02 excused'), NULL, 'at_risk = 19%, chronic = 19%, severe = 20%', '2025-09-26', 1, '2025-09-26', '{}'),
	('the year before: 18 of 180', pg_temp.w(NULL), tally(180, 18, ''), '', 'infinity', 2, '2025-09-01', '{prior_chronic}'),
	('17.5 of 180', pg_temp.w(NULL), tally(180, 17.5, ''), '', 'infinity', 1, '2025-09-01', '{}'),
	('36 of 180', pg_temp.w(NULL), tally(180, 36, ''), '', 'infinity', 3, '2025-09-01', '{prior_severe}'),
	('18 of 180 is not more than 10%', pg_temp.w(NULL), tally(180, 18, 'compare = >'), 'compare = >', 'infinity', 1, '2025-09-01', '{}'),
	('5 of 9 is below the minimum', pg_temp.w(NULL), tally(9, 5, ''), '', 'infinity', 1, '2025-09-01', '{}'),
	('none and no absence', pg_temp.w(NULL), NULL, '', 'infinity', 1, '2025-09-01', '{}'),
	('nothing recorded', ('days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-01..2025-12-12'), NULL, '', 'infinity', 1, '2025-09-01', '{not_recorded}'),
	('nothing complete', pg_temp.w(NULL, 'none'), NULL, '', 'infinity', 1, '2025-09-01', '{not_recorded}'),
	('nothing complete, and the year before', pg_temp.w(NULL, 'none'), tally(180, 36, ''), '', 'infinity', 3, '2025-09-01', '{prior_severe}'),
	('before the first day the year before calls for nothing', pg_temp.w(NULL), tally(180, 36, ''), '', '2025-08-31', 1, NULL, '{not_recorded}'),
	('no days', 'days none; complete none', tally(180, 36, ''), '', 'infinity', 1, NULL, '{not_recorded}'),
	('the year before and this one', :four, tally(180, 18, ''), '', '2025-09-26', 3, '2025-09-26', '{severe_rate,prior_chronic,pace}'),
	('the year before holds it', :four, tally(180, 36, ''), '', '2025-10-27', 3, '2025-09-01', '{prior_severe,pace}'),
	('unmapped days do not make it severe', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03') || ', ' || pg_temp.d('unmapped', '09-04', '09-05')), NULL, '', '2025-10-31', 2, '2025-09-02', '{pace}'),
	('21 counted and unmapped days, 20 counted: 4 of 21 is below 20%', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04') || ', 2025-09-05 unmapped'), NULL, '', '2025-09-29', 2, '2025-09-02', '{pace}'),
	('tier 3 begins on an absent day: 5 of 24', pg_temp.w(pg_temp.d('excused', '09-03', '09-29', '09-30', '10-01', '10-02', '10-03')), NULL, '', '2025-10-03', 3, '2025-10-02', '{severe_rate,pace}'),
	('entered 6 October', 'days 2025-10-06..2025-12-12; complete 2025-12-12; marks 2025-10-08 excused, 2025-10-31 excused', NULL, '', '2025-11-03', 2, '2025-10-31', '{pace}'),
	('lines in days: severe of 4 days stands', :four, NULL, 'measure = days, at_risk = 1 day, chronic = 3 days, severe = 4 days', 'infinity', 3, '2025-09-26', '{severe_rate,pace}'),
	('no line of at_risk: that of chronic', :two, NULL, 'at_risk = none', '2025-09-26', 2, '2025-09-25', '{pace}'),
	('and below it', :two, NULL, 'at_risk = none', '2025-09-29', 1, '2025-09-29', '{}'),
	('no line at all: to the end of the year', :two, NULL, 'at_risk = none, chronic = none, severe = none', 'infinity', 2, '2025-09-25', '{pace}'),
	('minutes', pg_temp.w('2025-09-01 excused 1/2, 2025-09-02 excused 1/2, 2025-09-03 excused, 2025-09-04 excused, 2025-09-05 excused'), NULL, 'basis = minutes, part_day = proportional', '2025-09-26', 3, '2025-09-26', '{severe_rate,pace}');
SELECT what, t.tier, tier_since(register, prior, policy, t.as_of) AS since, tier_reasons(register, prior, policy, t.as_of) AS reasons,
	(tier(register, prior, policy, t.as_of), tier_since(register, prior, policy, t.as_of), tier_reasons(register, prior, policy, t.as_of)) IS NOT DISTINCT FROM (t.tier, t.since, t.reasons) AS ok
FROM tier_case AS t ORDER BY n;

-- the tier as of a day is that of the register cut there; since is the first day of the run
SELECT count(*) AS answers, count(*) FILTER (WHERE tier(r, prior, policy, d.day) <> tier(as_of(r, d.day), prior, policy) OR tier_since(r, prior, policy, d.day) <> s.since) AS differ
FROM (SELECT DISTINCT register AS r, prior, policy FROM tier_case) AS c, days(r) AS d, LATERAL (
	SELECT min(e.day) FROM days(r) AS e WHERE e.day <= d.day AND NOT EXISTS (
		SELECT FROM days(r) AS f WHERE f.day BETWEEN e.day AND d.day AND tier(r, prior, policy, f.day) <> tier(r, prior, policy, d.day))) AS s (since)
WHERE extract(isodow FROM d.day) IN (1, 5);

-- the pace is the rule that it stands for
SELECT count(*) AS answers, count(*) FILTER (WHERE (tier_since(register, pace => v.pace, pace_days => v.pace_days, as_of => v.met_on) = v.met_on) IS NOT TRUE) AS differ
FROM (SELECT register, pace, pace_days, first_met(register, rule::rule) AS met_on FROM tier_case, (VALUES
		(2, 20, 'amount >= 2, per = 20 school days'), (1.5, 10, 'amount >= 1.5, per = 10 school days'), (2, 0, 'amount >= 2, per = month'), (0.25, 75, 'amount >= 0.25, per = 75 school days')) AS p (pace, pace_days, rule)
	WHERE policy = ''::policy) AS v
WHERE met_on IS NOT NULL;
-- by calendar months; with another minimum; with another pace
SELECT tier(:two, pace_days => 0, as_of => '2025-09-25') AS two, tier_since(pg_temp.w(pg_temp.d('excused', '09-03', '09-30')), pace_days => 0, as_of => '2025-10-01') AS sep_30,
	tier(pg_temp.w(pg_temp.d('excused', '09-03', '09-30')), as_of => '2025-10-01') AS not_by_20_days, tier(:four, minimum => 10, as_of => '2025-09-12') AS three, tier_since(:four, minimum => 10, as_of => '2025-09-26') AS sep_12,
	tier(:four, pace => 4.5, as_of => '2025-09-25') AS one, tier(:four, minimum => 0, as_of => '2025-09-01') AS at_once;

-- arguments
\set VERBOSITY terse
SELECT tier(NULL) IS NULL AND tier_since(NULL) IS NULL AND tier_reasons(NULL) IS NULL AS null_register;
SELECT tier(:four, as_of => NULL);
SELECT tier(:four, policy => NULL);
SELECT tier(:four, pace => NULL);
SELECT tier(:four, pace => 0);
SELECT tier(:four, pace => -2);
SELECT tier(:four, pace => 'NaN');
SELECT tier(:four, pace => 0.125);
SELECT tier(:four, pace => 1e200);
SELECT tier(:four, pace_days => -1);
SELECT tier(:four, pace_days => NULL);
SELECT tier(:four, minimum => -1);
SELECT tier(:four, minimum => 65536);

-- before and after: begin on 6 October, day 26; before are days 6 to 25, after days 26 to 45, 31 October
CREATE FUNCTION pg_temp.u(minutes text) RETURNS register LANGUAGE sql AS $$
	SELECT ('days 2025-09-01..2025-12-12; complete 2025-12-12; minutes ' || minutes
		|| '; marks 2025-09-08 excused, 2025-09-09 excused, 2025-09-10 excused, '
		|| '2025-10-06 excused, 2025-10-07 excused, ' || pg_temp.d('unmapped',
			'10-20', '10-21', '10-22', '10-23', '10-24', '10-27', '10-28', '10-29', '10-30', '10-31'))::register
$$;
SELECT what, improved(register, day, n, policy, as_of) AS got, expected, improved(register, day, n, policy, as_of) IS NOT DISTINCT FROM expected AS ok
FROM (VALUES
	('4 and 4', pg_temp.w(pg_temp.d('excused', '09-08', '09-09', '09-10', '10-03', '10-06', '10-07', '10-08', '10-31')), date '2025-10-06', 20, ''::policy, date 'infinity', false),
	('4 and 3', pg_temp.w(pg_temp.d('excused', '09-08', '09-09', '09-10', '10-03', '10-06', '10-07', '10-31')), '2025-10-06', 20, '', 'infinity', true),
	('1 and 1, 5% reaches the line of at_risk', pg_temp.w(pg_temp.d('excused', '09-08', '10-06')), '2025-10-06', 20, '', 'infinity', false),
	('0 and 0', pg_temp.w(NULL), '2025-10-06', 20, '', 'infinity', true),
	('day 5 is not before', pg_temp.w(pg_temp.d('excused', '09-05', '10-06')), '2025-10-06', 20, '', 'infinity', false),
	('day 46 is not after', pg_temp.w(pg_temp.d('excused', '09-08', '11-03')), '2025-10-06', 20, '', 'infinity', true),
	('a Sunday is the Monday after', pg_temp.w(pg_temp.d('excused', '09-08', '09-09', '09-10', '10-03', '10-06', '10-07', '10-31')), '2025-10-05', 20, '', 'infinity', true),
	('the 20 days are not over', pg_temp.w(NULL), '2025-10-06', 20, '', '2025-10-30', NULL),
	('they are', pg_temp.w(NULL), '2025-10-06', 20, '', '2025-10-31', true),
	('9 days before', pg_temp.w(NULL), '2025-09-12', 20, '', 'infinity', NULL),
	('10 days before: 1 of 10 and 1 of 20', pg_temp.w(pg_temp.d('excused', '09-01', '09-15')), '2025-09-15', 20, '', 'infinity', true),
	('9 are too few to compare', pg_temp.w(NULL), '2025-10-06', 9, '', 'infinity', NULL),
	('nothing counted before', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-01..2025-10-03', '2025-10-06', 20, '', 'infinity', NULL),
	('unmapped days are not counted: 2 of 20 and 2 of 19', pg_temp.w(pg_temp.d('excused', '09-08', '09-09', '10-06', '10-07') || ', 2025-10-08 unmapped'), '2025-10-06', 20, '', 'infinity', false),
	('no line of at_risk', pg_temp.w(NULL), '2025-10-06', 20, 'at_risk = none', 'infinity', false),
	('minutes', pg_temp.w('2025-09-08 excused 2/3, 2025-10-06 excused 1/3, 2025-10-07 excused 1/4, 2025-10-08 tardy 1/2'),
		'2025-10-06', 20, 'basis = minutes, part_day = proportional', 'infinity', false),
	('unmapped days are not counted: 3 of 20 before, 2 of 10 after', pg_temp.u('360'), '2025-10-06', 20, '', 'infinity', false),
	('nor their minutes', pg_temp.u('360'), '2025-10-06', 20, 'basis = minutes', 'infinity', false),
	('whatever their length', pg_temp.u('360 2025-10-22:none'), '2025-10-06', 20, 'basis = minutes', 'infinity', false),
	('the length of a counted day is not known', pg_temp.u('360 2025-10-10:none'), '2025-10-06', 20, 'basis = minutes', 'infinity', NULL)
	) AS v (what, register, day, n, policy, as_of, expected);
SELECT improved(NULL, '2025-10-06', 20), improved(pg_temp.w(NULL), NULL, 20), improved(pg_temp.w(NULL), '2025-10-06', NULL), improved(pg_temp.w(NULL), '-infinity', 20), improved(pg_temp.w(NULL), 'infinity', 20), improved(pg_temp.w(NULL), '2025-10-06', -20);

-- over rows of student-days, in the order of days: the same by pace and rate
CREATE TEMP TABLE row_day AS SELECT n, d.day, d.mark <> 'present' AS absent FROM tier_case, days(register) AS d WHERE prior IS NULL AND policy = ''::policy AND register::text !~ 'unmapped|unrecorded' AND as_of = 'infinity'
UNION ALL SELECT 1000 + s, day, day < date '2025-09-01' + s FROM generate_series(0, 30, 3) AS s, days(pg_temp.w(NULL));
SELECT n, absence_tier(absent ORDER BY day) AS tier, absence_tier(absent::integer::numeric ORDER BY day) AS n_tier, absence_tier(absent::integer::double precision, '' ORDER BY day) AS d_tier,
	absence_tier(absent ORDER BY day) = tier(register_agg(day, CASE WHEN absent THEN 'excused' ELSE 'present' END::mark)) AS ok
FROM row_day GROUP BY n ORDER BY n;
SELECT count(*) FILTER (WHERE absence_tier IS DISTINCT FROM tier(register, as_of => day)) AS differ, count(*) AS answers
FROM (SELECT n, day, absence_tier(absent) OVER (PARTITION BY n ORDER BY day), register_agg(day, CASE WHEN absent THEN 'excused' ELSE 'present' END::mark) OVER (PARTITION BY n ORDER BY day) AS register FROM row_day) AS v;
-- the policy's part of a day applies; NULL is ignored; no rows, no tier
SELECT absence_tier(0.5, 'part_day > 50%' ORDER BY i) AS one, absence_tier(0.5, '' ORDER BY i) AS three, absence_tier(NULL::boolean ORDER BY i) AS no_tier,
	absence_tier(CASE WHEN i > 20 THEN i > 25 END ORDER BY i) AS five_of_ten
FROM generate_series(1, 30) AS i;
SELECT absence_tier(true) FROM generate_series(1, 0);
SELECT absence_tier(true, NULL);
SELECT absence_tier(true, p) FROM (VALUES (''::policy), ('compare = >')) AS v (p);
SELECT absence_tier(1.5);
SELECT absence_tier('NaN'::double precision);
SELECT absence_tier(false) FROM generate_series(1, 65536);
