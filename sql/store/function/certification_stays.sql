-- A guard against mistakes. It is part of the store, so that it outlives the extension. A
-- certification cannot be changed or deleted, and only the transaction that certifies can
-- add rows under its label. The owner of the tables can drop the guard, and can drop the
-- tables.
CREATE OR REPLACE FUNCTION @store@.certification_stays() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_late boolean;
BEGIN
	IF TG_OP = 'INSERT' THEN
		-- the schema can have another name than when the function was created
		EXECUTE format('SELECT EXISTS (SELECT FROM added AS a WHERE NOT EXISTS (
			SELECT FROM %I.certification AS c WHERE c.label = a.label AND c.certified_at = now()))', TG_TABLE_SCHEMA) INTO is_late;
		IF NOT is_late THEN
			RETURN NULL;
		END IF;
	END IF;
	RAISE EXCEPTION 'a certification cannot be changed: no % on table "%"', TG_OP, TG_TABLE_NAME
		USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Certify again with another label.';
END
$$;
COMMENT ON FUNCTION @store@.certification_stays() IS 'Rejects changes of a certification; trigger function';

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certification
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_student
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_count
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER no_more AFTER INSERT ON @store@.certified_student REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER no_more AFTER INSERT ON @store@.certified_count REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
