-- Random registers under random rules and policies: the truth of rule_truth.sql
-- beside the answers of the extension. Nothing may differ.

CREATE PROCEDURE define_rules(seed integer, n integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE asked_rule RESTART IDENTITY;

	INSERT INTO asked_rule (measure, marks, part_day, part_day_op, part_day_value, amount_op, amount, within, within_n, per, per_n, after_n, first_n)
	SELECT measure,
	       CASE WHEN measure <> 'rate' AND draw(3, key || 'marks?') > 0 THEN marks END,
	       CASE WHEN measure = 'rate' THEN 'policy' ELSE part_day END,
	       CASE part_day WHEN 'minutes' THEN '>' ELSE (ARRAY['>=', '>'])[1 + draw(2, key || 'part_day_op')] END,
	       CASE part_day WHEN 'minutes' THEN (ARRAY[0, 30, 60, 100, 199, 389])[1 + draw(6, key || 'part_day_value')]
	                     ELSE (ARRAY[50, 33.33, 25, 75, 99.99])[1 + draw(5, key || 'part_day_value')] END,
	       (ARRAY['>=', '>='  , '>'])[1 + draw(3, key || 'amount_op')],
	       CASE measure
	         WHEN 'days'      THEN (ARRAY[0.5, 1, 1.5, 2, 2.25, 3, 4, 5, 8, 10, 15])[1 + draw(CASE WHEN short THEN 6 ELSE 11 END, key || 'amount')]
	         WHEN 'occasions' THEN 1 + draw(CASE WHEN short THEN 3 ELSE 8 END, key || 'amount')
	         WHEN 'minutes'   THEN (ARRAY[30, 200, 390, 780, 1100, 1000, 1800, 2520, 4000])[1 + draw(CASE WHEN short THEN 5 ELSE 9 END, key || 'amount')]
	         WHEN 'rate'      THEN (ARRAY[1, 3.33, 5, 10, 12.5, 20, 33.34, 50])[1 + draw(8, key || 'amount')]
	       END,
	       CASE WHEN measure = 'rate' OR per <> 'none' THEN 'year' ELSE within END,
	       CASE WHEN measure <> 'rate' AND per = 'none' THEN
	         CASE within WHEN 'days' THEN (ARRAY[1, 7, 10, 28, 30, 90])[1 + draw(6, key || 'n')]
	                     WHEN 'weeks' THEN 1 + draw(10, key || 'n')
	                     WHEN 'months' THEN 1 + draw(6, key || 'n')
	                     WHEN 'school days' THEN (ARRAY[1, 2, 5, 10, 20, 45])[1 + draw(6, key || 'n')] END END,
	       CASE WHEN measure = 'rate' THEN 'none' ELSE per END,
	       CASE WHEN measure <> 'rate' AND per = 'school days' THEN (ARRAY[1, 5, 20, 45])[1 + draw(4, key || 'per_n')] END,
	       CASE WHEN measure = 'rate' AND draw(3, key || 'after') > 0 THEN 1 + draw(30, key || 'after_n') END,
	       CASE WHEN draw(6, key || 'first') = 0 THEN (ARRAY[1, 10, 20, 60])[1 + draw(4, key || 'first_n')] END
	FROM generate_series(1, n) number,
	     LATERAL (SELECT concat_ws(' ', seed, 'rule', number, '') AS key) k,
	     -- each measure and each window in turn
	     LATERAL (SELECT (ARRAY['days', 'occasions', 'minutes', 'days', 'occasions', 'minutes', 'rate'])[1 + number % 7] AS measure,
	                     (ARRAY['year', 'month', 'school month', 'days', 'weeks', 'months', 'school days', 'row', 'row'])[1 + number % 9] AS within,
	                     (ARRAY['policy', 'policy', 'line', 'whole', 'proportional', 'any', 'minutes'])[1 + draw(7, key || 'part_day')] AS drawn_part_day,
	                     (ARRAY['none', 'none', 'none', 'month', 'school days'])[1 + draw(5, key || 'per')] AS drawn_per) m,
	     -- in a chain of minutes parts of days count as they are
	     LATERAL (SELECT measure = 'minutes' AND within = 'row' AS chain) c,
	     LATERAL (SELECT CASE WHEN chain THEN 'proportional' ELSE drawn_part_day END AS part_day, CASE WHEN chain THEN 'none' ELSE drawn_per END AS per) d,
	     -- less within a short window
	     LATERAL (SELECT per = 'none' AND within NOT IN ('year', 'months') AS short) w,
	     LATERAL (SELECT array_agg(mark ORDER BY place) AS marks
	              FROM mark
	              WHERE mark NOT IN ('unmapped', 'present')
	                AND (chain AND mark IN ('tardy', 'left_early') OR mark = 'unexcused' AND draw(8, key || 'unexcused') > 0 OR draw(3, key || mark) = 0 OR mark = 'excused' AND draw(8, key || 'unexcused') = 0)) l;
	ANALYZE asked_rule;
END
$$;

-- Registers of which much is to be said: whole days in a row, days that begin late or
-- end early, over the end of a month and a leap day.
CREATE PROCEDURE fill_dense(seed integer, n integer) LANGUAGE plpgsql AS
$$
DECLARE
	text text;
BEGIN
	FOR student IN 1 .. n LOOP
		SELECT 'days 2023-11-01..2024-04-30; complete 2024-04-' || 10 + draw(20, concat_ws(' ', seed, 'dense', student))
		       || CASE WHEN draw(4, concat_ws(' ', seed, 'length', student)) > 0 THEN '; minutes 360 2024-01-31:200 2024-03-01:none' ELSE '' END
		       || '; marks ' || string_agg(concat_ws(' ', to_char(day, 'YYYY-MM-DD'), CASE WHEN drawn ~ ' 1$' THEN drawn ELSE drawn || ' ' || 1 + draw(11, key || 'share') || '/12' END), ', ' ORDER BY day)
		INTO text
		FROM (SELECT date '2023-11-01' + i AS day, concat_ws(' ', seed, 'dense', student, i / 9, '') AS spell, concat_ws(' ', seed, 'dense', student, i, '') AS key FROM generate_series(0, 181) i) d,
		     -- a spell of absence, with parts of days in it; else now and then a mark
		     LATERAL (SELECT CASE WHEN draw(3, spell) = 0 THEN (ARRAY['unexcused 1', 'unexcused 1', 'excused 1', 'unexcused 1', 'tardy', 'left_early', 'unexcused', 'unmapped'])[1 + draw(8, key)]
		                          WHEN draw(6, key || 'any') = 0 THEN (ARRAY['unexcused 1', 'excused', 'tardy', 'homebound 1'])[1 + draw(4, key)] END AS drawn) m
		WHERE extract(isodow FROM day) < 6 AND drawn IS NOT NULL;
		PERFORM expand_register(text::absence.register);
	END LOOP;
	ANALYZE subject, member_day, portion, register;
END
$$;

CREATE UNLOGGED TABLE rule_question (
	question integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	subject  integer,
	rule     integer,
	policy   integer,
	as_of    date,
	several  boolean      -- the register is of several school years: an error
);
CREATE UNLOGGED TABLE rule_pair (question integer, figure text, expected text, answered text);
CREATE UNLOGGED TABLE rule_result (seed integer, figure text COLLATE "C", compared bigint, differing bigint);

-- A register is of several school years when its membership days are.
CREATE FUNCTION several_years(asked integer) RETURNS boolean STABLE
BEGIN ATOMIC
	SELECT count(DISTINCT coalesce(year_of_day(day, years), school_year_of(day))) > 1
	FROM member_day, (SELECT coalesce(array_agg(school_year), '{}') AS years FROM calendar_year WHERE subject = asked) y
	WHERE subject = asked;
END;

-- One in so many rules of so many subjects: a policy and an as-of drawn for each. The
-- rows of dense registers are always asked for.
CREATE PROCEDURE ask_rules(seed integer, subjects integer, one_in integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE rule_question RESTART IDENTITY;
	INSERT INTO rule_question (subject, rule, policy, as_of, several)
	SELECT subject, rule, 1 + CASE WHEN draw(4, key || 'federal') > 0 THEN draw((SELECT count(*)::integer FROM policy), key || 'policy') ELSE 0 END,
	       CASE WHEN draw(3, key || 'as_of') = 0 THEN first_day + draw(300, key || 'day') ELSE 'infinity' END, several
	FROM (
		SELECT s.subject, s.kind, min(d.day) AS first_day, several_years(s.subject) AS several
		FROM subject s JOIN register USING (subject) JOIN member_day d USING (subject)
		WHERE kind <> 'row'
		GROUP BY s.subject, s.kind
		-- of one in eight little happened
		HAVING (SELECT count(*) > 10 FROM portion p WHERE p.subject = s.subject) OR draw(8, concat_ws(' ', seed, 'little', s.subject)) = 0
		ORDER BY s.kind = 'text' DESC, draw(1000000, concat_ws(' ', seed, 'who', s.subject))
		LIMIT subjects
	) s CROSS JOIN asked_rule,
	     LATERAL (SELECT concat_ws(' ', seed, 'rule question', subject, rule, '') AS key) k
	WHERE draw(one_in, key || 'asked') = 0 OR kind = 'text' AND within = 'row';
	ANALYZE rule_question;
END
$$;

-- A figure as text, floats to the tenth digit.
CREATE FUNCTION shown(amount double precision) RETURNS text IMMUTABLE
RETURN round(amount::numeric, 10)::text;

-- The figures of a rule, by both.
CREATE FUNCTION truth_figures(q rule_question) RETURNS TABLE (figure text, found text) LANGUAGE plpgsql STABLE AS
$$
DECLARE
	r asked_rule; p policy; course course_day[]; ahead course_day[];
BEGIN
	IF q.several THEN
		RETURN QUERY VALUES ('first_met', 'error');
		RETURN;
	END IF;
	SELECT * INTO r FROM asked_rule WHERE rule = q.rule;
	SELECT * INTO p FROM policy WHERE policy.policy = q.policy;
	course := course_of(q.subject, r, p, q.as_of);
	ahead := course_with_absences(q.subject, r, p, q.as_of);
	RETURN QUERY VALUES
		('crossings', (SELECT string_agg(concat_ws(' ', n, met_on, until, shown(amount)), ', ' ORDER BY n) FROM truth_crossings(course))),
		('first_met', truth_first_met(course)::text),
		('is_met', truth_is_met(course)::text),
		('amount_now', shown(truth_amount_now(course))),
		('absences_until', truth_absences_until(course, ahead)::text),
		('rule_days', (SELECT string_agg(concat_ws(' ', day, mark, shown(portion), minutes, shown(amount)), ', ' ORDER BY day) FROM truth_rule_days(course)));
END
$$;

CREATE FUNCTION answered_figures(q rule_question) RETURNS TABLE (figure text, found text) LANGUAGE plpgsql STABLE AS
$$
DECLARE
	reg absence.register; r absence.rule; p absence.policy;
BEGIN
	SELECT register INTO reg FROM register WHERE subject = q.subject;
	SELECT text::absence.rule INTO r FROM rule_text WHERE rule = q.rule;
	SELECT definition INTO p FROM asked_policy WHERE policy = q.policy;
	IF q.several THEN
		RETURN QUERY SELECT 'first_met', absence.first_met(reg, r, p, q.as_of)::text;
		RETURN;
	END IF;
	RETURN QUERY VALUES
		('crossings', (SELECT string_agg(concat_ws(' ', n, met_on, until, shown(amount)), ', ' ORDER BY n) FROM absence.crossings(reg, r, p, q.as_of))),
		('first_met', absence.first_met(reg, r, p, q.as_of)::text),
		('is_met', absence.is_met(reg, r, p, q.as_of)::text),
		('amount_now', shown(absence.amount_now(reg, r, p, q.as_of))),
		('absences_until', absence.absences_until(reg, r, p, q.as_of)::text),
		('rule_days', (SELECT string_agg(concat_ws(' ', day, mark, shown(portion), minutes, shown(amount)), ', ' ORDER BY day) FROM absence.rule_days(reg, r, p, q.as_of)));
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN QUERY VALUES ('first_met', 'error');
END
$$;

-- A rule is causal: the crossings as of a day are those met to it, cut there.
CREATE VIEW causality_pair AS
SELECT question, f.figure,
       (SELECT string_agg(concat_ws(' ', n, met_on, CASE WHEN until <= day THEN until END, amount), ', ' ORDER BY n)
        FROM absence.crossings(register.register, t.rule, definition) WHERE met_on <= day) AS expected,
       (SELECT string_agg(concat_ws(' ', n, met_on, until, amount), ', ' ORDER BY n)
        FROM absence.crossings(f.register, t.rule, definition, f.as_of)) AS answered
FROM rule_question q
JOIN register USING (subject)
JOIN asked_policy USING (policy)
JOIN (SELECT rule AS asked, text::absence.rule AS rule FROM rule_text) t ON t.asked = q.rule,
     LATERAL (SELECT min(d.day) + draw((max(d.day) - min(d.day) + 1), concat_ws(' ', 'cut', question)) AS day FROM member_day d WHERE d.subject = q.subject) d,
     LATERAL (VALUES ('as_of(register)', absence.as_of(register.register, day), date 'infinity'), ('as of', register.register, day)) f(figure, register, as_of)
WHERE NOT several;

-- A set of rules in one call gives what each gives alone.
CREATE VIEW rules_pair AS
SELECT s.subject AS question, 'crossings_of' AS figure,
       (SELECT string_agg(concat_ws(' ', number, n, met_on, until, amount), ', ' ORDER BY number, n)
        FROM unnest(rules) WITH ORDINALITY u(rule, number), absence.crossings(register, u.rule, definition)) AS expected,
       (SELECT string_agg(concat_ws(' ', c.rule, n, met_on, until, amount), ', ' ORDER BY c.rule, n) FROM absence.crossings_of(register, rules, definition) c) AS answered
FROM (SELECT DISTINCT subject FROM rule_question WHERE NOT several) s
JOIN register USING (subject)
JOIN asked_policy ON policy = 1 + subject % 40,
     (SELECT array_agg(text::absence.rule ORDER BY rule) AS rules FROM rule_text) r
UNION ALL
-- a slice of the rules, so that other ones are the nearest; to an as-of too
SELECT s.subject, 'nearest_rule',
       (SELECT concat_ws(' ', number, n)
        FROM (SELECT number, absence.absences_until(register, u.rule, definition, as_of) AS n FROM unnest(rules) WITH ORDINALITY u(rule, number)) u
        WHERE n > 0 ORDER BY n, number LIMIT 1),
       array_to_string(absence_internal.nearest_rule(register, rules, definition, as_of), ' ')
FROM (SELECT subject, min(as_of) AS as_of FROM rule_question WHERE NOT several GROUP BY subject) s
JOIN register USING (subject)
JOIN asked_policy ON policy = 1 + subject % 40,
     generate_series(0, 6) AS slice,
     LATERAL (SELECT array_agg(text::absence.rule ORDER BY rule) AS rules FROM rule_text WHERE slice = 0 OR rule % 6 = slice - 1) r;

-- Verdicts by day, and the days of a register: of some of the questions, half of
-- them as of another day.
CREATE VIEW verdict_pair AS
SELECT question, f.*
FROM rule_question q
JOIN register USING (subject)
JOIN asked_policy USING (policy)
JOIN policy p USING (policy),
     LATERAL (SELECT min(day) + draw(200, concat_ws(' ', 'from', question)) AS from_day, draw(61, concat_ws(' ', 'n', question)) - 20 AS n FROM member_day d WHERE d.subject = q.subject) d,
     LATERAL (SELECT CASE question % 2 WHEN 0 THEN from_day ELSE q.as_of END AS as_of) a,
     LATERAL (VALUES
       ('first_chronic', truth_first_chronic(subject, definition, a.as_of)::text, absence.first_chronic(register, definition, a.as_of)::text),
       ('days_to_recover', truth_days_to_recover(subject, definition, a.as_of)::text, absence.days_to_recover(register, definition, a.as_of)::text),
       ('nth_day', truth_nth_day(subject, from_day, n)::text, absence.nth_day(register, from_day, n)::text),
       ('improved', truth_improved(subject, from_day, greatest(n, 8), p, definition, q.as_of)::text, absence.improved(register, from_day, greatest(n, 8), definition, q.as_of)::text)
     ) f(figure, expected, answered)
WHERE NOT several AND question % 5 = 0;

-- Tiers, with totals of the year before where there are any.
CREATE VIEW tier_pair AS
SELECT question, f.*
FROM rule_question q
JOIN register USING (subject)
JOIN asked_policy USING (policy)
JOIN policy p USING (policy),
     LATERAL (SELECT concat_ws(' ', 'tier', question, '') AS key) k,
     LATERAL (SELECT CASE WHEN draw(3, key || 'as_of') = 0 THEN min(day) + draw(200, key || 'day') - 3 ELSE q.as_of END AS as_of FROM member_day d WHERE d.subject = q.subject) a,
     LATERAL (SELECT CASE WHEN draw(2, key || 'prior?') = 0
                          THEN absence.tally((5 + draw(180, key || 'enrolled'))::numeric, (draw(50, key || 'absent') / 10.0)::numeric, CASE WHEN p.basis = 'days' AND draw(2, key || 'federal') = 0 THEN '' ELSE definition END) END AS prior,
                     (ARRAY[2, 2, 1, 1.5, 3.25])[1 + draw(5, key || 'pace')] AS pace,
                     (ARRAY[20, 20, 0, 7])[1 + draw(4, key || 'pace_days')] AS pace_days,
                     (ARRAY[20, 20, 10, 0, 35])[1 + draw(5, key || 'minimum')] AS minimum) t,
     LATERAL truth_tier(subject, prior, p, definition, a.as_of, t.pace, t.pace_days, t.minimum) truth,
     LATERAL (VALUES
       ('tier', truth.tier::text, absence.tier(register, prior, definition, a.as_of, t.pace, t.pace_days, t.minimum)::text),
       ('tier_since', truth.since::text, absence.tier_since(register, prior, definition, a.as_of, t.pace, t.pace_days, t.minimum)::text),
       ('tier_reasons', truth.reasons::text, absence.tier_reasons(register, prior, definition, a.as_of, t.pace, t.pace_days, t.minimum)::text)
     ) f(figure, expected, answered)
WHERE NOT several AND question % 3 = 0;

-- The tier of rows, each a counted day of which a share was missed: that of the
-- register of these rows, which knows no calendar and so no other year than that of
-- its dates.
CREATE VIEW row_tier_pair AS
SELECT s.subject AS question, 'absence_tier' AS figure,
       absence.tier(absence.register_agg(day, 'unexcused'::absence.mark, portion), NULL::absence.tally, plain::absence.policy)::text AS expected,
       absence.absence_tier(portion, plain::absence.policy ORDER BY day)::text AS answered
FROM (SELECT subject FROM subject JOIN member_day USING (subject) WHERE kind = 'school' GROUP BY subject HAVING count(DISTINCT school_year_of(day)) = 1 OFFSET 0) s
JOIN subject USING (subject),
     LATERAL (SELECT day, portion FROM absence.days((SELECT register FROM register r WHERE r.subject = s.subject))) d,
     LATERAL (SELECT (ARRAY['', 'part_day = proportional', 'compare = >, part_day = steps > 35% 84%', 'at_risk = none, severe = 15%', 'chronic = none'])[1 + s.subject % 5] AS plain) p
WHERE portion IS NOT NULL
GROUP BY s.subject, plain;

CREATE PROCEDURE compare_rules(seed_from integer, seed_to integer, students integer, subjects integer, rules integer, one_in integer) LANGUAGE plpgsql AS
$$
BEGIN
	FOR seed IN seed_from .. seed_to LOOP
		TRUNCATE question, rule_pair;
		CALL define_policies(seed);
		CALL fill(seed, students);
		CALL expand(seed);
		CALL ask_extension();
		CALL fill_dense(seed, subjects / 3);
		CALL define_rules(seed, rules);
		CALL ask_rules(seed, subjects, one_in);
		INSERT INTO rule_pair
		SELECT q.question, f.*
		FROM rule_question q,
		     LATERAL (SELECT figure, t.found AS expected, a.found AS answered FROM truth_figures(q) t FULL JOIN answered_figures(q) a USING (figure)) f;
		INSERT INTO rule_pair SELECT * FROM causality_pair UNION ALL SELECT * FROM rules_pair UNION ALL SELECT * FROM verdict_pair
		UNION ALL SELECT * FROM tier_pair UNION ALL SELECT * FROM row_tier_pair;
		INSERT INTO rule_result
		SELECT seed, figure, count(*), count(*) FILTER (WHERE expected IS DISTINCT FROM answered) FROM rule_pair GROUP BY figure;
		COMMIT;
	END LOOP;
END
$$;

-- For reading: the pairs that differ, with what was asked.
CREATE VIEW rule_difference AS
SELECT figure, question, q.subject, q.as_of, t.text AS rule, p.text AS policy, expected, answered, register
FROM rule_pair
LEFT JOIN rule_question q USING (question)
LEFT JOIN rule_text t USING (rule)
LEFT JOIN policy_text p USING (policy)
LEFT JOIN register USING (subject)
WHERE expected IS DISTINCT FROM answered;

-- The cases worked by hand, asked of the extension.
CREATE FUNCTION answer_of(w worked_rule) RETURNS text STABLE
BEGIN ATOMIC
	SELECT CASE w.figure
	         WHEN 'crossings'       THEN (SELECT string_agg(runs_line(n, met_on, until), ' ' ORDER BY n) FROM absence.crossings(register, r, definition, w.as_of))
	         WHEN 'amounts'         THEN (SELECT string_agg(amount::text, ' ' ORDER BY n) FROM absence.crossings(register, r, definition, w.as_of))
	         WHEN 'first_met'       THEN to_char(absence.first_met(register, r, definition, w.as_of), 'YYYY-MM-DD')
	         WHEN 'is_met'          THEN absence.is_met(register, r, definition, w.as_of)::text
	         WHEN 'amount_now'      THEN absence.amount_now(register, r, definition, w.as_of)::text
	         WHEN 'absences_until'  THEN absence.absences_until(register, r, definition, w.as_of)::text
	         WHEN 'rule_days'       THEN (SELECT string_agg(concat_ws(' ', to_char(day, 'MM-DD'), mark, minutes, amount), ', ' ORDER BY day) FROM absence.rule_days(register, r, definition, w.as_of))
	         WHEN 'nth_day'         THEN to_char(absence.nth_day(register, w.day, w.number), 'YYYY-MM-DD')
	         WHEN 'first_chronic'   THEN to_char(absence.first_chronic(register, definition, w.as_of), 'YYYY-MM-DD')
	         WHEN 'days_to_recover' THEN absence.days_to_recover(register, definition, w.as_of)::text
	         WHEN 'improved'        THEN absence.improved(register, w.day, w.number, definition, w.as_of)::text
	         WHEN 'tier'            THEN concat_ws(' ', absence.tier(register, prior, definition, w.as_of), to_char(absence.tier_since(register, prior, definition, w.as_of), 'MM-DD'),
	                                               absence.tier_reasons(register, prior, definition, w.as_of))
	       END
	FROM register g JOIN asked_policy ON policy = w.policy LEFT JOIN rule_text ON name = w.rule,
	     LATERAL (SELECT text::absence.rule AS r, absence.tally(180::numeric, w.prior, definition) AS prior) c
	WHERE g.subject = w.subject;
END;

CREATE VIEW worked_rule_answer AS
SELECT w.*, answer_of(w) AS answered FROM worked_rule w;
