-- Cases worked by hand, to test the oracle itself. A small district takes the place of
-- a drawn one; figures are in days.

-- The n-th session day of every calendar here: weekdays from 2025-08-18.
CREATE FUNCTION nth(n integer) RETURNS date IMMUTABLE
RETURN date '2025-08-18' + (n - 1) / 5 * 7 + (n - 1) % 5;

CREATE PROCEDURE fill_by_hand() LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE calendar, calendar_day, school, recorded_day, stay, yielded_day, event;
	TRUNCATE policy RESTART IDENTITY;

	INSERT INTO policy DEFAULT VALUES;                                                            -- 1
	INSERT INTO policy (compare) VALUES ('>');                                                    -- 2
	INSERT INTO policy (part_day) VALUES ('proportional');                                        -- 3
	INSERT INTO policy (part_day_op) VALUES ('>');                                                -- 4
	INSERT INTO policy (absent, outside) VALUES ('{excused,unexcused,oss,unverified}', '{exempt}'); -- 5
	INSERT INTO policy (unrecorded) VALUES ('absent');                                            -- 6
	INSERT INTO policy (basis, part_day) VALUES ('minutes', 'proportional');                      -- 7
	INSERT INTO policy (measure, at_risk, chronic, severe) VALUES ('days', 5, 10, 18);            -- 8
	INSERT INTO policy (part_day) VALUES ('whole');                                               -- 9
	INSERT INTO policy (minimum, minimum_value) VALUES ('percent', 50);                           -- 10
	INSERT INTO policy (part_day, part_day_op, part_day_value, part_day_second) VALUES ('steps', '>', 35, 84); -- 11
	INSERT INTO policy (measure, at_risk, chronic, severe) VALUES ('days', NULL, 10, NULL);       -- 12
	INSERT INTO policy (basis) VALUES ('minutes');                                                -- 13

	INSERT INTO calendar VALUES (1, 2026, nth(1), nth(180), 1), (2, 2026, nth(1), nth(180), 3);
	INSERT INTO calendar_day SELECT calendar, nth(n), CASE calendar WHEN 1 THEN 390 ELSE 377 END FROM calendar, generate_series(1, 180) n;
	INSERT INTO school VALUES
		(1, 2026, false, 0, false, 'infinity'),
		(2, 2026, false, 0, true,  'infinity'),
		(3, 2026, true,  0, false, 'infinity'),
		(4, 2026, false, 0, false, nth(100)),
		(5, 2026, false, 0, false, NULL),
		(6, 2026, false, 0, false, 'infinity');
	INSERT INTO recorded_day SELECT 3, nth(n) FROM generate_series(1, 4) n;

	-- Exactly 10% of 180 days.
	INSERT INTO stay VALUES (1, 1, 1, nth(1), NULL);
	INSERT INTO event SELECT 1, 1, nth(n), 1, 'excused' FROM generate_series(1, 18) n;

	-- 17 days and a half.
	INSERT INTO stay VALUES (2, 1, 1, nth(1), NULL);
	INSERT INTO event SELECT 2, 1, nth(n), 1, 'excused', CASE n WHEN 18 THEN 0.5 END FROM generate_series(1, 18) n;

	-- Several marks on a day.
	INSERT INTO stay VALUES (3, 1, 1, nth(1), NULL);
	INSERT INTO event VALUES
		(3, 1, nth(1), 1, 'tardy', 0.7),    (3, 1, nth(1), 2, 'unexcused', 0.5),   -- the sum is above 1: unexcused is cut
		(3, 1, nth(2), 1, 'excused', 0.5),  (3, 1, nth(2), 2, 'unexcused', 0.5),   -- a tie: unexcused is first in the order
		(3, 1, nth(3), 1, 'unmapped', 0.5), (3, 1, nth(3), 2, 'excused', 0.5),     -- excused reaches half a day by itself
		(3, 1, nth(4), 1, 'unmapped', 0.6), (3, 1, nth(4), 2, 'excused', 0.4),     -- less than half or the whole day: an unmapped day
		(3, 1, nth(5), 1, 'tardy', NULL),
		(3, 1, nth(6), 1, 'iss', NULL),
		(3, 1, nth(7), 1, 'excused', 0.33), (3, 1, nth(7), 2, 'excused', 0.34);    -- two thirds

	-- Outside: exempt marks.
	INSERT INTO stay VALUES (4, 1, 1, nth(1), NULL);
	INSERT INTO event SELECT 4, 1, nth(n), 1, 'exempt' FROM generate_series(1, 10) n;
	INSERT INTO event VALUES (4, 1, nth(11), 1, 'exempt', 0.5), (4, 1, nth(11), 2, 'unexcused', 0.5);

	-- Eight of 100 days are missed, and 80 days are to come.
	INSERT INTO stay VALUES (5, 4, 1, nth(1), NULL);
	INSERT INTO event SELECT 5, 4, nth(n * 3), 1, 'oss' FROM generate_series(1, 8) n;
	INSERT INTO event VALUES (5, 4, nth(101), 1, 'oss');     -- after complete-through

	INSERT INTO stay VALUES
		(6, 5, 1, nth(1), NULL),        -- no complete-through
		(7, 1, 1, nth(1), nth(9)),      -- nine days
		(8, 3, 1, nth(1), NULL);        -- recorded on five days, on four of them by the roll
	INSERT INTO event VALUES (8, 3, nth(9), 1, 'unexcused');

	-- 100 of 377 minutes is not a whole number of units.
	INSERT INTO stay VALUES (9, 2, 2, nth(1), nth(20));
	INSERT INTO event SELECT 9, 2, nth(n), 1, 'excused', NULL, 100, 377 FROM generate_series(1, 3) n;

	-- Two schools at once: the worse record of a day counts, except on the second day,
	-- which the first school has yielded.
	INSERT INTO stay VALUES (10, 1, 1, nth(1), NULL), (10, 6, 1, nth(1), NULL);
	INSERT INTO event SELECT 10, 1, nth(n), 1, 'excused' FROM generate_series(1, 2) n;
	INSERT INTO yielded_day VALUES (10, 1, nth(2));

	-- Two schools. The second is complete through day 100, so its later days leave
	-- membership.
	INSERT INTO stay VALUES (11, 1, 1, nth(1), nth(60)), (11, 4, 1, nth(51), NULL);

	-- A streak across an unmapped day.
	INSERT INTO stay VALUES (12, 1, 1, nth(1), NULL);
	INSERT INTO event SELECT 12, 1, nth(n), 1, CASE n WHEN 178 THEN 'unmapped' ELSE 'excused' END
	FROM unnest('{10,11,12,13,14,176,177,178,179,180}'::integer[]) n;

	-- 100 days: nine unexcused days, and ten days with one period of seven exempt.
	INSERT INTO stay VALUES (13, 1, 1, nth(1), nth(100));
	INSERT INTO event SELECT 13, 1, nth(n), 1, 'unexcused' FROM generate_series(1, 9) n;
	INSERT INTO event SELECT 13, 1, nth(n), 1, 'exempt', 1/7.0 FROM generate_series(11, 20) n;
	-- A day with exempt 4/7 and unexcused 3/7, and a day the other way round.
	INSERT INTO stay VALUES (14, 1, 1, nth(1), nth(100));
	INSERT INTO event VALUES
		(14, 1, nth(1), 1, 'exempt', 4/7.0), (14, 1, nth(1), 2, 'unexcused', 3/7.0),
		(14, 1, nth(2), 1, 'exempt', 3/7.0), (14, 1, nth(2), 2, 'unexcused', 4/7.0);
	-- Unmapped 1/7 alone; unmapped 1/7 with unexcused 3/7; unexcused 4/7 with unmapped
	-- 3/7.
	INSERT INTO stay VALUES (15, 1, 1, nth(1), nth(100));
	INSERT INTO event VALUES
		(15, 1, nth(1), 1, 'unmapped', 1/7.0),
		(15, 1, nth(2), 1, 'unmapped', 1/7.0), (15, 1, nth(2), 2, 'unexcused', 3/7.0),
		(15, 1, nth(3), 1, 'unexcused', 4/7.0), (15, 1, nth(3), 2, 'unmapped', 3/7.0);
	-- 7 absent of 70 counted days and 30 unmapped days; 9 of 80 and 10; 4 of 95 and 5;
	-- only unmapped days, 20 of them.
	INSERT INTO stay
	VALUES (16, 1, 1, nth(1), nth(100)), (17, 1, 1, nth(1), nth(90)), (18, 1, 1, nth(1), nth(100)), (19, 1, 1, nth(1), nth(20));
	INSERT INTO event SELECT 16, 1, nth(n), 1, CASE WHEN n <= 7 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 37) n;
	INSERT INTO event SELECT 17, 1, nth(n), 1, CASE WHEN n <= 9 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 19) n;
	INSERT INTO event SELECT 18, 1, nth(n), 1, CASE WHEN n <= 4 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 9) n;
	INSERT INTO event SELECT 19, 1, nth(n), 1, 'unmapped' FROM generate_series(1, 20) n;
	-- 12 days at an affirmative school: 5 absent, 3 unmapped, 4 unrecorded.
	INSERT INTO stay VALUES (20, 3, 1, nth(11), nth(22));
	INSERT INTO event SELECT 20, 3, nth(10 + n), 1, CASE WHEN n <= 5 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 8) n;
	-- 8 absent and 2 unmapped days; 8 absent days and 1 unmapped day.
	INSERT INTO stay VALUES (21, 1, 1, nth(1), nth(100)), (22, 1, 1, nth(1), nth(100));
	INSERT INTO event SELECT 21, 1, nth(n), 1, CASE WHEN n <= 8 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 10) n;
	INSERT INTO event SELECT 22, 1, nth(n), 1, CASE WHEN n <= 8 THEN 'excused' ELSE 'unmapped' END FROM generate_series(1, 9) n;
	-- 35%, a little more, 84%, a little more, and all of the day.
	INSERT INTO stay VALUES (23, 1, 1, nth(1), nth(100));
	INSERT INTO event
	SELECT 23, 1, nth(n::integer), 1, 'excused', share
	FROM unnest('{0.35,0.3501,0.84,0.8401,1}'::numeric[]) WITH ORDINALITY s (share, n);

	ANALYZE calendar, calendar_day, school, recorded_day, stay, yielded_day, event, policy;
