-- intervention_outcome of interventions whose effect is known, in one sample district. See
-- outcome_torture.sql for its use.

CREATE TABLE outcome_draw (
	what text,
	chosen text,
	draw integer,
	says text,
	why_silent text,
	matched_n integer,
	effect double precision,
	low double precision,
	high double precision,
	smallest_visible double precision,
	true_effect numeric,    -- what was taken away of the mean days absent after, below 0
	PRIMARY KEY (what, chosen, draw)
);

-- Students who met the rule with enough days on either side, and the days missed of the ten
-- before the first day of a support, 3 to 7 days later
CREATE TABLE outcome_candidate (
	student_id text PRIMARY KEY,
	school_id text,
	met_on date,
	begin_date date,
	recent numeric
);

CREATE PROCEDURE make_drawing_store(students integer) LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM absence.create_store('outcome_store');
	CALL absence.load_sample('outcome_store', students, students / 500 + 1, 1);
	TRUNCATE outcome_store.student_intervention, outcome_store.intervention_session;
	PERFORM absence.adopt_rule('outcome_store', 'aw_pace');
	CALL absence.refresh('outcome_store', today => '2026-06-06');
	INSERT INTO oracle.outcome_candidate
	SELECT a.student_id, s.school_id, a.met_on, d.begin_date,
		absence.absent_days(absence.tally(absence.last_days(absence.as_of(r.register, d.begin_date - 1), 10)))::numeric
	FROM outcome_store.alert AS a
	JOIN outcome_store.latest_stay AS s USING (student_id, school_year)
	JOIN outcome_store.student_register AS r ON (r.student_id, r.school_id, r.school_year) = (s.student_id, s.school_id, s.school_year)
	CROSS JOIN LATERAL (SELECT absence.nth_day(r.register, a.met_on, 3 + oracle.draw(5, a.student_id || 'lag'))) AS d (begin_date)
	CROSS JOIN LATERAL absence_internal.sides_of(r.register, d.begin_date, a.met_on, 30, '', 'infinity') AS w
	WHERE s.alone AND w.level IS NOT NULL;
	ANALYZE;
END
$$;

-- The 120 students of a draw: 60 the more likely the more they have missed, and of the others 60 by
-- chance
CREATE FUNCTION students_of_draw(number integer) RETURNS TABLE (chosen text, student_id text) STABLE LANGUAGE sql AS
$$
	WITH by_absences AS (
		SELECT c.student_id
		FROM oracle.outcome_candidate AS c
		WHERE c.recent > 0
		ORDER BY -ln((1 + oracle.draw(1000000, concat_ws(' ', number, 'absences', c.student_id))) / 1000001.0) / c.recent
		LIMIT 60
	)
	SELECT 'by recent absences', b.student_id FROM by_absences AS b
	UNION ALL
	(SELECT 'by chance', c.student_id
	FROM oracle.outcome_candidate AS c
	WHERE c.student_id NOT IN (SELECT b.student_id FROM by_absences AS b)
	ORDER BY oracle.draw(1000000, concat_ws(' ', number, 'chance', c.student_id)), c.student_id
	LIMIT 60)
$$;

-- What the view says of each, and the mean days absent in the 30 days after
CREATE FUNCTION outcomes_of_draw(what text, number integer) RETURNS SETOF outcome_draw STABLE LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY
	SELECT what, o.intervention_id, number, o.says, o.why_silent, o.matched_n, o.effect, o.low, o.high, o.smallest_visible, w.after
	FROM outcome_store.intervention_outcome AS o
	JOIN (
		SELECT s.intervention_id, avg(w.after) / 90090000 AS after
		FROM outcome_store.student_intervention AS s
		JOIN outcome_store.student_register AS r USING (student_id, school_id, school_year)
		CROSS JOIN LATERAL absence_internal.sides_of(r.register, s.begin_date, NULL, 30, '', 'infinity') AS w
		GROUP BY s.intervention_id
	) AS w USING (intervention_id)
	WHERE o.scope = 'district';
END
$$;

-- A draw, which leaves no trace in the store. The students have the support at first without an effect, and
-- then with 30% of their absences taken away.
CREATE PROCEDURE draw_outcome(number integer) LANGUAGE plpgsql AS
$$
DECLARE
	found oracle.outcome_draw[];
BEGIN
	BEGIN
		INSERT INTO outcome_store.student_intervention (student_id, school_id, school_year, intervention_id, begin_date, rule, met_on)
		SELECT c.student_id, c.school_id, 2026, s.chosen, c.begin_date, 'aw_pace', c.met_on
		FROM oracle.students_of_draw(number) AS s
		JOIN oracle.outcome_candidate AS c USING (student_id);
		found := ARRAY(SELECT o FROM oracle.outcomes_of_draw('no effect', number) AS o);
		DELETE FROM outcome_store.attendance_event AS e
		USING outcome_store.student_intervention AS s
		WHERE (e.student_id, e.school_year) = (s.student_id, s.school_year) AND e.day >= s.begin_date
			AND oracle.draw(10, concat_ws(' ', number, e.student_id, e.day)) < 3;
		CALL absence.refresh('outcome_store', today => '2026-06-06');
		found := found || ARRAY(SELECT o FROM oracle.outcomes_of_draw('30% fewer', number) AS o);
		RAISE EXCEPTION 'enough' USING ERRCODE = 'UA999';
	EXCEPTION WHEN SQLSTATE 'UA999' THEN
		INSERT INTO oracle.outcome_draw SELECT f.* FROM unnest(found) AS f;
		UPDATE oracle.outcome_draw AS d
		SET true_effect = d.true_effect - (SELECT o.true_effect FROM oracle.outcome_draw AS o
			WHERE (o.what, o.chosen, o.draw) = ('no effect', d.chosen, number))
		WHERE d.draw = number AND d.what <> 'no effect';
		UPDATE oracle.outcome_draw AS d SET true_effect = 0 WHERE d.draw = number AND d.what = 'no effect';
	END;
END
$$;

CREATE PROCEDURE draw_outcomes(first integer, last integer) LANGUAGE plpgsql AS
$$
BEGIN
	FOR number IN first .. last LOOP
		CALL oracle.draw_outcome(number);
		COMMIT;
	END LOOP;
END
$$;
