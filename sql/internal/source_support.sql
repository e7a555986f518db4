
-- source_support: interventions, their sessions and staff, and contacts of an Ed-Fi ODS
--
-- Views look them up student by student, for which a source has no index. They are few, so a
-- refresh copies them into the support tables of the store, where source_year tells them from
-- the store's own rows, which no refresh touches. Interventions, staff and contacts have no
-- school year: they are those of the latest source.

INSERT INTO absence_internal.source_column (kind, relation, column_name, class, required) VALUES
	('edfi', 'intervention', '', NULL, false),
	('edfi', 'intervention', 'educationorganizationid', 'integer', true),
	('edfi', 'intervention', 'interventionidentificationcode', 'key', true),
	('edfi', 'intervention', 'begindate', 'day', true),
	('edfi', 'intervention', 'enddate', 'day', true),
	('edfi', 'intervention', 'interventionclassdescriptorid', 'integer', true),
	('edfi', 'intervention', 'deliverymethoddescriptorid', 'integer', true),
	('edfi', 'interventiondiagnosis', '', NULL, false),
	('edfi', 'interventiondiagnosis', 'educationorganizationid', 'integer', true),
	('edfi', 'interventiondiagnosis', 'interventionidentificationcode', 'key', true),
	('edfi', 'interventiondiagnosis', 'diagnosisdescriptorid', 'integer', true),
	('edfi', 'interventionstaff', '', NULL, false),
	('edfi', 'interventionstaff', 'educationorganizationid', 'integer', true),
	('edfi', 'interventionstaff', 'interventionidentificationcode', 'key', true),
	('edfi', 'interventionstaff', 'staffusi', 'integer', true),
	('edfi', 'staff', '', NULL, false),
	('edfi', 'staff', 'staffusi', 'integer', true),
	('edfi', 'staff', 'staffuniqueid', 'key', true),
	('edfi', 'staff', 'firstname', 'text', true),
	('edfi', 'staff', 'lastsurname', 'text', true),
	('edfi', 'studentinterventionassociation', '', NULL, false),
	('edfi', 'studentinterventionassociation', 'educationorganizationid', 'integer', true),
	('edfi', 'studentinterventionassociation', 'interventionidentificationcode', 'key', true),
	('edfi', 'studentinterventionassociation', 'studentusi', 'integer', true),
	('edfi', 'studentinterventionattendanceevent', '', NULL, false),
	('edfi', 'studentinterventionattendanceevent', 'attendanceeventcategorydescriptorid', 'integer', true),
	('edfi', 'studentinterventionattendanceevent', 'educationorganizationid', 'integer', true),
	('edfi', 'studentinterventionattendanceevent', 'interventionidentificationcode', 'key', true),
	('edfi', 'studentinterventionattendanceevent', 'studentusi', 'integer', true),
	('edfi', 'studentinterventionattendanceevent', 'eventdate', 'day', true),
	('edfi', 'studentinterventionattendanceevent', 'interventionduration', 'integer', true);
-- until Data Standard 4.0 contacts are parents
INSERT INTO absence_internal.source_column (kind, relation, column_name, class, required)
SELECT 'edfi', replace(c.relation, '*', p.person), replace(c.column_name, '*', p.person), c.class, c.required
FROM (VALUES (1, 'parent'), (2, 'contact')) AS p (n, person)
CROSS JOIN (VALUES
	(1, '*', '', NULL, false),
	(2, '*', '*usi', 'integer', true),
	(3, '*', 'firstname', 'text', true),
	(4, '*', 'lastsurname', 'text', true),
	(5, 'student*association', '', NULL, false),
	(6, 'student*association', '*usi', 'integer', true),
	(7, 'student*association', 'studentusi', 'integer', true),
	(8, 'student*association', 'relationdescriptorid', 'integer', true),
	(9, 'student*association', 'contactpriority', 'integer', true),
	(10, 'student*association', 'primarycontactstatus', 'boolean', true),
	(11, 'student*association', 'contactrestrictions', 'text', true),
	(12, '*telephone', '', NULL, false),
	(13, '*telephone', '*usi', 'integer', true),
	(14, '*telephone', 'telephonenumber', 'text', true),
	(15, '*telephone', 'orderofpriority', 'integer', true),
	(16, '*electronicmail', '', NULL, false),
	(17, '*electronicmail', '*usi', 'integer', true),
	(18, '*electronicmail', 'electronicmailaddress', 'text', true),
	(19, '*electronicmail', 'primaryemailaddressindicator', 'boolean', true)) AS c (n, relation, column_name, class, required)
ORDER BY p.n, c.n;

