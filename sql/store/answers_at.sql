-- For tools that cannot SET: each live view X as X_at(as_of, policy), which sets
-- both for one query and puts them back. NULL is the store's own.

CREATE OR REPLACE FUNCTION @store@.student_absence_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.student_absence
	LANGUAGE plpgsql VOLATILE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(student_absence_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(student_absence_at.policy, ''), true);
	RETURN QUERY SELECT * FROM @store@.student_absence;
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION @store@.student_absence_at(date, text) IS 'student_absence as of a day and under a definition; NULL is the store''s own';

CREATE OR REPLACE FUNCTION @store@.district_student_absence_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.district_student_absence
	LANGUAGE plpgsql VOLATILE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(district_student_absence_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(district_student_absence_at.policy, ''), true);
	RETURN QUERY SELECT * FROM @store@.district_student_absence;
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION @store@.district_student_absence_at(date, text) IS 'district_student_absence as of a day and under a definition; NULL is the store''s own';

CREATE OR REPLACE FUNCTION @store@.school_absence_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.school_absence
	LANGUAGE plpgsql VOLATILE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(school_absence_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(school_absence_at.policy, ''), true);
	RETURN QUERY SELECT * FROM @store@.school_absence;
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION @store@.school_absence_at(date, text) IS 'school_absence as of a day and under a definition; NULL is the store''s own';
