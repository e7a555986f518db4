-- For tools that cannot SET: each live view X as X_at(as_of, policy), which sets
-- both for one query and puts them back. NULL is the store's own. Laid down once
-- for each of absence_internal.live_views(). The view is named by what does not change when
-- the schema is renamed: by its oid.

CREATE OR REPLACE FUNCTION @store@.@view@_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.@view@
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence_internal.answer_at(NULL::@store@.@view@, as_of, policy);
END;
COMMENT ON FUNCTION @store@.@view@_at(date, text) IS '@view@ as of a day and under a definition; NULL is the store''s own';