-- Queries for the rows of support tables. key is the column by which rows are compared; of_year
-- is whether they are of the school year. Students of whom the store has a row without any
-- name have been forgotten. The association of a student and an intervention has no dates:
-- the first attended session is its first day, else that of the intervention, and
-- then it belongs to the year in which the intervention begins, or to the latest.
CREATE FUNCTION absence_internal.support_of_edfi(store name, school_year integer, source name, is_latest boolean, of_leas boolean)
	RETURNS TABLE (relation text, key text, of_year boolean, query text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	there text[];
	person text;
	stay constant text := $sql$(SELECT e.student_id, (array_agg(e.school_id ORDER BY e.entry_date DESC, e.school_id))[1] AS school_id
		FROM @store@.from_@year@_enrollment AS e
		WHERE NOT EXISTS (SELECT FROM @store@.student AS o
			WHERE o.student_id = e.student_id AND num_nonnulls(o.last_name, o.first_name, o.state_student_id, o.birth_date) = 0)
		GROUP BY e.student_id)$sql$;
	session text := $sql$(SELECT a.studentusi, a.educationorganizationid, a.interventionidentificationcode, a.eventdate AS day,
			max(a.interventionduration)::integer AS minutes,
			coalesce(bool_or(m.mark IN ('present', 'tardy', 'left_early')), false) AS attended
		FROM @edfi@.studentinterventionattendanceevent AS a
		JOIN @edfi@.descriptor AS d ON d.descriptorid = a.attendanceeventcategorydescriptorid
		LEFT JOIN (
			SELECT DISTINCT ON (c.code) c.code, c.mark FROM @store@.fact_attendance_code AS c
			WHERE c.school_id IS NULL AND (c.school_year = @year@ OR c.school_year IS NULL)
			ORDER BY c.code, c.school_year NULLS LAST) AS m ON m.code = d.codevalue::text COLLATE "C"
		WHERE a.eventdate BETWEEN make_date(@year@ - 1, 7, 1) AND make_date(@year@, 6, 30)
		GROUP BY a.studentusi, a.educationorganizationid, a.interventionidentificationcode, a.eventdate)$sql$;
	diagnosis text := '(SELECT NULL::bigint AS educationorganizationid, NULL::text AS interventionidentificationcode,
		NULL::text AS word WHERE false)';
	staff text := '(SELECT NULL::bigint AS educationorganizationid, NULL::text AS interventionidentificationcode,
		NULL::text AS staff_id WHERE false)';
	given text := '';	-- in WHERE: whether one of the students of the agencies has an intervention
	part record;
