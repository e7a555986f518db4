
-- certify: verdicts frozen under a label, and what has changed since
--
-- As of a day, the views answer with today's knowledge of it. What was known then is
-- a certification: plain rows in the store that nothing changes.

-- What is frozen bears a label, which is used once
CREATE FUNCTION absence_internal.must_be_new_label(store name, label text, as_of date, frozen name, done text, again text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	used_at timestamptz;
	used_by text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF label IS NULL THEN
		RAISE EXCEPTION 'label must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF label !~ '[^[:space:]]' THEN
		RAISE EXCEPTION 'label must not be empty' USING ERRCODE = 'invalid_parameter_value';
	ELSIF NOT isfinite(as_of) THEN
		RAISE EXCEPTION 'as_of must be a day, not %', as_of USING ERRCODE = 'datetime_field_overflow';
	END IF;
	EXECUTE format('SELECT f.%1$I, f.%2$I FROM %3$I.%4$I AS f WHERE f.label = $1', done || '_at', done || '_by', store, frozen)
		INTO used_at, used_by USING label;
	IF used_at IS NOT NULL THEN
		RAISE EXCEPTION 'label "%" is used in store "%"', label, store
			USING ERRCODE = 'duplicate_object', DETAIL = format('%s by %s at %s.', initcap(done), used_by, used_at),
				HINT = format('A label is used once. To %s again, take another.', again);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_new_label(name, text, date, name, text, text) IS 'An error unless a label is new among what was frozen, a certification or a release; a step of certify and publish';

CREATE PROCEDURE absence.certify(store name, label text, school_year integer, policy text DEFAULT NULL, as_of date DEFAULT NULL, note text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	-- joins on several keys look like one row to the planner, as in a refresh
	SET enable_nestloop = off
	AS $$
DECLARE
	policy_name text := policy;
	definition absence.policy;
	last_complete date;
	registers bigint;
	students bigint;
	chronic bigint;
BEGIN
	-- a refresh under way is waited for, and none begins meanwhile
	PERFORM absence_internal.lock_store(store);
	IF label IS NULL OR school_year IS NULL THEN
		RAISE EXCEPTION 'label and school_year must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM absence_internal.must_be_new_label(store, label, as_of, 'certification', 'certified', 'certify');
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;
	EXECUTE format('SELECT max(absence.complete_through(r.register)), count(*) FROM %I.student_register AS r WHERE r.school_year = $1', store)
		INTO last_complete, registers USING school_year;
	IF registers = 0 THEN
		RAISE EXCEPTION 'store "%" has no registers of school year %', store, school_year
			USING ERRCODE = 'no_data_found', HINT = 'Registers are worked out by CALL absence.refresh().';
	END IF;
	definition := absence_internal.policy_in_store(store, policy_name, school_year);
	IF as_of IS NULL AND last_complete IS NULL THEN
		RAISE EXCEPTION 'nothing is recorded in school year % of store "%"', school_year, store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Give the day as_of which to certify all the same.';
	ELSIF as_of > last_complete THEN
		RAISE NOTICE 'counts stop at %, the last day that is complete', last_complete;
	END IF;

	EXECUTE format($sql$
		INSERT INTO %1$I.certification (label, school_year, as_of, policy_name, policy, note, refreshed_at, certified_at, certified_by, extension_version)
		SELECT $1, $2, $3, $4, $5, $6, (SELECT max(l.finished_at) FROM %1$I.refresh_log AS l WHERE l.school_year = $2 AND l.layout IS NULL), now(), session_user,
			(SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'absence')
		$sql$, store) USING label, school_year, coalesce(as_of, last_complete), policy_name, definition::text, note;

	EXECUTE format($sql$
		INSERT INTO %1$I.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days,
			absence_rate, chronic, band, why_null, complete_through)
		SELECT $1, j.scope, j.school_id, j.student_id, coalesce(j.grade, l.grade), absence.enrolled_days(j.tally), absence.counted_days(j.tally), absence.absent_days(j.tally),
			absence.absence_rate(j.tally), absence.chronic(j.tally), absence.band(j.tally)::text, absence.why_null(j.tally), j.complete_through
		FROM absence_internal.judged_in_store(%1$L, $2, $3, $4) AS j
		LEFT JOIN %1$I.latest_stay AS l ON j.scope = 'district' AND l.student_id = j.student_id AND l.school_year = $2
		$sql$, store) USING label, school_year, definition, coalesce(as_of, last_complete);

	-- counts are of the rows that stand there
	EXECUTE format($sql$
		INSERT INTO %1$I.certified_count (label, scope, school_id, group_kind, group_value, verdict_n, chronic_n, chronic_rate,
			satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n)
		SELECT $1, c.scope, c.school_id, CASE c.all_grades WHEN 1 THEN 'all' ELSE 'grade' END, CASE c.all_grades WHEN 1 THEN 'all' ELSE c.grade END,
			c.n, c.chronic_n, c.chronic_n::double precision / nullif(c.n, 0), c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict_n
		FROM (
			SELECT m.scope, m.school_id, m.grade, grouping(m.grade) AS all_grades,
				count(m.band) AS n, count(*) FILTER (WHERE m.chronic) AS chronic_n,
				count(*) FILTER (WHERE m.band = 'satisfactory') AS satisfactory_n, count(*) FILTER (WHERE m.band = 'at_risk') AS at_risk_n,
				count(*) FILTER (WHERE m.band = 'moderate') AS moderate_n, count(*) FILTER (WHERE m.band = 'severe') AS severe_n,
				count(*) FILTER (WHERE m.band IS NULL) AS no_verdict_n
			FROM (
				SELECT 'school' AS scope, s.school_id, s.grade, s.band, s.chronic FROM %1$I.certified_student AS s WHERE s.label = $1 AND s.scope = 'school'
				UNION ALL
				SELECT CASE s.scope WHEN 'school' THEN 'sum_of_schools' ELSE 'pooled' END, NULL, s.grade, s.band, s.chronic
				FROM %1$I.certified_student AS s WHERE s.label = $1
			) AS m
			GROUP BY GROUPING SETS ((m.scope, m.school_id), (m.scope, m.school_id, m.grade))
		) AS c
		$sql$, store) USING label;

	EXECUTE format('SELECT c.verdict_n + c.no_verdict_n, c.chronic_n FROM %I.certified_count AS c WHERE c.label = $1 AND c.scope = ''pooled'' AND c.group_kind = ''all''', store)
		INTO STRICT students, chronic USING label;
	RAISE NOTICE 'certified "%": school year %, % students, % chronically absent', label, school_year, students, chronic;
END
$$;
COMMENT ON PROCEDURE absence.certify(name, text, integer, text, date, text) IS
	'Freezes the verdicts of a school year under a label, with their counts and the definition, in plain tables of the store that nothing changes; a label is used once';

-- Every student of a school year at each school and over the district, judged
CREATE FUNCTION absence_internal.judged_in_store(store name, for_year integer, policy absence.policy, as_of date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE plpgsql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	RETURN QUERY EXECUTE format($sql$
		SELECT 'school', r.school_id::text, r.student_id::text, r.grade::text, absence.tally(r.register, $2, $3), absence.complete_through(r.register)
		FROM %1$I.student_register AS r WHERE r.school_year = $1
		UNION ALL
		SELECT 'district', NULL, d.student_id, NULL, absence.tally(d.register, $2, $3), absence.complete_through(d.register)
		FROM (
			SELECT r.student_id, absence.rollup(r.register) AS register
			FROM %1$I.student_register AS r WHERE r.school_year = $1 GROUP BY r.student_id
		) AS d
		$sql$, store) USING for_year, policy, as_of;
END
$$;
COMMENT ON FUNCTION absence_internal.judged_in_store(name, integer, absence.policy, date) IS
	'The students of a school year at each school and, with their schools merged and without a grade, over the district, tallied under a policy as of a day; what certify freezes';

CREATE FUNCTION absence.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text, band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer,
		enrolled_days_then integer, enrolled_days_now integer)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	certified record;
	labels text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	EXECUTE format('SELECT c.school_year, c.policy, c.as_of FROM %I.certification AS c WHERE c.label = $1', store) INTO certified USING label;
	IF certified.school_year IS NULL THEN
		EXECUTE format('SELECT string_agg(quote_literal(c.label), '', '' ORDER BY c.label) FROM %I.certification AS c', store) INTO labels;
		RAISE EXCEPTION 'label "%" does not exist in store "%"', label, store
			USING ERRCODE = 'undefined_object', HINT = 'Labels are ' || coalesce(labels, 'none yet') || '.';
	END IF;
	-- the same question again. Who had, or has, no day of membership to that day was
	-- not there.
	RETURN QUERY EXECUTE format($sql$
		SELECT coalesce(o.scope, n.scope), coalesce(o.school_id, n.school_id), coalesce(o.student_id, n.student_id),
			CASE WHEN o.student_id IS NULL THEN 'in' WHEN n.student_id IS NULL THEN 'out' WHEN o.band IS DISTINCT FROM n.band THEN 'verdict' ELSE 'days' END,
			o.band, n.band, o.chronic, n.chronic, o.absent_days, n.absent_days, o.counted_days, n.counted_days, o.enrolled_days, n.enrolled_days
		FROM (
			SELECT s.scope::text, s.school_id::text, s.student_id::text, s.band::text, s.chronic, s.absent_days, s.counted_days, s.enrolled_days
			FROM %1$I.certified_student AS s WHERE s.label = $1 AND s.why_null IS DISTINCT FROM 'no_membership'
		) AS o
		FULL JOIN (
			SELECT j.scope, j.school_id, j.student_id, absence.band(j.tally)::text AS band, absence.chronic(j.tally) AS chronic,
				absence.absent_days(j.tally) AS absent_days, absence.counted_days(j.tally)::integer AS counted_days,
				absence.enrolled_days(j.tally)::integer AS enrolled_days
			FROM absence_internal.judged_in_store(%1$L, $2, $3, $4) AS j
			WHERE absence.why_null(j.tally) IS DISTINCT FROM 'no_membership'
		) AS n ON n.scope = o.scope AND n.student_id = o.student_id AND coalesce(n.school_id, '') = coalesce(o.school_id, '')
		WHERE o.student_id IS NULL OR n.student_id IS NULL OR o.band IS DISTINCT FROM n.band
			OR o.absent_days <> n.absent_days OR o.counted_days <> n.counted_days OR o.enrolled_days <> n.enrolled_days
		ORDER BY 1 DESC, 2, 3
		$sql$, store) USING label, certified.school_year, certified.policy::absence.policy, certified.as_of;
END
$$;
COMMENT ON FUNCTION absence.certified_difference(name, text) IS
	'What has changed since a certification, for the same day and definition: students in, out, with another verdict, or with other days';
