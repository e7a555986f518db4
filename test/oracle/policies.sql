-- The definitions that are asked about: each part of a policy in a plain column, and
-- the text that says the same to the extension. The defaults are the federal rule.

CREATE UNLOGGED TABLE policy (
	policy         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	measure        text    NOT NULL DEFAULT 'rate',      -- rate | days
	compare        text    NOT NULL DEFAULT '>=',        -- for all three lines
	at_risk        numeric DEFAULT 5,                    -- percent or days; NULL: no line
	chronic        numeric DEFAULT 10,
	severe         numeric DEFAULT 20,
	minimum        text    NOT NULL DEFAULT 'days',      -- days | percent | none
	minimum_op     text    NOT NULL DEFAULT '>=',
	minimum_value  numeric NOT NULL DEFAULT 10,
	part_day       text    NOT NULL DEFAULT 'line',      -- line | steps | whole | proportional
	part_day_op    text    NOT NULL DEFAULT '>=',
	part_day_value numeric NOT NULL DEFAULT 50,          -- the line, or the first line of steps
	part_day_second numeric,                             -- the second line of steps
	basis          text    NOT NULL DEFAULT 'days',      -- days | minutes
	absent         text[]  NOT NULL DEFAULT '{excused,unexcused,oss,exempt,unverified}',
	outside        text[]  NOT NULL DEFAULT '{}',
	unrecorded     text    NOT NULL DEFAULT 'not_counted' -- present | absent | not_counted
);

-- The text of the policy. The first text is empty, which is the federal rule.
CREATE VIEW policy_text AS
SELECT policy,
       CASE WHEN policy = 1 THEN '' ELSE concat_ws(', ',
         'measure = ' || measure,
         'compare = ' || compare,
         'at_risk = ' || coalesce(trim_scale(at_risk) || unit, 'none'),
         'chronic = ' || coalesce(trim_scale(chronic) || unit, 'none'),
         'severe = '  || coalesce(trim_scale(severe)  || unit, 'none'),
         'minimum ' || CASE WHEN minimum = 'none' THEN '= none'
                            ELSE CASE minimum_op WHEN '>=' THEN '= ' ELSE '> ' END || trim_scale(minimum_value)
                                 || CASE minimum WHEN 'days' THEN ' days' ELSE '%' END END,
         'part_day ' || CASE part_day WHEN 'line' THEN part_day_op || ' ' || trim_scale(part_day_value) || '%'
                                      WHEN 'steps' THEN '= steps ' || part_day_op || ' ' || trim_scale(part_day_value) || '% '
                                          || trim_scale(part_day_second) || '%'
                                      ELSE '= ' || part_day END,
         'basis = ' || basis,
         'absent = ' || array_to_string(absent, ' '),
         'outside = ' || CASE outside WHEN '{}' THEN 'none' ELSE array_to_string(outside, ' ') END,
         'unrecorded = ' || unrecorded) END AS text
FROM policy, LATERAL (SELECT CASE measure WHEN 'rate' THEN '%' ELSE ' days' END AS unit) u;

