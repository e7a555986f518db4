-- What is forgotten, of one student or of old school years. A refresh deletes nothing of it.

CREATE OR REPLACE FUNCTION @store@.forget_one(of_student text) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	removed jsonb;
	certified integer := 0;
BEGIN
	-- a certification stays as it is in all else
	IF EXISTS (SELECT FROM @store@.certified_student AS c WHERE c.student_id = of_student) THEN
		ALTER TABLE @store@.certified_student DISABLE TRIGGER stays;
		DELETE FROM @store@.certified_student AS c WHERE c.student_id = of_student;
		GET DIAGNOSTICS certified = ROW_COUNT;
		ALTER TABLE @store@.certified_student ENABLE TRIGGER stays;
	END IF;
	WITH named AS (
		UPDATE @store@.student AS u SET last_name = NULL, first_name = NULL, state_student_id = NULL, birth_date = NULL
		WHERE u.student_id = of_student RETURNING 1
	), named_in_source AS (
		-- a source is not written: a row without names comes before that of the source
		INSERT INTO @store@.student (student_id)
		SELECT of_student
		WHERE EXISTS (SELECT FROM @store@.fact_student AS u WHERE u.student_id = of_student)
			AND NOT EXISTS (SELECT FROM @store@.student AS u WHERE u.student_id = of_student)
		RETURNING 1
	), closed AS (
		UPDATE @store@.closed_student AS u SET last_name = NULL, first_name = NULL, state_student_id = NULL, birth_date = NULL
		WHERE u.student_id = of_student
	), contact AS (
		DELETE FROM @store@.contact AS d WHERE d.student_id = of_student RETURNING 1
	), barrier AS (
		DELETE FROM @store@.student_barrier AS d WHERE d.student_id = of_student RETURNING 1
	), outreach AS (
		DELETE FROM @store@.outreach AS d WHERE d.student_id = of_student RETURNING 1
	), support AS (
		DELETE FROM @store@.student_intervention AS d WHERE d.student_id = of_student RETURNING 1
	), session AS (
		DELETE FROM @store@.intervention_session AS d WHERE d.student_id = of_student RETURNING 1
	), decision AS (
		DELETE FROM @store@.tier_decision AS d WHERE d.student_id = of_student RETURNING 1
	), logged AS (
		DELETE FROM @store@.alert_change AS d USING @store@.alert AS a
		WHERE a.alert_id = d.alert_id AND a.student_id = of_student RETURNING 1
	), alert AS (
		DELETE FROM @store@.alert AS d WHERE d.student_id = of_student RETURNING 1
	), verdict AS (
		DELETE FROM @store@.verdict_change AS d WHERE d.student_id = of_student RETURNING 1
	)
	SELECT jsonb_build_object('student', (SELECT count(*) FROM named) + (SELECT count(*) FROM named_in_source), 'contact', (SELECT count(*) FROM contact),
		'student_barrier', (SELECT count(*) FROM barrier), 'outreach', (SELECT count(*) FROM outreach),
		'student_intervention', (SELECT count(*) FROM support), 'intervention_session', (SELECT count(*) FROM session),
		'tier_decision', (SELECT count(*) FROM decision), 'alert', (SELECT count(*) FROM alert),
		'alert_change', (SELECT count(*) FROM logged), 'certified_student', certified,
		'verdict_change', (SELECT count(*) FROM verdict)) INTO removed;
	INSERT INTO @store@.forget_log (forgotten_at, forgotten_by, what, removed) VALUES (now(), session_user, 'student', removed);
	PERFORM @store@.note_answers();
	INSERT INTO pg_temp.answer_noted (school_year, kept_by, id)
	SELECT y.school_year, 'support', of_student FROM @store@.school_year_state AS y;
	RETURN removed;
END
$$;
COMMENT ON FUNCTION @store@.forget_one(text) IS
	'Removes the name of a student and what is known beside attendance; a step of forget_student';
REVOKE ALL ON FUNCTION @store@.forget_one(text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION @store@.forget_years(first_kept integer) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	removed jsonb;
	still_open text;
BEGIN
	SELECT string_agg(y.school_year::text, ', ' ORDER BY y.school_year) INTO still_open
	FROM @store@.school_year_state AS y WHERE y.school_year < first_kept AND y.state = 'open';
	IF still_open IS NOT NULL THEN
		RAISE EXCEPTION 'school years before % are open: %', first_kept, still_open
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'A refresh would find the alerts of an open year again. Close the years first.';
	END IF;
	WITH session AS (
		DELETE FROM @store@.intervention_session AS d WHERE d.day < make_date(first_kept - 1, 7, 1) RETURNING 1
	), barrier AS (
		DELETE FROM @store@.student_barrier AS d WHERE d.school_year < first_kept RETURNING 1
	), outreach AS (
		DELETE FROM @store@.outreach AS d WHERE d.school_year < first_kept RETURNING 1
	), support AS (
		DELETE FROM @store@.student_intervention AS d WHERE d.school_year < first_kept RETURNING 1
	), decision AS (
		DELETE FROM @store@.tier_decision AS d WHERE d.school_year < first_kept RETURNING 1
	), logged AS (
		DELETE FROM @store@.alert_change AS d USING @store@.alert AS a
		WHERE a.alert_id = d.alert_id AND a.school_year < first_kept RETURNING 1
	), alert AS (
		DELETE FROM @store@.alert AS d WHERE d.school_year < first_kept RETURNING 1
	), basis AS (
		DELETE FROM @store@.alert_basis AS d WHERE d.school_year < first_kept
	)
	SELECT jsonb_build_object('student_barrier', (SELECT count(*) FROM barrier), 'outreach', (SELECT count(*) FROM outreach),
		'student_intervention', (SELECT count(*) FROM support), 'intervention_session', (SELECT count(*) FROM session),
		'tier_decision', (SELECT count(*) FROM decision), 'alert', (SELECT count(*) FROM alert),
		'alert_change', (SELECT count(*) FROM logged)) INTO removed;
	INSERT INTO @store@.forget_log (forgotten_at, forgotten_by, what, before_year, removed)
	VALUES (now(), session_user, 'support', first_kept, removed);
	PERFORM @store@.note_answers();
	INSERT INTO pg_temp.answer_noted (school_year, kept_by)
	SELECT y.school_year, 'support' FROM @store@.school_year_state AS y WHERE y.school_year < first_kept;
	RETURN removed;
END
$$;
COMMENT ON FUNCTION @store@.forget_years(integer) IS 'Removes support of the school years before one; a step of forget_support';
REVOKE ALL ON FUNCTION @store@.forget_years(integer) FROM PUBLIC;
