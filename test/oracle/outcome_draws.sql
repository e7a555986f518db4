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
	JOIN outcome_store.student_register AS r USING (student_id, school_id, school_year)
	CROSS JOIN LATERAL (SELECT absence.nth_day(r.register, a.met_on, 3 + oracle.draw(5, a.student_id || 'lag'))) AS d (begin_date)
	CROSS JOIN LATERAL absence_internal.sides_of(r.register, d.begin_date, a.met_on, 30, '', 'infinity') AS w
	WHERE s.alone AND w.level IS NOT NULL;
	ANALYZE;
END
$$;

-- The 60 students of a draw: by chance, or the more likely the more they have missed
CREATE FUNCTION chosen_of_draw(chosen text, number integer) RETURNS SETOF outcome_candidate STABLE LANGUAGE sql AS
$$
	SELECT c.*
	FROM oracle.outcome_candidate AS c
	WHERE chosen = 'by chance' OR c.recent > 0
	ORDER BY -ln((1 + oracle.draw(1000000, concat_ws(' ', chosen, number, c.student_id))) / 1000001.0)
		/ CASE chosen WHEN 'by chance' THEN 1 ELSE c.recent END
	LIMIT 60
$$;

-- A draw, which leaves no trace in the store
CREATE PROCEDURE draw_outcome(what text, chosen text, number integer) LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.outcome_draw;
BEGIN
	this.what := what;
	this.chosen := chosen;
	this.draw := number;
	BEGIN
		INSERT INTO outcome_store.student_intervention (student_id, school_id, school_year, intervention_id, begin_date, rule, met_on)
		SELECT c.student_id, c.school_id, 2026, 'trial', c.begin_date, 'aw_pace', c.met_on FROM oracle.chosen_of_draw(chosen, number) AS c;
		this.true_effect := 0;
		IF what = 'fewer' THEN
			DELETE FROM outcome_store.attendance_event AS e
			USING outcome_store.student_intervention AS s
			WHERE s.intervention_id = 'trial' AND (e.student_id, e.school_year) = (s.student_id, s.school_year) AND e.day >= s.begin_date
				AND oracle.draw(10, concat_ws(' ', number, chosen, e.student_id, e.day)) < 3;
			this.true_effect := oracle.absent_after();
			CALL absence.refresh('outcome_store', today => '2026-06-06');
			this.true_effect := oracle.absent_after() - this.true_effect;
		END IF;
		SELECT o.says, o.why_silent, o.matched_n, o.effect, o.low, o.high, o.smallest_visible
		INTO this.says, this.why_silent, this.matched_n, this.effect, this.low, this.high, this.smallest_visible
		FROM outcome_store.intervention_outcome AS o WHERE o.scope = 'district' AND o.intervention_id = 'trial';
		RAISE EXCEPTION 'enough' USING ERRCODE = 'UA999';
	EXCEPTION WHEN SQLSTATE 'UA999' THEN
		INSERT INTO oracle.outcome_draw SELECT this.*;
	END;
END
$$;

-- Mean days absent in the 30 days from the first day of the trial on
CREATE FUNCTION absent_after() RETURNS numeric LANGUAGE sql STABLE AS
$$
	SELECT avg(w.after) / 90090000
	FROM outcome_store.student_intervention AS s
	JOIN outcome_store.student_register AS r USING (student_id, school_id, school_year)
	CROSS JOIN LATERAL absence_internal.sides_of(r.register, s.begin_date, NULL, 30, '', 'infinity') AS w
	WHERE s.intervention_id = 'trial'
$$;

CREATE PROCEDURE draw_outcomes(draws integer) LANGUAGE plpgsql AS
$$
BEGIN
	FOR number IN 1 .. draws LOOP
		CALL oracle.draw_outcome('no effect', 'by chance', number);
		CALL oracle.draw_outcome('no effect', 'by recent absences', number);
		CALL oracle.draw_outcome('fewer', 'by chance', number);
		CALL oracle.draw_outcome('fewer', 'by recent absences', number);
		COMMIT;
	END LOOP;
END
$$;