BEGIN
	there := ARRAY(
		SELECT f.relation FROM absence_internal.source_columns_found(source, 'edfi') AS f
		WHERE f.relation_id IS NOT NULL AND f.column_name = '');
	IF 'interventiondiagnosis' = ANY (there) THEN
		diagnosis := $sql$(SELECT g.educationorganizationid, g.interventionidentificationcode, min(d.codevalue) AS word
			FROM @edfi@.interventiondiagnosis AS g
			JOIN @edfi@.descriptor AS d ON d.descriptorid = g.diagnosisdescriptorid
			GROUP BY g.educationorganizationid, g.interventionidentificationcode)$sql$;
	END IF;
	IF ARRAY['interventionstaff', 'staff'] <@ there THEN
		staff := $sql$(SELECT g.educationorganizationid, g.interventionidentificationcode, min(f.staffuniqueid)::text AS staff_id
			FROM @edfi@.interventionstaff AS g
			JOIN @edfi@.staff AS f ON f.staffusi = g.staffusi
			GROUP BY g.educationorganizationid, g.interventionidentificationcode
			HAVING count(*) = 1)$sql$;
	END IF;
	IF NOT 'studentinterventionattendanceevent' = ANY (there) THEN
		session := $sql$(SELECT NULL::integer AS studentusi, NULL::bigint AS educationorganizationid,
			NULL::text AS interventionidentificationcode,
			NULL::date AS day, NULL::integer AS minutes, false AS attended WHERE false)$sql$;
	END IF;
	IF of_leas AND 'studentinterventionassociation' = ANY (there) THEN
		given := format($sql$ AND (%%1$s.educationorganizationid, %%1$s.interventionidentificationcode::text) IN (
			SELECT a.educationorganizationid, a.interventionidentificationcode::text
			FROM @edfi@.studentinterventionassociation AS a
			JOIN @edfi@.student AS u ON u.studentusi = a.studentusi
			JOIN %1$s AS s ON s.student_id = u.studentuniqueid::text COLLATE "C")$sql$, stay);
	END IF;
	person := CASE WHEN 'contact' = ANY (there) THEN 'contact' ELSE 'parent' END;

	FOR part IN
		SELECT q.*
		FROM (VALUES
			('intervention', 'intervention_id', false, 'intervention', format($sql$
				SELECT DISTINCT ON (1, 2) i.interventionidentificationcode::text COLLATE "C" AS intervention_id,
					h.schoolid::text COLLATE "C" AS school_id, i.interventionidentificationcode::text COLLATE "default" AS name,
					c.codevalue::text COLLATE "C" AS class, m.codevalue::text COLLATE "C" AS delivery_method,
					g.word::text COLLATE "default" AS diagnosis, i.begindate AS begin_date, i.enddate AS end_date
				FROM @edfi@.intervention AS i
				LEFT JOIN @edfi@.school AS h ON h.schoolid = i.educationorganizationid
				LEFT JOIN @edfi@.descriptor AS c ON c.descriptorid = i.interventionclassdescriptorid
				LEFT JOIN @edfi@.descriptor AS m ON m.descriptorid = i.deliverymethoddescriptorid
				LEFT JOIN %1$s AS g ON g.educationorganizationid = i.educationorganizationid
					AND g.interventionidentificationcode::text = i.interventionidentificationcode::text
				WHERE NOT EXISTS (SELECT FROM @store@.intervention AS o
					WHERE o.source_year IS NULL AND o.intervention_id = i.interventionidentificationcode::text COLLATE "C") %2$s
				ORDER BY 1, 2, i.begindate, i.educationorganizationid$sql$, diagnosis, format(given, 'i'))),
			('staff', 'staff_id', false, 'interventionstaff,staff', $sql$
				SELECT DISTINCT f.staffuniqueid::text COLLATE "C" AS staff_id, concat_ws(', ', f.lastsurname, f.firstname) COLLATE "default" AS name
				FROM @edfi@.interventionstaff AS g
				JOIN @edfi@.staff AS f ON f.staffusi = g.staffusi
				WHERE NOT EXISTS (SELECT FROM @store@.staff AS o WHERE o.source_year IS NULL AND o.staff_id = f.staffuniqueid::text COLLATE "C")$sql$
				|| format(given, 'g')),
			('contact', 'student_id', false, format('%1$s,student%1$sassociation', person), replace(format($sql$
				SELECT s.student_id, concat_ws(', ', p.lastsurname, p.firstname) COLLATE "default" AS name, d.codevalue::text COLLATE "C" AS relation,
					%1$s::text COLLATE "default" AS phone, %2$s::text COLLATE "default" AS email, a.contactrestrictions IS NULL AS may_contact,
					coalesce(a.contactpriority, CASE WHEN a.primarycontactstatus THEN 1 END)::integer AS order_of_contact
				FROM @edfi@.student*association AS a
				JOIN @edfi@.* AS p ON p.*usi = a.*usi
				JOIN @edfi@.student AS u ON u.studentusi = a.studentusi
				JOIN %3$s AS s ON s.student_id = u.studentuniqueid::text COLLATE "C"
				LEFT JOIN @edfi@.descriptor AS d ON d.descriptorid = a.relationdescriptorid
				%4$s %5$s
				WHERE NOT EXISTS (SELECT FROM @store@.contact AS o WHERE o.source_year IS NULL AND o.student_id = s.student_id)$sql$,
				CASE WHEN person || 'telephone' = ANY (there) THEN 't.phone' ELSE 'NULL' END,
				CASE WHEN person || 'electronicmail' = ANY (there) THEN 'e.email' ELSE 'NULL' END, stay,
				CASE WHEN person || 'telephone' = ANY (there) THEN 'LEFT JOIN (SELECT t.*usi,
						(array_agg(t.telephonenumber ORDER BY t.orderofpriority, t.telephonenumber))[1] AS phone
					FROM @edfi@.*telephone AS t GROUP BY t.*usi) AS t ON t.*usi = a.*usi' END,
				CASE WHEN person || 'electronicmail' = ANY (there) THEN 'LEFT JOIN (SELECT e.*usi,
						(array_agg(e.electronicmailaddress ORDER BY e.primaryemailaddressindicator DESC NULLS LAST, e.electronicmailaddress))[1] AS email
					FROM @edfi@.*electronicmail AS e GROUP BY e.*usi) AS e ON e.*usi = a.*usi' END), '*', person)),
			('student_intervention', 'student_id', true, 'intervention,studentinterventionassociation', format($sql$
				SELECT s.student_id, coalesce(h.schoolid::text COLLATE "C", s.school_id) AS school_id, @year@ AS school_year,
					i.interventionidentificationcode::text COLLATE "C" AS intervention_id, coalesce(f.first_day, i.begindate) AS begin_date,
					i.enddate AS end_date, g.staff_id::text COLLATE "C" AS staff_id, f.first_day IS NULL AS begin_unknown
				FROM @edfi@.studentinterventionassociation AS a
				JOIN @edfi@.intervention AS i ON (i.educationorganizationid, i.interventionidentificationcode)
					= (a.educationorganizationid, a.interventionidentificationcode)
				JOIN @edfi@.student AS u ON u.studentusi = a.studentusi
				JOIN %1$s AS s ON s.student_id = u.studentuniqueid::text COLLATE "C"
				LEFT JOIN @edfi@.school AS h ON h.schoolid = a.educationorganizationid
				LEFT JOIN (
					SELECT n.studentusi, n.educationorganizationid, n.interventionidentificationcode, min(n.day) AS first_day
					FROM %2$s AS n
					WHERE n.attended
					GROUP BY n.studentusi, n.educationorganizationid, n.interventionidentificationcode
				) AS f ON f.studentusi = a.studentusi AND f.educationorganizationid = a.educationorganizationid
					AND f.interventionidentificationcode::text = a.interventionidentificationcode::text
				LEFT JOIN %3$s AS g ON g.educationorganizationid = a.educationorganizationid
					AND g.interventionidentificationcode::text = a.interventionidentificationcode::text
				WHERE f.first_day IS NOT NULL OR i.begindate <= make_date(@year@, 6, 30) AND (%4$L OR i.begindate >= make_date(@year@ - 1, 7, 1))
					AND coalesce(i.enddate >= make_date(@year@ - 1, 7, 1), true)$sql$, stay, session, staff, is_latest)),
			('intervention_session', 'student_id', true, 'studentinterventionattendanceevent', format($sql$
				SELECT s.student_id, n.interventionidentificationcode::text COLLATE "C" AS intervention_id, n.day, n.minutes, n.attended
				FROM %1$s AS n
				JOIN @edfi@.student AS u ON u.studentusi = n.studentusi
				JOIN %2$s AS s ON s.student_id = u.studentuniqueid::text COLLATE "C"$sql$, session, stay))
		) AS q (relation, key, of_year, needs, query)
		WHERE string_to_array(q.needs, ',') <@ there AND (q.of_year OR is_latest)
	LOOP
		relation := part.relation;
		key := part.key;
		of_year := part.of_year;
		query := replace(replace(replace(part.query, '@edfi@', quote_ident(source)), '@store@', quote_ident(store)), '@year@', school_year::text);
		RETURN NEXT;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.support_of_edfi(name, integer, name, boolean, boolean) IS
	'Queries for the interventions, supports, sessions, staff and contacts of an Ed-Fi ODS, as rows of the support tables of a store';

CREATE FUNCTION absence_internal.take_support(store name, school_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	year record;
	part record;
	listed record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format('SELECT y.source::name AS source, y.lea_ids IS NOT NULL AS of_leas, NOT EXISTS (SELECT FROM %1$I.school_year_state AS l
			WHERE l.school_year > y.school_year AND l.state = ''open'' AND l.kind = ''edfi'' AND l.source IS NOT NULL) AS is_latest
		FROM %1$I.school_year_state AS y
		WHERE y.school_year = $1 AND y.state = ''open'' AND y.kind = ''edfi'' AND y.source IS NOT NULL', store) INTO year USING school_year;
	IF year.source IS NULL THEN
		RETURN;
	END IF;
	FOR part IN SELECT q.* FROM absence_internal.support_of_edfi(store, school_year, year.source, year.is_latest, year.of_leas) AS q LOOP
		EXECUTE format('CREATE TEMP TABLE taken_support ON COMMIT DROP AS SELECT DISTINCT q.* FROM (%s) AS q', part.query);
		SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
			string_agg('n.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) AS now,
			string_agg('o.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) AS before
		INTO listed
		FROM pg_attribute AS a
		WHERE a.attrelid = 'pg_temp.taken_support'::regclass AND a.attnum > 0;
		EXECUTE format('DELETE FROM %1$I.%2$I AS o
			WHERE o.source_year = $1 AND NOT EXISTS (SELECT FROM pg_temp.taken_support AS n
				WHERE n.%3$I = o.%3$I AND (%4$s) IS NOT DISTINCT FROM (%5$s))',
			store, part.relation, part.key, listed.now, listed.before) USING school_year;
		IF NOT part.of_year THEN
			EXECUTE format('DELETE FROM %1$I.%2$I AS o WHERE o.source_year <> $1 AND o.%3$I IN (SELECT n.%3$I FROM pg_temp.taken_support AS n)',
				store, part.relation, part.key) USING school_year;
		END IF;
		EXECUTE format('INSERT INTO %1$I.%2$I (%3$s, source_year)
			SELECT n.*, $1 FROM (SELECT %4$s FROM pg_temp.taken_support AS n EXCEPT SELECT %5$s FROM %1$I.%2$I AS o WHERE o.source_year = $1) AS n',
			store, part.relation, listed.columns, listed.now, listed.before) USING school_year;
		DROP TABLE pg_temp.taken_support;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.take_support(name, integer) IS
	'Copies interventions, supports, sessions, staff and contacts of a school year''s Ed-Fi ODS into the support tables of a store; a step '
	'of refresh';