END
$$;

-- For students 10 and 11, the merged register.
CREATE TABLE worked (student integer, policy integer, figure text, expected text);
INSERT INTO worked VALUES
	( 1,  1, 'absent', '18'), ( 1,  1, 'counted_days', '180'), ( 1, 1, 'chronic', 'true'), (1, 1, 'band', 'moderate'),
	(1, 1, 'absences_left', NULL),
	( 1,  2, 'absent', '18'), ( 1,  2, 'chronic', 'false'),    ( 1, 2, 'band', 'at_risk'), (1, 2, 'absences_left', '0'),
	( 1,  8, 'band', 'severe'),
	( 1, 10, 'why_null', NULL), (1, 10, 'chronic', 'true'),
	( 2,  1, 'absent', '18'), ( 2, 1, 'missed', '17.5'), (2, 1, 'chronic', 'true'),
	( 2,  3, 'absent', '17.5'), (2, 3, 'chronic', 'false'),
	( 2,  4, 'absent', '17'), (2, 4, 'missed', '17.5'),
	( 2,  9, 'absent', '17'),
	( 3,  1, 'counted_days', '179'), (3, 1, 'unmapped_days', '1'), (3, 1, 'absent', '4'), (3, 1, 'missed', '3.1667'), (3, 1, 'other', '1'),
	( 3,  1, 'unexcused', '1'), (3, 1, 'excused', '2'), (3, 1, 'tardy_days', '2'), (3, 1, 'iss', '1'),
	( 3,  3, 'other', '0.7'), (3, 3, 'unexcused', '0.8'), (3, 3, 'excused', '1.1667'), (3, 3, 'absent', '2.6667'),
	( 3,  4, 'absent', '3'), (3, 4, 'unexcused', '1'), (3, 4, 'excused', '1'),
	( 4,  1, 'enrolled_days', '180'), (4, 1, 'absent', '11'), (4, 1, 'exempt', '10'), (4, 1, 'unexcused', '1'),
	( 4,  5, 'enrolled_days', '170'), (4, 5, 'absent', '1'), (4, 5, 'exempt', '0'), (4, 5, 'missed', '0.5'),
	( 5,  1, 'enrolled_days', '100'), (5, 1, 'absent', '8'), (5, 1, 'absences_left', '9'), (5, 1, 'projected', '14.4'),
	(5, 1, 'band', 'at_risk'),
	( 6,  1, 'why_null', 'not_recorded'), (6, 1, 'enrolled_days', '0'), (6, 1, 'absences_left', '17'), (6, 1, 'projected', NULL),
	( 7,  1, 'why_null', 'below_minimum'), (7, 1, 'rate', '0'), (7, 1, 'chronic', NULL),
	( 8,  1, 'why_null', 'not_recorded'), (8, 1, 'counted_days', '5'), (8, 1, 'unrecorded_days', '175'), (8, 1, 'rate', '0.2'),
	( 8,  6, 'absent', '176'), (8, 6, 'unverified', '175'), (8, 6, 'unrecorded_days', '175'), (8, 6, 'streak', '1'),
	( 9,  7, 'absent_minutes', '300'), (9, 7, 'counted_minutes', '7540'), (9, 7, 'band', 'satisfactory'), (9, 1, 'absent', '0'),
	(10,  1, 'enrolled_days', '180'), (10, 1, 'absent', '1'),
	(11,  1, 'enrolled_days', '100'), (11, 1, 'counted_days', '100'),
	(12,  1, 'streak', '4'), (12, 1, 'streak_start', '2026-04-20'), (12, 1, 'longest_streak', '5'),
	(13,  5, 'absent', '9'), (13, 5, 'counted_days', '100'), (13, 5, 'chronic', 'false'), (13, 1, 'absent', '9'),
	(14,  5, 'enrolled_days', '99'), (14, 5, 'absent', '1'), (14, 5, 'unexcused', '1'), (14, 5, 'missed', '0.5714'),
	(15,  1, 'counted_days', '99'), (15, 1, 'unmapped_days', '1'), (15, 1, 'absent', '1'), (15, 1, 'missed', '0.5714'),
	(15,  3, 'unmapped_days', '3'), (15, 3, 'absent', '0'),
	(16,  1, 'why_null', 'unmapped'), (16, 1, 'chronic', NULL), (16, 1, 'band', NULL), (16, 1, 'rate', '0.1'),
	(16, 13, 'why_null', 'unmapped'),
	-- at or above the line whatever the 10 unmapped days are
	(17,  1, 'chronic', 'true'), (17, 1, 'band', 'moderate'), (17, 1, 'why_null', NULL),
	(17, 13, 'chronic', 'true'), (17, 13, 'unmapped_minutes', '3900'),
	(18,  1, 'chronic', 'false'), (18, 1, 'band', 'satisfactory'), (18, 1, 'why_null', NULL),
	(19,  1, 'why_null', 'unmapped'), (19, 12, 'why_null', 'unmapped'), (19, 1, 'rate', NULL),
	(20,  1, 'why_null', 'not_recorded'), (20, 1, 'enrolled_days', '12'), (20, 1, 'counted_days', '5'), (20, 1, 'unrecorded_days', '4'),
	(21, 12, 'why_null', 'unmapped'), (21, 12, 'chronic', NULL),
	(22, 12, 'chronic', 'false'), (22, 12, 'why_null', NULL),
	(23, 11, 'absent', '3'), (23, 11, 'excused', '3'), (23, 11, 'missed', '3.3802'), (23, 11, 'longest_streak', '4'),
	(23, 1, 'absent', '3');

CREATE VIEW worked_case AS
SELECT w.*, CASE WHEN figure IN ('absent', 'missed', 'excused', 'unexcused', 'exempt', 'unverified', 'other', 'iss')
                 THEN trim_scale(round(found::numeric / unit(), 4))::text ELSE found END AS found
FROM worked w
JOIN subject s ON s.student = w.student AND s.kind = CASE WHEN w.student IN (10, 11) THEN 'merged' ELSE 'school' END
JOIN verdict v ON (v.subject, v.policy) = (s.subject, w.policy)
JOIN streak k  ON (k.subject, k.policy) = (s.subject, w.policy)
JOIN ahead h   ON (h.subject, h.policy) = (s.subject, w.policy),
     LATERAL (SELECT (to_jsonb(v) || to_jsonb(k) || to_jsonb(h)) ->> figure AS found) f;

-- Every policy for every subject, at the end of time.
CREATE PROCEDURE find_truth_by_hand() LANGUAGE plpgsql AS
$$
BEGIN
	CALL fill_by_hand();
	CALL expand(0);
	TRUNCATE question;
	INSERT INTO question SELECT subject, policy, 'infinity', complete_through FROM subject CROSS JOIN policy;
	ANALYZE question;
	CALL count_truth();
END
$$;
