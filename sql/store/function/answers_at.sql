-- X_at(as_of, policy), for tools that cannot SET: the rows of view X for a day and a
-- definition. NULL is the store's own. It is laid for each view with has_at in
-- store_relation. The argument of answer_at names the view by its row type, so that it
-- still finds the view after the schema is renamed.

CREATE OR REPLACE FUNCTION @store@.@view@_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.@view@
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence_internal.answer_at(NULL::@store@.@view@, as_of, policy);
END;
COMMENT ON FUNCTION @store@.@view@_at(date, text) IS '@view@ as of a day and under a definition; NULL is the store''s own';
