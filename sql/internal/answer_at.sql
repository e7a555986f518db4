
-- answer_at: the rows of a live view for one day and definition, for tools that cannot use SET

CREATE FUNCTION absence_internal.answer_at(view_row anyelement, as_of date, policy text) RETURNS SETOF anyelement
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(answer_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(answer_at.policy, ''), true);
	RETURN QUERY EXECUTE format('SELECT * FROM %s', (SELECT t.typrelid::regclass FROM pg_type AS t WHERE t.oid = pg_typeof(view_row)));
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION absence_internal.answer_at(anyelement, date, text) IS
	'The rows of a live view as of a day and under a definition; the type of the first argument names the view; X_at() of a store calls it';
