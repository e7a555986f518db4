-- When rules are met, and tiers: functions of one register, counted by school, beside the
-- count of the registers.
INSERT INTO bench.way (question, way, answers, reads_table, query) VALUES
	('rules and tiers', 'count(*) of the registers by school', false, true, $$
		SELECT school_id, count(*) FROM attendance.student_register GROUP BY school_id $$);
INSERT INTO bench.way (question, way, ours, answers, query)
SELECT 'rules and tiers', 'first_met: ' || r.what, true, false, format($$
	SELECT school_id, count(absence.first_met(register, %L)) FROM attendance.student_register GROUP BY school_id $$, c.rule)
FROM (VALUES
	(1, 'pa_truant', 'third unexcused day'),
	(2, 'fl_pattern_90', '10 days within 90'),
	(3, 'aw_pace', 'pace of 2 in 20 school days'),
	(4, 'streak_3', '3 days in a row'),
	(5, 'oh_habitual_row', '30 hours in a row'),
	(6, 'ca_truant', '3 occasions of over 30 minutes')
) AS r (n, name, what)
JOIN absence.rule_catalog AS c USING (name)
ORDER BY r.n;
INSERT INTO bench.way (question, way, ours, answers, query) VALUES
	('rules and tiers', 'first_chronic', true, false, $$
		SELECT school_id, count(absence.first_chronic(register)) FROM attendance.student_register GROUP BY school_id $$),
	('rules and tiers', 'tier', true, false, $$
		SELECT school_id, count(*) FILTER (WHERE absence.tier(register) = 3) FROM attendance.student_register GROUP BY school_id $$);
INSERT INTO bench.way (question, way, ours, answers, query)
SELECT 'rules and tiers', 'crossings_of: ten rules', true, false, format($$
	SELECT r.school_id, count(*)
	FROM attendance.student_register AS r
	CROSS JOIN LATERAL absence.crossings_of(r.register, %L)
	GROUP BY r.school_id $$, array_agg(c.rule ORDER BY c.name))
FROM absence.rule_catalog AS c
WHERE c.name IN ('aw_pace', 'ca_truant', 'ct_truant_month', 'fl_pattern_90', 'fl_pattern_month', 'oh_habitual_row', 'pa_truant', 'streak_3',
	'tx_referral', 'wa_notice');
