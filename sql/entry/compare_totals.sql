
-- compare_totals: a district's or a state's totals beside those of a store
--
-- The totals are a relation of the caller: a table, a view, a foreign table. Its columns are
-- checked before it is read, and it is read with the rights of the caller. The queries over
-- the store are in sql/store/function/compare_totals.sql.

CREATE TABLE absence_internal.totals_column (
	place integer PRIMARY KEY,
	name name NOT NULL UNIQUE,
	class text COLLATE "C" NOT NULL CHECK (class IN ('key', 'number', 'integer')),
	required boolean NOT NULL
);
COMMENT ON TABLE absence_internal.totals_column IS 'The columns that totals to compare have; read-only';
COMMENT ON COLUMN absence_internal.totals_column.place IS 'Place in the order in which faults are listed';
COMMENT ON COLUMN absence_internal.totals_column.name IS 'Name of the column';
COMMENT ON COLUMN absence_internal.totals_column.class IS
	'What the values are: key (text, varchar, char, integers, uuid, numeric), number (any numeric type), integer (whole numbers)';
COMMENT ON COLUMN absence_internal.totals_column.required IS 'Whether totals without the column are refused';

INSERT INTO absence_internal.totals_column (place, name, class, required) VALUES
	(1, 'student_id', 'key', true),
	(2, 'school_id', 'key', false),
	(3, 'school_year', 'integer', false),
	(4, 'enrolled_days', 'number', true),
	(5, 'absent_days', 'number', true),
	(6, 'grade', 'key', false);

GRANT SELECT ON absence_internal.totals_column TO PUBLIC;

-- The columns as they are found: the name, and what is wrong. Names are compared without regard to
-- case, and one that is spelled as here comes first. Of a domain, its base type counts.
CREATE FUNCTION absence_internal.totals_columns_found(totals regclass) RETURNS TABLE (name name, found name, fault text, is_missing boolean)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT c.name, f.attname,
		CASE
			WHEN f.attname IS NULL THEN CASE WHEN c.required THEN format('%s is missing', c.name) END
			WHEN f.base <> ALL (CASE c.class
				WHEN 'key' THEN '{text,varchar,bpchar,int2,int4,int8,numeric,uuid}'::regtype[]
				WHEN 'integer' THEN '{int2,int4,int8}'::regtype[]
				ELSE '{int2,int4,int8,numeric,float4,float8}'::regtype[] END)
				THEN format('%s is %s, not %s', c.name, format_type(f.atttypid, f.atttypmod), CASE c.class
					WHEN 'key' THEN 'a text, a whole number or a uuid' WHEN 'integer' THEN 'a whole number' ELSE 'a number' END) END,
		f.attname IS NULL
	FROM absence_internal.totals_column AS c
	LEFT JOIN LATERAL (
		SELECT a.attname, a.atttypid, a.atttypmod, (
			WITH RECURSIVE b (oid) AS (
				SELECT a.atttypid
				UNION ALL
				SELECT t.typbasetype FROM b JOIN pg_type AS t ON t.oid = b.oid WHERE t.typtype = 'd'
			)
			SELECT b.oid::regtype FROM b JOIN pg_type AS t ON t.oid = b.oid WHERE t.typtype <> 'd') AS base
		FROM pg_attribute AS a
		WHERE a.attrelid = totals AND a.attnum > 0 AND NOT a.attisdropped AND lower(a.attname) = c.name
		ORDER BY a.attname <> c.name, a.attnum
		LIMIT 1
	) AS f ON true
	ORDER BY c.place
$$;
COMMENT ON FUNCTION absence_internal.totals_columns_found(regclass) IS
	'The columns that totals to compare have, as a relation has them: name there, and what is wrong; NULL if nothing is';

CREATE FUNCTION absence.compare_totals(store name, totals regclass, school_year integer, as_of date DEFAULT NULL)
	RETURNS TABLE (school_id text, student_id text, grade text, their_enrolled_days double precision, enrolled_days integer,
		their_absent_days double precision, absent_days double precision, their_chronic boolean, chronic boolean,
		agrees boolean, cause text, detail text, counted_through date)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	kind "char";
	faults text;
	any_missing boolean;
	of_column jsonb;
	by_school boolean;
	is_there boolean;
	setting record;
	policy absence.policy;
	to_day date := coalesce(as_of, nullif(current_setting('absence.as_of', true), '')::date, 'infinity');
	through_day date;
	ids text[];
	schools text[];
	grades text[];
	enrolled double precision[];
	absent double precision[];
	odd record;