CREATE PROCEDURE define_policies(seed integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE policy RESTART IDENTITY;

	-- One column at a time.
	INSERT INTO policy DEFAULT VALUES;
	INSERT INTO policy DEFAULT VALUES;    -- the same, written out
	INSERT INTO policy (compare) VALUES ('>');
	INSERT INTO policy (at_risk, chronic, severe) VALUES
		(NULL, 10, 20), (5, NULL, 20), (5, 10, NULL), (5, NULL, NULL), (NULL, NULL, 20), (NULL, NULL, NULL),
		(10, 10, 10), (6.66, 12.5, 33.33), (0.01, 50, 100);
	INSERT INTO policy (measure, at_risk, chronic, severe) VALUES
		('days', 5, 10, 18), ('days', 2.5, 7.5, NULL), ('days', NULL, 3, 3);
	INSERT INTO policy (measure, compare, at_risk, chronic, severe) VALUES
		('days', '>', 1, 2, 3);
	INSERT INTO policy (minimum, minimum_op, minimum_value) VALUES
		('none', '>=', 0), ('days', '>', 10), ('days', '>=', 1), ('days', '>', 60), ('percent', '>=', 50), ('percent', '>', 50),
		('percent', '>=', 33.33);
	INSERT INTO policy (part_day, part_day_op, part_day_value) VALUES
		('line', '>', 50), ('line', '>', 0), ('line', '>=', 0.01), ('line', '>=', 33.33), ('line', '>=', 100), ('line', '>', 99.99),
		('whole', '>=', 0), ('proportional', '>=', 0);
	INSERT INTO policy (part_day, part_day_op, part_day_value, part_day_second) VALUES
		('steps', '>', 35, 84), ('steps', '>=', 50, 100), ('steps', '>', 0, 50), ('steps', '>=', 33.33, 66.67);
	INSERT INTO policy (part_day, part_day_op, part_day_value, part_day_second, basis) VALUES
		('steps', '>', 35, 84, 'minutes');
	INSERT INTO policy (part_day, part_day_op, part_day_value, part_day_second, measure, at_risk, chronic, severe) VALUES
		('steps', '>=', 25, 75, 'days', 5, 7.5, 18);
	INSERT INTO policy (basis) VALUES ('minutes');
	INSERT INTO policy (basis, part_day) VALUES ('minutes', 'whole'), ('minutes', 'proportional');
	INSERT INTO policy (absent) VALUES
		('{unexcused}'), ('{unexcused,oss,unverified}'), ('{iss}'),
		('{excused,unexcused,oss,exempt,unverified,iss,remote,activity,homebound}');
	INSERT INTO policy (absent, outside) VALUES
		('{excused,unexcused,oss,unverified}', '{exempt}'), ('{excused,unexcused,oss}', '{unverified,homebound,remote}'),
		('{excused,unexcused}', '{oss,exempt,unverified,iss,remote,activity,homebound}');
	INSERT INTO policy (unrecorded) VALUES ('present'), ('absent');
	INSERT INTO policy (unrecorded, absent, outside) VALUES
		('absent', '{unexcused,excused}', '{}'), ('absent', '{unexcused,excused}', '{unverified}');
	INSERT INTO policy (unrecorded, basis, part_day) VALUES ('absent', 'minutes', 'proportional'), ('present', 'minutes', 'line');
	INSERT INTO policy (part_day, unrecorded, minimum, outside) VALUES ('proportional', 'absent', 'none', '{iss,activity}');

	-- All columns at random.
	INSERT INTO policy (measure, compare, at_risk, chronic, severe, minimum, minimum_op, minimum_value,
	                    part_day, part_day_op, part_day_value, part_day_second, basis, absent, outside, unrecorded)
	SELECT measure, (ARRAY['>=', '>'])[1 + draw(2, key || 'compare')],
	       CASE WHEN draw(5, key || 'at_risk?') > 0 THEN lines[1] END,
	       CASE WHEN draw(5, key || 'chronic?') > 0 THEN lines[2] END,
	       CASE WHEN draw(5, key || 'severe?')  > 0 THEN lines[3] END,
	       minimum,
	       CASE WHEN minimum <> 'none' AND draw(2, key || 'minimum_op') = 0 THEN '>' ELSE '>=' END,
	       CASE minimum WHEN 'days' THEN 1 + draw(40, key || 'days') ELSE 1 + draw(9000, key || 'percent') / 100.0 END,
	       (ARRAY['line', 'line', 'whole', 'proportional', 'proportional', 'steps'])[1 + draw(6, key || 'part_day')],
	       (ARRAY['>=', '>'])[1 + draw(2, key || 'part_day_op')],
	       (ARRAY[50, 50, 33.33, 25, 75, 10])[1 + draw(6, key || 'part_day_value')],
	       (ARRAY[75.01, 84, 90, 99.99])[1 + draw(4, key || 'part_day_second')],
	       CASE WHEN measure = 'rate' AND draw(3, key || 'basis') = 0 THEN 'minutes' ELSE 'days' END,
	       absent, outside,
	       (ARRAY['present', 'absent', 'not_counted'])[1 + draw(3, key || 'unrecorded')]
	FROM generate_series(1, 20) n,
	     LATERAL (SELECT concat_ws(' ', seed, 'policy', n, '') AS key) k,
	     LATERAL (SELECT CASE WHEN draw(5, key || 'measure') = 0 THEN 'days' ELSE 'rate' END AS measure,
	                     (ARRAY['days', 'days', 'percent', 'none'])[1 + draw(4, key || 'minimum')] AS minimum) m,
	     -- Days have one decimal, percents two; the lines rise.
	     LATERAL (SELECT array_agg(line ORDER BY line) AS lines
	              FROM (SELECT CASE measure WHEN 'days' THEN 0.5 + draw(200, key || i) / 10.0
	                                        ELSE CASE draw(2, key || i || 'round') WHEN 0 THEN 1 + draw(40, key || i)
	                                            ELSE 0.5 + draw(4000, key || i) / 100.0 END
	                           END AS line
	                    FROM generate_series(1, 3) i) l) l,
	     -- Each mark counts, or is outside, or neither; unexcused always counts.
	     LATERAL (SELECT array_agg(mark ORDER BY place) FILTER (WHERE role <= 2) AS absent,
	                     coalesce(array_agg(mark ORDER BY place) FILTER (WHERE role = 3), '{}') AS outside
	              FROM (SELECT mark, place, CASE mark WHEN 'unexcused' THEN 0 ELSE draw(6, key || mark) END AS role
	                    FROM mark WHERE mark NOT IN ('tardy', 'left_early', 'unmapped', 'present')) r) r;

	ANALYZE policy;
END
$$;
