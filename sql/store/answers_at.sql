-- For tools that cannot SET: each live view X as X_at(as_of, policy), which sets
-- both for one query and puts them back. NULL is the store's own. Laid down once
-- for each of absence.live_views().

CREATE OR REPLACE FUNCTION @store@.@view@_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.@view@
	LANGUAGE plpgsql VOLATILE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(@view@_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(@view@_at.policy, ''), true);
	RETURN QUERY SELECT * FROM @store@.@view@;
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION @store@.@view@_at(date, text) IS '@view@ as of a day and under a definition; NULL is the store''s own';