BEGIN
	PERFORM absence_internal.must_be_laid(store);
	IF totals IS NULL OR school_year IS NULL THEN
		RAISE EXCEPTION 'totals and school_year must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF NOT isfinite(as_of) THEN
		RAISE EXCEPTION 'as_of must be a day, not %', as_of USING ERRCODE = 'datetime_field_overflow';
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.school_year_state AS y WHERE y.school_year = $1)', store) INTO is_there USING school_year;
	IF NOT is_there THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
	SELECT c.relkind INTO kind FROM pg_class AS c WHERE c.oid = totals;
	IF kind IS NULL OR kind NOT IN ('r', 'p', 'v', 'm', 'f') THEN
		RAISE EXCEPTION 'relation % cannot be compared', totals
			USING ERRCODE = 'wrong_object_type', HINT = 'Totals are a table, a view, a materialized view or a foreign table.';
	END IF;
	SELECT string_agg(f.fault, chr(10)), bool_or(f.is_missing) FILTER (WHERE f.fault IS NOT NULL), jsonb_object_agg(f.name, f.found)
	INTO faults, any_missing, of_column
	FROM absence_internal.totals_columns_found(totals) AS f;
	IF faults IS NOT NULL THEN
		RAISE EXCEPTION 'columns of % are not those of totals', totals
			USING ERRCODE = CASE WHEN any_missing THEN 'undefined_column' ELSE 'datatype_mismatch' END, DETAIL = faults,
				HINT = 'Totals have the columns student_id, enrolled_days and absent_days, and can have school_id, school_year and grade. '
					'A view over your table can give them these names.';
	END IF;

	by_school := of_column ->> 'school_id' IS NOT NULL;

	EXECUTE format('SELECT coalesce(nullif(current_setting(''absence.policy'', true), ''''), s.policy) AS policy,
		(now() AT TIME ZONE s.time_zone)::date AS today FROM %I.store_setting AS s', store) INTO STRICT setting;
	policy := absence_internal.policy_in_store(store, setting.policy, school_year);
	through_day := CASE WHEN isfinite(to_day) THEN to_day ELSE setting.today END;

	EXECUTE format('SELECT array_agg(t.student), array_agg(t.school), array_agg(t.grade), array_agg(t.enrolled), array_agg(t.absent)
		FROM (SELECT t.%I::text AS student, %s AS school, %s AS grade, t.%I::double precision AS enrolled, t.%I::double precision AS absent
			FROM %s AS t WHERE %s) AS t',
		of_column ->> 'student_id', CASE WHEN by_school THEN format('t.%I::text', of_column ->> 'school_id') ELSE 'NULL::text' END,
		CASE WHEN of_column ->> 'grade' IS NULL THEN 'NULL::text' ELSE format('t.%I::text', of_column ->> 'grade') END,
		of_column ->> 'enrolled_days', of_column ->> 'absent_days', totals,
		CASE WHEN of_column ->> 'school_year' IS NULL THEN 'true' ELSE format('t.%I = $1', of_column ->> 'school_year') END)
		INTO ids, schools, grades, enrolled, absent USING school_year;
	SELECT t.student, t.school, count(*) AS rows INTO odd
	FROM unnest(ids, schools) AS t (student, school)
	GROUP BY t.student, t.school
	HAVING count(*) > 1 OR t.student IS NULL OR t.school IS NULL AND by_school
	ORDER BY t.student NULLS FIRST, t.school NULLS FIRST
	LIMIT 1;
	IF odd.rows > 1 AND odd.student IS NOT NULL AND (odd.school IS NOT NULL OR NOT by_school) THEN
		RAISE EXCEPTION '% has % rows of student "%"%', totals, odd.rows, odd.student, coalesce(' at school "' || odd.school || '"', '')
			USING ERRCODE = 'cardinality_violation',
				HINT = 'Totals have one row for each student, or with column school_id one for each student and school, of the school year.';
	ELSIF odd.rows IS NOT NULL THEN
		RAISE EXCEPTION '% has rows without %', totals, CASE WHEN odd.student IS NULL THEN 'student_id' ELSE 'school_id' END
			USING ERRCODE = 'not_null_violation';
	END IF;

	RETURN QUERY EXECUTE format('SELECT * FROM %I.totals_compared($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', store)
		USING school_year, to_day, through_day, by_school, policy, ids, schools, grades, enrolled, absent;
END
$$;
COMMENT ON FUNCTION absence.compare_totals(name, regclass, integer, date) IS
	'Totals of a district or a state beside those of a store, a row for each student, or student and school, with the likely cause of each '
	'difference; the totals are read with the rights of the caller';
