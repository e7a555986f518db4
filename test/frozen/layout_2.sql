--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: absence; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS absence WITH SCHEMA pg_catalog;


--
-- Name: EXTENSION absence; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION absence IS 'chronic absence and attendance figures from school calendars, enrollments and absences';


--
-- Name: attendance; Type: SCHEMA; Schema: -; Owner: district
--

CREATE SCHEMA attendance;


ALTER SCHEMA attendance OWNER TO district;

--
-- Name: report; Type: SCHEMA; Schema: -; Owner: district
--

CREATE SCHEMA report;


ALTER SCHEMA report OWNER TO district;

--
-- Name: absence_trend; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.absence_trend AS
SELECT
    NULL::integer AS school_year,
    NULL::text COLLATE pg_catalog."C" AS school_id,
    NULL::text AS school_name,
    NULL::text COLLATE pg_catalog."C" AS group_kind,
    NULL::text COLLATE pg_catalog."C" AS group_value,
    NULL::integer AS week_number,
    NULL::date AS week_start,
    NULL::date AS last_day,
    NULL::integer AS session_days,
    NULL::integer AS verdict_n,
    NULL::integer AS chronic_n,
    NULL::double precision AS chronic_rate,
    NULL::date AS prior_last_day,
    NULL::integer AS prior_verdict_n,
    NULL::integer AS prior_chronic_n,
    NULL::double precision AS prior_chronic_rate,
    NULL::text COLLATE pg_catalog."C" AS prior_source,
    NULL::date AS complete_through,
    NULL::date AS as_of,
    NULL::text COLLATE pg_catalog."C" AS policy;


ALTER TABLE attendance.absence_trend OWNER TO district;

--
-- Name: VIEW absence_trend; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.absence_trend IS 'Chronic absence by school, group and school week, under the definition asked for: as of the last day of the week, beside the same week of the year before. Students who have left are included; groups are those of the day asked for';


--
-- Name: COLUMN absence_trend.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN absence_trend.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN absence_trend.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN absence_trend.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN absence_trend.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN absence_trend.week_number; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.week_number IS 'Number of the school week in the year; weeks without a session day are not counted';


--
-- Name: COLUMN absence_trend.week_start; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.week_start IS 'Monday of the week';


--
-- Name: COLUMN absence_trend.last_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.last_day IS 'Last session day of the week that counts; the figures are as of this day';


--
-- Name: COLUMN absence_trend.session_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.session_days IS 'Session days of the week that count; unit: days';


--
-- Name: COLUMN absence_trend.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN absence_trend.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN absence_trend.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN absence_trend.prior_last_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.prior_last_day IS 'Last session day of the week with the same number in the year before; NULL: the year before has no such week or group, or only its totals are known';


--
-- Name: COLUMN absence_trend.prior_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.prior_verdict_n IS 'verdict_n as of prior_last_day, or of the whole year before if only its totals are known; unit: students; NULL: the year before has no such week or group';


--
-- Name: COLUMN absence_trend.prior_chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.prior_chronic_n IS 'chronic_n as of prior_last_day, or of the whole year before if only its totals are known; unit: students; NULL: the year before has no such week or group';


--
-- Name: COLUMN absence_trend.prior_chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.prior_chronic_rate IS 'prior_chronic_n as a share of prior_verdict_n; unit: share, 0 to 1; NULL: the year before has no such week or group, or no student had a verdict';


--
-- Name: COLUMN absence_trend.prior_source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.prior_source IS 'Source of the totals of the year before, as in prior_count; of several sources, the first by name; NULL: the figures are of the same week, or there are none';


--
-- Name: COLUMN absence_trend.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN absence_trend.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN absence_trend.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.absence_trend.policy IS 'Name of the definition';


--
-- Name: absence_trend_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.absence_trend_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.absence_trend
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.group_kind,
     answer_at.group_value,
     answer_at.week_number,
     answer_at.week_start,
     answer_at.last_day,
     answer_at.session_days,
     answer_at.verdict_n,
     answer_at.chronic_n,
     answer_at.chronic_rate,
     answer_at.prior_last_day,
     answer_at.prior_verdict_n,
     answer_at.prior_chronic_n,
     answer_at.prior_chronic_rate,
     answer_at.prior_source,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.absence_trend, absence_trend_at.as_of, absence_trend_at.policy) answer_at(school_year, school_id, school_name, group_kind, group_value, week_number, week_start, last_day, session_days, verdict_n, chronic_n, chronic_rate, prior_last_day, prior_verdict_n, prior_chronic_n, prior_chronic_rate, prior_source, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.absence_trend_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION absence_trend_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.absence_trend_at(as_of date, policy text) IS 'absence_trend as of a day and under a definition; NULL is the store''s own';


--
-- Name: add_definition(text, text, integer, integer, text[], text, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	new_version integer;
	closed integer;
	before record;
BEGIN
	SELECT max(y.school_year) INTO closed
	FROM attendance.school_year_state AS y
	JOIN attendance.definition_of_year AS d ON (d.school_year, d.name) = (y.school_year, new_name)
	WHERE y.state = 'closed'
		AND y.school_year >= coalesce(new_from, y.school_year) AND y.school_year <= coalesce(new_to, y.school_year)
		AND d.policy::absence.policy OPERATOR(absence.<>) new_policy::absence.policy;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" would change in school year %, which is closed', new_name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= new_to THEN 'Use another name.'
					ELSE format('Give the new version from_year => %s, or use another name.', closed + 1) END;
	END IF;

	-- numbers continue those of the catalogue, so that name@1 keeps its meaning
	INSERT INTO attendance.definition (name, version, policy, authority, from_year, to_year, grades, source)
	SELECT new_name, coalesce(max(k.version), 0) + 1, new_policy, new_authority, new_from, new_to, new_grades, new_source
	FROM attendance.known_definition AS k
	WHERE k.name = new_name
	RETURNING version INTO new_version;

	-- the versions that were in force in any of its years
	FOR before IN
		SELECT k.place, k.version, absence_internal.policy_years(greatest(k.from_year, new_from), least(k.to_year, new_to)) AS years
		FROM attendance.known_definition AS k
		WHERE k.name = new_name AND k.version < new_version
			AND coalesce(k.from_year <= new_to, true) AND coalesce(k.to_year >= new_from, true)
		ORDER BY k.place, k.version
	LOOP
		RAISE NOTICE 'policy "%" version % comes before version % %(%)', new_name, new_version, before.version,
			CASE before.place WHEN 2 THEN 'of the catalogue ' ELSE '' END, before.years;
	END LOOP;
	RETURN new_version;
END
$$;


ALTER FUNCTION attendance.add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text) OWNER TO district;

--
-- Name: FUNCTION add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text) IS 'Adds a version of a definition to the store''s own, and returns its number; a step of define_policy';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: student_register; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.student_register (
    student_id text NOT NULL COLLATE pg_catalog."C",
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    grade text COLLATE pg_catalog."C",
    register absence.register NOT NULL
);


ALTER TABLE attendance.student_register OWNER TO district;

--
-- Name: TABLE student_register; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.student_register IS 'Registers, one for each student, school and school year; refresh writes them';


--
-- Name: COLUMN student_register.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_register.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_register.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_register.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_register.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_register.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_register.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_register.grade IS 'Grade of the student: that of the latest stay that has begun by complete-through, else of the first stay; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN student_register.register; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_register.register IS 'Marks of the student over the days of membership, packed';


--
-- Name: audit_year(integer, absence.policy, absence.policy, date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date) RETURNS TABLE(school_year integer, scope text, school_id text, student_id text, band_a text, band_b text, chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision, enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH point AS MATERIALIZED (
          SELECT d.reason,
             d.exchanged,
             d.place
            FROM absence_internal.policy_difference(audit_year.policy_a, audit_year.policy_b) WITH ORDINALITY d(reason, of_a, of_b, exchanged, place)
         ), member AS (
          SELECT 'school'::text AS scope,
             r.school_id,
             r.student_id,
             r.register
            FROM attendance.student_register r
           WHERE (r.school_year = audit_year.for_year)
         UNION ALL
          SELECT 'district'::text,
             NULL::text,
             r.student_id,
             absence.rollup(r.register) AS rollup
            FROM attendance.student_register r
           WHERE (r.school_year = audit_year.for_year)
           GROUP BY r.student_id
         ), judged AS (
          SELECT m.scope,
             m.school_id,
             m.student_id,
             m.register,
             t.a,
             t.b,
             (absence.band(t.a))::text AS band_a,
             (absence.band(t.b))::text AS band_b
            FROM (member m
              CROSS JOIN LATERAL ( SELECT absence.tally(m.register, audit_year.policy_a, audit_year.to_day) AS a,
                     absence.tally(m.register, audit_year.policy_b, audit_year.to_day) AS b
                  OFFSET 0) t)
         )
  SELECT audit_year.for_year AS for_year,
     j.scope,
     j.school_id,
     j.student_id,
     j.band_a,
     j.band_b,
     absence.chronic(j.a) AS chronic,
     absence.chronic(j.b) AS chronic,
     absence.absent_days(j.a) AS absent_days,
     absence.absent_days(j.b) AS absent_days,
     (absence.enrolled_days(j.a))::integer AS enrolled_days,
     (absence.enrolled_days(j.b))::integer AS enrolled_days,
     COALESCE(w.reasons, 'combination'::text) AS "coalesce",
     NULLIF(LEAST(audit_year.to_day, absence.complete_through(j.register)), 'infinity'::date) AS "nullif"
    FROM (judged j
      CROSS JOIN LATERAL ( SELECT string_agg(p.reason, ', '::text ORDER BY p.place) AS reasons
            FROM point p
           WHERE (NOT ((absence.band(absence.tally(j.register, p.exchanged, audit_year.to_day)))::text IS DISTINCT FROM j.band_b))) w)
   WHERE (j.band_a IS DISTINCT FROM j.band_b)
   ORDER BY j.scope DESC, j.school_id, j.student_id;
END;


ALTER FUNCTION attendance.audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date) OWNER TO district;

--
-- Name: FUNCTION audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date) IS 'The students of a school year whose verdict differs between two policies, and the points of the second that change the verdict by themselves';


--
-- Name: definition; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.definition (
    name text NOT NULL COLLATE pg_catalog."C",
    version integer DEFAULT 1 NOT NULL,
    policy text NOT NULL,
    authority text,
    from_year integer,
    to_year integer,
    grades text[],
    source text,
    CONSTRAINT definition_name_check CHECK ((name ~ '^[a-z0-9_]+$'::text)),
    CONSTRAINT definition_version_check CHECK ((version >= 1))
);


ALTER TABLE attendance.definition OWNER TO district;

--
-- Name: TABLE definition; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.definition IS 'The district''s own definitions of chronic absence, which come before those of absence.definition_catalog. A changed rule is a new version; the old version stays';


--
-- Name: COLUMN definition.name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.name IS 'Name of the definition: lower-case letters, digits and underscores';


--
-- Name: COLUMN definition.version; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.version IS 'Version of the definition; the first is 1';


--
-- Name: COLUMN definition.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.policy IS 'Rule of the definition, as text that type absence.policy reads';


--
-- Name: COLUMN definition.authority; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.authority IS 'Authority whose definition it is; NULL: not stated';


--
-- Name: COLUMN definition.from_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.from_year IS 'First school year that the definition is for; NULL: no first year';


--
-- Name: COLUMN definition.to_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.to_year IS 'Last school year that the definition is for; NULL: no last year';


--
-- Name: COLUMN definition.grades; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.grades IS 'Grades that the definition is for, as in enrollment.grade. It is for information; no view filters by it; NULL: every grade';


--
-- Name: COLUMN definition.source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition.source IS 'Document in which the rule was read; NULL: not stated';


--
-- Name: known_definition; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.known_definition AS
 SELECT definition.name,
    definition.version,
    definition.policy,
    definition.from_year,
    definition.to_year,
    1 AS place,
    NULL::text AS not_computable
   FROM attendance.definition
UNION ALL
 SELECT definition_catalog.name,
    definition_catalog.version,
    (definition_catalog.policy)::text AS policy,
    definition_catalog.from_year,
    definition_catalog.to_year,
    2 AS place,
    definition_catalog.not_computable
   FROM absence.definition_catalog;


ALTER TABLE attendance.known_definition OWNER TO district;

--
-- Name: VIEW known_definition; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.known_definition IS 'Helper: Definitions that can be asked for: those of the district and those of the catalog';


--
-- Name: COLUMN known_definition.name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.name IS 'Name of the definition';


--
-- Name: COLUMN known_definition.version; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.version IS 'Version of the definition; the first is 1';


--
-- Name: COLUMN known_definition.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.policy IS 'Rule of this version of the definition, as text that type absence.policy reads; NULL: a policy cannot express the rule';


--
-- Name: COLUMN known_definition.from_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.from_year IS 'First school year that the definition is for; NULL: no first year';


--
-- Name: COLUMN known_definition.to_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.to_year IS 'Last school year that the definition is for; NULL: no last year';


--
-- Name: COLUMN known_definition.place; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.place IS 'Place in which names are looked up: 1 table definition, 2 absence.definition_catalog';


--
-- Name: COLUMN known_definition.not_computable; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_definition.not_computable IS 'Reason why a policy cannot express the rule; NULL: a policy expresses the rule';


--
-- Name: must_be_in_force(text, integer, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.must_be_in_force(by_name text, for_year integer, why_not text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT absence_internal.must_be_known(must_be_in_force.by_name, NULL::text, must_be_in_force.for_year, must_be_in_force.why_not, string_agg(format('%s@%s (%s)'::text, k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '::text ORDER BY k.place, k.version) FILTER (WHERE (k.name = must_be_in_force.by_name)), string_agg(DISTINCT k.name, ', '::text ORDER BY k.name) FILTER (WHERE (k.policy IS NOT NULL))) AS must_be_known
    FROM attendance.known_definition k;
END;


ALTER FUNCTION attendance.must_be_in_force(by_name text, for_year integer, why_not text) OWNER TO district;

--
-- Name: FUNCTION must_be_in_force(by_name text, for_year integer, why_not text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.must_be_in_force(by_name text, for_year integer, why_not text) IS 'Raises the error that gives the reason why a name has no policy in a school year, and the names that have one';


--
-- Name: school_year_state; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.school_year_state (
    school_year integer NOT NULL,
    source text COLLATE pg_catalog."C",
    kind text DEFAULT 'native'::text NOT NULL COLLATE pg_catalog."C",
    state text DEFAULT 'open'::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT school_year_state_kind_check CHECK ((kind = ANY (ARRAY['native'::text, 'edfi'::text, 'views'::text]))),
    CONSTRAINT school_year_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);


ALTER TABLE attendance.school_year_state OWNER TO district;

--
-- Name: TABLE school_year_state; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.school_year_state IS 'School years of the store: where the facts of each come from, and whether it is open or closed';


--
-- Name: COLUMN school_year_state.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_year_state.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN school_year_state.source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_year_state.source IS 'Schema from which the facts of the school year come; NULL: the tables of the store';


--
-- Name: COLUMN school_year_state.kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_year_state.kind IS 'Kind of source: native (the tables of a store), edfi (an Ed-Fi ODS) or views';


--
-- Name: COLUMN school_year_state.state; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_year_state.state IS 'open or closed; refresh does not change the registers of a closed year';


--
-- Name: definition_of_year; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.definition_of_year AS
 SELECT DISTINCT ON (y.school_year, n.name) y.school_year,
    n.name,
    k.policy,
    k.not_computable
   FROM ((attendance.school_year_state y
     CROSS JOIN attendance.known_definition k)
     CROSS JOIN LATERAL ( VALUES (k.name,((y.school_year >= COALESCE(k.from_year, y.school_year)) AND (y.school_year <= COALESCE(k.to_year, y.school_year)))), (((k.name || '@'::text) || k.version),true)) n(name, is_meant))
  WHERE n.is_meant
  ORDER BY y.school_year, n.name, k.place, k.version DESC;


ALTER TABLE attendance.definition_of_year OWNER TO district;

--
-- Name: VIEW definition_of_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.definition_of_year IS 'Helper: Definition that each name stands for in each school year; name@version stands for that version';


--
-- Name: COLUMN definition_of_year.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition_of_year.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN definition_of_year.name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition_of_year.name IS 'Name of the definition, or name@version';


--
-- Name: COLUMN definition_of_year.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition_of_year.policy IS 'Rule in force in the school year, as text that type absence.policy reads; NULL: a policy cannot express the rule';


--
-- Name: COLUMN definition_of_year.not_computable; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.definition_of_year.not_computable IS 'Reason why a policy cannot express the rule; NULL: a policy expresses the rule';


--
-- Name: policy_in_year(text, integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.policy_in_year(by_name text, for_year integer) RETURNS absence.policy
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((d.policy IS NOT NULL) OR attendance.must_be_in_force(policy_in_year.by_name, policy_in_year.for_year, d.not_computable)) THEN (d.policy)::absence.policy
             ELSE NULL::absence.policy
         END AS "case"
    FROM (( VALUES (true)) one
      LEFT JOIN attendance.definition_of_year d ON (((d.school_year = policy_in_year.for_year) AND (d.name = policy_in_year.by_name))));
END;


ALTER FUNCTION attendance.policy_in_year(by_name text, for_year integer) OWNER TO district;

--
-- Name: FUNCTION policy_in_year(by_name text, for_year integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.policy_in_year(by_name text, for_year integer) IS 'The policy that a name, or name@version, means in a school year; an error if there is none';


--
-- Name: audit_policies(text, text, integer, date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.audit_policies(name_a text, name_b text, for_year integer, to_day date) RETURNS TABLE(school_year integer, scope text, school_id text, student_id text, band_a text, band_b text, chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision, enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT d.school_year,
     d.scope,
     d.school_id,
     d.student_id,
     d.band_a,
     d.band_b,
     d.chronic_a,
     d.chronic_b,
     d.absent_days_a,
     d.absent_days_b,
     d.enrolled_days_a,
     d.enrolled_days_b,
     d.reasons,
     d.as_of
    FROM (( SELECT y_1.school_year,
             attendance.policy_in_year(audit_policies.name_a, y_1.school_year) AS a,
             attendance.policy_in_year(audit_policies.name_b, y_1.school_year) AS b
            FROM ( SELECT DISTINCT r.school_year
                    FROM attendance.student_register r
                   WHERE (r.school_year = COALESCE(audit_policies.for_year, r.school_year))) y_1
           ORDER BY y_1.school_year) y
      CROSS JOIN LATERAL attendance.audit_year(y.school_year, y.a, y.b, audit_policies.to_day) d(school_year, scope, school_id, student_id, band_a, band_b, chronic_a, chronic_b, absent_days_a, absent_days_b, enrolled_days_a, enrolled_days_b, reasons, as_of));
END;


ALTER FUNCTION attendance.audit_policies(name_a text, name_b text, for_year integer, to_day date) OWNER TO district;

--
-- Name: FUNCTION audit_policies(name_a text, name_b text, for_year integer, to_day date); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.audit_policies(name_a text, name_b text, for_year integer, to_day date) IS 'The students whose verdict differs between two definitions in each school year, or in one of them; for absence.policy_audit()';


--
-- Name: certification_stays(); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.certification_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


ALTER FUNCTION attendance.certification_stays() OWNER TO district;

--
-- Name: FUNCTION certification_stays(); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.certification_stays() IS 'Rejects changes of a certification; trigger function';


--
-- Name: judged_students(integer, absence.policy, date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.judged_students(for_year integer, by_policy absence.policy, to_day date) RETURNS TABLE(scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
    LANGUAGE sql STABLE ROWS 100000
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT 'school'::text,
     r.school_id,
     r.student_id,
     r.grade,
     absence.tally(r.register, judged_students.by_policy, judged_students.to_day) AS tally,
     absence.complete_through(r.register) AS complete_through
    FROM attendance.student_register r
   WHERE (r.school_year = judged_students.for_year)
 UNION ALL
  SELECT 'district'::text,
     NULL::text,
     d.student_id,
     NULL::text,
     absence.tally(d.register, judged_students.by_policy, judged_students.to_day) AS tally,
     absence.complete_through(d.register) AS complete_through
    FROM ( SELECT r.student_id,
             absence.rollup(r.register) AS register
            FROM attendance.student_register r
           WHERE (r.school_year = judged_students.for_year)
           GROUP BY r.student_id) d;
END;


ALTER FUNCTION attendance.judged_students(for_year integer, by_policy absence.policy, to_day date) OWNER TO district;

--
-- Name: FUNCTION judged_students(for_year integer, by_policy absence.policy, to_day date); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.judged_students(for_year integer, by_policy absence.policy, to_day date) IS 'The students of a school year at each school and, with their schools merged and without a grade, over the district, tallied under a policy as of a day';


--
-- Name: calendar; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.calendar (
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    calendar_code text NOT NULL COLLATE pg_catalog."C",
    calendar_type text DEFAULT 'School'::text NOT NULL COLLATE pg_catalog."C",
    day_minutes integer,
    periods integer
);


ALTER TABLE attendance.calendar OWNER TO district;

--
-- Name: TABLE calendar; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.calendar IS 'Calendars of a school in a school year [Ed-Fi calendar]';


--
-- Name: COLUMN calendar.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.school_id IS 'District id of the school, as in the student information system [Ed-Fi calendar.schoolId]';


--
-- Name: COLUMN calendar.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi calendar.schoolYear]';


--
-- Name: COLUMN calendar.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN calendar.calendar_type; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.calendar_type IS 'Type of the calendar, such as School, Grade Level, Student Specific or IEP. Calendars of type Staff or Summer give no membership; those of type Student Specific or IEP give it only to enrollments that name them [Ed-Fi calendar.calendarTypeDescriptor]';


--
-- Name: COLUMN calendar.day_minutes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.day_minutes IS 'Instructional time of an ordinary day; unit: minutes; NULL: not known [CEDS 002099 Instructional Minutes Per Day]';


--
-- Name: COLUMN calendar.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: not known';


--
-- Name: calendar_complete; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.calendar_complete (
    school_year integer NOT NULL,
    school_id text NOT NULL COLLATE pg_catalog."C",
    calendar_code text NOT NULL COLLATE pg_catalog."C",
    members integer NOT NULL,
    complete_through date,
    last_recorded date,
    last_session_day date NOT NULL,
    days_cut integer NOT NULL,
    days_md5 text
);


ALTER TABLE attendance.calendar_complete OWNER TO district;

--
-- Name: TABLE calendar_complete; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.calendar_complete IS 'Last day of each calendar that can be counted, as of the last refresh';


--
-- Name: COLUMN calendar_complete.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN calendar_complete.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN calendar_complete.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN calendar_complete.members; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.members IS 'Students with a membership day on the calendar; unit: students';


--
-- Name: COLUMN calendar_complete.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.complete_through IS 'Last day of the calendar that can be counted; NULL: nothing is recorded yet, or the calendar has no members';


--
-- Name: COLUMN calendar_complete.last_recorded; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.last_recorded IS 'Last session day with an event of a member or with attendance taken, of the days that have ended and, once attendance is taken, the current day; NULL: there is no such day, or the calendar has no members';


--
-- Name: COLUMN calendar_complete.last_session_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.last_session_day IS 'Last session day of the calendar';


--
-- Name: COLUMN calendar_complete.days_cut; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.days_cut IS 'Session days that have ended and cannot be counted; 0 for a calendar without members; unit: days';


--
-- Name: COLUMN calendar_complete.days_md5; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_complete.days_md5 IS 'MD5 hash of the session days to complete_through; it shows whether one of them has changed; NULL: no day can be counted';


--
-- Name: calendar_day; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.calendar_day (
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    calendar_code text NOT NULL COLLATE pg_catalog."C",
    day date NOT NULL,
    event text NOT NULL COLLATE pg_catalog."C",
    minutes integer,
    periods integer
);


ALTER TABLE attendance.calendar_day OWNER TO district;

--
-- Name: TABLE calendar_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.calendar_day IS 'Calendar events by day. A day can have several; an event that closes school comes before the others [Ed-Fi calendarDateCalendarEvent]';


--
-- Name: COLUMN calendar_day.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.school_id IS 'District id of the school, as in the student information system [Ed-Fi calendarDateCalendarEvent.schoolId]';


--
-- Name: COLUMN calendar_day.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi calendarDateCalendarEvent.schoolYear]';


--
-- Name: COLUMN calendar_day.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendarDateCalendarEvent.calendarCode]';


--
-- Name: COLUMN calendar_day.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.day IS 'The day [CEDS 001275 Calendar Event Date; Ed-Fi calendarDateCalendarEvent.date]';


--
-- Name: COLUMN calendar_day.event; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.event IS 'Calendar event, as in calendar_event_kind; an unknown event is neutral, and data_issue lists it [CEDS 000603 Calendar Event Type; Ed-Fi calendarDateCalendarEvent.calendarEventDescriptor]';


--
-- Name: COLUMN calendar_day.minutes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.minutes IS 'Instructional time of the day; of several events of one day, the shortest time applies; unit: minutes; NULL: calendar.day_minutes applies';


--
-- Name: COLUMN calendar_day.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_day.periods IS 'Number of periods of the day; of several events of one day, the smallest number applies; unit: periods; NULL: calendar.periods applies';


--
-- Name: calendar_event_kind; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.calendar_event_kind (
    event text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT calendar_event_kind_kind_check CHECK ((kind = ANY (ARRAY['closes'::text, 'session'::text, 'neutral'::text])))
);


ALTER TABLE attendance.calendar_event_kind OWNER TO district;

--
-- Name: TABLE calendar_event_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.calendar_event_kind IS 'Meaning of each calendar event; a district adds its own events [Ed-Fi calendarEventDescriptor]';


--
-- Name: COLUMN calendar_event_kind.event; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_event_kind.event IS 'Calendar event [CEDS 000603 Calendar Event Type; Ed-Fi calendarEventDescriptor.codeValue]';


--
-- Name: COLUMN calendar_event_kind.kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_event_kind.kind IS 'closes: no session day, whatever other events the day has; session: a session day; neutral: no effect';


--
-- Name: calendar_grade; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.calendar_grade (
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    calendar_code text NOT NULL COLLATE pg_catalog."C",
    grade text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE attendance.calendar_grade OWNER TO district;

--
-- Name: TABLE calendar_grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.calendar_grade IS 'Grades that a calendar is for; used where an enrollment names no calendar and the school has several [Ed-Fi calendarGradeLevel]';


--
-- Name: COLUMN calendar_grade.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_grade.school_id IS 'District id of the school, as in the student information system [Ed-Fi calendarGradeLevel.schoolId]';


--
-- Name: COLUMN calendar_grade.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_grade.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi calendarGradeLevel.schoolYear]';


--
-- Name: COLUMN calendar_grade.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_grade.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendarGradeLevel.calendarCode]';


--
-- Name: COLUMN calendar_grade.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.calendar_grade.grade IS 'Grade that the calendar is for [Ed-Fi calendarGradeLevel.gradeLevelDescriptor]';


--
-- Name: certification; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.certification (
    label text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    as_of date NOT NULL,
    policy_name text NOT NULL COLLATE pg_catalog."C",
    policy text NOT NULL,
    note text,
    refreshed_at timestamp with time zone,
    certified_at timestamp with time zone NOT NULL,
    certified_by text NOT NULL,
    extension_version text NOT NULL
);


ALTER TABLE attendance.certification OWNER TO district;

--
-- Name: TABLE certification; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.certification IS 'Certifications: the verdicts of a school year, as of a day and under a definition, as they were known when certified. A certification never changes';


--
-- Name: COLUMN certification.label; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.label IS 'Label of the certification or release; a label is used once';


--
-- Name: COLUMN certification.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN certification.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.as_of IS 'Day at which counts stop: the day asked for, else the last day that was complete at any school';


--
-- Name: COLUMN certification.policy_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.policy_name IS 'Name of the definition, as it was asked for';


--
-- Name: COLUMN certification.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.policy IS 'Rule of the definition when it was certified, as text that type absence.policy reads';


--
-- Name: COLUMN certification.note; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.note IS 'Remark of the person who certified; NULL: no remark';


--
-- Name: COLUMN certification.refreshed_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.refreshed_at IS 'Time of the last refresh of the school year before the certification; NULL: refresh_log does not have it';


--
-- Name: COLUMN certification.certified_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.certified_at IS 'Time of the certification';


--
-- Name: COLUMN certification.certified_by; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.certified_by IS 'Session user that certified';


--
-- Name: COLUMN certification.extension_version; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certification.extension_version IS 'Version of the extension that counted';


--
-- Name: certified_count; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.certified_count (
    label text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    school_id text COLLATE pg_catalog."C",
    group_kind text NOT NULL COLLATE pg_catalog."C",
    group_value text COLLATE pg_catalog."C",
    verdict_n integer NOT NULL,
    chronic_n integer NOT NULL,
    chronic_rate double precision,
    satisfactory_n integer NOT NULL,
    at_risk_n integer NOT NULL,
    moderate_n integer NOT NULL,
    severe_n integer NOT NULL,
    no_verdict_n integer NOT NULL,
    CONSTRAINT certified_count_group_kind_check CHECK ((group_kind = ANY (ARRAY['all'::text, 'grade'::text]))),
    CONSTRAINT certified_count_scope_check CHECK ((scope = ANY (ARRAY['school'::text, 'pooled'::text, 'sum_of_schools'::text])))
);

ALTER TABLE ONLY attendance.certified_count REPLICA IDENTITY FULL;


ALTER TABLE attendance.certified_count OWNER TO district;

--
-- Name: TABLE certified_count; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.certified_count IS 'Certified students by band: of each school and of the district, in all and by grade';


--
-- Name: COLUMN certified_count.label; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.label IS 'Label of the certification or release; a label is used once';


--
-- Name: COLUMN certified_count.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.scope IS 'school: one school; pooled: the district, each student once with all schools merged; sum_of_schools: the sum of the schools, in which a student of two schools is counted twice';


--
-- Name: COLUMN certified_count.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.school_id IS 'District id of the school, as in the student information system; NULL: the scope is not school [Ed-Fi school.schoolId]';


--
-- Name: COLUMN certified_count.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.group_kind IS 'Kind of group: all or grade';


--
-- Name: COLUMN certified_count.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.group_value IS 'all, or the grade; NULL: the grade is not known';


--
-- Name: COLUMN certified_count.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN certified_count.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN certified_count.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN certified_count.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN certified_count.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN certified_count.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN certified_count.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN certified_count.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_count.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: certified_student; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.certified_student (
    label text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    school_id text COLLATE pg_catalog."C",
    student_id text NOT NULL COLLATE pg_catalog."C",
    grade text COLLATE pg_catalog."C",
    enrolled_days integer NOT NULL,
    counted_days integer NOT NULL,
    absent_days double precision NOT NULL,
    absence_rate double precision,
    chronic boolean,
    band text COLLATE pg_catalog."C",
    why_null text COLLATE pg_catalog."C",
    complete_through date,
    CONSTRAINT certified_student_scope_check CHECK ((scope = ANY (ARRAY['school'::text, 'district'::text])))
);

ALTER TABLE ONLY attendance.certified_student REPLICA IDENTITY FULL;


ALTER TABLE attendance.certified_student OWNER TO district;

--
-- Name: TABLE certified_student; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.certified_student IS 'Certified verdicts of students: at each of their schools, and once with their schools merged';


--
-- Name: COLUMN certified_student.label; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.label IS 'Label of the certification or release; a label is used once';


--
-- Name: COLUMN certified_student.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.scope IS 'school: the student at one school; district: the student with all schools merged';


--
-- Name: COLUMN certified_student.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.school_id IS 'District id of the school, as in the student information system; NULL: the scope is district [Ed-Fi school.schoolId]';


--
-- Name: COLUMN certified_student.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN certified_student.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN certified_student.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: days';


--
-- Name: COLUMN certified_student.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: days';


--
-- Name: COLUMN certified_student.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN certified_student.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN certified_student.chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.chronic IS 'True if the student is chronically absent; NULL: no verdict [CEDS 002022 Chronic Student Absenteeism Indicator]';


--
-- Name: COLUMN certified_student.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN certified_student.why_null; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.why_null IS 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped; NULL: there is a verdict';


--
-- Name: COLUMN certified_student.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.certified_student.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: enrollment; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.enrollment (
    student_id text NOT NULL COLLATE pg_catalog."C",
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    entry_date date NOT NULL,
    exit_date date,
    grade text COLLATE pg_catalog."C",
    calendar_code text COLLATE pg_catalog."C",
    entry_type text COLLATE pg_catalog."C",
    exit_type text COLLATE pg_catalog."C",
    enrollment_type text COLLATE pg_catalog."C",
    primary_school boolean,
    fte numeric,
    homeroom text COLLATE pg_catalog."C"
);

ALTER TABLE ONLY attendance.enrollment REPLICA IDENTITY FULL;


ALTER TABLE attendance.enrollment OWNER TO district;

--
-- Name: TABLE enrollment; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.enrollment IS 'Enrollments: the stays of students at schools. A student can have several at one school, such as one for each grade; a day of several counts once [Ed-Fi studentSchoolAssociation]';


--
-- Name: COLUMN enrollment.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN enrollment.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.school_id IS 'District id of the school, as in the student information system [Ed-Fi studentSchoolAssociation.schoolId]';


--
-- Name: COLUMN enrollment.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi studentSchoolAssociation.schoolYear]';


--
-- Name: COLUMN enrollment.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN enrollment.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.exit_date IS 'Last day of the enrollment; store_setting.exit_day_counts says whether the student is expected on it; NULL: the enrollment is open and runs to the end of the calendar [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN enrollment.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN enrollment.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.calendar_code IS 'Calendar of the student; NULL: the only calendar of the school that is neither Student Specific nor IEP applies, else that of the grade [CEDS 000494 Calendar Code; Ed-Fi studentSchoolAssociation.calendarCode]';


--
-- Name: COLUMN enrollment.entry_type; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.entry_type IS 'How the student entered the school; NULL: not known [Ed-Fi studentSchoolAssociation.entryTypeDescriptor]';


--
-- Name: COLUMN enrollment.exit_type; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.exit_type IS 'How the student left the school; an enrollment with one of store_setting.void_exit_types does not count; NULL: the student has not left, or the type is not known [Ed-Fi studentSchoolAssociation.exitWithdrawTypeDescriptor]';


--
-- Name: COLUMN enrollment.enrollment_type; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.enrollment_type IS 'Type of enrollment, such as Current or Preregistered; an enrollment of type Summer does not count; NULL: not known [Ed-Fi studentSchoolAssociation.enrollmentTypeDescriptor]';


--
-- Name: COLUMN enrollment.primary_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.primary_school IS 'True if this is the student''s primary school, which owns a day that several schools share; NULL: taken as false [Ed-Fi studentSchoolAssociation.primarySchool]';


--
-- Name: COLUMN enrollment.fte; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.fte IS 'Full-time equivalency: the part of full time for which the student is enrolled at the school; unit: share, 0 to 1; NULL: taken as 1 [Ed-Fi studentSchoolAssociation.fullTimeEquivalency]';


--
-- Name: COLUMN enrollment.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.enrollment.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: refresh_log; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.refresh_log (
    refresh_id bigint NOT NULL,
    school_year integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    refreshed_by text DEFAULT CURRENT_USER NOT NULL,
    today date NOT NULL,
    forced boolean NOT NULL,
    students integer NOT NULL,
    students_with_register integer NOT NULL,
    stays integer NOT NULL,
    stays_void integer NOT NULL,
    stays_without_calendar integer NOT NULL,
    stays_without_membership integer NOT NULL,
    events integer NOT NULL,
    events_used integer NOT NULL,
    events_not_used jsonb NOT NULL,
    registers integer NOT NULL,
    registers_added integer NOT NULL,
    registers_changed integer NOT NULL,
    registers_removed integer NOT NULL,
    verdicts_changed integer NOT NULL,
    step_ms jsonb NOT NULL,
    layout integer
);


ALTER TABLE attendance.refresh_log OWNER TO district;

--
-- Name: TABLE refresh_log; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.refresh_log IS 'What each refresh of a school year read, used, left out and wrote';


--
-- Name: COLUMN refresh_log.refresh_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.refresh_id IS 'Number of the refresh';


--
-- Name: COLUMN refresh_log.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN refresh_log.started_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.started_at IS 'Time at which the refresh began';


--
-- Name: COLUMN refresh_log.finished_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.finished_at IS 'Time at which the refresh ended';


--
-- Name: COLUMN refresh_log.refreshed_by; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.refreshed_by IS 'Role that ran the refresh';


--
-- Name: COLUMN refresh_log.today; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.today IS 'Day that the refresh took as the current day';


--
-- Name: COLUMN refresh_log.forced; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.forced IS 'True if the refresh was told to write despite reasons to refuse';


--
-- Name: COLUMN refresh_log.students; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.students IS 'Students with an enrollment in the school year; unit: students';


--
-- Name: COLUMN refresh_log.students_with_register; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.students_with_register IS 'Students with a register; unit: students';


--
-- Name: COLUMN refresh_log.stays; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.stays IS 'Enrollments in the school year; unit: enrollments';


--
-- Name: COLUMN refresh_log.stays_void; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.stays_void IS 'Enrollments that do not count: a void exit type, a summer enrollment, an exit before entry, or a key that is too long; unit: enrollments';


--
-- Name: COLUMN refresh_log.stays_without_calendar; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.stays_without_calendar IS 'Enrollments that count but have no known calendar; unit: enrollments';


--
-- Name: COLUMN refresh_log.stays_without_membership; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.stays_without_membership IS 'Enrollments that count and have a calendar but no session day; unit: enrollments';


--
-- Name: COLUMN refresh_log.events; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.events IS 'Attendance events in the school year; unit: events';


--
-- Name: COLUMN refresh_log.events_used; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.events_used IS 'Attendance events that are in a register; unit: events';


--
-- Name: COLUMN refresh_log.events_not_used; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.events_not_used IS 'Attendance events that are in no register, by reason; unit: events';


--
-- Name: COLUMN refresh_log.registers; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.registers IS 'Registers of the school year after the refresh; unit: registers';


--
-- Name: COLUMN refresh_log.registers_added; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.registers_added IS 'Registers that the refresh added; unit: registers';


--
-- Name: COLUMN refresh_log.registers_changed; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.registers_changed IS 'Registers that the refresh changed, or whose grade it changed; unit: registers';


--
-- Name: COLUMN refresh_log.registers_removed; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.registers_removed IS 'Registers that the refresh removed; unit: registers';


--
-- Name: COLUMN refresh_log.verdicts_changed; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.verdicts_changed IS 'Rows that the refresh wrote to verdict_change; unit: rows';


--
-- Name: COLUMN refresh_log.step_ms; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.step_ms IS 'Duration of each step; unit: milliseconds';


--
-- Name: COLUMN refresh_log.layout; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_log.layout IS 'Layout of the store after an upgrade that changed verdicts of the school year. Facts and registers are those of the refresh before; NULL: the row is of a refresh';


--
-- Name: school_complete; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.school_complete AS
 SELECT calendar_complete.school_year,
    calendar_complete.school_id,
    COALESCE(min(calendar_complete.complete_through) FILTER (WHERE (calendar_complete.complete_through < calendar_complete.last_session_day)), max(calendar_complete.complete_through)) AS complete_through
   FROM attendance.calendar_complete
  GROUP BY calendar_complete.school_year, calendar_complete.school_id;


ALTER TABLE attendance.school_complete OWNER TO district;

--
-- Name: VIEW school_complete; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.school_complete IS 'Helper: Last day of each school that can be counted';


--
-- Name: COLUMN school_complete.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_complete.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN school_complete.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_complete.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school_complete.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_complete.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: student_calendar; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_calendar AS
 SELECT c.school_id,
    c.school_year,
    c.calendar_code,
    c.day_minutes,
    c.periods,
    count(*) OVER of_school AS calendars_of_school,
    f.is_fallback,
    count(*) FILTER (WHERE f.is_fallback) OVER of_school AS fallbacks_of_school
   FROM (attendance.calendar c
     CROSS JOIN LATERAL ( SELECT (c.calendar_type <> ALL (ARRAY['Student Specific'::text, 'IEP'::text])) AS "?column?") f(is_fallback))
  WHERE (c.calendar_type <> ALL (ARRAY['Staff'::text, 'Summer'::text]))
  WINDOW of_school AS (PARTITION BY c.school_id, c.school_year);


ALTER TABLE attendance.student_calendar OWNER TO district;

--
-- Name: VIEW student_calendar; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_calendar IS 'Helper: Calendars that give membership: all but those for staff and for the summer';


--
-- Name: COLUMN student_calendar.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_calendar.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_calendar.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN student_calendar.day_minutes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.day_minutes IS 'Instructional time of an ordinary day; unit: minutes; NULL: not known [CEDS 002099 Instructional Minutes Per Day]';


--
-- Name: COLUMN student_calendar.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: not known';


--
-- Name: COLUMN student_calendar.calendars_of_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.calendars_of_school IS 'Calendars of the school in the school year that give membership; unit: calendars';


--
-- Name: COLUMN student_calendar.is_fallback; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.is_fallback IS 'True if the calendar can apply to enrollments that name none: its type is neither Student Specific nor IEP';


--
-- Name: COLUMN student_calendar.fallbacks_of_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_calendar.fallbacks_of_school IS 'Calendars of the school in the school year for which is_fallback is true; unit: calendars';


--
-- Name: session_day; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.session_day AS
 SELECT d.school_id,
    d.school_year,
    d.calendar_code,
    d.day,
    COALESCE(min(d.minutes) FILTER (WHERE ((k.kind = 'session'::text) AND ((d.minutes >= 1) AND (d.minutes <= 1440)))),
        CASE
            WHEN ((min(c.day_minutes) >= 1) AND (min(c.day_minutes) <= 1440)) THEN min(c.day_minutes)
            ELSE NULL::integer
        END) AS minutes,
    COALESCE(min(d.periods) FILTER (WHERE ((k.kind = 'session'::text) AND (d.periods > 0))),
        CASE
            WHEN (min(c.periods) > 0) THEN min(c.periods)
            ELSE NULL::integer
        END) AS periods,
    c.calendars_of_school
   FROM ((attendance.calendar_day d
     JOIN attendance.student_calendar c USING (school_id, school_year, calendar_code))
     LEFT JOIN attendance.calendar_event_kind k USING (event))
  WHERE
        CASE
            WHEN (((d.school_year >= 2) AND (d.school_year <= 9999)) AND (octet_length(d.school_id) <= 500) AND (octet_length(d.calendar_code) <= 500)) THEN ((d.day >= make_date((d.school_year - 1), 6, 1)) AND (d.day <= make_date(d.school_year, 8, 31)))
            ELSE NULL::boolean
        END
  GROUP BY d.school_id, d.school_year, d.calendar_code, d.day, c.calendars_of_school
 HAVING (max(
        CASE k.kind
            WHEN 'closes'::text THEN 2
            WHEN 'session'::text THEN 1
            ELSE 0
        END) = 1);


ALTER TABLE attendance.session_day OWNER TO district;

--
-- Name: VIEW session_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.session_day IS 'Helper: Session days of the calendars that give membership';


--
-- Name: COLUMN session_day.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN session_day.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN session_day.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN session_day.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.day IS 'The day';


--
-- Name: COLUMN session_day.minutes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.minutes IS 'Instructional time of the day: the shortest that calendar_day gives, else that of the calendar; unit: minutes; NULL: not known';


--
-- Name: COLUMN session_day.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.periods IS 'Number of periods of the day: the smallest that calendar_day gives, else that of the calendar; unit: periods; NULL: not known';


--
-- Name: COLUMN session_day.calendars_of_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.session_day.calendars_of_school IS 'Calendars of the school in the school year that give membership; unit: calendars';


--
-- Name: store_setting; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.store_setting (
    only_row boolean DEFAULT true NOT NULL,
    layout_version integer NOT NULL,
    policy text DEFAULT 'federal'::text NOT NULL COLLATE pg_catalog."C",
    time_zone text DEFAULT current_setting('TimeZone'::text) NOT NULL,
    day_closes_at time without time zone,
    exit_day_counts boolean DEFAULT true NOT NULL,
    void_exit_types text[] DEFAULT '{"No show","Invalid enrollment"}'::text[] NOT NULL,
    max_drop numeric DEFAULT 0.20 NOT NULL,
    max_verdict_change numeric DEFAULT 0.05 NOT NULL,
    minimum_group integer DEFAULT 10 NOT NULL,
    school_scope boolean DEFAULT false NOT NULL,
    CONSTRAINT store_setting_max_drop_check CHECK (((max_drop >= (0)::numeric) AND (max_drop <= (1)::numeric))),
    CONSTRAINT store_setting_max_verdict_change_check CHECK (((max_verdict_change >= (0)::numeric) AND (max_verdict_change <= (1)::numeric))),
    CONSTRAINT store_setting_minimum_group_check CHECK ((minimum_group >= 1)),
    CONSTRAINT store_setting_only_row_check CHECK (only_row)
);


ALTER TABLE attendance.store_setting OWNER TO district;

--
-- Name: TABLE store_setting; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.store_setting IS 'Settings of the store; one row';


--
-- Name: COLUMN store_setting.only_row; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.only_row IS 'Always true, which keeps the table to one row';


--
-- Name: COLUMN store_setting.layout_version; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.layout_version IS 'Version of the layout of the store; absence.upgrade_store() updates it';


--
-- Name: COLUMN store_setting.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.policy IS 'Name of the definition that applies where a session asks for no other; it is looked up in table definition, then in absence.definition_catalog';


--
-- Name: COLUMN store_setting.time_zone; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.time_zone IS 'Time zone of the district, which decides what day today is';


--
-- Name: COLUMN store_setting.day_closes_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.day_closes_at IS 'Time of day, in time_zone, from which the current day can be complete; NULL: never: the current day is complete only if attendance_taken has it';


--
-- Name: COLUMN store_setting.exit_day_counts; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.exit_day_counts IS 'True if a student is expected on the exit date of an enrollment';


--
-- Name: COLUMN store_setting.void_exit_types; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.void_exit_types IS 'Exit types of students who never came; an enrollment with one gives no membership';


--
-- Name: COLUMN store_setting.max_drop; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.max_drop IS 'Largest fall in the events, members or recorded days of a school or of the district that refresh accepts; unit: share, 0 to 1';


--
-- Name: COLUMN store_setting.max_verdict_change; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.max_verdict_change IS 'Largest part of the students with a verdict that may change band in a refresh, or be without a verdict because of unmapped codes in a release; unit: share, 0 to 1';


--
-- Name: COLUMN store_setting.minimum_group; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.minimum_group IS 'Smallest group whose figures may be published; unit: students';


--
-- Name: COLUMN store_setting.school_scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_setting.school_scope IS 'True if readers see only the schools that staff_school gives them; absence.enable_school_scope() sets it';


--
-- Name: store_now; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.store_now AS
 SELECT a.asked,
    a.latest,
    COALESCE(a.asked, (a.latest - 60), (a.today - 1)) AS day,
    ( SELECT max(y.school_year) AS max
           FROM ( SELECT calendar_complete.school_year,
                    min(calendar_complete.complete_through) AS complete_through
                   FROM attendance.calendar_complete
                  WHERE (calendar_complete.complete_through IS NOT NULL)
                  GROUP BY calendar_complete.school_year) y
          WHERE ((a.asked IS NULL) OR (y.complete_through <= a.asked) OR (EXISTS ( SELECT
                   FROM (attendance.session_day d
                     JOIN attendance.calendar_complete c USING (school_year, school_id, calendar_code))
                  WHERE ((d.school_year = y.school_year) AND (c.complete_through IS NOT NULL) AND (d.day <= a.asked)))))) AS school_year
   FROM ( SELECT NULLIF((NULLIF(current_setting('absence.as_of'::text, true), ''::text))::date, 'infinity'::date) AS asked,
            ( SELECT max(school_complete.complete_through) AS max
                   FROM attendance.school_complete) AS latest,
            COALESCE(( SELECT refresh_log.today
                   FROM attendance.refresh_log
                  ORDER BY refresh_log.refresh_id DESC
                 LIMIT 1), ( SELECT ((now() AT TIME ZONE store_setting.time_zone))::date AS timezone
                   FROM attendance.store_setting)) AS today) a;


ALTER TABLE attendance.store_now OWNER TO district;

--
-- Name: VIEW store_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.store_now IS 'Helper: Current day and school year of the store, which decide who is enrolled now; one row';


--
-- Name: COLUMN store_now.asked; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_now.asked IS 'Day asked for; NULL: no day is asked for: school_now has the day of each school';


--
-- Name: COLUMN store_now.latest; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_now.latest IS 'Last day through which any school counts; NULL: no day counts yet';


--
-- Name: COLUMN store_now.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_now.day IS 'Current day of a school that is not in school_now: the day asked for, else 60 days before latest, else the day before the last refresh, or yesterday if there was none';


--
-- Name: COLUMN store_now.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.store_now.school_year IS 'Current school year: the latest with a day that counts, of those that have begun by the day asked for; NULL: no day counts, or none by the day asked for [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: school_now; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.school_now AS
 SELECT school_complete.school_id,
    COALESCE(( SELECT store_now.asked
           FROM attendance.store_now), GREATEST(max(school_complete.complete_through), (( SELECT store_now.latest
           FROM attendance.store_now) - 60))) AS day
   FROM attendance.school_complete
  GROUP BY school_complete.school_id;


ALTER TABLE attendance.school_now OWNER TO district;

--
-- Name: VIEW school_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.school_now IS 'Helper: Current day of each school, which decides who is enrolled now';


--
-- Name: COLUMN school_now.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_now.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school_now.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_now.day IS 'Current day of the school: the day asked for, else the last day through which the school counts in any school year, or 60 days before the last of all schools if that is later; NULL: no day counts yet';


--
-- Name: stay; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.stay AS
 SELECT e.student_id,
    e.school_id,
    e.school_year,
    e.entry_date,
    d.last_date,
    e.exit_date,
    absence_internal.short_word(e.grade) AS grade,
    COALESCE(own.calendar_code, only_one.calendar_code, of_grade.calendar_code) AS calendar_code,
    v.void,
    COALESCE(e.primary_school, false) AS primary_school,
        CASE
            WHEN ((e.fte >= (0)::numeric) AND (e.fte < 'Infinity'::numeric)) THEN e.fte
            ELSE (1)::numeric
        END AS fte,
    e.homeroom,
        CASE
            WHEN (v.void IS NULL) THEN true
            ELSE false
        END AS counts,
    e.calendar_code AS named_calendar
   FROM ((((((attendance.enrollment e
     CROSS JOIN attendance.store_setting s)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (e.exit_type = ANY (s.void_exit_types)) THEN 'void exit type'::text
                    WHEN (e.enrollment_type = 'Summer'::text) THEN 'summer enrollment'::text
                    WHEN (e.exit_date < e.entry_date) THEN 'exit before entry'::text
                    WHEN ((octet_length(e.student_id) > 500) OR (octet_length(e.school_id) > 500)) THEN 'key too long'::text
                    ELSE NULL::text
                END AS void) v)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (s.exit_day_counts OR (e.exit_date = '4713-01-01 BC'::date)) THEN e.exit_date
                    ELSE (e.exit_date - 1)
                END AS last_date) d)
     LEFT JOIN attendance.student_calendar own ON (((own.school_id = e.school_id) AND (own.school_year = e.school_year) AND (own.calendar_code = e.calendar_code))))
     LEFT JOIN attendance.student_calendar only_one ON (((e.calendar_code IS NULL) AND only_one.is_fallback AND (only_one.fallbacks_of_school = 1) AND ((only_one.school_id = e.school_id) AND (only_one.school_year = e.school_year)))))
     LEFT JOIN ( SELECT g.school_id,
            g.school_year,
            g.grade,
            min(g.calendar_code) AS calendar_code
           FROM (attendance.calendar_grade g
             JOIN attendance.student_calendar c USING (school_id, school_year, calendar_code))
          WHERE c.is_fallback
          GROUP BY g.school_id, g.school_year, g.grade
         HAVING (count(*) = 1)) of_grade ON (((e.calendar_code IS NULL) AND (only_one.calendar_code IS NULL) AND ((of_grade.school_id = e.school_id) AND (of_grade.school_year = e.school_year) AND (of_grade.grade = e.grade)))));


ALTER TABLE attendance.stay OWNER TO district;

--
-- Name: VIEW stay; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.stay IS 'Helper: Enrollments as stays, with their last day and calendar, or the reason why they do not count';


--
-- Name: COLUMN stay.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN stay.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN stay.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN stay.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN stay.last_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.last_date IS 'Last day of the stay on which the student is expected: exit_date, or the day before it if store_setting.exit_day_counts is off; NULL: the enrollment is open, and the stay runs to the end of the calendar';


--
-- Name: COLUMN stay.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.exit_date IS 'Last day of the enrollment; where a row is about several enrollments, that of the last; NULL: an enrollment is open [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN stay.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN stay.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.calendar_code IS 'Calendar of the stay: the one that the enrollment names, else the only one of the school with is_fallback, else that of the grade; NULL: not known: the stay gives no membership [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN stay.void; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.void IS 'Reason why the stay does not count: void exit type, summer enrollment, exit before entry or key too long; NULL: the stay counts';


--
-- Name: COLUMN stay.primary_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.primary_school IS 'True if this is the student''s primary school, which owns a day that several schools share [Ed-Fi studentSchoolAssociation.primarySchool]';


--
-- Name: COLUMN stay.fte; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.fte IS 'Full-time equivalency, as in enrollment; 1 if the enrollment gives none or one that is not valid; unit: share, 0 to 1 [Ed-Fi studentSchoolAssociation.fullTimeEquivalency]';


--
-- Name: COLUMN stay.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN stay.counts; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.counts IS 'True if the stay counts: void is NULL';


--
-- Name: COLUMN stay.named_calendar; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay.named_calendar IS 'Calendar that the enrollment names; NULL: the enrollment names none';


--
-- Name: counted_stay; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.counted_stay AS
 SELECT s.student_id,
    s.school_id,
    s.school_year,
    s.entry_date,
    s.exit_date,
    s.last_date,
    s.grade,
    s.homeroom,
    s.calendar_code,
    COALESCE(((COALESCE(n.day, ( SELECT store_now.day
           FROM attendance.store_now)) >= s.entry_date) AND (COALESCE(n.day, ( SELECT store_now.day
           FROM attendance.store_now)) <= COALESCE(s.last_date,
        CASE
            WHEN ((s.school_year >= 1) AND (s.school_year <= 9999)) THEN make_date(s.school_year, 6, 30)
            ELSE NULL::date
        END))), false) AS enrolled_now
   FROM (attendance.stay s
     LEFT JOIN attendance.school_now n USING (school_id))
  WHERE s.counts;


ALTER TABLE attendance.counted_stay OWNER TO district;

--
-- Name: VIEW counted_stay; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.counted_stay IS 'Helper: Stays that count, and whether each covers the current day';


--
-- Name: COLUMN counted_stay.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN counted_stay.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN counted_stay.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN counted_stay.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN counted_stay.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.exit_date IS 'Last day of the enrollment; where a row is about several enrollments, that of the last; NULL: an enrollment is open [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN counted_stay.last_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.last_date IS 'Last day of the stay on which the student is expected: exit_date, or the day before it if store_setting.exit_day_counts is off; NULL: the enrollment is open, and the stay runs to the end of the calendar';


--
-- Name: COLUMN counted_stay.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN counted_stay.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN counted_stay.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.calendar_code IS 'Code of the calendar, unique within a school and school year; NULL: not known: the stay gives no membership [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN counted_stay.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.counted_stay.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: latest_stay; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.latest_stay AS
 SELECT DISTINCT ON (stay.student_id, stay.school_year) stay.student_id,
    stay.school_year,
    stay.school_id,
    stay.grade,
    stay.homeroom,
    stay.enrolled_now
   FROM ( SELECT s.student_id,
            s.school_year,
            s.school_id,
            s.grade,
            s.homeroom,
            s.entry_date,
            s.last_date,
            (c.calendar_code IS NOT NULL) AS has_calendar,
            (s.entry_date <= max(c.complete_through) OVER student) AS begun,
            bool_or(s.enrolled_now) OVER student AS enrolled_now
           FROM (attendance.counted_stay s
             LEFT JOIN attendance.calendar_complete c USING (school_id, school_year, calendar_code))
          WINDOW student AS (PARTITION BY s.student_id, s.school_year)) stay
  WHERE stay.has_calendar
  ORDER BY stay.student_id, stay.school_year,
        CASE
            WHEN stay.begun THEN stay.entry_date
            ELSE NULL::date
        END DESC NULLS LAST,
        CASE
            WHEN stay.begun THEN NULL::date
            ELSE stay.entry_date
        END, stay.last_date DESC, stay.grade DESC NULLS LAST, stay.homeroom DESC NULLS LAST, stay.school_id;


ALTER TABLE attendance.latest_stay OWNER TO district;

--
-- Name: VIEW latest_stay; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.latest_stay IS 'Helper: School and grade of each student in a school year, by the latest stay that has begun by complete_through';


--
-- Name: COLUMN latest_stay.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN latest_stay.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN latest_stay.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.school_id IS 'School of the latest stay that has begun by complete_through, else of the first stay [Ed-Fi school.schoolId]';


--
-- Name: COLUMN latest_stay.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN latest_stay.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN latest_stay.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.latest_stay.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: certify_year(text, integer, date, text, absence.policy, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text) RETURNS TABLE(students integer, chronic integer)
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO attendance.certification (label, school_year, as_of, policy_name, policy, note, refreshed_at, certified_at, certified_by, extension_version)  SELECT certify_year.new_label AS new_label,
             certify_year.for_year AS for_year,
             certify_year.to_day AS to_day,
             certify_year.by_name AS by_name,
             (certify_year.by_policy)::text AS by_policy,
             certify_year.new_note AS new_note,
             ( SELECT max(l.finished_at) AS max
                    FROM attendance.refresh_log l
                   WHERE ((l.school_year = certify_year.for_year) AND (l.layout IS NULL))) AS max,
             now() AS now,
             SESSION_USER AS "session_user",
             ( SELECT e.extversion
                    FROM pg_extension e
                   WHERE (e.extname = 'absence'::name)) AS extversion;
 INSERT INTO attendance.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate, chronic, band, why_null, complete_through)  SELECT certify_year.new_label AS new_label,
             j.scope,
             j.school_id,
             j.student_id,
             COALESCE(j.grade, l.grade) AS "coalesce",
             absence.enrolled_days(j.tally) AS enrolled_days,
             absence.counted_days(j.tally) AS counted_days,
             absence.absent_days(j.tally) AS absent_days,
             absence.absence_rate(j.tally) AS absence_rate,
             absence.chronic(j.tally) AS chronic,
             (absence.band(j.tally))::text AS band,
             absence.why_null(j.tally) AS why_null,
             j.complete_through
            FROM (attendance.judged_students(certify_year.for_year, certify_year.by_policy, certify_year.to_day) j(scope, school_id, student_id, grade, tally, complete_through)
              LEFT JOIN attendance.latest_stay l ON (((j.scope = 'district'::text) AND (l.student_id = j.student_id) AND (l.school_year = certify_year.for_year))));
 INSERT INTO attendance.certified_count (label, scope, school_id, group_kind, group_value, verdict_n, chronic_n, chronic_rate, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n)  SELECT certify_year.new_label AS new_label,
             c.scope,
             c.school_id,
                 CASE c.all_grades
                     WHEN 1 THEN 'all'::text
                     ELSE 'grade'::text
                 END AS "case",
                 CASE c.all_grades
                     WHEN 1 THEN 'all'::text
                     ELSE c.grade
                 END AS grade,
             c.n,
             c.chronic_n,
             ((c.chronic_n)::double precision / (NULLIF(c.n, 0))::double precision),
             c.satisfactory_n,
             c.at_risk_n,
             c.moderate_n,
             c.severe_n,
             c.no_verdict_n
            FROM ( SELECT m.scope,
                     m.school_id,
                     m.grade,
                     GROUPING(m.grade) AS all_grades,
                     count(m.band) AS n,
                     count(*) FILTER (WHERE m.chronic) AS chronic_n,
                     count(*) FILTER (WHERE (m.band = 'satisfactory'::text)) AS satisfactory_n,
                     count(*) FILTER (WHERE (m.band = 'at_risk'::text)) AS at_risk_n,
                     count(*) FILTER (WHERE (m.band = 'moderate'::text)) AS moderate_n,
                     count(*) FILTER (WHERE (m.band = 'severe'::text)) AS severe_n,
                     count(*) FILTER (WHERE (m.band IS NULL)) AS no_verdict_n
                    FROM ( SELECT 'school'::text AS scope,
                             s.school_id,
                             s.grade,
                             s.band,
                             s.chronic
                            FROM attendance.certified_student s
                           WHERE ((s.label = certify_year.new_label) AND (s.scope = 'school'::text))
                         UNION ALL
                          SELECT
                                 CASE s.scope
                                     WHEN 'school'::text THEN 'sum_of_schools'::text
                                     ELSE 'pooled'::text
                                 END AS "case",
                             NULL::text,
                             s.grade,
                             s.band,
                             s.chronic
                            FROM attendance.certified_student s
                           WHERE (s.label = certify_year.new_label)) m
                   GROUP BY GROUPING SETS ((m.scope, m.school_id), (m.scope, m.school_id, m.grade))) c;
 SELECT (c.verdict_n + c.no_verdict_n),
     c.chronic_n
    FROM attendance.certified_count c
   WHERE ((c.label = certify_year.new_label) AND (c.scope = 'pooled'::text) AND (c.group_kind = 'all'::text));
END;


ALTER FUNCTION attendance.certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text) OWNER TO district;

--
-- Name: FUNCTION certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text) IS 'Writes the verdicts of a school year and their counts under a label; returns the number of students and the number of chronically absent students';


--
-- Name: changed_since(text, integer, absence.policy, date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date) RETURNS TABLE(scope text, school_id text, student_id text, change text, band_then text, band_now text, chronic_then boolean, chronic_now boolean, absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer, enrolled_days_then integer, enrolled_days_now integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(o.scope, n.scope) AS "coalesce",
     COALESCE(o.school_id, n.school_id) AS "coalesce",
     COALESCE(o.student_id, n.student_id) AS "coalesce",
         CASE
             WHEN (o.student_id IS NULL) THEN 'in'::text
             WHEN (n.student_id IS NULL) THEN 'out'::text
             WHEN (o.band IS DISTINCT FROM n.band) THEN 'verdict'::text
             ELSE 'days'::text
         END AS "case",
     o.band,
     n.band,
     o.chronic,
     n.chronic,
     o.absent_days,
     n.absent_days,
     o.counted_days,
     n.counted_days,
     o.enrolled_days,
     n.enrolled_days
    FROM (( SELECT s.scope,
             s.school_id,
             s.student_id,
             s.band,
             s.chronic,
             s.absent_days,
             s.counted_days,
             s.enrolled_days
            FROM attendance.certified_student s
           WHERE ((s.label = changed_since.certified_label) AND (s.why_null IS DISTINCT FROM 'no_membership'::text))) o
      FULL JOIN ( SELECT j.scope,
             j.school_id,
             j.student_id,
             (absence.band(j.tally))::text AS band,
             absence.chronic(j.tally) AS chronic,
             absence.absent_days(j.tally) AS absent_days,
             (absence.counted_days(j.tally))::integer AS counted_days,
             (absence.enrolled_days(j.tally))::integer AS enrolled_days
            FROM attendance.judged_students(changed_since.for_year, changed_since.by_policy, changed_since.to_day) j(scope, school_id, student_id, grade, tally, complete_through)
           WHERE (absence.why_null(j.tally) IS DISTINCT FROM 'no_membership'::text)) n ON (((n.scope = o.scope) AND (n.student_id = o.student_id) AND (COALESCE(n.school_id, ''::text) = COALESCE(o.school_id, ''::text)))))
   WHERE ((o.student_id IS NULL) OR (n.student_id IS NULL) OR (o.band IS DISTINCT FROM n.band) OR (o.absent_days <> n.absent_days) OR (o.counted_days <> n.counted_days) OR (o.enrolled_days <> n.enrolled_days))
   ORDER BY COALESCE(o.scope, n.scope) DESC, COALESCE(o.school_id, n.school_id), COALESCE(o.student_id, n.student_id);
END;


ALTER FUNCTION attendance.changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date) OWNER TO district;

--
-- Name: FUNCTION changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date) IS 'The differences between a certification and the registers as they are now, for the same school year, day and policy';


--
-- Name: attendance_event; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.attendance_event (
    student_id text NOT NULL COLLATE pg_catalog."C",
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    day date NOT NULL,
    period text COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    portion numeric,
    missed numeric,
    held numeric,
    reason text
);

ALTER TABLE ONLY attendance.attendance_event REPLICA IDENTITY FULL;


ALTER TABLE attendance.attendance_event OWNER TO district;

--
-- Name: TABLE attendance_event; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.attendance_event IS 'Attendance events: what was recorded of a student at a school, for a day or for a period of it [Ed-Fi studentSchoolAttendanceEvent]';


--
-- Name: COLUMN attendance_event.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN attendance_event.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.school_id IS 'District id of the school, as in the student information system [Ed-Fi studentSchoolAttendanceEvent.schoolId]';


--
-- Name: COLUMN attendance_event.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi studentSchoolAttendanceEvent.schoolYear]';


--
-- Name: COLUMN attendance_event.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.day IS 'The day [Ed-Fi studentSchoolAttendanceEvent.eventDate]';


--
-- Name: COLUMN attendance_event.period; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.period IS 'Period of the day; NULL: the event is for the whole day [Ed-Fi studentSectionAttendanceEventClassPeriod.classPeriodName]';


--
-- Name: COLUMN attendance_event.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.code IS 'Attendance code, letter for letter as recorded [Ed-Fi studentSchoolAttendanceEvent.attendanceEventCategoryDescriptor]';


--
-- Name: COLUMN attendance_event.portion; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.portion IS 'Share that was missed: of the period if there is one, else of the day; unit: share, 0 to 1; NULL: missed divided by held if both are given and period is NULL, else the portion of the code [CEDS 002013 Attendance Event Duration Day; Ed-Fi studentSchoolAttendanceEvent.eventDuration]';


--
-- Name: COLUMN attendance_event.missed; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.missed IS 'Time that the student missed of the day, in the unit of held. Ed-Fi''s schoolAttendanceDuration is time attended and is not the same; unit: minutes or periods; NULL: not known';


--
-- Name: COLUMN attendance_event.held; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.held IS 'Time that the day held, in the unit of missed; for a period event, the number of periods of the day; unit: minutes or periods; NULL: not known; for a period event, the number of the calendar applies';


--
-- Name: COLUMN attendance_event.reason; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_event.reason IS 'Reason of the absence, as reported; NULL: not reported [Ed-Fi studentSchoolAttendanceEvent.attendanceEventReason]';


--
-- Name: close_school_day(date, text, text[]); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.close_school_day(on_day date, with_event text, of_schools text[]) RETURNS TABLE(calendars bigint, schools_closed text[], school_years integer[], events bigint)
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH closed AS (
          INSERT INTO attendance.calendar_day (school_id, school_year, calendar_code, day, event)  SELECT d.school_id,
                     d.school_year,
                     d.calendar_code,
                     d.day,
                     close_school_day.with_event AS with_event
                    FROM attendance.session_day d
                   WHERE ((d.day = close_school_day.on_day) AND ((close_school_day.of_schools IS NULL) OR (d.school_id = ANY (close_school_day.of_schools))))
           RETURNING calendar_day.school_id,
             calendar_day.school_year,
             calendar_day.calendar_code
         )
  SELECT count(*) AS count,
     array_agg(DISTINCT c.school_id) AS array_agg,
     array_agg(DISTINCT c.school_year) AS array_agg,
     ( SELECT count(*) AS count
            FROM attendance.attendance_event e
           WHERE ((e.day = close_school_day.on_day) AND (EXISTS ( SELECT
                    FROM (attendance.stay s
                      JOIN closed USING (school_id, school_year, calendar_code))
                   WHERE (((s.student_id = e.student_id) AND (s.school_id = e.school_id) AND (s.school_year = e.school_year)) AND s.counts AND (s.entry_date <= e.day) AND ((s.last_date IS NULL) OR (s.last_date >= e.day))))))) AS count
    FROM closed c;
END;


ALTER FUNCTION attendance.close_school_day(on_day date, with_event text, of_schools text[]) OWNER TO district;

--
-- Name: FUNCTION close_school_day(on_day date, with_event text, of_schools text[]); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.close_school_day(on_day date, with_event text, of_schools text[]) IS 'Adds the event that closes a day to the calendars of the schools (NULL: of all) that have a session on it; returns the number of calendars, the schools and school years, and the number of attendance events of the day that no longer count';


--
-- Name: closing_events(text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.closing_events(with_event text) RETURNS TABLE(closes boolean, known text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT bool_or((k.event = closing_events.with_event)) AS bool_or,
     string_agg(quote_literal(k.event), ', '::text ORDER BY k.event) AS string_agg
    FROM attendance.calendar_event_kind k
   WHERE (k.kind = 'closes'::text);
END;


ALTER FUNCTION attendance.closing_events(with_event text) OWNER TO district;

--
-- Name: FUNCTION closing_events(with_event text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.closing_events(with_event text) IS 'Whether an event closes a day, and the list of events that do';


--
-- Name: asked; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.asked AS
 SELECT y.school_year,
    n.name AS policy_name,
    p.policy,
    COALESCE((NULLIF(current_setting('absence.as_of'::text, true), ''::text))::date, 'infinity'::date) AS as_of,
    p.not_computable
   FROM ((attendance.school_year_state y
     CROSS JOIN ( SELECT COALESCE(NULLIF(current_setting('absence.policy'::text, true), ''::text), s.policy) AS name
           FROM attendance.store_setting s) n)
     LEFT JOIN attendance.definition_of_year p ON (((p.school_year = y.school_year) AND (p.name = n.name))));


ALTER TABLE attendance.asked OWNER TO district;

--
-- Name: VIEW asked; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.asked IS 'Helper: Day and definition that the views answer for: those set in the session, else those of the store';


--
-- Name: COLUMN asked.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN asked.policy_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked.policy_name IS 'Name of the definition';


--
-- Name: COLUMN asked.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked.policy IS 'Rule of the definition asked for, as text that type absence.policy reads; NULL: there is no definition of that name, or a policy cannot express its rule';


--
-- Name: COLUMN asked.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked.as_of IS 'Day asked for; infinity if none is, and counts stop at complete-through';


--
-- Name: COLUMN asked.not_computable; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked.not_computable IS 'Reason why a policy cannot express the rule; NULL: a policy expresses the rule, or there is no definition of that name';


--
-- Name: asked_is_known; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.asked_is_known AS
 SELECT bool_and(
        CASE
            WHEN (q.name IS NULL) THEN absence_internal.must_have_settings()
            ELSE absence_internal.must_be_known(q.name, q.policy, q.school_year, q.not_computable,
            CASE
                WHEN (q.policy IS NULL) THEN ( SELECT string_agg(format('%s@%s (%s)'::text, k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '::text ORDER BY k.place, k.version) AS string_agg
                   FROM attendance.known_definition k
                  WHERE (k.name = q.name))
                ELSE NULL::text
            END,
            CASE
                WHEN (q.policy IS NULL) THEN ( SELECT string_agg(DISTINCT k.name, ', '::text ORDER BY k.name) AS string_agg
                   FROM attendance.known_definition k
                  WHERE (k.policy IS NOT NULL))
                ELSE NULL::text
            END)
        END) AS known
   FROM ( SELECT asked.policy_name AS name,
            asked.policy,
            asked.school_year,
            asked.not_computable
           FROM attendance.asked
        UNION ALL
         SELECT n.name,
            k.policy,
            NULL::integer,
            k.not_computable
           FROM (( SELECT
                        CASE
                            WHEN s.only_row THEN COALESCE(NULLIF(current_setting('absence.policy'::text, true), ''::text), s.policy)
                            ELSE NULL::text
                        END AS name
                   FROM (( VALUES (true)) one
                     LEFT JOIN attendance.store_setting s ON (true))) n
             LEFT JOIN LATERAL ( SELECT k_1.policy,
                    k_1.not_computable
                   FROM attendance.known_definition k_1
                  WHERE ((n.name = k_1.name) OR (n.name = ((k_1.name || '@'::text) || k_1.version)))
                  ORDER BY (k_1.policy IS NULL)
                 LIMIT 1) k ON (true))
  ORDER BY 3) q;


ALTER TABLE attendance.asked_is_known OWNER TO district;

--
-- Name: VIEW asked_is_known; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.asked_is_known IS 'Helper: Check of the definition asked for; an unknown one is an error that lists the known ones';


--
-- Name: COLUMN asked_is_known.known; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.asked_is_known.known IS 'Always true';


--
-- Name: school; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.school (
    school_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    school_level text COLLATE pg_catalog."C",
    lea_id text COLLATE pg_catalog."C",
    state_lea_id text COLLATE pg_catalog."C",
    state_school_id text COLLATE pg_catalog."C",
    nces_school_id text COLLATE pg_catalog."C",
    reporting text DEFAULT 'exception'::text NOT NULL COLLATE pg_catalog."C",
    federally_reported boolean DEFAULT true NOT NULL,
    CONSTRAINT school_reporting_check CHECK ((reporting = ANY (ARRAY['exception'::text, 'affirmative'::text])))
);


ALTER TABLE attendance.school OWNER TO district;

--
-- Name: TABLE school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.school IS 'Schools [Ed-Fi school]';


--
-- Name: COLUMN school.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school.name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.name IS 'Name of the school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN school.school_level; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.school_level IS 'Level of the school, such as Elementary, Middle or High; NULL: not known';


--
-- Name: COLUMN school.lea_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.lea_id IS 'Id of the local education agency (LEA, the district) of the school; NULL: not known [Ed-Fi school.localEducationAgencyId]';


--
-- Name: COLUMN school.state_lea_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.state_lea_id IS 'State id of the local education agency; NULL: not known';


--
-- Name: COLUMN school.state_school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.state_school_id IS 'State id of the school; NULL: not known';


--
-- Name: COLUMN school.nces_school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.nces_school_id IS 'Id of the school at the National Center for Education Statistics (NCES); NULL: not known';


--
-- Name: COLUMN school.reporting; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.reporting IS 'exception: only exceptions are recorded, and a day without a record counts as present; affirmative: presence is recorded too, and a day without a record is unrecorded';


--
-- Name: COLUMN school.federally_reported; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school.federally_reported IS 'True if the school is in federal reports';


--
-- Name: staff_school; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.staff_school (
    role_name name NOT NULL,
    school_id text COLLATE pg_catalog."C"
);

ALTER TABLE ONLY attendance.staff_school REPLICA IDENTITY FULL;


ALTER TABLE attendance.staff_school OWNER TO district;

--
-- Name: TABLE staff_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.staff_school IS 'Schools that a role and its members may see while store_setting.school_scope is on';


--
-- Name: COLUMN staff_school.role_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.staff_school.role_name IS 'Name of the role; a row for a role that does not exist has no effect';


--
-- Name: COLUMN staff_school.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.staff_school.school_id IS 'School whose rows the role sees; NULL: every school, and the figures of the district [Ed-Fi school.schoolId]';


--
-- Name: visible; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.visible AS
 SELECT
        CASE
            WHEN s.only_row THEN ((NOT s.school_scope) OR pg_has_role(c.relowner, 'USAGE'::text) OR COALESCE(m.all_schools, false))
            ELSE absence_internal.must_have_settings()
        END AS all_schools,
    m.school_ids
   FROM (((( VALUES (true)) one
     LEFT JOIN attendance.store_setting s ON (true))
     LEFT JOIN pg_class c ON ((c.oid = s.tableoid)))
     CROSS JOIN ( SELECT bool_or((m_1.school_id IS NULL)) AS all_schools,
            array_agg(m_1.school_id) AS school_ids
           FROM (attendance.staff_school m_1
             JOIN pg_roles r ON ((r.rolname = m_1.role_name)))
          WHERE pg_has_role(r.oid, 'USAGE'::text)) m);


ALTER TABLE attendance.visible OWNER TO district;

--
-- Name: VIEW visible; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.visible IS 'Helper: Schools whose rows the current user sees in the views of the store; one row';


--
-- Name: COLUMN visible.all_schools; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.visible.all_schools IS 'True if the current user sees every school, and the figures of the district';


--
-- Name: COLUMN visible.school_ids; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.visible.school_ids IS 'Schools that staff_school gives the current user; NULL: none';


--
-- Name: coverage; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.coverage WITH (security_barrier='true') AS
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    c.students,
    c.verdict_n,
    c.below_minimum_n,
    c.not_recorded_n,
    c.no_membership_n,
    c.no_minutes_n,
    c.no_calendar_n,
    c.not_mapped_n,
    c.stay_void_n,
    c.stay_without_calendar_n,
    c.not_refreshed_n,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM ((( SELECT s.school_year,
            s.school_id,
            a.as_of,
            a.policy_name,
            (count(*))::integer AS students,
            (count(*) FILTER (WHERE ((s.register IS NOT NULL) AND (v.why_null IS NULL))))::integer AS verdict_n,
            (count(*) FILTER (WHERE (v.why_null = 'below_minimum'::text)))::integer AS below_minimum_n,
            (count(*) FILTER (WHERE (v.why_null = 'not_recorded'::text)))::integer AS not_recorded_n,
            (count(*) FILTER (WHERE (v.why_null = 'no_membership'::text)))::integer AS no_membership_n,
            (count(*) FILTER (WHERE (v.why_null = 'no_minutes'::text)))::integer AS no_minutes_n,
            (count(*) FILTER (WHERE (v.why_null = 'no_calendar'::text)))::integer AS no_calendar_n,
            (count(*) FILTER (WHERE (v.why_null = 'unmapped'::text)))::integer AS not_mapped_n,
            (count(*) FILTER (WHERE ((s.register IS NULL) AND (NOT s.counts))))::integer AS stay_void_n,
            (count(*) FILTER (WHERE ((s.register IS NULL) AND s.counts AND (NOT s.has_calendar))))::integer AS stay_without_calendar_n,
            (count(*) FILTER (WHERE ((s.register IS NULL) AND s.counts AND s.has_calendar)))::integer AS not_refreshed_n,
            bool_or((absence_internal.last_membership_day(s.register, a.as_of) IS NOT NULL)) AS counts_day
           FROM ((( SELECT school_year,
                    school_id,
                    student_id,
                    r.register,
                    y.counts,
                    y.has_calendar
                   FROM (attendance.student_register r
                     FULL JOIN ( SELECT s_1.school_year,
                            s_1.school_id,
                            s_1.student_id,
                            bool_or(s_1.counts) AS counts,
                            bool_or((s_1.counts AND (d.calendar_code IS NOT NULL))) AS has_calendar
                           FROM (attendance.stay s_1
                             LEFT JOIN ( SELECT DISTINCT session_day.school_year,
                                    session_day.school_id,
                                    session_day.calendar_code
                                   FROM attendance.session_day) d USING (school_year, school_id, calendar_code))
                          GROUP BY s_1.school_year, s_1.school_id, s_1.student_id) y USING (school_year, school_id, student_id))) s
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
             CROSS JOIN LATERAL ( SELECT absence.why_null(absence.tally(s.register, a.policy, a.as_of)) AS why_null) v(why_null))
          GROUP BY s.school_year, s.school_id, a.as_of, a.policy_name) c
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.coverage OWNER TO district;

--
-- Name: VIEW coverage; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.coverage IS 'Students of each school by whether they have a verdict, and why not. The counts of the reasons and verdict_n add up to students. Students with events but without an enrollment are in data_issue';


--
-- Name: COLUMN coverage.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN coverage.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN coverage.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN coverage.students; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.students IS 'Students with an enrollment or a register; unit: students';


--
-- Name: COLUMN coverage.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN coverage.below_minimum_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.below_minimum_n IS 'Students without a verdict: fewer enrolled days than the minimum of the definition; unit: students';


--
-- Name: COLUMN coverage.not_recorded_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.not_recorded_n IS 'Students without a verdict: nothing is recorded, or too little; unit: students';


--
-- Name: COLUMN coverage.no_membership_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.no_membership_n IS 'Students without a verdict: no membership day to the day asked for; unit: students';


--
-- Name: COLUMN coverage.no_minutes_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.no_minutes_n IS 'Students without a verdict: the definition counts minutes, and the length of a day is not known; unit: students';


--
-- Name: COLUMN coverage.no_calendar_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.no_calendar_n IS 'Students without a verdict: the minimum is a percentage of the days of the calendar, which are not known; unit: students';


--
-- Name: COLUMN coverage.not_mapped_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.not_mapped_n IS 'Students without a verdict: it depends on codes that nobody has mapped; unit: students';


--
-- Name: COLUMN coverage.stay_void_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.stay_void_n IS 'Students without a register: no enrollment counts; unit: students';


--
-- Name: COLUMN coverage.stay_without_calendar_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.stay_without_calendar_n IS 'Students without a register: the calendar is not known, or has no session day; unit: students';


--
-- Name: COLUMN coverage.not_refreshed_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.not_refreshed_n IS 'Students without a register: the enrollment is newer than the last refresh; unit: students';


--
-- Name: COLUMN coverage.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN coverage.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN coverage.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.coverage.policy IS 'Name of the definition';


--
-- Name: coverage_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.coverage_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.coverage
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.students,
     answer_at.verdict_n,
     answer_at.below_minimum_n,
     answer_at.not_recorded_n,
     answer_at.no_membership_n,
     answer_at.no_minutes_n,
     answer_at.no_calendar_n,
     answer_at.not_mapped_n,
     answer_at.stay_void_n,
     answer_at.stay_without_calendar_n,
     answer_at.not_refreshed_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.coverage, coverage_at.as_of, coverage_at.policy) answer_at(school_year, school_id, school_name, students, verdict_n, below_minimum_n, not_recorded_n, no_membership_n, no_minutes_n, no_calendar_n, not_mapped_n, stay_void_n, stay_without_calendar_n, not_refreshed_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.coverage_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION coverage_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.coverage_at(as_of date, policy text) IS 'coverage as of a day and under a definition; NULL is the store''s own';


--
-- Name: daily_attendance; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.daily_attendance WITH (security_barrier='true') AS
 SELECT d.school_year,
    d.school_id,
    h.name AS school_name,
    d.day,
    d.members,
    d.counted,
    d.absent,
    d.attending,
    (d.attending / (NULLIF(d.counted, 0))::double precision) AS attendance_rate,
    d.whole_school,
    d.session_days,
    d.average_daily_membership,
    (d.attending_to_date / (NULLIF(d.session_days, 0))::double precision) AS average_daily_attendance,
    (d.attending_to_date / NULLIF(d.counted_to_date, (0)::double precision)) AS attendance_rate_to_date,
    k.complete_through,
    NULLIF(LEAST(d.as_of, k.complete_through), 'infinity'::date) AS as_of,
    d.policy_name AS policy
   FROM ((( SELECT c.school_year,
            c.school_id,
            p.day,
            (p.members)::integer AS members,
            (p.n)::integer AS counted,
            p.k AS absent,
            ((p.n)::double precision - p.k) AS attending,
            w.whole_school,
            (count(*) FILTER (WHERE (w.whole_school AND (p.n > 0))) OVER to_date)::integer AS session_days,
            (avg(p.members) FILTER (WHERE (p.members > 0)) OVER to_date)::double precision AS average_daily_membership,
            sum((p.n)::double precision) FILTER (WHERE w.whole_school) OVER to_date AS counted_to_date,
            sum(((p.n)::double precision - p.k)) FILTER (WHERE w.whole_school) OVER to_date AS attending_to_date,
            c.as_of,
            c.policy_name
           FROM (((( SELECT r.school_year,
                    r.school_id,
                    a.policy_name,
                    a.as_of,
                    absence.daily_absence(r.register, a.policy) AS daily,
                    absence_internal.daily_membership(r.register, a.policy) AS membership
                   FROM (attendance.student_register r
                     JOIN ( SELECT asked.school_year,
                            asked.policy_name,
                            (asked.policy)::absence.policy AS policy,
                            asked.as_of
                           FROM attendance.asked
                         OFFSET '0'::bigint) a USING (school_year))
                  GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of) c
             CROSS JOIN LATERAL ( SELECT array_agg(p_1.day ORDER BY p_1.day) AS days
                   FROM absence.points(c.daily) p_1(day, n, k, rate)) k_1)
             CROSS JOIN LATERAL ROWS FROM(absence.points(c.daily, k_1.days), absence.points(c.membership, k_1.days)) p(day, n, k, rate, membership_day, members, unused_k, unused_rate))
             CROSS JOIN LATERAL ( SELECT (NOT (EXISTS ( SELECT
                           FROM attendance.calendar_complete i
                          WHERE (((i.school_year = c.school_year) AND (i.school_id = c.school_id)) AND (i.members > 0) AND (COALESCE(i.complete_through, '-infinity'::date) < p.day) AND (i.last_session_day >= p.day))))) AS whole_school
                 OFFSET 0) w)
          WHERE (p.day <= c.as_of)
          WINDOW to_date AS (PARTITION BY c.school_year, c.school_id ORDER BY p.day)) d
     LEFT JOIN attendance.school h ON ((h.school_id = d.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = d.school_year) AND (k.school_id = d.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (d.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.daily_attendance OWNER TO district;

--
-- Name: VIEW daily_attendance; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.daily_attendance IS 'Attendance by school and session day to the day asked for, under the definition asked for, with the averages of the school year so far';


--
-- Name: COLUMN daily_attendance.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN daily_attendance.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN daily_attendance.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN daily_attendance.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.day IS 'The day';


--
-- Name: COLUMN daily_attendance.members; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.members IS 'Daily membership: students who were expected on the day, less those whose day the definition leaves out; unit: students';


--
-- Name: COLUMN daily_attendance.counted; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.counted IS 'Members whose day counts: it is recorded, or the definition counts unrecorded days; it is not unmapped; and their calendar is complete through it; unit: students';


--
-- Name: COLUMN daily_attendance.absent; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.absent IS 'Absence of the counted members, by the part-day rule of the definition; unit: student-days';


--
-- Name: COLUMN daily_attendance.attending; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.attending IS 'Daily attendance: counted less absent; unit: student-days';


--
-- Name: COLUMN daily_attendance.attendance_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.attendance_rate IS 'attending as a share of counted; unit: share, 0 to 1; NULL: no member counts';


--
-- Name: COLUMN daily_attendance.whole_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.whole_school IS 'True if every calendar of the school with members is complete through the day or has ended before it; if false, some members are not counted';


--
-- Name: COLUMN daily_attendance.session_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.session_days IS 'Session days of the year to this day on which whole_school is true and members count; unit: days';


--
-- Name: COLUMN daily_attendance.average_daily_membership; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.average_daily_membership IS 'Average daily membership (ADM): mean of members over the days of the year to this day that have members; unit: students; NULL: there is no such day';


--
-- Name: COLUMN daily_attendance.average_daily_attendance; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.average_daily_attendance IS 'Average daily attendance (ADA): attending on the days of session_days, divided by their number. Members who do not count are not in it; unit: students; NULL: there is no such day';


--
-- Name: COLUMN daily_attendance.attendance_rate_to_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.attendance_rate_to_date IS 'attending as a share of counted over the days of session_days; unit: share, 0 to 1; NULL: there is no such day';


--
-- Name: COLUMN daily_attendance.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN daily_attendance.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN daily_attendance.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.daily_attendance.policy IS 'Name of the definition';


--
-- Name: daily_attendance_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.daily_attendance_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.daily_attendance
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.day,
     answer_at.members,
     answer_at.counted,
     answer_at.absent,
     answer_at.attending,
     answer_at.attendance_rate,
     answer_at.whole_school,
     answer_at.session_days,
     answer_at.average_daily_membership,
     answer_at.average_daily_attendance,
     answer_at.attendance_rate_to_date,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.daily_attendance, daily_attendance_at.as_of, daily_attendance_at.policy) answer_at(school_year, school_id, school_name, day, members, counted, absent, attending, attendance_rate, whole_school, session_days, average_daily_membership, average_daily_attendance, attendance_rate_to_date, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.daily_attendance_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION daily_attendance_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.daily_attendance_at(as_of date, policy text) IS 'daily_attendance as of a day and under a definition; NULL is the store''s own';


--
-- Name: district_complete; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.district_complete AS
 SELECT calendar_complete.school_year,
    COALESCE(min(calendar_complete.complete_through) FILTER (WHERE (calendar_complete.complete_through < calendar_complete.last_session_day)), max(calendar_complete.complete_through)) AS complete_through
   FROM attendance.calendar_complete
  GROUP BY calendar_complete.school_year;


ALTER TABLE attendance.district_complete OWNER TO district;

--
-- Name: VIEW district_complete; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.district_complete IS 'Helper: Last day of the district that can be counted';


--
-- Name: COLUMN district_complete.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_complete.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN district_complete.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_complete.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: district_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.district_absence WITH (security_barrier='true') AS
 SELECT c.school_year,
    (s.scope COLLATE "C") AS scope,
    f.verdict_n,
    f.chronic_n,
    f.chronic_rate,
    f.chronic_rate_low,
    f.chronic_rate_high,
    f.satisfactory_n,
    f.at_risk_n,
    f.moderate_n,
    f.severe_n,
    f.no_verdict_n,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM (((( SELECT o.school_year,
            a.policy_name,
            a.as_of,
            absence.band_counts(o.register, a.policy, a.as_of) AS pooled,
            absence.rollup(o.counts) AS summed,
            bool_or((absence_internal.last_membership_day(o.register, a.as_of) IS NOT NULL)) AS counts_day
           FROM (( SELECT r.student_id,
                    r.school_year,
                    absence.rollup(r.register) AS register,
                    absence.band_counts(r.register, p.policy, p.as_of) AS counts
                   FROM (attendance.student_register r
                     JOIN ( SELECT asked.school_year,
                            asked.policy_name,
                            (asked.policy)::absence.policy AS policy,
                            asked.as_of
                           FROM attendance.asked
                         OFFSET '0'::bigint) p USING (school_year))
                  GROUP BY r.student_id, r.school_year) o
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
          GROUP BY o.school_year, a.policy_name, a.as_of) c
     CROSS JOIN LATERAL ( VALUES ('pooled'::text,c.pooled), ('sum_of_schools'::text,c.summed)) s(scope, counts))
     CROSS JOIN LATERAL absence_internal.figures_of_cohort(s.counts) f(verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n))
     LEFT JOIN attendance.district_complete k ON ((k.school_year = c.school_year)))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND ( SELECT visible.all_schools
           FROM attendance.visible));


ALTER TABLE attendance.district_absence OWNER TO district;

--
-- Name: VIEW district_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.district_absence IS 'Chronic absence in the district, as of the day and under the definition asked for. Students who have left are included';


--
-- Name: COLUMN district_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN district_absence.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.scope IS 'pooled: each student once, with all schools merged; sum_of_schools: the sum of the schools, as in federal figures, in which a student of two schools is counted twice';


--
-- Name: COLUMN district_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN district_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN district_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN district_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN district_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN district_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN district_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN district_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN district_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN district_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN district_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN district_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN district_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_absence.policy IS 'Name of the definition';


--
-- Name: district_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.district_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.district_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.scope,
     answer_at.verdict_n,
     answer_at.chronic_n,
     answer_at.chronic_rate,
     answer_at.chronic_rate_low,
     answer_at.chronic_rate_high,
     answer_at.satisfactory_n,
     answer_at.at_risk_n,
     answer_at.moderate_n,
     answer_at.severe_n,
     answer_at.no_verdict_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.district_absence, district_absence_at.as_of, district_absence_at.policy) answer_at(school_year, scope, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.district_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION district_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.district_absence_at(as_of date, policy text) IS 'district_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: student; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.student (
    student_id text NOT NULL COLLATE pg_catalog."C",
    state_student_id text COLLATE pg_catalog."C",
    last_name text,
    first_name text,
    birth_date date
);


ALTER TABLE attendance.student OWNER TO district;

--
-- Name: TABLE student; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.student IS 'Students [Ed-Fi student]';


--
-- Name: COLUMN student.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student.state_student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student.state_student_id IS 'State id of the student; NULL: not known';


--
-- Name: COLUMN student.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN student.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN student.birth_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student.birth_date IS 'Date of birth; NULL: not known [Ed-Fi student.birthDate]';


--
-- Name: student_stay; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_stay AS
 SELECT counted_stay.student_id,
    counted_stay.school_id,
    counted_stay.school_year,
    min(counted_stay.entry_date) AS entry_date,
        CASE
            WHEN bool_or((counted_stay.exit_date IS NULL)) THEN NULL::date
            ELSE max(counted_stay.exit_date)
        END AS exit_date,
    (array_agg(counted_stay.homeroom ORDER BY counted_stay.entry_date DESC, counted_stay.last_date DESC, counted_stay.homeroom DESC NULLS LAST))[1] AS homeroom,
    bool_or(counted_stay.enrolled_now) AS enrolled_now
   FROM attendance.counted_stay
  GROUP BY counted_stay.student_id, counted_stay.school_id, counted_stay.school_year;


ALTER TABLE attendance.student_stay OWNER TO district;

--
-- Name: VIEW student_stay; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_stay IS 'Helper: Stays of each student at a school in a school year, in one row';


--
-- Name: COLUMN student_stay.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_stay.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_stay.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_stay.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN student_stay.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.exit_date IS 'Last day of the enrollment; where a row is about several enrollments, that of the last; NULL: an enrollment is open [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN student_stay.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN student_stay.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stay.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: visible_student; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.visible_student AS
 SELECT DISTINCT s.student_id,
    s.school_year
   FROM ( SELECT s_1.student_id,
            s_1.school_year,
            s_1.school_id,
            s_1.entry_date,
            s_1.last_date,
            d.day,
            COALESCE(max(s_1.entry_date) FILTER (WHERE (s_1.entry_date <= d.day)) OVER stays, min(s_1.entry_date) OVER stays) AS latest_entry
           FROM ((attendance.stay s_1
             JOIN ( SELECT DISTINCT enrollment.student_id,
                    enrollment.school_year
                   FROM attendance.enrollment
                  WHERE (enrollment.school_id = ANY (( SELECT visible.school_ids
                           FROM attendance.visible)::text[]))) m USING (student_id, school_year))
             LEFT JOIN ( SELECT calendar_complete.school_year,
                    max(calendar_complete.complete_through) AS day
                   FROM attendance.calendar_complete
                  GROUP BY calendar_complete.school_year) d USING (school_year))
          WHERE s_1.counts
          WINDOW stays AS (PARTITION BY s_1.student_id, s_1.school_year)) s
  WHERE ((s.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[])) AND ((s.entry_date = s.latest_entry) OR ((s.day >= s.entry_date) AND (s.day <= COALESCE(s.last_date, 'infinity'::date)))));


ALTER TABLE attendance.visible_student OWNER TO district;

--
-- Name: VIEW visible_student; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.visible_student IS 'Helper: Students whom the current user sees at every school in the school year, because they are now enrolled at one of the user''s schools; empty for a user who sees every school';


--
-- Name: COLUMN visible_student.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.visible_student.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN visible_student.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.visible_student.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: district_student_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.district_student_absence WITH (security_barrier='true') AS
 WITH asked AS MATERIALIZED (
         SELECT asked.school_year,
            asked.policy_name,
            (asked.policy)::absence.policy AS policy,
            asked.as_of
           FROM attendance.asked
         OFFSET '0'::bigint
        )
 SELECT r.school_year,
    l.school_id,
    h.name AS school_name,
    r.student_id,
    u.last_name,
    u.first_name,
    l.grade,
    l.homeroom,
    y.entry_date,
    y.exit_date,
    COALESCE(l.enrolled_now, false) AS enrolled_now,
    f.enrolled_days,
    f.counted_days,
    f.absent_days,
    f.missed_days,
    f.excused_days,
    f.unexcused_days,
    f.oss_days,
    f.iss_days,
    f.tardy_days,
    f.unmapped_days,
    f.unrecorded_days,
    f.absence_rate,
    f.chronic,
    f.status,
    f.band,
    f.band_order,
    f.why_null,
    f.absence_rate AS district_absence_rate,
    f.chronic AS district_chronic,
    f.band AS district_band,
    f.streak,
    f.last_absence,
    f.absences_left,
    f.complete_through,
    f.counted_through AS as_of,
    a.policy_name AS policy
   FROM (((((((( SELECT DISTINCT student_register.student_id,
            student_register.school_year
           FROM attendance.student_register) r
     CROSS JOIN LATERAL ( SELECT asked.school_year,
            asked.policy_name,
            asked.policy,
            asked.as_of
           FROM asked
          WHERE (asked.school_year = r.school_year)
         OFFSET 0) a)
     CROSS JOIN LATERAL ( SELECT absence.rollup(m.register) AS register
           FROM attendance.student_register m
          WHERE ((m.student_id = r.student_id) AND (m.school_year = r.school_year))) o)
     CROSS JOIN LATERAL absence_internal.figures_of_student(o.register, a.policy, a.as_of) f(enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, streak, last_absence, absences_left, complete_through, counted_through))
     LEFT JOIN attendance.latest_stay l ON (((l.student_id = r.student_id) AND (l.school_year = r.school_year))))
     LEFT JOIN attendance.school h ON ((h.school_id = l.school_id)))
     LEFT JOIN attendance.student u ON ((u.student_id = r.student_id)))
     LEFT JOIN attendance.student_stay y ON (((y.student_id = l.student_id) AND (y.school_id = l.school_id) AND (y.school_year = l.school_year))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (l.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[])) OR ((r.student_id, r.school_year) IN ( SELECT visible_student.student_id,
            visible_student.school_year
           FROM attendance.visible_student))));


ALTER TABLE attendance.district_student_absence OWNER TO district;

--
-- Name: VIEW district_student_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.district_student_absence IS 'Absence of students with their schools merged, each student once, as of the day and under the definition asked for';


--
-- Name: COLUMN district_student_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN district_student_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.school_id IS 'School of the student''s latest enrollment; NULL: the enrollments of a closed year have been deleted [Ed-Fi school.schoolId]';


--
-- Name: COLUMN district_student_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN district_student_absence.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN district_student_absence.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN district_student_absence.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN district_student_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN district_student_absence.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN district_student_absence.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.entry_date IS 'First day of the student at that school; NULL: the enrollments of a closed year have been deleted [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN district_student_absence.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.exit_date IS 'Last day of the student at that school; NULL: an enrollment is open, or the enrollments of a closed year have been deleted [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN district_student_absence.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: COLUMN district_student_absence.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: days';


--
-- Name: COLUMN district_student_absence.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: days';


--
-- Name: COLUMN district_student_absence.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN district_student_absence.missed_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.missed_days IS 'Time missed under marks that count as absent, before the part-day rule; unit: days';


--
-- Name: COLUMN district_student_absence.excused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.excused_days IS 'Part of absent_days that is excused; unit: days';


--
-- Name: COLUMN district_student_absence.unexcused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.unexcused_days IS 'Part of absent_days that is unexcused; unit: days';


--
-- Name: COLUMN district_student_absence.oss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.oss_days IS 'Part of absent_days that is out-of-school suspension; unit: days';


--
-- Name: COLUMN district_student_absence.iss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.iss_days IS 'Days of in-school suspension, whether or not they count as absent; unit: days';


--
-- Name: COLUMN district_student_absence.tardy_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.tardy_days IS 'Days on which the student was tardy, whether or not the time missed counts; unit: days [CEDS 001957 Number of Days Tardy]';


--
-- Name: COLUMN district_student_absence.unmapped_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.unmapped_days IS 'Days that do not count because the result depends on a code that nobody has mapped; unit: days';


--
-- Name: COLUMN district_student_absence.unrecorded_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.unrecorded_days IS 'Days with nothing recorded; unit: days';


--
-- Name: COLUMN district_student_absence.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN district_student_absence.chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.chronic IS 'True if the student is chronically absent; NULL: no verdict [CEDS 002022 Chronic Student Absenteeism Indicator]';


--
-- Name: COLUMN district_student_absence.status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.status IS 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody has mapped)';


--
-- Name: COLUMN district_student_absence.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN district_student_absence.band_order; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.band_order IS 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe; NULL: no verdict';


--
-- Name: COLUMN district_student_absence.why_null; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.why_null IS 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped; NULL: there is a verdict';


--
-- Name: COLUMN district_student_absence.district_absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.district_absence_rate IS 'absence_rate of the student with all schools merged; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN district_student_absence.district_chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.district_chronic IS 'True if the student is chronically absent with all schools merged; NULL: no verdict';


--
-- Name: COLUMN district_student_absence.district_band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.district_band IS 'Band of the student with all schools merged; NULL: no verdict';


--
-- Name: COLUMN district_student_absence.streak; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.streak IS 'Absent days in a row, back from the last counted day; unit: days';


--
-- Name: COLUMN district_student_absence.last_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.last_absence IS 'Last day that counts as absent; NULL: no day counts as absent';


--
-- Name: COLUMN district_student_absence.absences_left; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.absences_left IS 'Days still to come that the student can miss without being chronically absent at the end of the year; unit: days; NULL: the student will be chronically absent in any case, or the definition has no line for it';


--
-- Name: COLUMN district_student_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN district_student_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN district_student_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.district_student_absence.policy IS 'Name of the definition';


--
-- Name: district_student_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.district_student_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.district_student_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.student_id,
     answer_at.last_name,
     answer_at.first_name,
     answer_at.grade,
     answer_at.homeroom,
     answer_at.entry_date,
     answer_at.exit_date,
     answer_at.enrolled_now,
     answer_at.enrolled_days,
     answer_at.counted_days,
     answer_at.absent_days,
     answer_at.missed_days,
     answer_at.excused_days,
     answer_at.unexcused_days,
     answer_at.oss_days,
     answer_at.iss_days,
     answer_at.tardy_days,
     answer_at.unmapped_days,
     answer_at.unrecorded_days,
     answer_at.absence_rate,
     answer_at.chronic,
     answer_at.status,
     answer_at.band,
     answer_at.band_order,
     answer_at.why_null,
     answer_at.district_absence_rate,
     answer_at.district_chronic,
     answer_at.district_band,
     answer_at.streak,
     answer_at.last_absence,
     answer_at.absences_left,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.district_student_absence, district_student_absence_at.as_of, district_student_absence_at.policy) answer_at(school_year, school_id, school_name, student_id, last_name, first_name, grade, homeroom, entry_date, exit_date, enrolled_now, enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, district_absence_rate, district_chronic, district_band, streak, last_absence, absences_left, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.district_student_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION district_student_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.district_student_absence_at(as_of date, policy text) IS 'district_student_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: fill_with_sample(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.fill_with_sample(seed integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	event_salt constant bigint := salt + 1000;

	places constant text[] := '{Alder,Birch,Cedar,Dogwood,Elm,Fern,Garnet,Hazel,Ivy,Juniper,Laurel,Maple,Oak,Pine,Quartz,Sage,Willow}';
	grounds constant text[] := '{Creek,Hill,Valley,Ridge,Grove,Meadow,Point,Springs,Park,Harbor,Bluff,Crossing,Prairie}';
	first_names constant text[] := '{Aaliyah,Abdi,Adaeze,Aiko,Alejandra,Amara,Amir,Ana,Andre,Anh,Ava,Benjamin,Bao,Caleb,Camila,Carlos,Chloe,
		Daniela,Darius,DeShawn,Diego,Elena,Elijah,Emma,Ethan,Fatima,Gabriel,Grace,Hana,Hassan,Henry,Imani,Isabella,Ivan,Jada,Jamal,Jasmine,
		Kai,Kiara,Layla,Leilani,Liam,Lucia,Malik,Maria,Mateo,Mei,Minh,Nadia,Nia,Noah,Olivia,Omar,Priya,Rafael,Rosa,Samuel,Sofia,Tariq,Tala,
		William,Ximena,Yusuf,Zoe}';
	last_names constant text[] := '{Abdullahi,Adams,Alvarez,Anderson,Baker,Begay,Brooks,Castillo,Chen,Clark,Cruz,Davis,Diaz,Edwards,Flores,
		Foster,Garcia,Gomez,Green,Gutierrez,Hall,Hassan,Hernandez,Hughes,Ibrahim,Jackson,Johnson,Kahale,Kaur,Khan,Kim,Lee,Lopez,Martinez,
		Miller,Moore,Morales,Nakamura,Nguyen,Novak,"O''Brien",Okafor,Ortiz,Owens,Park,Patel,Perez,Petrov,Phillips,Ramirez,Reyes,Rivera,
		Robinson,Rossi,Sanchez,Silva,Singh,Smith,Tran,Vang,Washington,Williams,Yang,Young}';
	grades constant text[] := '{KG,01,02,03,04,05,06,07,08,09,10,11,12}';
	-- how much is missed by month, in percent, January first
	season constant integer[] := '{122,122,104,100,108,135,100,65,80,92,100,118}';
BEGIN
	INSERT INTO attendance.school_year_state (school_year, source, kind, state) VALUES (2026, NULL, 'native', 'open') ON CONFLICT DO NOTHING;

	-- Names repeat after 221 schools, with a number to tell them apart. There is no state 99.
	INSERT INTO attendance.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting)
	SELECT school_id,
		concat_ws(' ', places[1 + mod(n, 17)], grounds[1 + mod(n, 13)], level, 'School', nullif(1 + n / 221, 1)),
		level || ' School', '1', '99001', '99001-' || school_id, (990000100000 + n)::text,
		CASE WHEN n = 3 THEN 'affirmative' ELSE 'exception' END
	FROM pg_temp.sample_school ORDER BY n;

	INSERT INTO attendance.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
	SELECT school_id, 2026, code, type, day_minutes, periods FROM pg_temp.sample_calendar ORDER BY calendar;

	INSERT INTO attendance.calendar_grade (school_id, school_year, calendar_code, grade)
	SELECT school_id, 2026, code, grade
	FROM pg_temp.sample_calendar
	JOIN (VALUES ('G0910', '09'), ('G0910', '10'), ('G1112', '11'), ('G1112', '12')) AS g (code, grade) USING (code);

	-- 180 days of session in most calendars; one of them makes up for a snow day.
	WITH word (event, first, last, only_code, beside) AS (   -- beside: the day keeps its ordinary event too
		VALUES ('Holiday', date '2025-09-01', date '2025-09-01', NULL, false),
			('Teacher only day', '2025-10-10', '2025-10-10', NULL, false),
			('Holiday', '2025-10-13', '2025-10-13', NULL, false),
			('Non-instructional day', '2025-10-14', '2025-10-17', 'B', false),
			('Non-instructional day', '2025-11-10', '2025-11-10', NULL, false),
			('Holiday', '2025-11-11', '2025-11-11', NULL, false),
			('Non-instructional day', '2025-11-26', '2025-11-26', NULL, false),
			('Holiday', '2025-11-27', '2025-11-28', NULL, false),
			('Non-instructional day', '2025-12-22', '2025-12-24', NULL, false),
			('Holiday', '2025-12-25', '2025-12-25', NULL, false),
			('Non-instructional day', '2025-12-26', '2025-12-31', NULL, false),
			('Holiday', '2026-01-01', '2026-01-01', NULL, false),
			('Non-instructional day', '2026-01-02', '2026-01-02', NULL, false),
			('Teacher only day', '2026-01-05', '2026-01-05', NULL, false),
			('Holiday', '2026-01-19', '2026-01-19', NULL, false),
			('Weather day', '2026-01-27', '2026-01-27', NULL, true),        -- snow
			('Teacher only day', '2026-02-13', '2026-02-13', NULL, false),
			('Holiday', '2026-02-16', '2026-02-16', NULL, false),
			('Non-instructional day', '2026-02-17', '2026-02-20', 'A', false),
			('Teacher only day', '2026-03-13', '2026-03-13', NULL, false),  -- was planned,
			('Make-up day', '2026-03-13', '2026-03-13', NULL, false),       -- and makes up for the snow
			('Non-instructional day', '2026-03-30', '2026-04-03', NULL, false),
			('Non-instructional day', '2026-04-24', '2026-04-24', NULL, false),
			('Holiday', '2026-05-25', '2026-05-25', NULL, false),
			('Other', '2025-10-02', '2025-10-02', NULL, true),
			('Picture day', '2025-10-03', '2025-10-03', 'MAIN', true)),     -- an event that is not mapped
	weekday AS (
		SELECT day::date,
			-- short: the first Wednesday of a month; shorter: before winter and the last day
			CASE WHEN day IN (date '2025-12-19', date '2026-06-05') THEN 2
				WHEN extract(isodow FROM day) = 3 AND extract(day FROM day) <= 7 THEN 1 ELSE 0 END AS short
		FROM generate_series(timestamp '2025-08-11', '2026-06-09', '1 day') AS day
		WHERE extract(isodow FROM day) < 6)
	INSERT INTO attendance.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
	SELECT c.school_id, 2026, c.code, d.day, e.event,
		CASE WHEN e.short = 2 THEN 240 WHEN e.short = 1 THEN c.day_minutes - 120 END,
		CASE WHEN e.short = 2 AND c.periods IS NOT NULL THEN 4 END
	FROM pg_temp.sample_calendar AS c
	CROSS JOIN weekday AS d
	CROSS JOIN LATERAL (
		SELECT w.event, 0 AS short FROM word AS w
		WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND (c.type <> 'Staff' OR w.event = 'Holiday')
		UNION ALL
		SELECT CASE WHEN s.short > 0 THEN 'Student late arrival/early dismissal' ELSE 'Instructional day' END, s.short
		FROM (SELECT CASE WHEN c.type <> 'Staff' THEN d.short ELSE 0 END AS short) AS s
		WHERE NOT EXISTS (SELECT FROM word AS w
				WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND NOT w.beside
					AND (c.type <> 'Staff' OR w.event = 'Holiday'))) AS e
	WHERE c.type = 'Staff'      -- a week more at either end, and through the breaks
		OR d.day BETWEEN CASE WHEN c.code = 'G1112' THEN first_day + 2 ELSE first_day END
			AND CASE WHEN c.code = 'G1112' THEN last_day - 7 ELSE last_day END;

	-- What a day of session is like, by calendar, in percent: how much is missed then.
	CREATE TEMP TABLE sample_day AS
	SELECT calendar, day, day - date '2025-08-01' AS n, minutes, periods, in_minutes,
		season[extract(month FROM day)::integer]
			+ (ARRAY[10, 0, -8, 0, 18])[extract(isodow FROM day)::integer]
			+ CASE WHEN next - day > 4 THEN 60 WHEN next - day > 3 THEN 25 WHEN day - previous > 4 THEN 15 ELSE 0 END AS weight
	FROM (
		SELECT c.calendar, d.day, coalesce(min(d.minutes), s.day_minutes) AS minutes, coalesce(min(d.periods), s.periods) AS periods,
			s.in_minutes, s.reports_until, lag(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS previous,
			lead(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS next
		FROM pg_temp.sample_calendar AS c
		JOIN pg_temp.sample_school AS s USING (n)
		JOIN attendance.calendar_day AS d ON d.school_id = c.school_id AND d.school_year = 2026 AND d.calendar_code = c.code
		WHERE c.type <> 'Staff'
		GROUP BY c.calendar, d.day, s.day_minutes, s.periods, s.in_minutes, s.reports_until
		HAVING bool_or(d.event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal'))
			AND NOT bool_or(d.event IN ('Holiday', 'Non-instructional day', 'Weather day'))) AS d
	WHERE day <= reports_until;

	INSERT INTO attendance.student (student_id, state_student_id, last_name, first_name, birth_date)
	SELECT student_id, '99' || (10000000 + number), last_names[1 + (b >> 40 & 63)], first_names[1 + (b >> 46 & 63)],
		make_date(2019 - grade, 9, 2) + ((b >> 52 & 2047) * 365 >> 11)::integer
	FROM pg_temp.sample_student ORDER BY number;

	-- Groups. Race and ethnicity: more than one row is two or more, or Hispanic and a
	-- race; no row is not known.
	INSERT INTO attendance.student_group (student_id, kind, value, begin_date, end_date)
	SELECT student_id, kind, value, begin_date, end_date
	FROM pg_temp.sample_student
	CROSS JOIN LATERAL (VALUES
		(race < 290, 'race_ethnicity', 'Hispanic or Latino', NULL::date, NULL::date),
		(race BETWEEN 290 AND 444 OR race < 12, 'race_ethnicity', 'Black or African American', NULL, NULL),
		(race BETWEEN 445 AND 529, 'race_ethnicity', 'Asian', NULL, NULL),
		(race BETWEEN 515 AND 545, 'race_ethnicity', 'American Indian or Alaska Native', NULL, NULL),
		(race BETWEEN 540 AND 555, 'race_ethnicity', 'Native Hawaiian or Pacific Islander', NULL, NULL),
		(race BETWEEN 556 AND 1007 OR race BETWEEN 430 AND 454 OR race BETWEEN 12 AND 60, 'race_ethnicity', 'White', NULL, NULL),
		(true, 'sex', CASE WHEN (b >> 31 & 255) < 125 THEN 'Female' WHEN (b >> 31 & 255) < 255 THEN 'Male' ELSE 'Non-binary' END, NULL, NULL),
		-- English learners; some are found fluent at mid-year, and only watched from then on
		((c >> 48 & 127) < CASE WHEN race < 290 OR race BETWEEN 445 AND 514 THEN 38 ELSE 4 END, 'english_learner', 'Limited',
			first_day, CASE WHEN (c >> 48 & 127) < 4 THEN date '2026-01-31' END),
		((c >> 48 & 127) < 4, 'english_learner', 'Limited Monitored 1', '2026-02-01', NULL),
		-- a disability; for some it is found during the year
		(disabled, 'disability_idea', 'Yes', CASE WHEN (b >> 14 & 127) < 3 THEN turn END, NULL),
		(poor, 'economic_disadvantage', 'Yes', first_day, last_day),
		-- homeless for a time
		(homeless, 'homeless', 'Yes', turn - 20, CASE WHEN (c & 1) = 0 THEN turn + 60 END))
		AS g (is_in, kind, value, begin_date, end_date)
	WHERE is_in;

	-- Stays, and three with an exit before entry.
	INSERT INTO attendance.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code,
		entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
	SELECT student_id, school_id, 2026, entry_date, exit_date, CASE WHEN NOT no_grade THEN grades[grade + 1] END,
		CASE WHEN n = 1 THEN ('{A,B}'::text[])[calendar - 3] WHEN mod(n, 5) = 0 THEN 'MAIN' END,
		entry_type, exit_type, 'Current', primary_school, fte, grades[grade + 1] || '-' || homeroom
	FROM pg_temp.sample_stay
	UNION ALL
	(SELECT student_id, school_id, 2026, '2025-10-01', '2025-09-20', grades[grade + 1], NULL, 'Other', 'Withdrawn', 'Current', NULL, NULL, NULL
	FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 3);

	-- The district's codes. MTG and XX are in the events and not here.
	INSERT INTO attendance.attendance_code (code, school_id, school_year, mark, portion, description)
	VALUES ('EX', NULL, 2026, 'excused', NULL, 'Absent, excused'),
		('HX', NULL, 2026, 'excused', 0.5, 'Absent half a day, excused'),
		('UX', NULL, 2026, 'unexcused', NULL, 'Absent, unexcused'),
		('UV', NULL, 2026, 'unverified', NULL, 'Absent, nobody has called'),
		('RL', NULL, 2026, 'exempt', NULL, 'Religious observance'),
		('TD', NULL, 2026, 'tardy', NULL, 'Tardy'),
		('LE', NULL, 2026, 'left_early', NULL, 'Left early'),
		('OSS', NULL, 2026, 'oss', NULL, 'Out-of-school suspension'),
		('ISS', NULL, 2026, 'iss', NULL, 'In-school suspension'),
		('ACT', NULL, 2026, 'activity', NULL, 'Field trip or other school activity'),
		('RM', NULL, 2026, 'remote', NULL, 'Present, at a distance'),
		('HB', NULL, 2026, 'homebound', NULL, 'Homebound instruction'),
		('P', NULL, 2026, 'present', NULL, 'Present')
	ON CONFLICT DO NOTHING;

	ANALYZE pg_temp.sample_day;

	-- Events. The low 20 bits of a draw say whether there is one, others what it is. OFFSET 0
	-- keeps the planner from making the draw of an event several times.
	INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
	SELECT student_id, school_id, 2026, day, nullif(period, 0)::text,
		CASE WHEN period = 1 AND first_period = 0 THEN 'TD' ELSE code END,
		-- half a day, and a third
		CASE WHEN part < 8 THEN 0.5 WHEN part = 8 THEN 0.33 END,
		-- some of the day, in minutes; who left early, in minutes or periods
		CASE WHEN part IN (9, 10) THEN 60 + (draw >> 54 & 127) WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN 3 + (draw >> 54 & 31)
			WHEN code = 'LE' THEN CASE WHEN periods IS NULL THEN 30 + (draw >> 54 & 127) ELSE 1 + (draw >> 54 & 1) END END,
		CASE WHEN part IN (9, 10) THEN minutes WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN minutes
			WHEN code = 'LE' THEN coalesce(periods, minutes) END,
		CASE WHEN code = 'OSS' THEN 'Discipline'
			WHEN code = 'EX' AND (draw >> 58 & 7) = 0
				THEN ('{Illness,Illness,Medical appointment,Family emergency}'::text[])[1 + (draw >> 61 & 3)] END
	FROM (
		SELECT e.*, generate_series(first_period, last_period) AS period,
			CASE WHEN code IN ('EX', 'UX') AND ordinary AND last_period = 0 THEN draw >> 40 & 127 END AS part
		FROM (
			SELECT c.*,
				-- 8% of such days in a secondary school are kept by period: a tardy in the first, one to
				-- four periods missed, or the whole day and then a tardy in the first; 0 is the day
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' THEN 1 WHEN (draw >> 40 & 3) = 0 THEN 0
					ELSE 1 + (draw >> 54 & 3)::integer END AS first_period,
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' OR (draw >> 40 & 3) = 0 THEN 1
					ELSE least(periods, 1 + (draw >> 54 & 3)::integer + (draw >> 56 & 3)::integer) END AS last_period
			FROM (
				SELECT k.*, ordinary AND periods IS NOT NULL AND code IN ('TD', 'EX', 'UX') AND (draw >> 47 & 127) < 10 AS by_period
				FROM (
					SELECT h.*, NOT (away OR ill) AS ordinary,
						CASE WHEN away THEN away_code WHEN ill THEN 'EX'
							WHEN kind < 150 THEN 'TD' WHEN kind < 175 THEN 'LE' WHEN kind < 183 THEN 'ACT'
							WHEN kind < 190 AND periods IS NOT NULL THEN 'ISS'
							WHEN kind < 200 THEN 'UV' WHEN kind < 204 THEN 'RL' WHEN kind < 208 THEN 'RM'
							WHEN kind < 212 THEN 'MTG' WHEN kind < 213 THEN 'XX' WHEN kind < 226 THEN 'HX'
							WHEN (draw >> 30 & 1023) < unexcused THEN 'UX' ELSE 'EX' END AS code
					FROM (
						SELECT s.student_id, s.school_id, s.unexcused, s.away_code, d.day, d.minutes, d.periods, d.in_minutes,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) AS draw,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) >> 20 & 1023 AS kind,
							coalesce(d.day BETWEEN s.away_from AND s.away_to, false) AS away,
							s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to AS ill
						FROM pg_temp.sample_stay AS s
						JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
						WHERE s.marked
							AND (hashint8extended(s.number * 512 + d.n, event_salt + s.n) & 1048575 < s.habit * d.weight
								OR d.day BETWEEN s.away_from AND s.away_to
								OR s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to)
						OFFSET 0) AS h) AS k) AS c) AS e) AS e;

	-- School 3 sends rolls, except for a week in February and some single days.
	INSERT INTO attendance.attendance_taken (school_id, day, calendar_code)
	SELECT c.school_id, d.day, NULL
	FROM pg_temp.sample_day AS d JOIN pg_temp.sample_calendar AS c USING (calendar)
	WHERE c.n = 3 AND d.day NOT BETWEEN '2026-02-09' AND '2026-02-12' AND hashint8extended(d.n, (salt + 4)) & 31 > 0;

	-- For part of that week, the first homerooms entered presence as events later.
	INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, code)
	SELECT s.student_id, s.school_id, 2026, d.day, 'P'
	FROM pg_temp.sample_stay AS s
	JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
	WHERE s.n = 3 AND s.homeroom = 1 AND s.marked AND d.day BETWEEN '2026-02-09' AND '2026-02-10'
		AND NOT EXISTS (SELECT FROM attendance.attendance_event AS e
			WHERE e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day);

	-- Wrong rows, of three students each, whatever the size of the district: on a holiday, a
	-- Saturday and the snow day; with mistyped years; with portions above 1 and below 0; of
	-- unknown students and schools; a week before entry and after exit. And five of each:
	-- rows that come twice, and absences that a second row corrects.
	WITH chosen AS (
		SELECT number, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 20),
	few AS (SELECT * FROM chosen ORDER BY number LIMIT 3),
	fact AS (   -- ordered by all that tells rows apart
		SELECT e.* FROM attendance.attendance_event AS e JOIN chosen USING (student_id, school_id)
		WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX') AND e.period IS NULL AND e.portion IS NULL AND e.missed IS NULL
		ORDER BY e.student_id, e.school_id, e.day)
	INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, code, portion)
	SELECT bad.prefix || student_id, bad.school_prefix || school_id, 2026, bad.day, bad.code, bad.portion
	FROM few CROSS JOIN (VALUES
		('', '', date '2025-11-27', 'UX', NULL), ('', '', '2025-10-04', 'EX', NULL), ('', '', '2026-01-27', 'UX', NULL),
		('', '', '0003-10-14', 'EX', NULL), ('', '', '6209-10-14', 'UX', NULL),
		('', '', '2026-01-14', 'EX', 1.5), ('', '', '2026-01-15', 'UX', -1),
		('0', '', '2025-10-21', 'UX', NULL), ('', '0', '2025-10-22', 'UX', NULL)) AS bad (prefix, school_prefix, day, code, portion)
	UNION ALL
	(SELECT student_id, school_id, 2026, entry_date - 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'late' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, exit_date + 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'left' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, code, NULL FROM fact LIMIT 5)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, 'TD', NULL FROM fact OFFSET 5 LIMIT 5);

	ANALYZE attendance.school, attendance.student, attendance.student_group, attendance.calendar, attendance.calendar_grade, attendance.calendar_day,
		attendance.enrollment, attendance.attendance_code, attendance.attendance_event, attendance.attendance_taken, attendance.school_year_state;
END
$$;


ALTER FUNCTION attendance.fill_with_sample(seed integer) OWNER TO district;

--
-- Name: FUNCTION fill_with_sample(seed integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.fill_with_sample(seed integer) IS 'Writes the facts of the sample district that load_sample has drawn; a step of load_sample';


--
-- Name: student_group; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.student_group (
    student_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    begin_date date,
    end_date date
);

ALTER TABLE ONLY attendance.student_group REPLICA IDENTITY FULL;


ALTER TABLE attendance.student_group OWNER TO district;

--
-- Name: TABLE student_group; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.student_group IS 'Groups that a student belongs to, such as a race, an English learner status or a disability. A student can have several rows of one kind';


--
-- Name: COLUMN student_group.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_group.kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group.kind IS 'Kind of group: race_ethnicity, sex, english_learner, disability_idea or any other';


--
-- Name: COLUMN student_group.value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group.value IS 'Group within its kind, such as Female or Yes';


--
-- Name: COLUMN student_group.begin_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group.begin_date IS 'First day in the group; NULL: no first day';


--
-- Name: COLUMN student_group.end_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group.end_date IS 'Last day in the group; NULL: no last day';


--
-- Name: known_status; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.known_status AS
 WITH known AS MATERIALIZED (
         SELECT student_group.kind,
            student_group.value,
            absence_internal.short_word(student_group.kind) AS group_kind,
            absence_internal.short_word(student_group.value) AS group_value,
            OVERLAY(repeat('0'::text, (count(*) OVER ())::integer) PLACING '1'::text FROM (row_number() OVER (ORDER BY student_group.kind, student_group.value))::integer) AS mask
           FROM attendance.student_group
          WHERE (student_group.kind <> 'all'::text)
          GROUP BY student_group.kind, student_group.value
        )
 SELECT known.kind,
    known.value,
    known.group_kind,
    known.group_value,
    known.mask
   FROM known;


ALTER TABLE attendance.known_status OWNER TO district;

--
-- Name: VIEW known_status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.known_status IS 'Helper: Statuses that occur in student_group: each value of each kind';


--
-- Name: COLUMN known_status.kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_status.kind IS 'Kind of the status, as in student_group';


--
-- Name: COLUMN known_status.value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_status.value IS 'Value of the status, as in student_group';


--
-- Name: COLUMN known_status.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_status.group_kind IS 'Kind as the views show it: one of more than 500 bytes is cut and has a hash';


--
-- Name: COLUMN known_status.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_status.group_value IS 'Value as the views show it: one of more than 500 bytes is cut and has a hash';


--
-- Name: COLUMN known_status.mask; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.known_status.mask IS 'Place of the status among all: a row of digits, 1 for this status and 0 for the others';


--
-- Name: student_status; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_status AS
 SELECT r.school_year,
    r.school_id,
    r.student_id,
    min((absence.band(absence.tally(r.register, a.policy, a.as_of)))::text) AS band,
    COALESCE((bit_or((k.mask)::"bit") FILTER (WHERE
        CASE
            WHEN ((g.begin_date IS NULL) AND (g.end_date IS NULL)) THEN true
            ELSE ((absence_internal.last_membership_day(r.register, a.as_of) >= COALESCE(g.begin_date, '-infinity'::date)) AND (absence_internal.last_membership_day(r.register, a.as_of) <= COALESCE(g.end_date, 'infinity'::date)))
        END))::text, ''::text) AS on_day,
    COALESCE((bit_or((k.mask)::"bit") FILTER (WHERE
        CASE
            WHEN ((g.begin_date IS NULL) AND (g.end_date IS NULL)) THEN true
            ELSE ((absence_internal.last_membership_day(r.register, a.as_of) >= COALESCE(g.begin_date, '-infinity'::date)) AND (absence.membership_days(r.register, g.begin_date, g.end_date) > 0))
        END))::text, ''::text) AS ever_in_year,
    bool_or((absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL)) AS counts_day,
    a.as_of,
    a.policy_name
   FROM ((attendance.student_register r
     JOIN ( SELECT asked.school_year,
            asked.policy_name,
            (asked.policy)::absence.policy AS policy,
            asked.as_of
           FROM attendance.asked
         OFFSET '0'::bigint) a USING (school_year))
     LEFT JOIN (attendance.student_group g
     JOIN ( SELECT known_status.kind,
            known_status.value,
            (known_status.mask)::bit varying AS mask
           FROM attendance.known_status
         OFFSET 0) k USING (kind, value)) ON ((g.student_id = r.student_id)))
  GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name;


ALTER TABLE attendance.student_status OWNER TO district;

--
-- Name: VIEW student_status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_status IS 'Helper: Statuses of each student at each school, and the band';


--
-- Name: COLUMN student_status.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_status.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_status.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_status.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN student_status.on_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.on_day IS 'Statuses in force on the last membership day that counts: a digit for each row of known_status, 1 if in force; empty if none is';


--
-- Name: COLUMN student_status.ever_in_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.ever_in_year IS 'Statuses in force on any membership day that counts, in the same form as on_day';


--
-- Name: COLUMN student_status.counts_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.counts_day IS 'True if a membership day of the student counts';


--
-- Name: COLUMN student_status.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.as_of IS 'Day asked for, as in asked';


--
-- Name: COLUMN student_status.policy_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_status.policy_name IS 'Name of the definition';


--
-- Name: fs195; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.fs195 WITH (security_barrier='true') AS
 WITH category_set(place, category_set, words) AS (
         VALUES (1,'race_ethnicity'::text,'{"American Indian or Alaska Native",Asian,"Black or African American","Hispanic or Latino","Native Hawaiian or Pacific Islander",White,"two or more"}'::text[]), (2,'disability_idea'::text,'{Yes}'::text[]), (3,'section_504'::text,'{Yes}'::text[]), (4,'english_learner'::text,'{Yes}'::text[]), (5,'homeless'::text,'{Yes}'::text[]), (6,'sex'::text,'{Female,Male}'::text[])
        ), status AS MATERIALIZED (
         SELECT k_1.group_kind AS kind,
            k_1.group_value AS value,
            row_number() OVER (ORDER BY k_1.mask DESC) AS place
           FROM attendance.known_status k_1
        UNION ALL
         SELECT c_1.category_set,
            w.word,
            NULL::bigint
           FROM (category_set c_1
             CROSS JOIN LATERAL unnest(c_1.words) w(word))
          WHERE (NOT (EXISTS ( SELECT
                   FROM attendance.student_group g
                  WHERE (g.kind = c_1.category_set))))
        ), known AS (
         SELECT array_agg(s_1.kind ORDER BY s_1.place) AS kinds,
            array_agg(s_1.value ORDER BY s_1.place) AS group_values
           FROM status s_1
        ), alike AS (
         SELECT s_1.school_year,
            s_1.school_id,
            s_1.on_day,
            s_1.ever_in_year,
            s_1.as_of,
            bool_or(s_1.counts_day) AS counts_day,
            absence_internal.is_federal_grade(r.grade) AS is_federal,
            count(b.band) AS n,
            count(*) FILTER (WHERE (b.band = ANY (ARRAY['moderate'::text, 'severe'::text]))) AS chronic_n,
            count(*) FILTER (WHERE (b.band IS NULL)) AS no_verdict_n
           FROM ((attendance.student_status s_1
             JOIN attendance.student_register r USING (school_year, school_id, student_id))
             CROSS JOIN LATERAL ( SELECT (absence.band(absence.tally(r.register, absence.federal_policy(), s_1.as_of)))::text AS band
                 OFFSET 0) b(band))
          GROUP BY s_1.school_year, s_1.school_id, s_1.on_day, s_1.ever_in_year, s_1.as_of, (absence_internal.is_federal_grade(r.grade))
        ), counted AS MATERIALIZED (
         SELECT a.school_year,
            a.school_id,
                CASE g.group_kind
                    WHEN 'all'::text THEN 'total'::text
                    ELSE g.group_kind
                END AS category_set,
            g.group_value AS category,
                CASE g.group_kind
                    WHEN 'all'::text THEN 'all'::text
                    ELSE g.sex
                END AS sex,
            (sum(a.n))::integer AS n,
            (sum(a.chronic_n))::integer AS chronic_n,
            (sum(a.no_verdict_n))::integer AS no_verdict_n
           FROM ((alike a
             CROSS JOIN known k_1)
             CROSS JOIN LATERAL absence_internal.groups_of(k_1.kinds, k_1.group_values, a.on_day, a.ever_in_year) g(status_basis, group_kind, group_value, sex))
          WHERE (a.is_federal AND (g.status_basis = 'ever_in_year'::text) AND (g.group_kind <> 'sex'::text) AND ((g.group_kind = 'all'::text) OR (g.group_kind IN ( SELECT c_1.category_set
                   FROM category_set c_1))))
          GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value,
                CASE g.group_kind
                    WHEN 'all'::text THEN 'all'::text
                    ELSE g.sex
                END
        UNION ALL
         SELECT a.school_year,
            a.school_id,
            'grade not known'::text,
            'all'::text,
            'all'::text,
            (sum(a.n))::integer AS sum,
            (sum(a.chronic_n))::integer AS sum,
            (sum(a.no_verdict_n))::integer AS sum
           FROM alike a
          WHERE (a.is_federal IS NULL)
          GROUP BY a.school_year, a.school_id
        ), category AS MATERIALIZED (
         SELECT c_1.place,
            c_1.category_set,
            v.value AS category,
            x.sex
           FROM ((category_set c_1
             CROSS JOIN LATERAL ( SELECT unnest(c_1.words) AS value
                  WHERE (c_1.category_set = 'race_ethnicity'::text)
                UNION
                 SELECT s_1.value
                   FROM status s_1
                  WHERE ((s_1.kind = c_1.category_set) AND (s_1.kind <> 'race_ethnicity'::text))
                UNION
                 SELECT 'No'::text
                  WHERE (c_1.category_set <> 'race_ethnicity'::text)
                UNION
                 SELECT d_1.category
                   FROM counted d_1
                  WHERE (d_1.category_set = c_1.category_set)) v)
             CROSS JOIN ( SELECT s_1.value AS sex
                   FROM status s_1
                  WHERE (s_1.kind = 'sex'::text)
                UNION
                 SELECT d_1.sex
                   FROM counted d_1
                  WHERE (d_1.sex <> 'all'::text)) x)
          WHERE (c_1.category_set <> 'sex'::text)
        UNION ALL
         VALUES (6,'total'::text,'all'::text,'all'::text)
        UNION ALL
         SELECT DISTINCT 7,
            'grade not known'::text,
            'all'::text,
            'all'::text
           FROM counted d_1
          WHERE (d_1.category_set = 'grade not known'::text)
        )
 SELECT s.school_year,
    s.school_id,
    h.name AS school_name,
    h.nces_school_id,
    h.state_school_id,
    c.place AS set_order,
    (c.category_set COLLATE "C") AS category_set,
    (c.category COLLATE "C") AS category,
    (c.sex COLLATE "C") AS sex,
    COALESCE(d.chronic_n, 0) AS chronic_n,
    COALESCE(d.n, 0) AS verdict_n,
    COALESCE(d.no_verdict_n, 0) AS no_verdict_n,
    k.complete_through,
        CASE
            WHEN s.counts_day THEN NULLIF(LEAST(s.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    (absence.federal_policy())::text AS policy
   FROM ((((( SELECT a.school_year,
            a.school_id,
            a.as_of,
            bool_or(a.counts_day) AS counts_day
           FROM alike a
          GROUP BY a.school_year, a.school_id, a.as_of) s
     CROSS JOIN category c)
     LEFT JOIN counted d ON (((d.school_year = s.school_year) AND (d.school_id = s.school_id) AND (d.category_set = c.category_set) AND (d.category = c.category) AND (d.sex = c.sex))))
     LEFT JOIN attendance.school h ON ((h.school_id = s.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = s.school_year) AND (k.school_id = s.school_id))))
  WHERE ((h.federally_reported IS NOT FALSE) AND (( SELECT visible.all_schools
           FROM attendance.visible) IS NOT NULL) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (s.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.fs195 OWNER TO district;

--
-- Name: VIEW fs195; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.fs195 IS 'Aid for EDFacts file 195 (chronic absenteeism): chronically absent students of kindergarten to grade 12 and ungraded by school, as of the day asked for and always under the federal definition, with zero counts. Schools that are not federally reported are left out. Check it against the file specification of the state, which was not read in full';


--
-- Name: COLUMN fs195.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN fs195.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN fs195.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN fs195.nces_school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.nces_school_id IS 'Id of the school at the National Center for Education Statistics (NCES); NULL: not known';


--
-- Name: COLUMN fs195.state_school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.state_school_id IS 'State id of the school; NULL: not known';


--
-- Name: COLUMN fs195.set_order; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.set_order IS 'Number of the category set to sort by';


--
-- Name: COLUMN fs195.category_set; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.category_set IS 'race_ethnicity, disability_idea, section_504, english_learner or homeless, each by sex; total; or grade not known: students whose grade is neither known to be in the file nor known to be out of it, who are in no other set';


--
-- Name: COLUMN fs195.category; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.category IS 'Category within the set. Race and ethnicity as in group_absence; of the other sets, each status that the student had on any membership day to as_of, else No; all in total and grade not known';


--
-- Name: COLUMN fs195.sex; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.sex IS 'Sex of the students; missing if none or several are recorded; all in total and grade not known';


--
-- Name: COLUMN fs195.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN fs195.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN fs195.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN fs195.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN fs195.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN fs195.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.fs195.policy IS 'Rule of the federal definition, as text that type absence.policy reads';


--
-- Name: fs195_at(date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.fs195_at(as_of date DEFAULT NULL::date) RETURNS SETOF attendance.fs195
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.nces_school_id,
     answer_at.state_school_id,
     answer_at.set_order,
     answer_at.category_set,
     answer_at.category,
     answer_at.sex,
     answer_at.chronic_n,
     answer_at.verdict_n,
     answer_at.no_verdict_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.fs195, fs195_at.as_of, NULL::text) answer_at(school_year, school_id, school_name, nces_school_id, state_school_id, set_order, category_set, category, sex, chronic_n, verdict_n, no_verdict_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.fs195_at(as_of date) OWNER TO district;

--
-- Name: FUNCTION fs195_at(as_of date); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.fs195_at(as_of date) IS 'fs195 as of a day; NULL is the last complete day';


--
-- Name: grade_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.grade_absence WITH (security_barrier='true') AS
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    c.grade,
    f.verdict_n,
    f.chronic_n,
    f.chronic_rate,
    f.chronic_rate_low,
    f.chronic_rate_high,
    f.satisfactory_n,
    f.at_risk_n,
    f.moderate_n,
    f.severe_n,
    f.no_verdict_n,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM (((( SELECT r.school_year,
            r.school_id,
            r.grade,
            a.policy_name,
            a.as_of,
            absence.band_counts(r.register, a.policy, a.as_of) AS counts,
            bool_or((absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL)) AS counts_day
           FROM (attendance.student_register r
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
          GROUP BY r.school_year, r.school_id, r.grade, a.policy_name, a.as_of) c
     CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) f(verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n))
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.grade_absence OWNER TO district;

--
-- Name: VIEW grade_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.grade_absence IS 'Chronic absence by school and grade, as of the day and under the definition asked for. Students who have left are included';


--
-- Name: COLUMN grade_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN grade_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN grade_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN grade_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.grade IS 'Grade of the students; a student who was promoted during the year is in the latest grade; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN grade_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN grade_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN grade_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN grade_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN grade_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN grade_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN grade_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN grade_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN grade_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN grade_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN grade_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN grade_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN grade_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.grade_absence.policy IS 'Name of the definition';


--
-- Name: grade_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.grade_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.grade_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.grade,
     answer_at.verdict_n,
     answer_at.chronic_n,
     answer_at.chronic_rate,
     answer_at.chronic_rate_low,
     answer_at.chronic_rate_high,
     answer_at.satisfactory_n,
     answer_at.at_risk_n,
     answer_at.moderate_n,
     answer_at.severe_n,
     answer_at.no_verdict_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.grade_absence, grade_absence_at.as_of, grade_absence_at.policy) answer_at(school_year, school_id, school_name, grade, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.grade_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION grade_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.grade_absence_at(as_of date, policy text) IS 'grade_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: group_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.group_absence WITH (security_barrier='true') AS
 WITH alike AS MATERIALIZED (
         SELECT student_status.school_year,
            student_status.school_id,
            student_status.on_day,
            student_status.ever_in_year,
            student_status.as_of,
            student_status.policy_name,
            count(*) FILTER (WHERE (student_status.band = 'satisfactory'::text)) AS satisfactory,
            count(*) FILTER (WHERE (student_status.band = 'at_risk'::text)) AS at_risk,
            count(*) FILTER (WHERE (student_status.band = 'moderate'::text)) AS moderate,
            count(*) FILTER (WHERE (student_status.band = 'severe'::text)) AS severe,
            count(*) FILTER (WHERE (student_status.band IS NULL)) AS no_verdict,
            bool_or(student_status.counts_day) AS counts_day
           FROM attendance.student_status
          GROUP BY student_status.school_year, student_status.school_id, student_status.on_day, student_status.ever_in_year, student_status.as_of, student_status.policy_name
        ), group_of_alike AS MATERIALIZED (
         SELECT a.on_day,
            a.ever_in_year,
            g.status_basis,
            g.group_kind,
            g.group_value,
            x.sex
           FROM (((( SELECT DISTINCT alike.on_day,
                    alike.ever_in_year
                   FROM alike) a
             CROSS JOIN ( SELECT array_agg(known_status.group_kind ORDER BY known_status.mask DESC) AS kinds,
                    array_agg(known_status.group_value ORDER BY known_status.mask DESC) AS group_values
                   FROM attendance.known_status) k_1)
             CROSS JOIN LATERAL absence_internal.groups_of(k_1.kinds, k_1.group_values, a.on_day, a.ever_in_year) g(status_basis, group_kind, group_value, sex))
             CROSS JOIN LATERAL ( SELECT 'all'::text AS "?column?"
                UNION ALL
                 SELECT g.sex
                  WHERE (g.sex IS NOT NULL)) x(sex))
        )
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    (c.group_kind COLLATE "C") AS group_kind,
    (c.group_value COLLATE "C") AS group_value,
    (c.sex COLLATE "C") AS sex,
    (c.status_basis COLLATE "C") AS status_basis,
    f.verdict_n,
    f.chronic_n,
    f.chronic_rate,
    f.chronic_rate_low,
    f.chronic_rate_high,
    f.satisfactory_n,
    f.at_risk_n,
    f.moderate_n,
    f.severe_n,
    f.no_verdict_n,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM (((( SELECT a.school_year,
            a.school_id,
            g.group_kind,
            g.group_value,
            g.sex,
            g.status_basis,
            a.as_of,
            a.policy_name,
            (sum(a.satisfactory))::bigint AS satisfactory,
            (sum(a.at_risk))::bigint AS at_risk,
            (sum(a.moderate))::bigint AS moderate,
            (sum(a.severe))::bigint AS severe,
            (sum(a.no_verdict))::bigint AS no_verdict,
            bool_or(a.counts_day) AS counts_day
           FROM (alike a
             JOIN group_of_alike g USING (on_day, ever_in_year))
          GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name) c
     CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) f(verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n))
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.group_absence OWNER TO district;

--
-- Name: VIEW group_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.group_absence IS 'Chronic absence by school and group of students, as of the day and under the definition asked for. Students who have left are included. A student with several values of a kind is in the group of each';


--
-- Name: COLUMN group_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN group_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN group_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN group_absence.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN group_absence.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN group_absence.sex; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.sex IS 'Sex of the students, or all; groups of kind sex are not crossed with sex';


--
-- Name: COLUMN group_absence.status_basis; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.status_basis IS 'Statuses that decide the group. on_day: those in force on the student''s last membership day that counts; ever_in_year: those in force on any. Race, ethnicity and sex are always those of the day';


--
-- Name: COLUMN group_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN group_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN group_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN group_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN group_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN group_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN group_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN group_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN group_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN group_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN group_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN group_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN group_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.group_absence.policy IS 'Name of the definition';


--
-- Name: group_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.group_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.group_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.group_kind,
     answer_at.group_value,
     answer_at.sex,
     answer_at.status_basis,
     answer_at.verdict_n,
     answer_at.chronic_n,
     answer_at.chronic_rate,
     answer_at.chronic_rate_low,
     answer_at.chronic_rate_high,
     answer_at.satisfactory_n,
     answer_at.at_risk_n,
     answer_at.moderate_n,
     answer_at.severe_n,
     answer_at.no_verdict_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.group_absence, group_absence_at.as_of, group_absence_at.policy) answer_at(school_year, school_id, school_name, group_kind, group_value, sex, status_basis, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.group_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION group_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.group_absence_at(as_of date, policy text) IS 'group_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: must_know_policy(text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.must_know_policy(by_name text) RETURNS void
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT absence_internal.must_be_known(must_know_policy.by_name, max(((k.policy)::absence.policy)::text), NULL::integer, max(k.not_computable), NULL::text, ( SELECT string_agg(DISTINCT o.name, ', '::text ORDER BY o.name) AS string_agg
            FROM attendance.known_definition o
           WHERE (o.policy IS NOT NULL))) AS must_be_known
    FROM attendance.known_definition k
   WHERE ((must_know_policy.by_name = k.name) OR (must_know_policy.by_name = ((k.name || '@'::text) || k.version)));
 SELECT count(attendance.policy_in_year(must_know_policy.by_name, y.school_year)) AS count
    FROM attendance.school_year_state y;
END;


ALTER FUNCTION attendance.must_know_policy(by_name text) OWNER TO district;

--
-- Name: FUNCTION must_know_policy(by_name text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.must_know_policy(by_name text) IS 'Raises an error unless a name is a definition that is known in each school year of the store';


--
-- Name: publish_release(name, text, date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.publish_release(store name, new_label text, to_day date, by_name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	setting attendance.store_setting;
	for_year integer;
	policy_name text;
	policy_text text;
	last_day date;
	students bigint;
	said record;
BEGIN
	SELECT * INTO STRICT setting FROM attendance.store_setting;
	policy_name := coalesce(by_name, setting.policy);
	SELECT max(r.school_year) INTO for_year
	FROM attendance.student_register AS r
	WHERE absence_internal.last_membership_day(r.register, coalesce(to_day, 'infinity')) IS NOT NULL;
	IF for_year IS NULL THEN
		RAISE EXCEPTION 'store "%" has nothing recorded to %', store, coalesce(to_day::text, 'now')
			USING ERRCODE = 'no_data_found', HINT = 'To make registers: CALL absence.refresh();';
	END IF;
	policy_text := attendance.policy_in_year(policy_name, for_year)::text;

	-- figures without many students whose verdict depends on unmapped codes would be those of
	-- other students
	SELECT coalesce(sum(c.not_mapped_n), 0) AS not_mapped, coalesce(sum(c.verdict_n + c.not_mapped_n), 0) AS students
	INTO STRICT said
	FROM attendance.coverage_at(to_day, policy_name) AS c
	WHERE c.school_year = for_year;
	IF said.not_mapped > said.students * setting.max_verdict_change THEN
		RAISE EXCEPTION '% of % students of store "%" have no verdict, because it depends on unmapped attendance codes',
				said.not_mapped, said.students, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('At most max_verdict_change (%s) of them can be without a verdict.', setting.max_verdict_change),
				HINT = 'Map the codes in attendance_code (see data_issue, reason "unmapped code"), refresh, and publish again.';
	END IF;

	-- every cell, as it is: each school's all, grades and groups
	CREATE TEMP TABLE public_figure (school_id text COLLATE "C", school_name text, kind text COLLATE "C", value text COLLATE "C",
		n bigint, chronic_n bigint, as_of date);
	INSERT INTO pg_temp.public_figure
	SELECT g.school_id, coalesce(g.school_name, g.school_id), g.group_kind, g.group_value, g.verdict_n, g.chronic_n, g.as_of
	FROM attendance.group_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind <> 'grade' AND g.verdict_n > 0
	UNION ALL
	SELECT g.school_id, coalesce(g.school_name, g.school_id), 'grade', coalesce(g.grade, 'missing'), g.verdict_n, g.chronic_n, g.as_of
	FROM attendance.grade_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.verdict_n > 0;

	SELECT max(f.as_of), coalesce(sum(f.n) FILTER (WHERE f.kind = 'all'), 0) INTO STRICT last_day, students FROM pg_temp.public_figure AS f;
	IF students < setting.minimum_group THEN
		RAISE EXCEPTION 'students with a verdict are fewer than %, the minimum_group of store "%"', setting.minimum_group, store
			USING ERRCODE = 'no_data_found', HINT = 'Figures of such a small group are not published.';
	END IF;

	-- The places of figures: each school has its own, the district has place 0. Schools that
	-- are too small share place -1. These are at least two schools, because the figures of a
	-- single one would follow from the total. If they have too few students, the smallest
	-- other schools are added.
	CREATE TEMP TABLE public_place (place integer, scope text COLLATE "C", school_id text COLLATE "C", school_name text, as_of date);
	INSERT INTO pg_temp.public_place (place, scope, school_id, school_name)
	SELECT CASE WHEN q.shares THEN -1 ELSE q.place END, CASE WHEN q.shares THEN 'small_schools' ELSE 'school' END, q.school_id, q.school_name
	FROM (
		SELECT s.*, s.small OR bool_or(s.small) OVER ()
			AND (row_number() OVER smallest <= 2 OR sum(s.n) OVER smallest - s.n < setting.minimum_group) AS shares
		FROM (
			SELECT f.school_id, f.school_name, f.n, row_number() OVER (ORDER BY f.school_id) AS place,
				f.n < setting.minimum_group OR EXISTS (SELECT FROM attendance.public_withheld AS w
					WHERE w.school_year = for_year AND w.scope = 'small_schools' AND w.school_id = f.school_id) AS small
			FROM pg_temp.public_figure AS f
			WHERE f.kind = 'all'
		) AS s
		WINDOW smallest AS (ORDER BY s.small DESC, s.n, s.school_id)
	) AS q
	UNION ALL
	SELECT 0, 'sum_of_schools', NULL, NULL;
	-- the day through which the figures of a place count: over the calendars of all its
	-- schools, by the rule of view school_complete
	UPDATE pg_temp.public_place AS p
	SET as_of = least(to_day, k.complete_through)
	FROM (
		SELECT q.place,
			coalesce(min(c.complete_through) FILTER (WHERE c.complete_through < c.last_session_day), max(c.complete_through)) AS complete_through
		FROM (
			SELECT s.place, s.school_id FROM pg_temp.public_place AS s
			UNION ALL
			SELECT 0, s.school_id FROM pg_temp.public_place AS s
		) AS q
		JOIN attendance.calendar_complete AS c USING (school_id)
		WHERE c.school_year = for_year
		GROUP BY q.place
	) AS k
	WHERE k.place = p.place;

	CREATE TEMP TABLE public_cell (kind text COLLATE "C", place integer, value text COLLATE "C", n bigint, chronic_n bigint, as_of date,
		group_kind text COLLATE "C", group_value text COLLATE "C", is_rest boolean,
		n_withheld boolean, rate_withheld boolean, safe boolean, bounded boolean, code text, can_rise boolean, can_fall boolean,
		PRIMARY KEY (kind, place, value));
	CREATE INDEX ON pg_temp.public_cell (kind, value);
	INSERT INTO pg_temp.public_cell (kind, place, value, n, chronic_n, as_of, group_kind, group_value, is_rest)
	WITH at_place AS (
		SELECT f.kind, p.place, f.value, sum(f.n) AS n, sum(f.chronic_n) AS chronic_n, min(p.as_of) AS as_of
		FROM pg_temp.public_figure AS f
		JOIN pg_temp.public_place AS p ON p.place = 0 OR p.school_id = f.school_id
		GROUP BY f.kind, p.place, f.value
	), overlapping AS (
		SELECT a.kind FROM at_place AS a WHERE a.place = 0 GROUP BY a.kind HAVING sum(a.n) > students
	)
	SELECT a.kind, a.place, a.value, a.n, a.chronic_n, a.as_of, a.kind, a.value, false
	FROM at_place AS a
	WHERE a.kind NOT IN (SELECT o.kind FROM overlapping AS o)
	UNION ALL
	-- kinds and values are free text, but have no control characters between them
	SELECT a.kind || chr(1) || a.value, t.place, r.value, r.n, r.chronic_n, t.as_of, a.kind, a.value, r.is_rest
	FROM at_place AS a
	JOIN at_place AS t ON t.kind = 'all'
	LEFT JOIN at_place AS h ON (h.kind, h.value, h.place) = (a.kind, a.value, t.place)
	CROSS JOIN LATERAL (VALUES (false, 'in', h.n, h.chronic_n), (true, 'rest', t.n - coalesce(h.n, 0), t.chronic_n - coalesce(h.chronic_n, 0)))
		AS r (is_rest, value, n, chronic_n)
	WHERE a.place = 0 AND a.value <> 'No' AND a.kind IN (SELECT o.kind FROM overlapping AS o) AND r.n > 0;
	ANALYZE pg_temp.public_cell;

	-- counts: those too small, those withheld before, and others that must be withheld too
	UPDATE pg_temp.public_cell AS c
	SET safe = false, n_withheld = c.n < setting.minimum_group OR coalesce(w.n_too, false), rate_withheld = w.place IS NOT NULL
	FROM pg_temp.public_cell AS k
	LEFT JOIN (
		SELECT p.place, w.group_kind, w.group_value, bool_or(w.verdict_n_too) AS n_too
		FROM pg_temp.public_place AS p
		JOIN attendance.public_withheld AS w ON w.school_year = for_year
			AND (w.scope, w.school_id) IN ((p.scope, CASE p.scope WHEN 'school' THEN p.school_id ELSE '' END), ('school', p.school_id))
		GROUP BY p.place, w.group_kind, w.group_value
	) AS w ON (w.place, w.group_kind, w.group_value) = (k.place, k.group_kind, k.group_value)
	WHERE (c.kind, c.place, c.value) = (k.kind, k.place, k.value);
	PERFORM absence_internal.withhold_counts(setting.minimum_group);

	-- rates: those near 0% and 100%, and others that must be withheld too. For fewer than 10
	-- students, only one rate would fit a code.
	UPDATE pg_temp.public_cell AS c SET safe = false,
		rate_withheld = c.n_withheld OR c.rate_withheld OR absence_internal.rate_code(c.n, c.chronic_n) IS NOT NULL,
		bounded = NOT c.n_withheld AND c.n >= 10 AND NOT c.is_rest;
	UPDATE pg_temp.public_cell AS c SET code = CASE WHEN c.bounded THEN absence_internal.rate_code(c.n, c.chronic_n) END,
		can_rise = c.chronic_n < c.n AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n + 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n)),
		can_fall = c.chronic_n > 0 AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n - 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n));
	PERFORM absence_internal.withhold_rates();

	INSERT INTO attendance.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by)
	VALUES (new_label, for_year, last_day, policy_name, policy_text, setting.minimum_group, now(), session_user);
	DELETE FROM attendance.public_absence AS a WHERE a.school_year = for_year;
	INSERT INTO attendance.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, verdict_n, chronic_n,
		chronic_rate, chronic_rate_shown, shown, as_of, policy, policy_text, label, published_at)
	SELECT r.school_year, p.scope, p.school_id, p.school_name, c.group_kind, c.group_value,
		CASE WHEN NOT c.n_withheld THEN c.n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n::double precision / c.n END,
		CASE WHEN NOT c.rate_withheld THEN round(100.0 * c.chronic_n / c.n, 1) || '%' ELSE coalesce(c.code, 'withheld') END,
		CASE WHEN c.n_withheld THEN 'nothing' WHEN NOT c.rate_withheld THEN 'all' WHEN c.code IS NOT NULL THEN 'code' ELSE 'verdict_n' END,
		c.as_of, r.policy, r.policy_text, r.label, r.published_at
	FROM pg_temp.public_cell AS c
	JOIN (
		SELECT p.place, p.scope, CASE p.scope WHEN 'school' THEN min(p.school_id) END AS school_id,
			string_agg(p.school_name, ', ' ORDER BY p.school_id) AS school_name
		FROM pg_temp.public_place AS p
		GROUP BY p.place, p.scope
	) AS p USING (place)
	CROSS JOIN (SELECT * FROM attendance.public_release AS r WHERE r.label = new_label) AS r
	WHERE NOT c.is_rest
	ORDER BY c.place <> 0, c.place, c.group_kind, c.group_value;

	-- what later releases of the year must withhold too
	INSERT INTO attendance.public_withheld AS w (school_year, scope, school_id, group_kind, group_value, verdict_n_too)
	SELECT a.school_year, a.scope, coalesce(a.school_id, ''), a.group_kind, a.group_value, a.verdict_n IS NULL
	FROM attendance.public_absence AS a
	WHERE a.school_year = for_year AND a.chronic_n IS NULL
	UNION ALL
	SELECT for_year, p.scope, p.school_id, '', '', true FROM pg_temp.public_place AS p WHERE p.scope = 'small_schools'
	ON CONFLICT (school_year, scope, school_id, group_kind, group_value)
		DO UPDATE SET verdict_n_too = w.verdict_n_too OR EXCLUDED.verdict_n_too;

	SELECT count(*) AS cells, count(*) FILTER (WHERE c.n_withheld) AS withheld,
		count(*) FILTER (WHERE c.rate_withheld AND NOT c.n_withheld) AS rates
	INTO said FROM pg_temp.public_cell AS c WHERE NOT c.is_rest;
	DROP TABLE pg_temp.public_figure, pg_temp.public_place, pg_temp.public_cell;
	RAISE NOTICE 'published "%": school year %, % cells, % of them withheld, % without a rate',
		new_label, for_year, said.cells, said.withheld, said.rates;
END
$$;


ALTER FUNCTION attendance.publish_release(store name, new_label text, to_day date, by_name text) OWNER TO district;

--
-- Name: FUNCTION publish_release(store name, new_label text, to_day date, by_name text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.publish_release(store name, new_label text, to_day date, by_name text) IS 'Writes the release of a label, and public_absence of its school year; a step of publish';


--
-- Name: refresh_complete_through(date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_complete_through(today date DEFAULT NULL::date) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
	setting attendance.store_setting;
	local_now timestamp;
	local_today date;
	to_day date;			-- the last day that is over
	several text[];			-- students with several stays
BEGIN
	SELECT * INTO STRICT setting FROM attendance.store_setting;
	local_now := now() AT TIME ZONE setting.time_zone;
	local_today := coalesce(today, local_now::date);
	to_day := local_today - 1;
	IF today IS NULL AND setting.day_closes_at <= local_now::time THEN
		to_day := local_today;
	END IF;

	-- The members of each calendar, and the days on which they have an event. alone means that
	-- the student has a single stay; any other student can have several rows.
	several := ARRAY(SELECT s.student_id FROM pg_temp.refresh_stay AS s GROUP BY s.student_id HAVING count(*) > 1);
	CREATE TEMP TABLE refresh_member ON COMMIT DROP AS
	WITH member AS (
		SELECT student_id, school_id, calendar_code, membership, true AS alone
		FROM pg_temp.refresh_stay
		WHERE student_id <> ALL (several)
		UNION ALL
		SELECT student_id, school_id, calendar_code, absence.rollup(membership), false
		FROM pg_temp.refresh_stay
		WHERE student_id = ANY (several)
		GROUP BY student_id, school_id, calendar_code
	)
	SELECT e.student_id, e.school_id, e.calendar_code, k.district, e.alone, e.membership,
		-- only the marks on membership days; most students have no other marks
		CASE WHEN absence.membership_days(o.other_days, NULL, NULL) > 0 THEN absence_internal.except_days(m.marks, o.other_days)
			ELSE m.marks END AS event_days
	FROM member AS e
	JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
	LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	CROSS JOIN LATERAL (SELECT absence.marks_outside(e.membership, m.marks) OFFSET 0) AS o (other_days)
	WHERE absence.membership_days(e.membership, NULL, NULL) > 0;
	ANALYZE pg_temp.refresh_member (student_id, school_id, calendar_code, alone);

	-- One row per calendar with members and session day. Only days that are over are looked
	-- at, and today if there is a roll. A roll of the only calendar of a school is a roll of
	-- the whole school.
	CREATE TEMP TABLE refresh_calendar_day ON COMMIT DROP AS
	SELECT c.school_id, c.calendar_code, c.calendars, d.day, coalesce(e.n, 0) AS events, r.roll,
		CASE WHEN c.calendars = 1 THEN r.roll ELSE r.whole_roll END AS whole_roll
	FROM (
		SELECT k.school_id, k.calendar_code, k.calendar, k.taken, k.taken_whole, count(*) OVER (PARTITION BY k.school_id) AS calendars
		FROM pg_temp.refresh_calendar AS k
		WHERE (k.school_id, k.calendar_code) IN (SELECT m.school_id, m.calendar_code FROM pg_temp.refresh_member AS m)
	) AS c
	CROSS JOIN LATERAL absence.days(c.calendar) AS d
	CROSS JOIN LATERAL (
		SELECT coalesce(absence.is_member(c.taken, d.day), false) AS roll,
			coalesce(absence.is_member(c.taken_whole, d.day), false) AS whole_roll
		OFFSET 0
	) AS r
	LEFT JOIN (
		SELECT m.school_id, m.calendar_code, p.day, p.n
		FROM (
			SELECT school_id, calendar_code, absence_internal.daily_membership(event_days, absence.federal_policy()) AS daily
			FROM pg_temp.refresh_member
			GROUP BY school_id, calendar_code
		) AS m
		CROSS JOIN LATERAL absence.points(m.daily) AS p
	) AS e ON (e.school_id, e.calendar_code, e.day) = (c.school_id, c.calendar_code, d.day)
	WHERE d.day <= to_day OR d.day = local_today AND r.roll;
	ANALYZE pg_temp.refresh_calendar_day;

	-- usual is the lower of the two middle numbers of events, over the days that have any. The
	-- events of a school are the sum over its calendars.
	CREATE TEMP TABLE refresh_school_day ON COMMIT DROP AS
	WITH calendar_day AS (
		SELECT d.school_id, d.day, d.events, d.whole_roll, CASE WHEN d.roll THEN greatest(d.events, u.usual) ELSE d.events END AS evidence
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), school_day AS (
		SELECT school_id, day, sum(events) AS events, sum(evidence) AS evidence, bool_or(whole_roll) AS whole_roll
		FROM calendar_day
		GROUP BY school_id, day
		HAVING day <= to_day OR bool_or(whole_roll)
	)
	SELECT d.school_id, d.day, d.events, d.whole_roll, e.evidence, coalesce(u.usual, 0) AS usual,
		d.whole_roll OR e.evidence >= 1 AND 4 * e.evidence >= coalesce(u.usual, 0) AS speaks
	FROM school_day AS d
	LEFT JOIN (
		SELECT school_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
		FROM school_day
		WHERE events > 0
		GROUP BY school_id
	) AS u USING (school_id)
	CROSS JOIN LATERAL (SELECT CASE WHEN d.whole_roll THEN greatest(d.evidence, u.usual) ELSE d.evidence END) AS e (evidence);
	ANALYZE pg_temp.refresh_school_day;

	-- The district: to the last day that is over if its silence to then is believed, else to
	-- its last day that speaks
	CREATE TEMP TABLE refresh_district ON COMMIT DROP AS
	WITH district_day AS (
		SELECT district, day, speaks, max(day) FILTER (WHERE speaks) OVER (PARTITION BY district) AS last_speaks
		FROM (
			SELECT k.district, d.day, sum(d.evidence) >= 1 AND 4 * sum(d.evidence) >= sum(d.usual) AS speaks
			FROM pg_temp.refresh_school_day AS d
			JOIN (SELECT DISTINCT school_id, district FROM pg_temp.refresh_calendar) AS k USING (school_id)
			WHERE d.day <= to_day
			GROUP BY k.district, d.day
		) AS d
	), district AS (
		SELECT district, last_speaks, count(*) AS session_days, count(*) FILTER (WHERE day > last_speaks) AS silent_days
		FROM district_day
		GROUP BY district, last_speaks
	), silent AS (
		-- the event days of the students who are expected during the silence
		SELECT district, sum(absence.membership_days(m.event_days, NULL, d.last_speaks)) AS event_days
		FROM (
			SELECT district, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT district, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND district IN (SELECT d.district FROM district AS d WHERE d.silent_days > 0)
			GROUP BY district, student_id
		) AS m
		JOIN district AS d USING (district)
		WHERE d.silent_days > 0 AND absence.membership_days(m.membership, d.last_speaks + 1, to_day) > 0
		GROUP BY district
	)
	SELECT d.district,
		CASE WHEN absence_internal.silence_is_believed(d.silent_days, d.session_days, coalesce(s.event_days, 0))
			THEN to_day ELSE d.last_speaks END AS through
	FROM district AS d
	LEFT JOIN silent AS s USING (district);

	-- A school: to its last day that speaks, and on to the day of the district if its silence
	-- to then is believed. The silence of a school that keeps rolls is not believed. The
	-- silence of a school that is too small to be tested is always believed.
	CREATE TEMP TABLE refresh_school ON COMMIT DROP AS
	WITH school AS (
		SELECT school_id, k.district, k.calendars, k.keeps_record, f.through AS believed_to, m.members, k.any_record,
			s.last_speaks, s.last_roll
		FROM (
			SELECT d.school_id, k.district, min(d.calendars) AS calendars,
				bool_or(k.reporting IS NOT DISTINCT FROM 'affirmative') AS keeps_record,
				bool_or(d.events > 0 OR d.roll) AS any_record
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
			GROUP BY d.school_id, k.district
		) AS k
		JOIN (
			SELECT school_id, count(*) FILTER (WHERE alone) + count(DISTINCT student_id) FILTER (WHERE NOT alone) AS members
			FROM pg_temp.refresh_member
			GROUP BY school_id
		) AS m USING (school_id)
		LEFT JOIN (
			SELECT school_id, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE whole_roll) AS last_roll
			FROM pg_temp.refresh_school_day
			GROUP BY school_id
		) AS s USING (school_id)
		LEFT JOIN pg_temp.refresh_district AS f USING (district)
	), counted AS (
		SELECT s.school_id, max(d.day) FILTER (WHERE d.day <= s.believed_to) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.believed_to) AS session_days,
			count(*) FILTER (WHERE d.day > s.last_speaks AND d.day <= s.believed_to) AS silent_days,
			2 * count(*) FILTER (WHERE d.whole_roll) >= count(*) FILTER (WHERE d.day <= s.last_roll)
				AND s.last_roll IS NOT NULL AS keeps_rolls
		FROM school AS s
		JOIN pg_temp.refresh_school_day AS d USING (school_id)
		GROUP BY s.school_id, s.last_roll
	), silent AS (
		SELECT school_id, sum(absence.membership_days(m.event_days, NULL, s.last_speaks)) AS event_days
		FROM (
			SELECT school_id, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND school_id IN (SELECT c.school_id FROM counted AS c WHERE c.silent_days > 0)
			GROUP BY school_id, student_id
		) AS m
		JOIN school AS s USING (school_id)
		JOIN counted AS c USING (school_id)
		WHERE c.silent_days > 0 AND s.members >= 10 AND absence.membership_days(m.membership, s.last_speaks + 1, s.believed_to) > 0
		GROUP BY school_id
	)
	SELECT s.school_id, s.district, s.calendars, s.members, s.keeps_record, s.any_record, s.last_speaks,
		CASE
			WHEN NOT s.any_record THEN NULL
			WHEN s.keeps_record OR c.keeps_rolls THEN s.last_speaks
			WHEN s.members < 10 OR absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
				THEN greatest(s.last_speaks, c.last_session_day)
			ELSE s.last_speaks END AS through
	FROM school AS s
	LEFT JOIN counted AS c USING (school_id)
	LEFT JOIN silent AS e USING (school_id);
	ANALYZE pg_temp.refresh_school;

	-- A calendar: if it is the only one of its school, to the day of the school. Of several, a
	-- large calendar is treated as a school is, with the day of the school in place of that of
	-- the district, and a small one follows its school.
	CREATE TEMP TABLE refresh_complete ON COMMIT DROP AS
	WITH member AS (
		SELECT school_id, calendar_code, count(*) AS members
		FROM pg_temp.refresh_member
		GROUP BY school_id, calendar_code
	), calendar_day AS (
		SELECT d.school_id, d.calendar_code, d.day, d.events > 0 OR d.roll AS has_record, d.roll,
			d.roll OR d.events >= 1 AND 4 * d.events >= u.usual AS speaks
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), last AS (
		SELECT school_id, calendar_code, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE has_record) AS last_recorded,
			max(day) FILTER (WHERE roll) AS last_roll
		FROM calendar_day
		GROUP BY school_id, calendar_code
	), counted AS (
		SELECT l.school_id, l.calendar_code, l.last_speaks, l.last_recorded,
			max(d.day) FILTER (WHERE d.day <= s.through) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.through) AS session_days,
			count(*) FILTER (WHERE d.day > l.last_speaks AND d.day <= s.through) AS silent_days,
			2 * count(*) FILTER (WHERE d.roll) >= count(*) FILTER (WHERE d.day <= l.last_roll) AND l.last_roll IS NOT NULL AS keeps_rolls
		FROM last AS l
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN calendar_day AS d USING (school_id, calendar_code)
		GROUP BY l.school_id, l.calendar_code, l.last_speaks, l.last_recorded, l.last_roll
	), silent AS (
		SELECT c.school_id, c.calendar_code, sum(absence.membership_days(m.event_days, NULL, c.last_speaks)) AS event_days
		FROM counted AS c
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN member AS n USING (school_id, calendar_code)
		JOIN pg_temp.refresh_member AS m ON (m.school_id, m.calendar_code) = (c.school_id, c.calendar_code)
		WHERE s.calendars > 1 AND n.members >= 10 AND c.silent_days > 0
			AND absence.membership_days(m.membership, c.last_speaks + 1, s.through) > 0
		GROUP BY c.school_id, c.calendar_code
	), complete AS (
		SELECT k.school_id, k.calendar_code, k.calendar, k.last_session_day, coalesce(n.members, 0) AS members, c.last_recorded,
			CASE
				WHEN s.calendars = 1 OR NOT s.any_record THEN s.through
				WHEN n.members < 10 THEN greatest(c.last_speaks, c.last_session_day)
				WHEN c.last_recorded IS NULL THEN NULL
				WHEN s.keeps_record OR c.keeps_rolls THEN c.last_speaks
				WHEN absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
					THEN greatest(c.last_speaks, c.last_session_day)
				ELSE c.last_speaks END AS complete_through
		FROM pg_temp.refresh_calendar AS k
		LEFT JOIN member AS n USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_school AS s ON s.school_id = k.school_id AND n.members > 0
		LEFT JOIN counted AS c ON (c.school_id, c.calendar_code) = (k.school_id, k.calendar_code)
		LEFT JOIN silent AS e ON (e.school_id, e.calendar_code) = (k.school_id, k.calendar_code)
	)
	SELECT school_id, calendar_code, members::integer, last_session_day, last_recorded, complete_through,
		CASE WHEN members > 0 THEN absence.membership_days(calendar, complete_through + 1, to_day) ELSE 0 END AS days_cut
	FROM complete;

	-- What is unusual at a school without cutting any day, for data_issue
	CREATE TEMP TABLE refresh_silence ON COMMIT DROP AS
	-- each longest run of days that do not speak, before the last day that does, if it is
	-- unlikely that the events of the school miss these days
	WITH run AS (
		SELECT school_id, min(day) AS first_day, max(day) AS last_day, count(*) AS silent_days, last_speaks, session_days, events
		FROM (
			SELECT d.school_id, d.day, d.speaks, s.last_speaks, count(*) OVER school AS session_days, sum(d.events) OVER school AS events,
				count(*) FILTER (WHERE d.speaks) OVER (school ORDER BY d.day) AS days_that_spoke
			FROM pg_temp.refresh_school_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.day <= s.last_speaks
			WINDOW school AS (PARTITION BY d.school_id)
		) AS d
		WHERE NOT speaks
		GROUP BY school_id, days_that_spoke, last_speaks, session_days, events
		-- most runs are believed even if all events of the school are taken
		HAVING NOT absence_internal.silence_is_believed(count(*), session_days, events::bigint)
	), unbelieved AS (
		SELECT r.school_id, r.first_day, r.last_day, r.silent_days
		FROM run AS r
		JOIN (
			SELECT school_id, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND school_id IN (SELECT r.school_id FROM run AS r)
			GROUP BY school_id, student_id
		) AS m USING (school_id)
		WHERE absence.membership_days(m.membership, r.first_day, r.last_day) > 0
		GROUP BY r.school_id, r.first_day, r.last_day, r.silent_days, r.session_days, r.last_speaks
		HAVING NOT absence_internal.silence_is_believed(r.silent_days, r.session_days,
			coalesce(sum(absence.membership_days(m.event_days, NULL, r.last_speaks)), 0))
	)
	SELECT school_id, 'silent days'::text COLLATE "C" AS reason, first_day, last_day, silent_days::integer AS session_days FROM unbelieved
	UNION ALL
	-- ten or more consecutive session days of a calendar on which no school of the district
	-- has an event or a roll, before the last day on which one has: most likely a break that
	-- is missing from the calendar. One row for all calendars of a school.
	(SELECT DISTINCT ON (school_id, place) school_id, 'no event in district', first_day, last_day, session_days
	FROM (
		SELECT d.school_id, d.calendar_code, b.place, min(d.day) AS first_day, max(d.day) AS last_day, count(*)::integer AS session_days
		FROM pg_temp.refresh_calendar_day AS d
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN (
			SELECT s.district, array_agg(DISTINCT d.day ORDER BY d.day) AS record_days
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.events > 0 OR d.roll
			GROUP BY s.district
		) AS r USING (district)
		CROSS JOIN LATERAL (SELECT width_bucket(d.day, r.record_days)) AS b (place)
		WHERE d.day <> ALL (r.record_days) AND b.place < cardinality(r.record_days)
		GROUP BY d.school_id, d.calendar_code, b.place
	) AS run
	WHERE session_days >= 10
	ORDER BY school_id, place, session_days DESC, first_day, last_day)
	UNION ALL
	-- a school that is too small to be tested, and therefore believed, for more than 45 days
	-- in a row
	SELECT s.school_id, 'small school silent', min(d.day), max(d.day), count(DISTINCT d.day)::integer
	FROM pg_temp.refresh_school AS s
	JOIN (
		SELECT school_id, day, max(day) FILTER (WHERE events > 0 OR roll) OVER (PARTITION BY school_id) AS last_recorded
		FROM pg_temp.refresh_calendar_day
	) AS d USING (school_id)
	WHERE s.members < 10 AND d.day > d.last_recorded AND d.day <= s.through
	GROUP BY s.school_id, d.last_recorded
	HAVING max(d.day) - d.last_recorded > 45;
END
$$;


ALTER FUNCTION attendance.refresh_complete_through(today date) OWNER TO district;

--
-- Name: refresh_compute(integer, date); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_compute(for_year integer, today date DEFAULT NULL::date) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET work_mem TO '256MB'
    SET enable_mergejoin TO 'off'
    SET default_statistics_target TO '10'
    SET jit TO 'off'
    AS $$
DECLARE
	setting attendance.store_setting;
	steps jsonb;
	began timestamptz := clock_timestamp();
BEGIN
	SELECT * INTO STRICT setting FROM attendance.store_setting;

	-- the tables of an earlier refresh in the same transaction
	IF to_regclass('pg_temp.refresh_calendar') IS NOT NULL THEN
		DROP TABLE pg_temp.refresh_calendar, pg_temp.refresh_stay, pg_temp.refresh_marks, pg_temp.refresh_found,
			pg_temp.refresh_code_found, pg_temp.refresh_code_change, pg_temp.refresh_source, pg_temp.refresh_register,
			pg_temp.refresh_change, pg_temp.refresh_member, pg_temp.refresh_calendar_day, pg_temp.refresh_school_day,
			pg_temp.refresh_district, pg_temp.refresh_school, pg_temp.refresh_complete, pg_temp.refresh_silence;
	END IF;
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register,
		taken absence.register, taken_whole absence.register, last_session_day date, reporting text,
		district text COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", calendar_code text COLLATE "C",
		entry_date date, last_date date, grade text COLLATE "C", primary_school boolean, fte numeric,
		membership absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_marks (student_id text COLLATE "C", school_id text COLLATE "C", marks absence.register,
		events integer, not_used integer) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_code_found (school_id text COLLATE "C", code text COLLATE "C", mark text COLLATE "C",
		precedence integer, share double precision) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_source (students integer, stays integer, stays_void integer, stays_without_calendar integer) ON COMMIT DROP;

	-- One statement reads all facts, so that they are from one moment: a load that commits
	-- meanwhile is in all of them or in none.
	WITH stay_now AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte, s.void, s.counts
		FROM attendance.stay AS s
		WHERE s.school_year = for_year
	), calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE d.taken) AS taken,
			absence.calendar_agg(d.day) FILTER (WHERE d.all_calendars) AS taken_whole,
			max(d.day) AS last_session_day
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, d.minutes, t.all_calendars,
				t.all_calendars OR d.calendar_code = ANY (t.calendar_codes) AS taken
			FROM attendance.session_day AS d
			LEFT JOIN (
				SELECT school_id, day, bool_or(calendar_code IS NULL) AS all_calendars, array_agg(calendar_code) AS calendar_codes
				FROM attendance.attendance_taken
				GROUP BY school_id, day
			) AS t USING (school_id, day)
			WHERE d.school_year = for_year
		) AS d
		GROUP BY d.school_id, d.calendar_code
	), calendars AS (
		INSERT INTO pg_temp.refresh_calendar (school_id, calendar_code, calendar, taken, taken_whole, last_session_day, reporting, district)
		SELECT c.school_id, c.calendar_code, c.calendar, c.taken, c.taken_whole, c.last_session_day, h.reporting,
			coalesce('LEA ' || h.lea_id, 'none')
		FROM calendar_now AS c
		LEFT JOIN attendance.school AS h USING (school_id)
	), stays AS (
		INSERT INTO pg_temp.refresh_stay (student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte,
			membership)
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte,
			absence.enroll(c.calendar, s.entry_date, s.last_date)
		FROM stay_now AS s
		JOIN calendar_now AS c USING (school_id, calendar_code)
		WHERE s.counts
	), source AS (
		INSERT INTO pg_temp.refresh_source (students, stays, stays_void, stays_without_calendar)
		SELECT (SELECT count(*) FROM (SELECT DISTINCT student_id FROM stay_now) AS s),
			count(*), count(void), count(*) FILTER (WHERE counts AND calendar_code IS NULL)
		FROM stay_now
	), codes AS (
		INSERT INTO pg_temp.refresh_code_found (school_id, code, mark, precedence, share)
		SELECT c.school_id, c.code, c.mark, c.precedence, c.share
		FROM attendance.code_mark AS c
		-- the key of refresh_code is short; a longer code is mapped too
		WHERE c.school_year = for_year AND octet_length(c.school_id) <= 500 AND octet_length(c.code) <= 500
	)
	INSERT INTO pg_temp.refresh_marks (student_id, school_id, marks, events, not_used)
	-- the same fold as in day_mark
	SELECT student_id, school_id, absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods),
		count(*), count(*) FILTER (WHERE NOT is_used)
	FROM attendance.event_part
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	-- only the columns that are joined: registers are wide
	ANALYZE pg_temp.refresh_calendar (school_id, calendar_code), pg_temp.refresh_stay (student_id, school_id, calendar_code),
		pg_temp.refresh_marks (student_id, school_id);
	steps := absence_internal.refresh_step(jsonb_build_object('at', began), for_year, 'facts');

	-- the number of events of each school, and the number of its session days that have an
	-- event or a roll
	CREATE TEMP TABLE refresh_found ON COMMIT DROP AS
	SELECT r.school_id, r.events, (
		SELECT count(*)
		FROM absence.days((SELECT absence.calendar_agg(k.calendar) FROM pg_temp.refresh_calendar AS k WHERE k.school_id = r.school_id)) AS d
		WHERE absence.is_member(r.recorded, d.day))::integer AS recorded_days
	FROM (
		SELECT school_id, coalesce(sum(events), 0)::integer AS events, absence.calendar_agg(days) AS recorded
		FROM (
			SELECT school_id, events, marks AS days FROM pg_temp.refresh_marks
			UNION ALL
			SELECT school_id, NULL, taken FROM pg_temp.refresh_calendar
		) AS f
		GROUP BY school_id
	) AS r;

	PERFORM attendance.refresh_complete_through(today);
	steps := absence_internal.refresh_step(steps, for_year, 'complete_through');

	-- The registers: the marks over the membership of each stay, then one register per school.
	-- The grade is that of the latest stay begun by complete-through, else that of the first.
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT student_id, school_id,
		CASE WHEN count(*) = 1 THEN min(grade) ELSE (
			SELECT s.grade
			FROM unnest(array_agg(grade), array_agg(entry_date), array_agg(last_date)) AS s (grade, entry_date, last_date)
			CROSS JOIN LATERAL (SELECT coalesce(s.entry_date <= max(complete_through), false)) AS b (begun)
			ORDER BY b.begun DESC, CASE WHEN b.begun THEN s.entry_date END DESC, s.entry_date, s.last_date DESC NULLS FIRST,
				s.grade DESC NULLS LAST
			LIMIT 1) END AS grade,
		absence.rollup(register) AS register
	FROM (
		SELECT s.student_id, s.school_id, s.grade, s.entry_date, s.last_date, c.complete_through,
			absence.with_marks(s.membership, m.marks, c.complete_through,
				CASE k.reporting WHEN 'affirmative' THEN coalesce(k.taken, absence_internal.empty_register()) END) AS register
		FROM pg_temp.refresh_stay AS s
		JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
		JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	) AS stay
	GROUP BY student_id, school_id;

	steps := absence_internal.refresh_step(steps, for_year, 'registers');

	-- A day of a student at several schools has one owner, decided by the stays of that day:
	-- the primary school, then the larger fte, then the earlier entry, then the school id. The
	-- other schools yield the day. In that order each stay takes the days that no stay before
	-- it has.
	WITH stay AS (
		SELECT s.student_id, s.school_id, s.membership, absence.rollup(s.membership) OVER (
			PARTITION BY s.student_id ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
		FROM pg_temp.refresh_stay AS s
		WHERE s.student_id IN (SELECT r.student_id FROM pg_temp.refresh_register AS r GROUP BY r.student_id HAVING count(*) > 1)
	)
	UPDATE pg_temp.refresh_register AS r
	SET register = absence_internal.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id,
			absence_internal.except_days(absence.rollup(membership),
				absence.rollup(absence_internal.except_days(membership, before))) AS days
		FROM stay
		GROUP BY student_id, school_id
		HAVING count(before) > 0
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register (student_id, school_id);
	steps := absence_internal.refresh_step(steps, for_year, 'owners');

	-- the codes whose meaning has changed since the last refresh
	CREATE TEMP TABLE refresh_code_change ON COMMIT DROP AS
	SELECT coalesce(n.school_id, o.school_id) AS school_id, coalesce(n.code, o.code) AS code
	FROM (SELECT c.school_id, c.code, c.mark, c.precedence, c.share FROM attendance.refresh_code AS c WHERE c.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_code_found AS n ON (n.school_id, n.code) = (o.school_id, o.code)
	WHERE (n.mark, n.precedence, n.share) IS DISTINCT FROM (o.mark, o.precedence, o.share);

	-- the registers that are new, gone or different; all of them if the definition is
	-- different
	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.school_id, o.school_id) AS school_id,
		n.grade, o.register AS old, n.register AS new, coalesce(b.policy, p.policy) AS policy_before
	FROM (SELECT r.student_id, r.school_id, r.grade, r.register FROM attendance.student_register AS r WHERE r.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
	LEFT JOIN attendance.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
	LEFT JOIN attendance.definition_of_year AS p ON (p.school_year, p.name) = (for_year, setting.policy)
	WHERE o.register IS NULL OR n.register IS NULL OR o.register OPERATOR(absence.<>) n.register
		OR o.grade IS DISTINCT FROM n.grade OR b.policy <> p.policy;
	ANALYZE pg_temp.refresh_change (student_id, school_id);
	RETURN absence_internal.refresh_step(steps, for_year, 'compare');
END
$$;


ALTER FUNCTION attendance.refresh_compute(for_year integer, today date) OWNER TO district;

--
-- Name: refresh_finished(jsonb); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_finished(steps jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 UPDATE attendance.refresh_log AS l SET step_ms = (l.step_ms || refresh_finished.steps), finished_at = clock_timestamp()
   WHERE (l.refresh_id = ( SELECT max(r.refresh_id) AS max
            FROM attendance.refresh_log r));
END;


ALTER FUNCTION attendance.refresh_finished(steps jsonb) OWNER TO district;

--
-- Name: refresh_reason(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_reason(for_year integer) RETURNS TABLE(school_year integer, school_id text, reason text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
	setting attendance.store_setting;
	policy_now text;
	moved bigint;
	with_verdict bigint;
BEGIN
	SELECT * INTO STRICT setting FROM attendance.store_setting;

	IF EXISTS (SELECT FROM attendance.student_register AS r WHERE r.school_year = for_year)
		AND NOT EXISTS (SELECT FROM attendance.enrollment AS e WHERE e.school_year = for_year) THEN
		RETURN QUERY SELECT for_year, NULL::text, 'year is missing',
			format('There are registers of school year %s and no enrollments.', for_year);
		RETURN;
	END IF;

	-- There are members and events, but no day in any register: most likely the calendars are
	-- missing. A few rows of a wrong year, beside those of the right year, are not a reason.
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_register AS r WHERE absence.membership_days(r.register, NULL, NULL) > 0) THEN
		RETURN QUERY
		SELECT for_year, NULL::text, 'no register',
			format('%s students and %s events of school year %s make no register: %s', s.students, e.events, for_year, CASE
				WHEN d.calendars = 0 THEN 'table calendar_day has no day of that year.'
				WHEN d.not_there > 0 THEN format('%s of the %s calendars of calendar_day are not in table calendar. To make them: '
					'INSERT INTO %3$s.calendar (school_id, school_year, calendar_code) '
					'SELECT DISTINCT school_id, school_year, calendar_code FROM %3$s.calendar_day '
					'WHERE school_year = %4$s ON CONFLICT DO NOTHING;', d.not_there, d.calendars, d.store, for_year)
				WHEN NOT EXISTS (SELECT FROM pg_temp.refresh_calendar) THEN 'no calendar of that year has a session day.'
				WHEN s.stays_without_calendar > 0 THEN format('%s of the %s stays have no calendar.', s.stays_without_calendar, s.stays)
				ELSE 'no stay has a session day.' END)
		FROM pg_temp.refresh_source AS s
		CROSS JOIN (SELECT sum(f.events) AS events FROM pg_temp.refresh_found AS f) AS e
		CROSS JOIN (
			SELECT max(y.stays) AS stays
			FROM (SELECT count(*) AS stays FROM attendance.enrollment AS r GROUP BY r.school_year) AS y
		) AS largest
		CROSS JOIN (
			SELECT count(*) AS calendars, count(*) FILTER (WHERE c.calendar_code IS NULL) AS not_there, (
				SELECT t.relnamespace::regnamespace FROM pg_class AS t WHERE t.oid = min(k.table_id::bigint)) AS store
			FROM (
				SELECT DISTINCT d.school_id, d.calendar_code, d.tableoid AS table_id
				FROM attendance.calendar_day AS d
				WHERE d.school_year = for_year
			) AS k
			LEFT JOIN attendance.calendar AS c ON (c.school_id, c.school_year, c.calendar_code) = (k.school_id, for_year, k.calendar_code)
		) AS d
		WHERE s.stays > s.stays_void AND e.events > 0 AND (s.stays >= 50 OR 2 * s.stays >= largest.stays);
	END IF;

	-- a number of 50 or more that has dropped by more than max_drop since the last refresh
	RETURN QUERY
	WITH compared AS (
		SELECT b.school_id, f.what, f.before, f.after
		FROM attendance.refresh_basis AS b
		LEFT JOIN pg_temp.refresh_found AS n ON n.school_id = b.school_id
		LEFT JOIN (SELECT r.school_id, count(*)::integer AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
			ON m.school_id = b.school_id
		CROSS JOIN LATERAL (VALUES
			('events', b.events, coalesce(n.events, 0)),
			('members', b.members, coalesce(m.members, 0)),
			('recorded days', b.recorded_days, coalesce(n.recorded_days, 0))) AS f (what, before, after)
		WHERE b.school_year = for_year
	)
	SELECT for_year, c.school_id, 'drop in ' || c.what, format('%s had %s, now has %s.', 'School ' || c.school_id, c.before, c.after)
	FROM compared AS c
	WHERE c.before >= 50 AND c.after < c.before * (1 - setting.max_drop)
	UNION ALL
	SELECT for_year, NULL, 'drop in ' || y.what, format('The district had %s, now has %s.', y.before, y.after)
	FROM (SELECT c.what, sum(c.before) AS before, sum(c.after) AS after FROM compared AS c GROUP BY c.what) AS y
	WHERE y.before >= 50 AND y.after < y.before * (1 - setting.max_drop);

	-- Verdicts that have changed on the days that both registers know. They are compared with
	-- the students who had a verdict and still have one (or have lost it to unmapped codes), if
	-- there are at least 100 of these. These students are counted only if enough verdicts have
	-- changed.
	SELECT p.policy INTO policy_now FROM attendance.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	SELECT count(*) INTO moved
	FROM (
		SELECT absence.band(t.before)::text AS before, absence.band(t.after)::text AS after, absence.why_null(t.after) AS why_null
		FROM pg_temp.refresh_change AS c
		CROSS JOIN LATERAL (
			SELECT absence.tally(c.old, policy_now::absence.policy, b.day), absence.tally(c.new, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(c.old, c.new)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE c.old IS NOT NULL AND c.new IS NOT NULL
			AND policy_now IS NOT NULL	-- if it is NULL, refresh_write raises the error
	) AS v
	-- a verdict that is lost to unmapped codes has changed too
	WHERE v.before <> v.after OR (v.before IS NOT NULL AND v.why_null = 'unmapped');
	IF moved > 100 * setting.max_verdict_change THEN
		SELECT count(*) INTO with_verdict
		FROM attendance.student_register AS o
		JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
		CROSS JOIN LATERAL (
			SELECT absence.tally(o.register, policy_now::absence.policy, b.day),
				absence.tally(n.register, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(o.register, n.register)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE o.school_year = for_year AND absence.band(t.before) IS NOT NULL
			AND coalesce(absence.why_null(t.after), 'unmapped') = 'unmapped';
		IF with_verdict >= 100 AND moved > with_verdict * setting.max_verdict_change THEN
			RETURN QUERY SELECT for_year, NULL::text, 'change of verdicts',
				format('%s of %s students change their band on the days that the last refresh knew%s.', moved, with_verdict, (
					SELECT ' (codes that came to mean something else: ' || string_agg(DISTINCT c.code, ', ' ORDER BY c.code) || ')'
					FROM pg_temp.refresh_code_change AS c
					WHERE EXISTS (
						SELECT FROM attendance.attendance_event AS e
						WHERE e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code))));
		END IF;
	END IF;
END
$_$;


ALTER FUNCTION attendance.refresh_reason(for_year integer) OWNER TO district;

--
-- Name: refresh_refusal(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_refusal(for_year integer) RETURNS TABLE(reasons text, gone boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT string_agg(format('%s (%s)'::text, r.detail, r.reason), chr(10) ORDER BY r.school_id NULLS FIRST, r.reason) AS string_agg,
     bool_or((r.reason = 'year is missing'::text)) AS bool_or
    FROM attendance.refresh_reason(refresh_refusal.for_year) r(school_year, school_id, reason, detail);
END;


ALTER FUNCTION attendance.refresh_refusal(for_year integer) OWNER TO district;

--
-- Name: refresh_write(integer, date, boolean, timestamp with time zone, jsonb); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.refresh_write(for_year integer, today date, forced boolean, began timestamp with time zone, steps jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET work_mem TO '256MB'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
	setting attendance.store_setting;
	this_refresh bigint;
	policy_now text;
	added integer;
	changed integer;
	removed integer;
	moved integer;
	doubtful text[];
BEGIN
	SELECT * INTO STRICT setting FROM attendance.store_setting;
	SELECT p.policy INTO policy_now FROM attendance.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.'
					FROM attendance.known_definition AS k WHERE k.policy IS NOT NULL);
	END IF;

	INSERT INTO attendance.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays,
		stays_void, stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
		registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced, f.students,
		(SELECT count(*) FROM (SELECT DISTINCT r.student_id FROM pg_temp.refresh_register AS r) AS r),
		f.stays, f.stays_void, f.stays_without_calendar,
		f.stays - f.stays_void - f.stays_without_calendar
			- (SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE absence.membership_days(m.membership, NULL, NULL) > 0),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM pg_temp.refresh_source AS f
	RETURNING refresh_id INTO this_refresh;

	-- the students whose band changes, at a school and over the district, and why
	INSERT INTO attendance.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes)
	WITH several AS MATERIALIZED (
		-- students with a change who are at more than one school, before or now; for any other
		-- student the verdict over the district is that at the school
		SELECT student_id
		FROM (
			SELECT student_id, school_id FROM attendance.student_register WHERE school_year = for_year
			UNION ALL
			SELECT student_id, school_id FROM pg_temp.refresh_register
		) AS r
		WHERE student_id IN (SELECT c.student_id FROM pg_temp.refresh_change AS c)
		GROUP BY student_id
		HAVING min(school_id) <> max(school_id)
	), in_scope AS (
		SELECT c.student_id, 'school' AS scope, c.school_id, c.old, c.new, c.policy_before
		FROM pg_temp.refresh_change AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, o.register, n.register, c.policy_before
		FROM (
			SELECT student_id, max(policy_before) AS policy_before
			FROM pg_temp.refresh_change
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS c
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM attendance.student_register
			WHERE school_year = for_year AND student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS o USING (student_id)
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM pg_temp.refresh_register
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS n USING (student_id)
	), mover_in_scope AS MATERIALIZED (
		SELECT v.student_id, v.scope, v.school_id, v.policy_before, v.before, v.after, absence.band(v.before)::text AS band_before,
			absence.band(v.after)::text AS band_after,
			-- on the days that both registers know the verdict is the same: the cause is time
			absence.band(absence.tally(v.old, v.policy_before::absence.policy, absence_internal.both_complete_through(v.old, v.new)))
				IS NOT DISTINCT FROM absence.band(absence.tally(v.new, policy_now::absence.policy,
					absence_internal.both_complete_through(v.old, v.new))) AS same_then
		FROM (
			SELECT s.*, absence.tally(s.old, s.policy_before::absence.policy) AS before,
				absence.tally(s.new, policy_now::absence.policy) AS after
			FROM in_scope AS s
			WHERE s.old IS NOT NULL
		) AS v
		WHERE absence.band(v.before) IS DISTINCT FROM absence.band(v.after)
	), mover AS MATERIALIZED (
		SELECT student_id, scope, school_id, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		UNION ALL
		SELECT student_id, 'district', NULL, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		WHERE student_id NOT IN (SELECT student_id FROM several)
	), calendar_changed AS (
		SELECT o.school_id, bool_or(o.days_md5 IS DISTINCT FROM n.days_md5) AS changed
		FROM attendance.calendar_complete AS o
		LEFT JOIN LATERAL (
			SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day)) AS days_md5
			FROM pg_temp.refresh_calendar AS k
			CROSS JOIN LATERAL absence.days(k.calendar) AS d
			WHERE (k.school_id, k.calendar_code) = (o.school_id, o.calendar_code) AND d.day <= o.complete_through
		) AS n ON true
		WHERE o.school_year = for_year
		GROUP BY o.school_id
	), code_changed AS (
		-- at each school whose register has changed; of all these schools if school_id is
		-- NULL
		SELECT e.student_id, e.school_id, string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
		FROM pg_temp.refresh_code_change AS c
		JOIN attendance.attendance_event AS e ON e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code)
		WHERE e.student_id IN (SELECT m.student_id FROM mover AS m)
			AND (e.student_id, e.school_id) IN (SELECT r.student_id, r.school_id FROM pg_temp.refresh_change AS r)
		GROUP BY GROUPING SETS ((e.student_id, e.school_id), (e.student_id))
	), what_changed AS (
		-- days: a day that the last refresh knew is no longer a membership day, or has become
		-- one, or has another owner
		SELECT c.student_id, c.school_id, k.changed AS calendar,
			c.old IS NULL OR c.new IS NULL
				OR EXISTS (SELECT FROM absence.days(absence_internal.except_days(c.old, c.new)))
				OR EXISTS (SELECT
					FROM absence.days(absence_internal.except_days(absence.as_of(c.new, absence.complete_through(c.old)), c.old)))
				OR NOT absence_internal.register_eq(absence_internal.yielded_days(c.old), absence_internal.yielded_days(c.new)) AS days
		FROM pg_temp.refresh_change AS c
		LEFT JOIN calendar_changed AS k ON k.school_id = c.school_id
		WHERE c.student_id IN (SELECT m.student_id FROM mover AS m)
	)
	SELECT this_refresh, for_year, m.student_id, m.scope, m.school_id, setting.policy, m.band_before, m.band_after,
		absence.absent_days(m.before), absence.absent_days(m.after), absence.enrolled_days(m.before), absence.enrolled_days(m.after),
		b.cause, CASE WHEN b.cause = 'code' THEN g.codes END
	FROM mover AS m
	LEFT JOIN (     -- a join, because a subquery for each mover takes quadratic time
		SELECT c.student_id, 'school' AS scope, c.school_id, c.days, c.calendar
		FROM what_changed AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, bool_or(c.days), bool_or(c.calendar)
		FROM what_changed AS c
		GROUP BY c.student_id
	) AS w ON (w.student_id, w.scope) = (m.student_id, m.scope) AND w.school_id IS NOT DISTINCT FROM m.school_id
	LEFT JOIN code_changed AS g ON g.student_id = m.student_id AND g.school_id IS NOT DISTINCT FROM m.school_id
	CROSS JOIN LATERAL (
		SELECT CASE
			WHEN m.policy_before <> policy_now THEN 'policy'
			WHEN m.after IS NOT NULL AND m.same_then THEN 'time'
			WHEN w.days THEN CASE WHEN w.calendar THEN 'calendar' ELSE 'membership' END
			WHEN g.codes IS NOT NULL THEN 'code'
			ELSE 'event' END AS cause
	) AS b;
	GET DIAGNOSTICS moved = ROW_COUNT;
	steps := absence_internal.refresh_step(steps, for_year, 'verdict_change');

	-- the registers that differ
	DELETE FROM attendance.student_register AS o
	USING pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year) AND c.new IS NULL;
	GET DIAGNOSTICS removed = ROW_COUNT;
	UPDATE attendance.student_register AS o
	SET grade = c.grade, register = c.new
	FROM pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year)
		AND c.new IS NOT NULL AND (c.new OPERATOR(absence.<>) o.register OR c.grade IS DISTINCT FROM o.grade);
	GET DIAGNOSTICS changed = ROW_COUNT;
	INSERT INTO attendance.student_register (student_id, school_id, school_year, grade, register)
	SELECT c.student_id, c.school_id, for_year, c.grade, c.new
	FROM pg_temp.refresh_change AS c
	WHERE c.old IS NULL;
	GET DIAGNOSTICS added = ROW_COUNT;

	-- ANALYZE before the views are used again: autovacuum never gets to tables of a few rows,
	-- and the planner takes them for hundreds of rows. The registers are analyzed if more than
	-- a tenth of their keys are new or gone.
	ANALYZE attendance.store_setting, attendance.definition, attendance.school_year_state, attendance.school, attendance.calendar, attendance.calendar_event_kind, attendance.attendance_code;
	IF 10 * (added + removed) > (SELECT count(*) FROM pg_temp.refresh_register) THEN
		ANALYZE attendance.student_register;
	END IF;
	steps := absence_internal.refresh_step(steps, for_year, 'write');

	-- the number of events, and the reasons why some are not used; only the students who have
	-- such events, as their registers tell, are looked up
	SELECT array_agg(DISTINCT m.student_id) INTO doubtful
	FROM pg_temp.refresh_marks AS m
	LEFT JOIN pg_temp.refresh_register AS n USING (student_id, school_id)
	WHERE m.not_used > 0 OR absence.membership_days(absence.marks_outside(n.register, m.marks), NULL, NULL) > 0;
	UPDATE attendance.refresh_log AS l
	SET events = e.events, events_used = e.events - e.not_used, events_not_used = e.by_reason
	FROM (
		SELECT (SELECT coalesce(sum(f.events), 0) FROM pg_temp.refresh_found AS f) AS events,
			coalesce(sum(n), 0) AS not_used, coalesce(jsonb_object_agg(reason, n), '{}') AS by_reason
		FROM (
			SELECT u.reason, count(*) AS n
			FROM attendance.event_not_used AS u
			WHERE u.school_year = for_year AND u.student_id = ANY (doubtful)
			GROUP BY u.reason
		) AS r
	) AS e
	WHERE l.refresh_id = this_refresh;

	-- what the next refresh compares with
	DELETE FROM attendance.calendar_complete AS c WHERE c.school_year = for_year;
	INSERT INTO attendance.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded,
		last_session_day, days_cut, days_md5)
	SELECT for_year, c.school_id, c.calendar_code, c.members, c.complete_through, c.last_recorded, c.last_session_day, c.days_cut,
		(SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day))
		FROM pg_temp.refresh_calendar AS k
		CROSS JOIN LATERAL absence.days(k.calendar) AS d
		WHERE (k.school_id, k.calendar_code) = (c.school_id, c.calendar_code) AND d.day <= c.complete_through)
	FROM pg_temp.refresh_complete AS c;
	DELETE FROM attendance.school_silence AS s WHERE s.school_year = for_year;
	INSERT INTO attendance.school_silence (school_year, school_id, reason, first_day, last_day, session_days)
	SELECT for_year, s.school_id, s.reason, s.first_day, s.last_day, s.session_days
	FROM pg_temp.refresh_silence AS s;
	DELETE FROM attendance.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO attendance.refresh_basis (school_year, school_id, members, events, recorded_days, policy)
	SELECT for_year, m.school_id, m.members, coalesce(n.events, 0), coalesce(n.recorded_days, 0), policy_now
	FROM (SELECT r.school_id, count(*) AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
	LEFT JOIN pg_temp.refresh_found AS n USING (school_id);
	DELETE FROM attendance.refresh_code AS o
	WHERE o.school_year = for_year AND NOT EXISTS (
		SELECT FROM pg_temp.refresh_code_found AS n
		WHERE (n.school_id, n.code) = (o.school_id, o.code)
			AND (n.mark, n.precedence, n.share) IS NOT DISTINCT FROM (o.mark, o.precedence, o.share));
	INSERT INTO attendance.refresh_code (school_year, school_id, code, mark, precedence, share)
	SELECT for_year, n.school_id, n.code, n.mark, n.precedence, n.share
	FROM pg_temp.refresh_code_found AS n
	ON CONFLICT DO NOTHING;
	steps := absence_internal.refresh_step(steps, for_year, 'account');

	UPDATE attendance.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = steps - 'at'
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;


ALTER FUNCTION attendance.refresh_write(for_year integer, today date, forced boolean, began timestamp with time zone, steps jsonb) OWNER TO district;

--
-- Name: reopen_school_day(date, text, text[]); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.reopen_school_day(on_day date, with_event text, of_schools text[]) RETURNS TABLE(calendars bigint, still_closed bigint, schools_opened bigint, school_years integer[], events bigint)
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH opened AS (
          DELETE FROM attendance.calendar_day AS d
           WHERE ((d.day = reopen_school_day.on_day) AND (d.event = reopen_school_day.with_event) AND ((reopen_school_day.of_schools IS NULL) OR (d.school_id = ANY (reopen_school_day.of_schools))) AND (EXISTS ( SELECT
                    FROM attendance.student_calendar c_1
                   WHERE ((c_1.school_id = d.school_id) AND (c_1.school_year = d.school_year) AND (c_1.calendar_code = d.calendar_code)))) AND (EXISTS ( SELECT
                    FROM (attendance.calendar_day o
                      JOIN attendance.calendar_event_kind k USING (event))
                   WHERE (((o.school_id = d.school_id) AND (o.school_year = d.school_year) AND (o.calendar_code = d.calendar_code) AND (o.day = d.day)) AND (k.kind = 'session'::text)))))
           RETURNING d.school_id,
             d.school_year,
             d.calendar_code
         ), of_calendar AS (
          SELECT o.school_id,
             o.school_year,
             o.calendar_code,
             (EXISTS ( SELECT
                    FROM (attendance.calendar_day d
                      JOIN attendance.calendar_event_kind k USING (event))
                   WHERE (((d.school_id = o.school_id) AND (d.school_year = o.school_year) AND (d.calendar_code = o.calendar_code) AND (d.day = reopen_school_day.on_day)) AND (d.event <> reopen_school_day.with_event) AND (k.kind = 'closes'::text)))) AS still_closed
            FROM opened o
         )
  SELECT count(*) AS count,
     count(*) FILTER (WHERE c.still_closed) AS count,
     count(DISTINCT c.school_id) FILTER (WHERE (NOT c.still_closed)) AS count,
     array_agg(DISTINCT c.school_year) AS array_agg,
     ( SELECT count(*) AS count
            FROM attendance.attendance_event e
           WHERE ((e.day = reopen_school_day.on_day) AND (EXISTS ( SELECT
                    FROM (attendance.stay s
                      JOIN of_calendar o USING (school_id, school_year, calendar_code))
                   WHERE (((s.student_id = e.student_id) AND (s.school_id = e.school_id) AND (s.school_year = e.school_year)) AND (NOT o.still_closed) AND s.counts AND (s.entry_date <= e.day) AND ((s.last_date IS NULL) OR (s.last_date >= e.day))))))) AS count
    FROM of_calendar c;
END;


ALTER FUNCTION attendance.reopen_school_day(on_day date, with_event text, of_schools text[]) OWNER TO district;

--
-- Name: FUNCTION reopen_school_day(on_day date, with_event text, of_schools text[]); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.reopen_school_day(on_day date, with_event text, of_schools text[]) IS 'Removes the event that closes a day from the calendars of the schools (NULL: of all) that have a session on it; returns the number of calendars, the number of them that another event still closes, the number of schools that are open again, the school years, and the number of attendance events that count again';


--
-- Name: school_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.school_absence WITH (security_barrier='true') AS
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    f.verdict_n,
    f.chronic_n,
    f.chronic_rate,
    f.chronic_rate_low,
    f.chronic_rate_high,
    f.satisfactory_n,
    f.at_risk_n,
    f.moderate_n,
    f.severe_n,
    f.no_verdict_n,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM (((( SELECT r.school_year,
            r.school_id,
            a.policy_name,
            a.as_of,
            absence.band_counts(r.register, a.policy, a.as_of) AS counts,
            bool_or((absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL)) AS counts_day
           FROM (attendance.student_register r
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
          GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of) c
     CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) f(verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n))
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.school_absence OWNER TO district;

--
-- Name: VIEW school_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.school_absence IS 'Chronic absence by school, as of the day and under the definition asked for. Students who have left are included';


--
-- Name: COLUMN school_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN school_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN school_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN school_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN school_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN school_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN school_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN school_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN school_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN school_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN school_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN school_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN school_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN school_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN school_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_absence.policy IS 'Name of the definition';


--
-- Name: school_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.school_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.school_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.verdict_n,
     answer_at.chronic_n,
     answer_at.chronic_rate,
     answer_at.chronic_rate_low,
     answer_at.chronic_rate_high,
     answer_at.satisfactory_n,
     answer_at.at_risk_n,
     answer_at.moderate_n,
     answer_at.severe_n,
     answer_at.no_verdict_n,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.school_absence, school_absence_at.as_of, school_absence_at.policy) answer_at(school_year, school_id, school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.school_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION school_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.school_absence_at(as_of date, policy text) IS 'school_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: state_of_year(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.state_of_year(of_year integer) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT y.state
            FROM attendance.school_year_state y
           WHERE (y.school_year = state_of_year.of_year)), ( SELECT 'open'::text
            FROM attendance.enrollment e
           WHERE (e.school_year = state_of_year.of_year)
          LIMIT 1)) AS "coalesce";
END;


ALTER FUNCTION attendance.state_of_year(of_year integer) OWNER TO district;

--
-- Name: FUNCTION state_of_year(of_year integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.state_of_year(of_year integer) IS 'open or closed; a school year is open too if the store has only enrollments of it, and NULL if it has nothing';


--
-- Name: student_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_absence WITH (security_barrier='true') AS
 SELECT s.school_year,
    s.school_id,
    s.school_name,
    s.student_id,
    s.last_name,
    s.first_name,
    s.grade,
    s.homeroom,
    s.entry_date,
    s.exit_date,
    s.enrolled_now,
    s.enrolled_days,
    s.counted_days,
    s.absent_days,
    s.missed_days,
    s.excused_days,
    s.unexcused_days,
    s.oss_days,
    s.iss_days,
    s.tardy_days,
    s.unmapped_days,
    s.unrecorded_days,
    s.absence_rate,
    s.chronic,
    s.status,
    s.band,
    s.band_order,
    s.why_null,
    s.district_absence_rate,
    s.district_chronic,
    s.district_band,
    s.streak,
    s.last_absence,
    s.absences_left,
    s.complete_through,
    s.as_of,
    s.policy
   FROM ( SELECT r.school_year,
            r.school_id,
            h.name AS school_name,
            r.student_id,
            u.last_name,
            u.first_name,
            r.grade,
            y.homeroom,
            y.entry_date,
            y.exit_date,
            COALESCE(y.enrolled_now, false) AS enrolled_now,
            f.enrolled_days,
            f.counted_days,
            f.absent_days,
            f.missed_days,
            f.excused_days,
            f.unexcused_days,
            f.oss_days,
            f.iss_days,
            f.tardy_days,
            f.unmapped_days,
            f.unrecorded_days,
            f.absence_rate,
            f.chronic,
            f.status,
            f.band,
            f.band_order,
            f.why_null,
            absence.absence_rate(o.tally) AS district_absence_rate,
            absence.chronic(o.tally) AS district_chronic,
            (absence.band(o.tally))::text AS district_band,
            f.streak,
            f.last_absence,
            f.absences_left,
            f.complete_through,
            f.counted_through AS as_of,
            a.policy_name AS policy,
            r.register,
            o.register AS district_register,
            a.policy AS policy_asked,
            a.as_of AS as_of_asked
           FROM ((((((attendance.student_register r
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
             CROSS JOIN LATERAL ( SELECT absence.rollup(m.register) AS register,
                    absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
                   FROM attendance.student_register m
                  WHERE ((m.student_id = r.student_id) AND (m.school_year = r.school_year))) o)
             CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) f(enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, streak, last_absence, absences_left, complete_through, counted_through))
             LEFT JOIN attendance.school h ON ((h.school_id = r.school_id)))
             LEFT JOIN attendance.student u ON ((u.student_id = r.student_id)))
             LEFT JOIN attendance.student_stay y ON (((y.student_id = r.student_id) AND (y.school_id = r.school_id) AND (y.school_year = r.school_year))))) s
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (s.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[])) OR ((s.student_id, s.school_year) IN ( SELECT visible_student.student_id,
            visible_student.school_year
           FROM attendance.visible_student))));


ALTER TABLE attendance.student_absence OWNER TO district;

--
-- Name: VIEW student_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_absence IS 'Absence of students at each of their schools, as of the day and under the definition asked for';


--
-- Name: COLUMN student_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN student_absence.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_absence.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN student_absence.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN student_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN student_absence.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN student_absence.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first; NULL: the enrollments of a closed year have been deleted [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN student_absence.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.exit_date IS 'Last day of the enrollment; where a row is about several enrollments, that of the last; NULL: an enrollment is open, or the enrollments of a closed year have been deleted [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN student_absence.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: COLUMN student_absence.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: days';


--
-- Name: COLUMN student_absence.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: days';


--
-- Name: COLUMN student_absence.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN student_absence.missed_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.missed_days IS 'Time missed under marks that count as absent, before the part-day rule; unit: days';


--
-- Name: COLUMN student_absence.excused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.excused_days IS 'Part of absent_days that is excused; unit: days';


--
-- Name: COLUMN student_absence.unexcused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.unexcused_days IS 'Part of absent_days that is unexcused; unit: days';


--
-- Name: COLUMN student_absence.oss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.oss_days IS 'Part of absent_days that is out-of-school suspension; unit: days';


--
-- Name: COLUMN student_absence.iss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.iss_days IS 'Days of in-school suspension, whether or not they count as absent; unit: days';


--
-- Name: COLUMN student_absence.tardy_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.tardy_days IS 'Days on which the student was tardy, whether or not the time missed counts; unit: days [CEDS 001957 Number of Days Tardy]';


--
-- Name: COLUMN student_absence.unmapped_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.unmapped_days IS 'Days that do not count because the result depends on a code that nobody has mapped; unit: days';


--
-- Name: COLUMN student_absence.unrecorded_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.unrecorded_days IS 'Days with nothing recorded; unit: days';


--
-- Name: COLUMN student_absence.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN student_absence.chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.chronic IS 'True if the student is chronically absent; NULL: no verdict [CEDS 002022 Chronic Student Absenteeism Indicator]';


--
-- Name: COLUMN student_absence.status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.status IS 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody has mapped)';


--
-- Name: COLUMN student_absence.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN student_absence.band_order; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.band_order IS 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe; NULL: no verdict';


--
-- Name: COLUMN student_absence.why_null; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.why_null IS 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped; NULL: there is a verdict';


--
-- Name: COLUMN student_absence.district_absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.district_absence_rate IS 'absence_rate of the student with all schools merged; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN student_absence.district_chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.district_chronic IS 'True if the student is chronically absent with all schools merged; NULL: no verdict';


--
-- Name: COLUMN student_absence.district_band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.district_band IS 'Band of the student with all schools merged; NULL: no verdict';


--
-- Name: COLUMN student_absence.streak; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.streak IS 'Absent days in a row, back from the last counted day; unit: days';


--
-- Name: COLUMN student_absence.last_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.last_absence IS 'Last day that counts as absent; NULL: no day counts as absent';


--
-- Name: COLUMN student_absence.absences_left; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.absences_left IS 'Days still to come that the student can miss without being chronically absent at the end of the year; unit: days; NULL: the student will be chronically absent in any case, or the definition has no line for it';


--
-- Name: COLUMN student_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN student_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN student_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_absence.policy IS 'Name of the definition';


--
-- Name: student_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.student_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.student_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.student_id,
     answer_at.last_name,
     answer_at.first_name,
     answer_at.grade,
     answer_at.homeroom,
     answer_at.entry_date,
     answer_at.exit_date,
     answer_at.enrolled_now,
     answer_at.enrolled_days,
     answer_at.counted_days,
     answer_at.absent_days,
     answer_at.missed_days,
     answer_at.excused_days,
     answer_at.unexcused_days,
     answer_at.oss_days,
     answer_at.iss_days,
     answer_at.tardy_days,
     answer_at.unmapped_days,
     answer_at.unrecorded_days,
     answer_at.absence_rate,
     answer_at.chronic,
     answer_at.status,
     answer_at.band,
     answer_at.band_order,
     answer_at.why_null,
     answer_at.district_absence_rate,
     answer_at.district_chronic,
     answer_at.district_band,
     answer_at.streak,
     answer_at.last_absence,
     answer_at.absences_left,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.student_absence, student_absence_at.as_of, student_absence_at.policy) answer_at(school_year, school_id, school_name, student_id, last_name, first_name, grade, homeroom, entry_date, exit_date, enrolled_now, enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, district_absence_rate, district_chronic, district_band, streak, last_absence, absences_left, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.student_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION student_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.student_absence_at(as_of date, policy text) IS 'student_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: attendance_code; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.attendance_code (
    code text NOT NULL COLLATE pg_catalog."C",
    school_id text COLLATE pg_catalog."C",
    school_year integer,
    mark text NOT NULL COLLATE pg_catalog."C",
    portion numeric,
    precedence integer,
    description text,
    CONSTRAINT attendance_code_mark_check CHECK ((mark = ANY (ARRAY['tardy'::text, 'left_early'::text, 'unexcused'::text, 'excused'::text, 'oss'::text, 'exempt'::text, 'unverified'::text, 'iss'::text, 'remote'::text, 'activity'::text, 'homebound'::text, 'unmapped'::text, 'present'::text]))),
    CONSTRAINT attendance_code_portion_check CHECK (((portion >= (0)::numeric) AND (portion <= (1)::numeric)))
);

ALTER TABLE ONLY attendance.attendance_code REPLICA IDENTITY FULL;


ALTER TABLE attendance.attendance_code OWNER TO district;

--
-- Name: TABLE attendance_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.attendance_code IS 'Meaning of each attendance code: the row for the school and year, else for the school, else for the year, else for neither. A code without a row is unmapped; it is never taken as present [Ed-Fi attendanceEventCategoryDescriptor]';


--
-- Name: COLUMN attendance_code.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN attendance_code.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.school_id IS 'School that the row is for; NULL: every school [Ed-Fi school.schoolId]';


--
-- Name: COLUMN attendance_code.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.school_year IS 'School year that the row is for; NULL: every school year [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN attendance_code.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.mark IS 'Mark that the code stands for, a value of type absence.mark [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN attendance_code.portion; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.portion IS 'Share of the day or period that the code stands for where the event gives none; unit: share, 0 to 1; NULL: 0 for tardy, left_early and present, else 1';


--
-- Name: COLUMN attendance_code.precedence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.precedence IS 'Rank of the code among several events of one day or period: the highest decides; NULL: the order of marks decides';


--
-- Name: COLUMN attendance_code.description; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_code.description IS 'Meaning of the code in words; NULL: not stated';


--
-- Name: code_mark; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.code_mark AS
 SELECT DISTINCT ON (s.school_id, y.school_year, c.code) s.school_id,
    y.school_year,
    c.code,
    c.mark,
    c.precedence,
    absence_internal.event_share(c.portion, NULL::numeric, NULL::numeric, absence_internal.default_share((c.mark)::absence.mark)) AS share
   FROM ((( SELECT school.school_id
           FROM attendance.school
        UNION
         SELECT calendar.school_id
           FROM attendance.calendar) s
     CROSS JOIN attendance.school_year_state y)
     JOIN attendance.attendance_code c ON ((((c.school_id IS NULL) OR (c.school_id = s.school_id)) AND ((c.school_year IS NULL) OR (c.school_year = y.school_year)))))
  ORDER BY s.school_id, y.school_year, c.code, c.school_id, c.school_year;


ALTER TABLE attendance.code_mark OWNER TO district;

--
-- Name: VIEW code_mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.code_mark IS 'Helper: Meaning of each attendance code at each school in each school year';


--
-- Name: COLUMN code_mark.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN code_mark.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN code_mark.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN code_mark.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.mark IS 'Mark that the code stands for; unmapped for a code that nobody has mapped [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN code_mark.precedence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.precedence IS 'Rank of the code among several events of one day or period: the highest decides; NULL: the order of marks decides';


--
-- Name: COLUMN code_mark.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.code_mark.share IS 'Share of the day or period that the code stands for where the event gives none; unit: share, 0 to 1';


--
-- Name: school_periods; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.school_periods AS
 SELECT session_day.school_id,
    session_day.school_year,
    session_day.day,
        CASE
            WHEN ((min(session_day.periods) = max(session_day.periods)) AND (count(session_day.periods) = count(*))) THEN min(session_day.periods)
            ELSE NULL::integer
        END AS periods,
    ((count(DISTINCT session_day.periods) > 1) OR ((count(session_day.periods) >= 1) AND (count(session_day.periods) <= (count(*) - 1)))) AS calendars_differ,
    session_day.calendars_of_school
   FROM attendance.session_day
  GROUP BY session_day.school_id, session_day.school_year, session_day.day, session_day.calendars_of_school;


ALTER TABLE attendance.school_periods OWNER TO district;

--
-- Name: VIEW school_periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.school_periods IS 'Helper: Number of periods of each session day at a school';


--
-- Name: COLUMN school_periods.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school_periods.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN school_periods.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.day IS 'The day';


--
-- Name: COLUMN school_periods.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: not known, or the calendars of the school differ';


--
-- Name: COLUMN school_periods.calendars_differ; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.calendars_differ IS 'True if the calendars of the school that are in session differ in the number of periods, or if only some of them give one';


--
-- Name: COLUMN school_periods.calendars_of_school; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_periods.calendars_of_school IS 'Calendars of the school in the school year that give membership; unit: calendars';


--
-- Name: day_periods; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.day_periods AS
 SELECT e.student_id,
    e.school_id,
    e.school_year,
    e.day,
    min(d.periods) AS periods
   FROM ((( SELECT DISTINCT attendance_event.student_id,
            attendance_event.school_id,
            attendance_event.school_year,
            attendance_event.day
           FROM (attendance.attendance_event
             JOIN attendance.school_periods p USING (school_id, school_year, day))
          WHERE ((attendance_event.period IS NOT NULL) AND (attendance_event.held IS NULL) AND p.calendars_differ AND (p.calendars_of_school > 1))) e
     LEFT JOIN attendance.stay s ON ((((s.student_id = e.student_id) AND (s.school_id = e.school_id) AND (s.school_year = e.school_year)) AND s.counts AND (e.day >= s.entry_date) AND ((s.last_date IS NULL) OR (e.day <= s.last_date)))))
     LEFT JOIN attendance.session_day d ON (((d.school_id = s.school_id) AND (d.school_year = s.school_year) AND (d.calendar_code = s.calendar_code) AND (d.day = e.day))))
  GROUP BY e.student_id, e.school_id, e.school_year, e.day;


ALTER TABLE attendance.day_periods OWNER TO district;

--
-- Name: VIEW day_periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.day_periods IS 'Helper: Number of periods by the student''s own calendar, for days with period events on which the calendars of the school differ';


--
-- Name: COLUMN day_periods.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_periods.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN day_periods.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_periods.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN day_periods.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_periods.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN day_periods.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_periods.day IS 'The day';


--
-- Name: COLUMN day_periods.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_periods.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: not known: period events of the day are not used';


--
-- Name: event_part; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.event_part AS
 SELECT e.student_id,
    e.school_id,
    e.school_year,
    e.day,
    e.period,
    e.code,
    COALESCE(c.mark, 'unmapped'::text) AS mark,
    c.precedence,
    e.periods,
    ((s.share IS NOT NULL) AND ((e.period IS NULL) OR (e.periods IS NOT NULL))) AS is_used,
    s.share
   FROM ((( SELECT attendance_event.student_id,
            attendance_event.school_id,
            attendance_event.school_year,
            attendance_event.day,
            attendance_event.period,
            attendance_event.code,
            attendance_event.portion,
            attendance_event.missed,
            attendance_event.held,
            NULL::double precision AS periods
           FROM attendance.attendance_event
          WHERE (attendance_event.period IS NULL)
        UNION ALL
         SELECT attendance_event.student_id,
            attendance_event.school_id,
            attendance_event.school_year,
            attendance_event.day,
            attendance_event.period,
            attendance_event.code,
            attendance_event.portion,
            NULL::numeric,
            NULL::numeric,
            (
                CASE
                    WHEN (attendance_event.held IS NULL) THEN (COALESCE(p.periods, n.periods))::numeric
                    WHEN ((attendance_event.held > (0)::numeric) AND (attendance_event.held < 'Infinity'::numeric)) THEN GREATEST(LEAST(attendance_event.held, '1000000000'::numeric), 0.000000001)
                    ELSE NULL::numeric
                END)::double precision AS float8
           FROM ((attendance.attendance_event
             LEFT JOIN attendance.school_periods p USING (school_id, school_year, day))
             LEFT JOIN attendance.day_periods n USING (student_id, school_id, school_year, day))
          WHERE (attendance_event.period IS NOT NULL)) e
     LEFT JOIN attendance.code_mark c USING (school_id, school_year, code))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN isfinite(e.day) THEN absence_internal.event_share(e.portion, e.missed, e.held, COALESCE(c.share, absence_internal.default_share('unmapped'::absence.mark)))
                    ELSE NULL::double precision
                END AS "case") s(share));


ALTER TABLE attendance.event_part OWNER TO district;

--
-- Name: VIEW event_part; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.event_part IS 'Helper: Attendance events with their mark and the share that was missed';


--
-- Name: COLUMN event_part.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN event_part.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN event_part.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN event_part.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.day IS 'The day';


--
-- Name: COLUMN event_part.period; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.period IS 'Period of the day; NULL: the event is for the whole day [Ed-Fi studentSectionAttendanceEventClassPeriod.classPeriodName]';


--
-- Name: COLUMN event_part.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN event_part.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.mark IS 'Mark that the code stands for; unmapped for a code that nobody has mapped [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN event_part.precedence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.precedence IS 'Rank of the code among several events of one day or period: the highest decides; NULL: the order of marks decides';


--
-- Name: COLUMN event_part.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.periods IS 'Number of periods of the day: that of the event, else that of the calendar; unit: periods; NULL: the event is for the whole day, or the number is not known and the event is not used';


--
-- Name: COLUMN event_part.is_used; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.is_used IS 'True if the event has a valid share and, for a period event, the number of periods is known';


--
-- Name: COLUMN event_part.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_part.share IS 'Share that was missed: of the period if there is one, else of the day; unit: share, 0 to 1; NULL: the event gives no valid share and is not used';


--
-- Name: event_in_doubt; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.event_in_doubt WITH (security_barrier='true') AS
 SELECT p.school_year,
    p.school_id,
    p.student_id,
    p.day,
    p.period,
    p.code,
    p.share,
    p.periods,
    COALESCE(absence.is_member(r.register, p.day), false) AS is_member
   FROM (attendance.event_part p
     LEFT JOIN attendance.student_register r USING (student_id, school_id, school_year))
  WHERE ((NOT p.is_used) OR (NOT COALESCE(absence.is_member(r.register, p.day), false)));


ALTER TABLE attendance.event_in_doubt OWNER TO district;

--
-- Name: VIEW event_in_doubt; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.event_in_doubt IS 'Helper: Attendance events that are not used, or are on no membership day';


--
-- Name: COLUMN event_in_doubt.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN event_in_doubt.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN event_in_doubt.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN event_in_doubt.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.day IS 'The day';


--
-- Name: COLUMN event_in_doubt.period; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.period IS 'Period of the day; NULL: the event is for the whole day [Ed-Fi studentSectionAttendanceEventClassPeriod.classPeriodName]';


--
-- Name: COLUMN event_in_doubt.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN event_in_doubt.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.share IS 'Share that was missed: of the period if there is one, else of the day; unit: share, 0 to 1; NULL: the event gives no valid share and is not used';


--
-- Name: COLUMN event_in_doubt.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: the event is for the whole day, or the number is not known';


--
-- Name: COLUMN event_in_doubt.is_member; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_in_doubt.is_member IS 'True if the day is a membership day';


--
-- Name: student_stays; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_stays WITH (security_barrier='true') AS
 SELECT t.student_id,
    t.school_id,
    t.school_year,
    t.stays,
    t.stays_that_count,
    t.first_entry,
    t.last_date,
        CASE
            WHEN (t.stays <= 10) THEN t.days
            ELSE ( SELECT array_agg(u.days ORDER BY u.calendar_code) AS array_agg
               FROM ( SELECT u_1.calendar_code,
                        range_agg(u_1.days) AS days
                       FROM UNNEST(t.days, t.calendar_codes) u_1(days, calendar_code)
                      GROUP BY u_1.calendar_code) u)
        END AS days,
        CASE
            WHEN (t.stays <= 10) THEN t.calendar_codes
            ELSE ( SELECT array_agg(DISTINCT u.calendar_code ORDER BY u.calendar_code) AS array_agg
               FROM unnest(t.calendar_codes) u(calendar_code))
        END AS calendar_codes
   FROM ( SELECT s.student_id,
            s.school_id,
            s.school_year,
            (count(*))::integer AS stays,
            (count(*) FILTER (WHERE s.counts))::integer AS stays_that_count,
            min(s.entry_date) FILTER (WHERE s.is_placed) AS first_entry,
            max(COALESCE(s.last_date, 'infinity'::date)) FILTER (WHERE s.is_placed) AS last_date,
            array_agg(
                CASE
                    WHEN (s.last_date < s.entry_date) THEN '{}'::datemultirange
                    ELSE datemultirange(daterange(s.entry_date, (NULLIF(s.last_date, '5874897-12-31'::date) + 1)))
                END ORDER BY s.entry_date, s.last_date, s.calendar_code) FILTER (WHERE s.is_placed) AS days,
            array_agg(s.calendar_code ORDER BY s.entry_date, s.last_date, s.calendar_code) FILTER (WHERE s.is_placed) AS calendar_codes
           FROM ( SELECT stay.student_id,
                    stay.school_id,
                    stay.school_year,
                    stay.entry_date,
                    stay.last_date,
                    stay.exit_date,
                    stay.grade,
                    stay.calendar_code,
                    stay.void,
                    stay.primary_school,
                    stay.fte,
                    stay.homeroom,
                    stay.counts,
                    stay.named_calendar,
                    (stay.counts AND (stay.calendar_code IS NOT NULL)) AS is_placed
                   FROM attendance.stay) s
          GROUP BY s.student_id, s.school_id, s.school_year) t;


ALTER TABLE attendance.student_stays OWNER TO district;

--
-- Name: VIEW student_stays; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_stays IS 'Helper: Stays of each student at a school in a school year, with their days and calendars, in one row';


--
-- Name: COLUMN student_stays.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_stays.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_stays.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_stays.stays; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.stays IS 'Number of stays; unit: stays';


--
-- Name: COLUMN student_stays.stays_that_count; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.stays_that_count IS 'Number of stays that count; unit: stays';


--
-- Name: COLUMN student_stays.first_entry; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.first_entry IS 'First day of the stays that count and have a calendar; NULL: there is none';


--
-- Name: COLUMN student_stays.last_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.last_date IS 'Last day of the stays that count and have a calendar; infinity if one is open; NULL: there is none';


--
-- Name: COLUMN student_stays.days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.days IS 'Days of the stays that count and have a calendar, beside calendar_codes: a set for each stay, or for each calendar if there are many; NULL: there is none';


--
-- Name: COLUMN student_stays.calendar_codes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_stays.calendar_codes IS 'Calendars of the stays, beside days; NULL: there is none';


--
-- Name: event_not_used; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.event_not_used AS
 SELECT e.school_year,
    e.school_id,
    e.student_id,
    e.day,
    e.period,
    e.code,
        CASE
            WHEN e.is_member THEN
            CASE
                WHEN (e.share IS NULL) THEN 'share out of range'::text
                ELSE 'periods not known'::text
            END
            WHEN (y.school_year IS NULL) THEN 'unknown year'::text
            WHEN (s.stays IS NULL) THEN
            CASE
                WHEN (u.student_id IS NULL) THEN 'unknown student'::text
                WHEN (h.school_id IS NULL) THEN 'unknown school'::text
                ELSE 'not enrolled'::text
            END
            WHEN (s.stays_that_count = 0) THEN 'void stay'::text
            WHEN (s.calendar_codes IS NULL) THEN 'no calendar'::text
            WHEN m.is_expected THEN 'not refreshed'::text
            WHEN (m.in_stay OR (NOT m.in_calendar)) THEN 'no session day'::text
            WHEN (e.day < s.first_entry) THEN 'before entry'::text
            WHEN (e.day > s.last_date) THEN 'after exit'::text
            ELSE 'between stays'::text
        END AS reason,
    e.share,
    e.periods
   FROM ((((((attendance.event_in_doubt e
     LEFT JOIN attendance.school_year_state y ON ((y.school_year = e.school_year)))
     LEFT JOIN attendance.student u ON ((u.student_id = e.student_id)))
     LEFT JOIN attendance.school h ON ((h.school_id = e.school_id)))
     LEFT JOIN attendance.student_stays s ON (((s.student_id = e.student_id) AND (s.school_id = e.school_id) AND (s.school_year = e.school_year))))
     LEFT JOIN ( SELECT session_day.school_id,
            session_day.school_year,
            session_day.day,
            array_agg(session_day.calendar_code) AS calendar_codes
           FROM attendance.session_day
          GROUP BY session_day.school_id, session_day.school_year, session_day.day) d ON (((d.school_id = e.school_id) AND (d.school_year = e.school_year) AND (d.day = e.day))))
     CROSS JOIN LATERAL ( SELECT COALESCE(bool_or((t.calendar_code = ANY (d.calendar_codes))), false) AS in_calendar,
            COALESCE(bool_or((e.day <@ t.days)), false) AS in_stay,
            COALESCE(bool_or(((t.calendar_code = ANY (d.calendar_codes)) AND (e.day <@ t.days))), false) AS is_expected
           FROM UNNEST(s.days, s.calendar_codes) t(days, calendar_code)) m);


ALTER TABLE attendance.event_not_used OWNER TO district;

--
-- Name: VIEW event_not_used; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.event_not_used IS 'Helper: Attendance events that are not used, and the reason';


--
-- Name: COLUMN event_not_used.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN event_not_used.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN event_not_used.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN event_not_used.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.day IS 'The day';


--
-- Name: COLUMN event_not_used.period; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.period IS 'Period of the day; NULL: the event is for the whole day [Ed-Fi studentSectionAttendanceEventClassPeriod.classPeriodName]';


--
-- Name: COLUMN event_not_used.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN event_not_used.reason; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.reason IS 'Reason why the event is not used, as in issue_kind';


--
-- Name: COLUMN event_not_used.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.share IS 'Share that was missed: of the period if there is one, else of the day; unit: share, 0 to 1; NULL: the event gives no valid share and is not used';


--
-- Name: COLUMN event_not_used.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.event_not_used.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: the event is for the whole day, or the number is not known';


--
-- Name: student_day; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_day WITH (security_barrier='true') AS
 SELECT r.school_year,
    r.student_id,
    d.day,
    r.school_id,
    d.calendar_event,
    d.is_member,
    d.period,
    d.code,
    d.mark,
    (round((d.share_missed)::numeric, 9))::double precision AS share_missed,
    d.why_not_counted,
    (absence.mark_on(r.register, d.day))::text AS day_mark,
        CASE
            WHEN (NOT d.is_member) THEN 'no membership day'::text
            WHEN (d.complete_through IS NULL) THEN 'not recorded'::text
            WHEN (d.day > d.complete_through) THEN 'after complete-through'::text
            WHEN (d.day > a.as_of) THEN 'after as-of'::text
            WHEN (absence.enrolled_days(d.tally) = 0) THEN 'outside'::text
            WHEN (absence.unmapped_days(d.tally) > 0) THEN 'unmapped'::text
            WHEN (absence.counted_days(d.tally) = 0) THEN 'not recorded'::text
            WHEN (absence.absent_days(d.tally) > (0)::double precision) THEN 'absent'::text
            ELSE 'present'::text
        END AS counts_as,
        CASE
            WHEN (d.is_first AND d.is_counted) THEN absence.absent_days(d.tally)
            ELSE NULL::double precision
        END AS absent,
        CASE
            WHEN (d.owner <> r.school_id) THEN d.owner
            ELSE NULL::text
        END AS yields_to,
        CASE
            WHEN (d.is_first AND (d.owner = r.school_id)) THEN absence.absent_days(absence.tally(absence.clip(o.register, d.day, d.day), a.policy, a.as_of))
            ELSE NULL::double precision
        END AS district_absent,
    NULLIF(LEAST(a.as_of, d.complete_through), 'infinity'::date) AS as_of,
    a.policy_name AS policy
   FROM (((( SELECT student_register.student_id,
            student_register.school_id,
            student_register.school_year,
            student_register.register
           FROM attendance.student_register
        UNION ALL
         SELECT n.student_id,
            n.school_id,
            n.school_year,
            NULL::absence.register
           FROM ( SELECT e.student_id,
                    e.school_id,
                    e.school_year
                   FROM attendance.attendance_event e
                  WHERE (NOT (EXISTS ( SELECT
                           FROM attendance.student_register r_1
                          WHERE ((r_1.student_id = e.student_id) AND (r_1.school_id = e.school_id) AND (r_1.school_year = e.school_year)))))
                UNION
                 SELECT e.student_id,
                    e.school_id,
                    e.school_year
                   FROM attendance.enrollment e
                  WHERE (NOT (EXISTS ( SELECT
                           FROM attendance.student_register r_1
                          WHERE ((r_1.student_id = e.student_id) AND (r_1.school_id = e.school_id) AND (r_1.school_year = e.school_year)))))) n) r
     JOIN ( SELECT asked.school_year,
            asked.policy_name,
            (asked.policy)::absence.policy AS policy,
            asked.as_of
           FROM attendance.asked
         OFFSET '0'::bigint) a USING (school_year))
     CROSS JOIN LATERAL ( SELECT count(*) AS registers,
            absence.rollup(m.register) AS register
           FROM attendance.student_register m
          WHERE ((m.student_id = r.student_id) AND (m.school_year = r.school_year))) o)
     CROSS JOIN LATERAL ( SELECT d_1.day,
            d_1.is_member,
            d_1.calendar_event,
            d_1.period,
            d_1.code,
            d_1.mark,
            d_1.share_missed,
            d_1.why_not_counted,
            d_1.is_first,
            d_1.complete_through,
            d_1.is_counted,
                CASE
                    WHEN d_1.is_counted THEN absence.tally(absence.clip(r.register, d_1.day, d_1.day), a.policy, a.as_of)
                    ELSE NULL::absence.tally
                END AS tally,
                CASE
                    WHEN (d_1.is_counted AND (o.registers = 1)) THEN r.school_id
                    WHEN d_1.is_counted THEN ( SELECT m.school_id
                       FROM attendance.student_register m
                      WHERE (((m.student_id = r.student_id) AND (m.school_year = r.school_year)) AND absence.is_member(m.register, d_1.day) AND (d_1.day <= absence.complete_through(m.register)))
                      ORDER BY (absence.is_member(absence_internal.yielded_days(absence.clip(m.register, d_1.day, d_1.day)), d_1.day)), m.school_id
                     LIMIT 1)
                    ELSE NULL::text
                END AS owner
           FROM ( SELECT COALESCE(m.day, w.day, e.day) AS day,
                    (m.day IS NOT NULL) AS is_member,
                    w.events AS calendar_event,
                    e.period,
                    e.code,
                    e.mark,
                    e.share_missed,
                    e.why_not_counted,
                    (COALESCE(e.place, (1)::bigint) = 1) AS is_first,
                    absence.complete_through(r.register) AS complete_through,
                    COALESCE(((m.day <= absence.complete_through(r.register)) AND (m.day <= a.as_of)), false) AS is_counted
                   FROM ((absence.days(absence.with_marks(r.register, NULL::absence.register, 'infinity'::date)) m(day, mark, portion)
                     FULL JOIN ( SELECT w_1.day,
                            w_1.is_in_stay,
                                CASE
                                    WHEN (w_1.first_event = w_1.last_event) THEN w_1.first_event
                                    ELSE ( SELECT string_agg(DISTINCT u.event, ', '::text ORDER BY u.event) AS string_agg
                                       FROM unnest(w_1.events) u(event))
                                END AS events
                           FROM ( SELECT c.day,
                                    bool_or((s.counts AND t.covers)) AS is_in_stay,
                                    min(c.event) AS first_event,
                                    max(c.event) AS last_event,
                                    COALESCE(array_agg(c.event) FILTER (WHERE t.covers), array_agg(c.event)) AS events
                                   FROM ((attendance.stay s
                                     JOIN attendance.calendar_day c USING (school_id, school_year, calendar_code))
                                     CROSS JOIN LATERAL ( SELECT ((c.day >= s.entry_date) AND (c.day <= COALESCE(s.last_date, 'infinity'::date))) AS "?column?") t(covers))
                                  WHERE ((s.student_id = r.student_id) AND (s.school_id = r.school_id) AND (s.school_year = r.school_year))
                                  GROUP BY c.day) w_1) w ON ((w.day = m.day)))
                     FULL JOIN ( SELECT e_1.day,
                            e_1.period,
                            e_1.code,
                            e_1.mark,
                            e_1.share,
                            e_1.share_missed,
                            e_1.why_not_counted,
                            row_number() OVER (PARTITION BY e_1.day ORDER BY e_1.period NULLS FIRST, e_1.code, e_1.share DESC NULLS LAST, e_1.why_not_counted NULLS FIRST) AS place
                           FROM ( SELECT p.day,
                                    p.period,
                                    p.code,
                                    p.mark,
                                    p.share,
CASE
 WHEN (p.period IS NULL) THEN p.share
 ELSE (p.share / p.periods)
END AS share_missed,
                                    COALESCE(x.reason, absence_internal.why_not_counted(p.code, (p.mark)::absence.mark, p.precedence,
CASE
 WHEN p.is_used THEN p.share
 ELSE NULL::double precision
END) OVER (PARTITION BY p.day, p.period)) AS why_not_counted
                                   FROM (attendance.event_part p
                                     LEFT JOIN ( SELECT DISTINCT n.day,
    n.period,
    n.code,
    n.share,
    n.periods,
    n.reason
   FROM attendance.event_not_used n
  WHERE ((n.student_id = r.student_id) AND (n.school_id = r.school_id) AND (n.school_year = r.school_year))) x ON ((((x.day = p.day) AND (x.code = p.code)) AND (NOT (x.period IS DISTINCT FROM p.period)) AND (NOT (x.share IS DISTINCT FROM p.share)) AND (NOT (x.periods IS DISTINCT FROM p.periods)))))
                                  WHERE ((p.student_id = r.student_id) AND (p.school_id = r.school_id) AND (p.school_year = r.school_year))) e_1) e ON ((e.day = COALESCE(m.day, w.day))))
                  WHERE ((m.day IS NOT NULL) OR (e.day IS NOT NULL) OR w.is_in_stay)
                 OFFSET 0) d_1
         OFFSET 0) d)
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (r.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[])) OR ((r.student_id, r.school_year) IN ( SELECT visible_student.student_id,
            visible_student.school_year
           FROM attendance.visible_student))));


ALTER TABLE attendance.student_day OWNER TO district;

--
-- Name: VIEW student_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_day IS 'Days of each student in a school year, one row for each event and one for a day without events: what was recorded, and how the day counts under the definition asked for. student_day_of() gives the days of one student';


--
-- Name: COLUMN student_day.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_day.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_day.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.day IS 'The day';


--
-- Name: COLUMN student_day.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_day.calendar_event; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.calendar_event IS 'Events of the day on the student''s calendar, separated by commas; NULL: the calendar has no event, or is not known';


--
-- Name: COLUMN student_day.is_member; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.is_member IS 'True if the student was expected on the day';


--
-- Name: COLUMN student_day.period; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.period IS 'Period of the day; NULL: the event is for the whole day, or the day has none [Ed-Fi studentSectionAttendanceEventClassPeriod.classPeriodName]';


--
-- Name: COLUMN student_day.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.code IS 'Attendance code, letter for letter as recorded; NULL: the day has no event [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN student_day.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.mark IS 'Mark that the code stands for; unmapped for a code that nobody has mapped; NULL: the day has no event [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN student_day.share_missed; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.share_missed IS 'Share of the day that was missed by the event; unit: share, 0 to 1; NULL: the day has no event, or the event gives no valid share';


--
-- Name: COLUMN student_day.why_not_counted; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.why_not_counted IS 'Reason why the event does not count: one of issue_kind, another event stands, or same code counts once; NULL: the event counts, or the day has none';


--
-- Name: COLUMN student_day.day_mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.day_mark IS 'Mark of the day at the school; NULL: nothing is recorded, or the day is no membership day or is after complete-through';


--
-- Name: COLUMN student_day.counts_as; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.counts_as IS 'How the day counts at the school: absent, present, outside (the definition leaves it out), unmapped, not recorded, after as-of, after complete-through or no membership day';


--
-- Name: COLUMN student_day.absent; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.absent IS 'Days absent that the day counts at the school. They add up to student_absence.absent_days; unit: days; NULL: not the first row of the day, or the day does not count';


--
-- Name: COLUMN student_day.yields_to; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.yields_to IS 'School whose mark counts for the district on this day; NULL: this school, or the day does not count';


--
-- Name: COLUMN student_day.district_absent; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.district_absent IS 'Days absent that the day counts with all schools merged. They add up to district_student_absence.absent_days; unit: days; NULL: not the row that has it for this day, or the day does not count';


--
-- Name: COLUMN student_day.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day is asked for and nothing is recorded yet';


--
-- Name: COLUMN student_day.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_day.policy IS 'Name of the definition';


--
-- Name: student_day_of(text, integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.student_day_of(for_student_id text, for_school_year integer) RETURNS SETOF attendance.student_day
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT d.school_year,
     d.student_id,
     d.day,
     d.school_id,
     d.calendar_event,
     d.is_member,
     d.period,
     d.code,
     d.mark,
     d.share_missed,
     d.why_not_counted,
     d.day_mark,
     d.counts_as,
     d.absent,
     d.yields_to,
     d.district_absent,
     d.as_of,
     d.policy
    FROM attendance.student_day d
   WHERE ((d.student_id = (student_day_of.for_student_id COLLATE "C")) AND (d.school_year = student_day_of.for_school_year))
   ORDER BY d.day, d.school_id, d.period NULLS FIRST, d.code, d.share_missed DESC NULLS LAST;
END;


ALTER FUNCTION attendance.student_day_of(for_student_id text, for_school_year integer) OWNER TO district;

--
-- Name: FUNCTION student_day_of(for_student_id text, for_school_year integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.student_day_of(for_student_id text, for_school_year integer) IS 'A student''s year: a row for each day and event, how the day counts under the definition asked for, and why an event does not';


--
-- Name: students_near_the_line(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.students_near_the_line(within_days integer) RETURNS TABLE(school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision, absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT m.school_year,
     m.scope,
     m.school_id,
     m.student_id,
     f.counted_days,
     f.absent_days,
     f.absence_rate,
     f.band,
     f.chronic,
     (t.days_to_line)::integer AS days_to_line,
     f.counted_through,
     a.policy_name
    FROM (((( SELECT r.school_year,
             'school'::text AS scope,
             r.school_id,
             r.student_id,
             r.register
            FROM attendance.student_register r
         UNION ALL
          SELECT r.school_year,
             'district'::text,
             NULL::text,
             r.student_id,
             absence.rollup(r.register) AS rollup
            FROM attendance.student_register r
           GROUP BY r.school_year, r.student_id) m
      JOIN ( SELECT asked.school_year,
             asked.policy_name,
             (asked.policy)::absence.policy AS policy,
             asked.as_of
            FROM attendance.asked
          OFFSET '0'::bigint) a USING (school_year))
      CROSS JOIN LATERAL ( SELECT absence.days_to_line(absence.tally(m.register, a.policy, a.as_of)) AS days_to_line) t(days_to_line))
      CROSS JOIN LATERAL absence_internal.figures_of_student(m.register, a.policy, a.as_of) f(enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, streak, last_absence, absences_left, complete_through, counted_through))
   WHERE ((abs(t.days_to_line) <= students_near_the_line.within_days) AND ( SELECT asked_is_known.known
            FROM attendance.asked_is_known))
   ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id;
END;


ALTER FUNCTION attendance.students_near_the_line(within_days integer) OWNER TO district;

--
-- Name: FUNCTION students_near_the_line(within_days integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.students_near_the_line(within_days integer) IS 'The students at most this number of days away from the chronic line, for absence.near_the_line()';


--
-- Name: unknown_schools(text[]); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.unknown_schools(of_schools text[]) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT string_agg(quote_nullable(w.school_id), ', '::text ORDER BY w.school_id) AS string_agg
    FROM unnest(unknown_schools.of_schools) w(school_id)
   WHERE ((NOT (EXISTS ( SELECT
            FROM attendance.school s
           WHERE (s.school_id = w.school_id)))) AND (NOT (EXISTS ( SELECT
            FROM attendance.calendar c
           WHERE (c.school_id = w.school_id)))));
END;


ALTER FUNCTION attendance.unknown_schools(of_schools text[]) OWNER TO district;

--
-- Name: FUNCTION unknown_schools(of_schools text[]); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.unknown_schools(of_schools text[]) IS 'The schools of the argument that the store does not have, as a list; NULL if it has all';


--
-- Name: watch_list; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.watch_list WITH (security_barrier='true') AS
 SELECT s.school_year,
    s.school_id,
    s.school_name,
    s.student_id,
    s.last_name,
    s.first_name,
    s.grade,
    s.homeroom,
    (w.trigger COLLATE "C") AS trigger,
    w.since,
    s.streak,
    absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.register, s.as_of_asked), 5), s.policy_asked)) AS absent_last_5,
    s.absent_days,
    s.absence_rate,
    s.band,
        CASE
            WHEN (w.since IS NOT NULL) THEN (absence.band(absence.tally(s.register, s.policy_asked, (w.since - 1))))::text
            ELSE NULL::text
        END AS band_before,
    s.district_band,
    s.absences_left,
    s.complete_through,
    s.as_of,
    s.policy
   FROM (( SELECT r.school_year,
            r.school_id,
            h.name AS school_name,
            r.student_id,
            u.last_name,
            u.first_name,
            r.grade,
            y.homeroom,
            y.entry_date,
            y.exit_date,
            COALESCE(y.enrolled_now, false) AS enrolled_now,
            f.enrolled_days,
            f.counted_days,
            f.absent_days,
            f.missed_days,
            f.excused_days,
            f.unexcused_days,
            f.oss_days,
            f.iss_days,
            f.tardy_days,
            f.unmapped_days,
            f.unrecorded_days,
            f.absence_rate,
            f.chronic,
            f.status,
            f.band,
            f.band_order,
            f.why_null,
            absence.absence_rate(o.tally) AS district_absence_rate,
            absence.chronic(o.tally) AS district_chronic,
            (absence.band(o.tally))::text AS district_band,
            f.streak,
            f.last_absence,
            f.absences_left,
            f.complete_through,
            f.counted_through AS as_of,
            a.policy_name AS policy,
            r.register,
            o.register AS district_register,
            a.policy AS policy_asked,
            a.as_of AS as_of_asked
           FROM ((((((attendance.student_register r
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
             CROSS JOIN LATERAL ( SELECT absence.rollup(m.register) AS register,
                    absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
                   FROM attendance.student_register m
                  WHERE ((m.student_id = r.student_id) AND (m.school_year = r.school_year))) o)
             CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) f(enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, streak, last_absence, absences_left, complete_through, counted_through))
             LEFT JOIN attendance.school h ON ((h.school_id = r.school_id)))
             LEFT JOIN attendance.student u ON ((u.student_id = r.student_id)))
             LEFT JOIN attendance.student_stay y ON (((y.student_id = r.student_id) AND (y.school_id = r.school_id) AND (y.school_year = r.school_year))))) s
     CROSS JOIN LATERAL ( SELECT 'chronic'::text AS "?column?",
            absence.chronic_since(s.register, s.policy_asked, s.as_of_asked) AS chronic_since
          WHERE s.chronic
        UNION ALL
         SELECT 'chronic in district'::text,
            absence.chronic_since(s.district_register, s.policy_asked, s.as_of_asked) AS chronic_since
          WHERE (s.district_chronic AND (s.chronic IS NOT TRUE))
        UNION ALL
         SELECT ('near '::text ||
                CASE
                    WHEN s.chronic THEN 'severe'::text
                    ELSE 'chronic'::text
                END),
            s.last_absence
          WHERE ((s.absent_days > (0)::double precision) AND (s.chronic IS NOT NULL) AND ((absence.days_to_line(absence.tally(s.register, s.policy_asked, s.as_of_asked),
                CASE
                    WHEN s.chronic THEN 'severe'::text
                    ELSE 'chronic'::text
                END) >= 1) AND (absence.days_to_line(absence.tally(s.register, s.policy_asked, s.as_of_asked),
                CASE
                    WHEN s.chronic THEN 'severe'::text
                    ELSE 'chronic'::text
                END) <= 3)))
        UNION ALL
         SELECT 'not mapped'::text,
            absence_internal.unmapped_since(s.register, s.policy_asked, s.as_of_asked) AS unmapped_since
          WHERE (s.why_null = 'unmapped'::text)
        UNION ALL
         SELECT ('streak of '::text ||
                CASE
                    WHEN (s.streak >= 10) THEN 10
                    WHEN (s.streak >= 5) THEN 5
                    ELSE 3
                END),
            absence.streak_start(s.register, s.policy_asked, s.as_of_asked) AS streak_start
          WHERE (s.streak >= 3)) w(trigger, since))
  WHERE (s.enrolled_now AND (s.school_year = ( SELECT store_now.school_year
           FROM attendance.store_now)) AND ( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (s.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[])) OR ((s.student_id, s.school_year) IN ( SELECT visible_student.student_id,
            visible_student.school_year
           FROM attendance.visible_student))));


ALTER TABLE attendance.watch_list OWNER TO district;

--
-- Name: VIEW watch_list; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.watch_list IS 'Students to follow up, as of the day and under the definition asked for: over a line, near a line, or absent several days in a row. One row for each reason; only students who are enrolled now, in the current school year';


--
-- Name: COLUMN watch_list.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN watch_list.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN watch_list.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN watch_list.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN watch_list.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN watch_list.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN watch_list.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN watch_list.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN watch_list.trigger; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.trigger IS 'Reason for follow-up: chronic, at the school; chronic in district, with schools merged but not at the school; near chronic or near severe, for a student with an absence, if at most three more of the counted days would reach that line; not mapped, if the verdict depends on codes that nobody has mapped; streak of 3, 5 or 10, for at least so many absent days in a row';


--
-- Name: COLUMN watch_list.since; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.since IS 'Day from which the reason holds: since when the verdict has been chronic or not mapped; the first day of a streak; the last absence where a line is near; NULL: a line is near, and no day counts as absent: only parts of days of less than half were missed';


--
-- Name: COLUMN watch_list.streak; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.streak IS 'Absent days in a row, back from the last counted day; unit: days';


--
-- Name: COLUMN watch_list.absent_last_5; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.absent_last_5 IS 'Days absent among the last five membership days; unit: days';


--
-- Name: COLUMN watch_list.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN watch_list.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN watch_list.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN watch_list.band_before; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.band_before IS 'Band at the school on the day before since; NULL: no verdict on that day, or since is NULL';


--
-- Name: COLUMN watch_list.district_band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.district_band IS 'Band of the student with all schools merged; NULL: no verdict';


--
-- Name: COLUMN watch_list.absences_left; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.absences_left IS 'Days still to come that the student can miss without being chronically absent at the end of the year; unit: days; NULL: the student will be chronically absent in any case, or the definition has no line for it';


--
-- Name: COLUMN watch_list.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN watch_list.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN watch_list.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.watch_list.policy IS 'Name of the definition';


--
-- Name: watch_list_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.watch_list_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.watch_list
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.student_id,
     answer_at.last_name,
     answer_at.first_name,
     answer_at.grade,
     answer_at.homeroom,
     answer_at.trigger,
     answer_at.since,
     answer_at.streak,
     answer_at.absent_last_5,
     answer_at.absent_days,
     answer_at.absence_rate,
     answer_at.band,
     answer_at.band_before,
     answer_at.district_band,
     answer_at.absences_left,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.watch_list, watch_list_at.as_of, watch_list_at.policy) answer_at(school_year, school_id, school_name, student_id, last_name, first_name, grade, homeroom, trigger, since, streak, absent_last_5, absent_days, absence_rate, band, band_before, district_band, absences_left, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.watch_list_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION watch_list_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.watch_list_at(as_of date, policy text) IS 'watch_list as of a day and under a definition; NULL is the store''s own';


--
-- Name: weekday_absence; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.weekday_absence WITH (security_barrier='true') AS
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    c.isodow,
    ('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[c.isodow] AS weekday,
    (absence.enrolled_days(c.tally))::integer AS enrolled_days,
    (absence.counted_days(c.tally))::integer AS counted_days,
    absence.absent_days(c.tally) AS absent_days,
    absence.absence_rate(c.tally) AS absence_rate,
    k.complete_through,
    NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date) AS as_of,
    c.policy_name AS policy
   FROM ((( SELECT r.school_year,
            r.school_id,
            d.isodow,
            a.policy_name,
            a.as_of,
            absence.rollup(absence.tally(absence.on_weekday(r.register, d.isodow), a.policy, a.as_of)) AS tally
           FROM ((attendance.student_register r
             JOIN ( SELECT asked.school_year,
                    asked.policy_name,
                    (asked.policy)::absence.policy AS policy,
                    asked.as_of
                   FROM attendance.asked
                 OFFSET '0'::bigint) a USING (school_year))
             CROSS JOIN generate_series(1, 7) d(isodow))
          GROUP BY r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of) c
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (absence.enrolled_days(c.tally) > 0) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.weekday_absence OWNER TO district;

--
-- Name: VIEW weekday_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.weekday_absence IS 'Absence by school and day of the week, as of the day and under the definition asked for. Students who have left are included';


--
-- Name: COLUMN weekday_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN weekday_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN weekday_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN weekday_absence.isodow; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.isodow IS 'Day of the week, from 1 for Monday to 7 for Sunday';


--
-- Name: COLUMN weekday_absence.weekday; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.weekday IS 'Name of the day of the week';


--
-- Name: COLUMN weekday_absence.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: student-days';


--
-- Name: COLUMN weekday_absence.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: student-days';


--
-- Name: COLUMN weekday_absence.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.absent_days IS 'Days absent, by the part-day rule of the definition; unit: student-days';


--
-- Name: COLUMN weekday_absence.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN weekday_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN weekday_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN weekday_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.weekday_absence.policy IS 'Name of the definition';


--
-- Name: weekday_absence_at(date, text); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.weekday_absence_at(as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text) RETURNS SETOF attendance.weekday_absence
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT answer_at.school_year,
     answer_at.school_id,
     answer_at.school_name,
     answer_at.isodow,
     answer_at.weekday,
     answer_at.enrolled_days,
     answer_at.counted_days,
     answer_at.absent_days,
     answer_at.absence_rate,
     answer_at.complete_through,
     answer_at.as_of,
     answer_at.policy
    FROM absence_internal.answer_at(NULL::attendance.weekday_absence, weekday_absence_at.as_of, weekday_absence_at.policy) answer_at(school_year, school_id, school_name, isodow, weekday, enrolled_days, counted_days, absent_days, absence_rate, complete_through, as_of, policy);
END;


ALTER FUNCTION attendance.weekday_absence_at(as_of date, policy text) OWNER TO district;

--
-- Name: FUNCTION weekday_absence_at(as_of date, policy text); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.weekday_absence_at(as_of date, policy text) IS 'weekday_absence as of a day and under a definition; NULL is the store''s own';


--
-- Name: years_to_refresh(integer); Type: FUNCTION; Schema: attendance; Owner: district
--

CREATE FUNCTION attendance.years_to_refresh(asked_year integer) RETURNS SETOF integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT q.school_year
    FROM ( SELECT y.school_year
            FROM attendance.school_year_state y
         UNION
          SELECT e.school_year
            FROM ( SELECT e_1.school_year,
                     count(*) AS stays,
                     max(count(*)) OVER () AS most
                    FROM attendance.enrollment e_1
                   GROUP BY e_1.school_year) e
           WHERE ((e.stays >= 50) OR ((2 * e.stays) >= e.most) OR (e.school_year = years_to_refresh.asked_year) OR (EXISTS ( SELECT
                    FROM attendance.calendar c
                   WHERE (c.school_year = e.school_year))))) q
   WHERE ((q.school_year = COALESCE(years_to_refresh.asked_year, q.school_year)) AND (NOT (EXISTS ( SELECT
            FROM attendance.school_year_state y
           WHERE ((y.school_year = q.school_year) AND (y.state = 'closed'::text))))))
   ORDER BY q.school_year;
END;


ALTER FUNCTION attendance.years_to_refresh(asked_year integer) OWNER TO district;

--
-- Name: FUNCTION years_to_refresh(asked_year integer); Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON FUNCTION attendance.years_to_refresh(asked_year integer) IS 'The open school years that a refresh covers; only the given one, unless that is NULL';


--
-- Name: chronic_in(integer); Type: FUNCTION; Schema: report; Owner: district
--

CREATE FUNCTION report.chronic_in(for_year integer) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (SELECT sum(d.chronic_n) AS sum FROM attendance.district_absence d WHERE (d.school_year = chronic_in.for_year));


ALTER FUNCTION report.chronic_in(for_year integer) OWNER TO district;

--
-- Name: is_absent(absence.mark); Type: FUNCTION; Schema: report; Owner: district
--

CREATE FUNCTION report.is_absent(mark absence.mark) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN (mark OPERATOR(absence.=) 'excused'::absence.mark);


ALTER FUNCTION report.is_absent(mark absence.mark) OWNER TO district;

--
-- Name: students_of(text); Type: FUNCTION; Schema: report; Owner: district
--

CREATE FUNCTION report.students_of(for_school text) RETURNS SETOF attendance.student_absence
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT s.school_year,
     s.school_id,
     s.school_name,
     s.student_id,
     s.last_name,
     s.first_name,
     s.grade,
     s.homeroom,
     s.entry_date,
     s.exit_date,
     s.enrolled_now,
     s.enrolled_days,
     s.counted_days,
     s.absent_days,
     s.missed_days,
     s.excused_days,
     s.unexcused_days,
     s.oss_days,
     s.iss_days,
     s.tardy_days,
     s.unmapped_days,
     s.unrecorded_days,
     s.absence_rate,
     s.chronic,
     s.status,
     s.band,
     s.band_order,
     s.why_null,
     s.district_absence_rate,
     s.district_chronic,
     s.district_band,
     s.streak,
     s.last_absence,
     s.absences_left,
     s.complete_through,
     s.as_of,
     s.policy
    FROM attendance.student_absence s
   WHERE (s.school_id = students_of.for_school);
END;


ALTER FUNCTION report.students_of(for_school text) OWNER TO district;

--
-- Name: FUNCTION students_of(for_school text); Type: COMMENT; Schema: report; Owner: district
--

COMMENT ON FUNCTION report.students_of(for_school text) IS 'Students of a school';


--
-- Name: attendance_taken; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.attendance_taken (
    school_id text NOT NULL COLLATE pg_catalog."C",
    day date NOT NULL,
    calendar_code text COLLATE pg_catalog."C"
);

ALTER TABLE ONLY attendance.attendance_taken REPLICA IDENTITY FULL;


ALTER TABLE attendance.attendance_taken OWNER TO district;

--
-- Name: TABLE attendance_taken; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.attendance_taken IS 'Days on which attendance has been taken for a whole school or for a whole calendar of it. Ed-Fi''s sectionAttendanceTakenEvent is about one section and is not the same';


--
-- Name: COLUMN attendance_taken.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_taken.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN attendance_taken.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_taken.day IS 'The day';


--
-- Name: COLUMN attendance_taken.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.attendance_taken.calendar_code IS 'Code of the calendar, unique within a school and school year; NULL: every calendar of the school [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: issue_kind; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.issue_kind AS
 SELECT (k.reason COLLATE "C") AS reason,
    (k.severity COLLATE "C") AS severity,
    k.what_to_do
   FROM ( VALUES ('calendar day outside year'::text,'error'::text,'Correct the day or the school year; the day is left out.'::text), ('calendar without session days'::text,'error'::text,'Load the days of the calendar.'::text), ('closed year'::text,'info'::text,'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.'::text), ('days without calendar'::text,'error'::text,'Put the calendar into table calendar: school, year and code are enough; until then its days do not count.'::text), ('duplicate enrollment'::text,'warning'::text,'Remove the second row; the days count once.'::text), ('unknown year'::text,'error'::text,'Correct the school year, or load its enrollments and calendars and refresh.'::text), ('not enrolled'::text,'error'::text,'Load the enrollment, or correct the student, the school or the year of the events.'::text), ('no calendar'::text,'error'::text,'Give the stays of these students a calendar; see stay without calendar.'::text), ('share out of range'::text,'error'::text,'Correct portion, missed or held of the event.'::text), ('periods not known'::text,'error'::text,'Enter in held, calendar_day or calendar how many periods the day has.'::text), ('void stay'::text,'warning'::text,'Correct the enrollment if the student did come, else remove the events.'::text), ('no session day'::text,'warning'::text,'Correct the day of the events, or the calendar.'::text), ('before entry'::text,'warning'::text,'Correct the entry date, or the day of the events.'::text), ('after exit'::text,'warning'::text,'Correct the exit date, or the day of the events.'::text), ('between stays'::text,'warning'::text,'Correct the enrollments, or the day of the events.'::text), ('not refreshed'::text,'info'::text,'Refresh: the enrollment is newer than the registers.'::text), ('exit before entry'::text,'error'::text,'Correct the dates of the enrollment; the stay does not count.'::text), ('fte out of range'::text,'warning'::text,'Correct fte of the enrollment; it is taken as 1.'::text), ('nothing recorded'::text,'error'::text,'Ask the school for its attendance; until then its students have no verdict.'::text), ('stopped early'::text,'error'::text,'Ask the school for the rest of its attendance; until then the days since do not count.'::text), ('stale reporting'::text,'warning'::text,'Ask the school whether attendance is still taken and sent; until then the days since do not count.'::text), ('key too long'::text,'error'::text,'Correct the key; rows with a key of more than 500 bytes do not count.'::text), ('length out of range'::text,'warning'::text,'Correct minutes (1 to 1440) or periods (1 or more); the length is taken as not known.'::text), ('no minutes'::text,'info'::text,'Give the days their minutes if a definition counts minutes.'::text), ('not mapped'::text,'error'::text,'Map the codes in attendance_code (see unmapped code); until then these students have no verdict.'::text), ('odd key'::text,'warning'::text,'Correct the key if it is a mistake: it has a blank at an end or a control character, and counts as it is.'::text), ('overlapping stays'::text,'warning'::text,'Correct the dates of the enrollments; a day of both counts once.'::text), ('roll on no session day'::text,'warning'::text,'Correct the day in attendance_taken, or the calendar.'::text), ('silent days'::text,'warning'::text,'Ask the school for the attendance of these days; until then everybody counts as present on them.'::text), ('no event in district'::text,'warning'::text,'Take the days out of the calendar if it was a break, else ask for their attendance; they count.'::text), ('small school silent'::text,'info'::text,'Ask the school whether really nobody was absent since; the days count.'::text), ('absent and present'::text,'warning'::text,'Remove the wrong event; the absence counts unless the precedence of the codes says otherwise.'::text), ('unmapped beside other code'::text,'warning'::text,'Map the code in attendance_code, or remove the wrong event.'::text), ('two absences'::text,'info'::text,'Remove the wrong event; precedence decides, then the order of marks.'::text), ('duplicate event'::text,'warning'::text,'Label two lessons apart (P3a, P3b) or half days (AM, PM), or remove the second row; the larger share counts.'::text), ('share above 1'::text,'warning'::text,'Correct portion, missed or held; the event counts as a whole.'::text), ('status never in force'::text,'warning'::text,'Correct begin_date or end_date in student_group; the status is in force on no day.'::text), ('stay without calendar'::text,'error'::text,'Correct the calendar code of the enrollments, or give the grade one calendar in calendar_grade.'::text), ('stay without session day'::text,'warning'::text,'Correct the dates of the enrollment, or the calendar.'::text), ('summer enrollment'::text,'info'::text,'Correct the enrollment type if it is not summer school; the stays do not count.'::text), ('unknown calendar word'::text,'warning'::text,'Enter in calendar_event_kind what the word means; until then it has no effect.'::text), ('unknown grade'::text,'warning'::text,'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.'::text), ('unknown school'::text,'error'::text,'Load the school, or correct its id.'::text), ('unknown student'::text,'error'::text,'Load the student, or correct the id.'::text), ('unmapped code'::text,'error'::text,'Map the code in attendance_code; until then days that hang on it do not count.'::text), ('void exit type'::text,'info'::text,'Correct the exit type if these students did come; the stays do not count.'::text), ('word too long'::text,'warning'::text,'Correct the word; views show a word of more than 500 bytes by its beginning and a hash.'::text)) k(reason, severity, what_to_do);


ALTER TABLE attendance.issue_kind OWNER TO district;

--
-- Name: VIEW issue_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.issue_kind IS 'Helper: Reasons of data_issue, with their severity and what to do';


--
-- Name: COLUMN issue_kind.reason; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.issue_kind.reason IS 'Reason of the issue';


--
-- Name: COLUMN issue_kind.severity; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.issue_kind.severity IS 'error: something is left out or wrong until it is corrected; warning: something may be wrong; info: it may be intended';


--
-- Name: COLUMN issue_kind.what_to_do; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.issue_kind.what_to_do IS 'What to do about the issue';


--
-- Name: school_silence; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.school_silence (
    school_year integer NOT NULL,
    school_id text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    first_day date NOT NULL,
    last_day date NOT NULL,
    session_days integer NOT NULL
);


ALTER TABLE attendance.school_silence OWNER TO district;

--
-- Name: TABLE school_silence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.school_silence IS 'Runs of session days on which a school recorded less than is likely, as of the last refresh; data_issue lists them';


--
-- Name: COLUMN school_silence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN school_silence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN school_silence.reason; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.reason IS 'Reason of data_issue: silent days, no event in district, or small school silent';


--
-- Name: COLUMN school_silence.first_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.first_day IS 'First session day of the run';


--
-- Name: COLUMN school_silence.last_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.last_day IS 'Last session day of the run';


--
-- Name: COLUMN school_silence.session_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.school_silence.session_days IS 'Session days of the run; unit: days';


--
-- Name: data_issue; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.data_issue WITH (security_barrier='true') AS
 WITH stay AS MATERIALIZED (
         SELECT stay.student_id,
            stay.school_id,
            stay.school_year,
            stay.entry_date,
            stay.last_date,
            stay.exit_date,
            stay.grade,
            stay.calendar_code,
            stay.void,
            stay.primary_school,
            stay.fte,
            stay.homeroom,
            stay.counts,
            stay.named_calendar
           FROM attendance.stay
        ), session_day AS MATERIALIZED (
         SELECT session_day.school_id,
            session_day.school_year,
            session_day.calendar_code,
            session_day.day,
            session_day.minutes,
            session_day.periods,
            session_day.calendars_of_school
           FROM attendance.session_day
        )
 SELECT k.severity,
    i.reason,
    i.school_year,
    i.school_id,
    i.student_id,
    i.day,
    i.detail,
    (i.occurrences)::integer AS occurrences,
    k.what_to_do
   FROM (( SELECT (NULL::text COLLATE "C") AS reason,
            NULL::integer AS school_year,
            (NULL::text COLLATE "C") AS school_id,
            (NULL::text COLLATE "C") AS student_id,
            NULL::date AS day,
            NULL::text AS detail,
            NULL::bigint AS occurrences
          WHERE false
        UNION ALL
         SELECT 'calendar day outside year'::text,
            d.school_year,
            d.school_id,
            NULL::text,
                CASE
                    WHEN (min(d.day) = max(d.day)) THEN min(d.day)
                    ELSE NULL::date
                END AS "case",
            concat_ws(', '::text, ('calendar '::text || absence_internal.short_word(d.calendar_code)),
                CASE
                    WHEN (min(d.day) < max(d.day)) THEN ((min(d.day) || ' to '::text) || max(d.day))
                    ELSE NULL::text
                END) AS concat_ws,
            count(*) AS count
           FROM attendance.calendar_day d
          WHERE (NOT COALESCE(((((EXTRACT(year FROM d.day) * (100)::numeric) + EXTRACT(month FROM d.day)) >= ((((d.school_year)::numeric - (1)::numeric) * (100)::numeric) + (6)::numeric)) AND (((EXTRACT(year FROM d.day) * (100)::numeric) + EXTRACT(month FROM d.day)) <= (((d.school_year)::numeric * (100)::numeric) + (8)::numeric))), false))
          GROUP BY d.school_year, d.school_id, d.calendar_code
        UNION ALL
         SELECT 'calendar without session days'::text,
            c.school_year,
            c.school_id,
            NULL::text,
            NULL::date,
            ('calendar '::text || absence_internal.short_word(c.calendar_code)),
            1
           FROM (attendance.student_calendar c
             LEFT JOIN ( SELECT DISTINCT session_day.school_id,
                    session_day.school_year,
                    session_day.calendar_code
                   FROM session_day) d USING (school_id, school_year, calendar_code))
          WHERE (d.school_id IS NULL)
        UNION ALL
         SELECT 'closed year'::text,
            e.school_year,
            NULL::text,
            NULL::text,
            NULL::date,
            ('school year '::text || e.school_year),
            e.events
           FROM (( SELECT attendance_event.school_year,
                    count(*) AS events
                   FROM attendance.attendance_event
                  GROUP BY attendance_event.school_year) e
             JOIN attendance.school_year_state y ON (((y.school_year = e.school_year) AND (y.state = 'closed'::text))))
        UNION ALL
         SELECT 'days without calendar'::text,
            d.school_year,
            d.school_id,
            NULL::text,
            NULL::date,
            concat('calendar ', absence_internal.short_word(d.calendar_code), ', ', min(d.day), ' to ', max(d.day)) AS concat,
            count(*) AS count
           FROM (attendance.calendar_day d
             LEFT JOIN attendance.calendar c USING (school_id, school_year, calendar_code))
          WHERE (c.school_id IS NULL)
          GROUP BY d.school_year, d.school_id, d.calendar_code
        UNION ALL
         SELECT 'duplicate enrollment'::text,
            stay.school_year,
            stay.school_id,
            stay.student_id,
            stay.entry_date,
            ((count(*) || ' rows of entry '::text) || stay.entry_date),
            count(*) AS count
           FROM stay
          WHERE stay.counts
          GROUP BY stay.school_year, stay.school_id, stay.student_id, stay.entry_date
         HAVING (count(*) > 1)
        UNION ALL
         SELECT e.reason,
            e.school_year,
                CASE
                    WHEN (min(e.school_id) = max(e.school_id)) THEN min(e.school_id)
                    ELSE NULL::text
                END AS "case",
                CASE
                    WHEN (min(e.student_id) = max(e.student_id)) THEN min(e.student_id)
                    ELSE NULL::text
                END AS "case",
                CASE
                    WHEN (min(e.day) = max(e.day)) THEN min(e.day)
                    ELSE NULL::date
                END AS "case",
            concat_ws(', '::text, (('code '::text || absence_internal.short_word(min(e.code))) ||
                CASE
                    WHEN (min(e.code) < max(e.code)) THEN ' and others'::text
                    ELSE ''::text
                END), min(b.given),
                CASE
                    WHEN (min(e.day) < max(e.day)) THEN ((min(e.day) || ' to '::text) || max(e.day))
                    ELSE NULL::text
                END) AS concat_ws,
            count(*) AS count
           FROM (attendance.event_not_used e
             LEFT JOIN ( SELECT attendance_event.student_id,
                    attendance_event.school_id,
                    attendance_event.school_year,
                    attendance_event.day,
                    min("left"(
                        CASE
                            WHEN (attendance_event.portion IS NOT NULL) THEN ('portion '::text || attendance_event.portion)
                            ELSE ((('missed '::text || attendance_event.missed) || ' of '::text) || attendance_event.held)
                        END, 60)) AS given
                   FROM attendance.attendance_event
                  WHERE (((attendance_event.portion IS NOT NULL) OR (attendance_event.missed IS NOT NULL)) AND (absence_internal.event_share(attendance_event.portion,
                        CASE
                            WHEN (attendance_event.period IS NULL) THEN attendance_event.missed
                            ELSE NULL::numeric
                        END,
                        CASE
                            WHEN (attendance_event.period IS NULL) THEN attendance_event.held
                            ELSE NULL::numeric
                        END, (1)::double precision) IS NULL))
                  GROUP BY attendance_event.student_id, attendance_event.school_id, attendance_event.school_year, attendance_event.day) b ON (((e.reason = 'share out of range'::text) AND ((b.student_id = e.student_id) AND (b.school_id = e.school_id) AND (b.school_year = e.school_year) AND (b.day = e.day)))))
          GROUP BY e.reason, e.school_year,
                CASE
                    WHEN (e.reason <> 'unknown year'::text) THEN e.school_id
                    ELSE NULL::text
                END,
                CASE
                    WHEN (e.reason = ANY (ARRAY['unknown student'::text, 'not enrolled'::text, 'void stay'::text, 'before entry'::text, 'after exit'::text, 'between stays'::text, 'share out of range'::text])) THEN e.student_id
                    ELSE NULL::text
                END,
                CASE
                    WHEN (e.reason = ANY (ARRAY['no session day'::text, 'share out of range'::text])) THEN e.day
                    ELSE NULL::date
                END
        UNION ALL
         SELECT 'exit before entry'::text,
            stay.school_year,
            stay.school_id,
            stay.student_id,
            stay.entry_date,
            ((('entry '::text || stay.entry_date) || ', exit '::text) || stay.exit_date),
            count(*) AS count
           FROM stay
          WHERE (stay.void = 'exit before entry'::text)
          GROUP BY stay.school_year, stay.school_id, stay.student_id, stay.entry_date, stay.exit_date
        UNION ALL
         SELECT 'fte out of range'::text,
            enrollment.school_year,
            enrollment.school_id,
            enrollment.student_id,
            enrollment.entry_date,
            ('fte '::text || "left"((min(enrollment.fte))::text, 60)),
            count(*) AS count
           FROM attendance.enrollment
          WHERE ((enrollment.fte < (0)::numeric) OR (enrollment.fte >= 'Infinity'::numeric))
          GROUP BY enrollment.school_year, enrollment.school_id, enrollment.student_id, enrollment.entry_date
        UNION ALL
         SELECT
                CASE
                    WHEN ((c.complete_through IS NULL) AND (c.last_recorded IS NULL)) THEN 'nothing recorded'::text
                    WHEN (c.days_cut > 5) THEN 'stopped early'::text
                    ELSE 'stale reporting'::text
                END AS "case",
            c.school_year,
            c.school_id,
            NULL::text,
            c.complete_through,
            concat_ws(', '::text, ('calendar '::text || c.calendar_code), ('complete through '::text || c.complete_through), ('last recorded '::text || c.last_recorded), ('last session day '::text || c.last_session_day)) AS concat_ws,
            c.days_cut
           FROM attendance.calendar_complete c
          WHERE ((c.members > 0) AND (c.days_cut >
                CASE
                    WHEN ((c.complete_through IS NULL) AND (c.last_recorded IS NULL)) THEN 5
                    ELSE 0
                END))
        UNION ALL
         SELECT 'key too long'::text,
            k_1.school_year,
            k_1.school_id,
            k_1.student_id,
            NULL::date,
            concat(k_1.what, ' of ', octet_length(k_1.key), ' bytes, ', absence_internal.short_word(k_1.key)) AS concat,
            count(*) AS count
           FROM ( SELECT enrollment.school_year,
                    enrollment.school_id,
                    enrollment.student_id,
                    'enrollment, student_id'::text AS "?column?",
                    enrollment.student_id
                   FROM attendance.enrollment
                UNION ALL
                 SELECT enrollment.school_year,
                    enrollment.school_id,
                    NULL::text,
                    'enrollment, school_id'::text,
                    enrollment.school_id
                   FROM attendance.enrollment
                UNION ALL
                 SELECT calendar_day.school_year,
                    calendar_day.school_id,
                    NULL::text,
                    'calendar_day, school_id'::text,
                    calendar_day.school_id
                   FROM attendance.calendar_day
                UNION ALL
                 SELECT calendar_day.school_year,
                    calendar_day.school_id,
                    NULL::text,
                    'calendar_day, calendar_code'::text,
                    calendar_day.calendar_code
                   FROM attendance.calendar_day) k_1(school_year, school_id, student_id, what, key)
          WHERE (octet_length(k_1.key) > 500)
          GROUP BY k_1.school_year, k_1.school_id, k_1.student_id, k_1.what, k_1.key
        UNION ALL
         SELECT 'length out of range'::text,
            l.school_year,
            l.school_id,
            NULL::text,
                CASE
                    WHEN (min(l.day) = max(l.day)) THEN min(l.day)
                    ELSE NULL::date
                END AS "case",
            concat_ws(', '::text, ('calendar '::text || absence_internal.short_word(l.calendar_code)), ('minutes '::text || min(l.minutes)), ('periods '::text || min(l.periods))) AS concat_ws,
            count(*) AS count
           FROM ( SELECT calendar_day.school_year,
                    calendar_day.school_id,
                    calendar_day.calendar_code,
                    calendar_day.day,
                        CASE
                            WHEN ((calendar_day.minutes < 1) OR (calendar_day.minutes > 1440)) THEN calendar_day.minutes
                            ELSE NULL::integer
                        END AS minutes,
                        CASE
                            WHEN (calendar_day.periods <= 0) THEN calendar_day.periods
                            ELSE NULL::integer
                        END AS periods
                   FROM attendance.calendar_day
                UNION ALL
                 SELECT calendar.school_year,
                    calendar.school_id,
                    calendar.calendar_code,
                    NULL::date,
                        CASE
                            WHEN ((calendar.day_minutes < 1) OR (calendar.day_minutes > 1440)) THEN calendar.day_minutes
                            ELSE NULL::integer
                        END AS "case",
                        CASE
                            WHEN (calendar.periods <= 0) THEN calendar.periods
                            ELSE NULL::integer
                        END AS "case"
                   FROM attendance.calendar) l
          WHERE ((l.minutes IS NOT NULL) OR (l.periods IS NOT NULL))
          GROUP BY l.school_year, l.school_id, l.calendar_code
        UNION ALL
         SELECT 'no minutes'::text,
            session_day.school_year,
            session_day.school_id,
            NULL::text,
            NULL::date,
            ('calendar '::text || session_day.calendar_code),
            (count(*) - count(session_day.minutes))
           FROM session_day
          GROUP BY session_day.school_year, session_day.school_id, session_day.calendar_code
         HAVING ((count(session_day.minutes) > 0) AND (count(session_day.minutes) < count(*)))
        UNION ALL
         SELECT 'not mapped'::text,
            r.school_year,
            r.school_id,
                CASE
                    WHEN (min(r.student_id) = max(r.student_id)) THEN min(r.student_id)
                    ELSE NULL::text
                END AS "case",
            NULL::date,
            ('students without a verdict under definition '::text || a.name),
            count(*) AS count
           FROM (attendance.student_register r
             JOIN ( SELECT p.school_year,
                    p.name,
                    (p.policy)::absence.policy AS policy
                   FROM (attendance.store_setting s
                     JOIN attendance.definition_of_year p ON ((p.name = s.policy)))
                 OFFSET 0) a USING (school_year))
          WHERE (absence.why_null(absence.tally(r.register, a.policy)) = 'unmapped'::text)
          GROUP BY r.school_year, r.school_id, a.name
        UNION ALL
         SELECT 'odd key'::text,
            k_1.school_year,
            k_1.school_id,
            k_1.student_id,
            NULL::date,
            concat(k_1.what, ' ', to_json(absence_internal.short_word(k_1.key))) AS concat,
            count(*) AS count
           FROM ( SELECT enrollment.school_year,
                    enrollment.school_id,
                    enrollment.student_id,
                    'enrollment, student_id'::text AS "?column?",
                    enrollment.student_id
                   FROM attendance.enrollment
                UNION ALL
                 SELECT enrollment.school_year,
                    enrollment.school_id,
                    NULL::text,
                    'enrollment, school_id'::text,
                    enrollment.school_id
                   FROM attendance.enrollment) k_1(school_year, school_id, student_id, what, key)
          WHERE (k_1.key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'::text)
          GROUP BY k_1.school_year, k_1.school_id, k_1.student_id, k_1.what, k_1.key
        UNION ALL
         SELECT 'overlapping stays'::text,
            s.school_year,
            s.school_id,
            s.student_id,
            s.entry_date,
            ((('entry '::text || s.entry_date) || ' is before exit '::text) ||
                CASE
                    WHEN (s.last_before = 'infinity'::date) THEN '(open)'::text
                    ELSE (s.last_before)::text
                END),
            1
           FROM ( SELECT stay.school_year,
                    stay.school_id,
                    stay.student_id,
                    stay.entry_date,
                    max(max(COALESCE(stay.last_date, 'infinity'::date))) OVER (PARTITION BY stay.school_year, stay.school_id, stay.student_id ORDER BY stay.entry_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
                   FROM stay
                  WHERE stay.counts
                  GROUP BY stay.school_year, stay.school_id, stay.student_id, stay.entry_date) s
          WHERE (s.last_before > s.entry_date)
        UNION ALL
         SELECT 'roll on no session day'::text,
            NULL::integer,
            a.school_id,
            NULL::text,
                CASE
                    WHEN (min(a.day) = max(a.day)) THEN min(a.day)
                    ELSE NULL::date
                END AS "case",
            concat_ws(', '::text, COALESCE(('calendar '::text || absence_internal.short_word(a.calendar_code)), 'every calendar'::text),
                CASE
                    WHEN (min(a.day) < max(a.day)) THEN ((min(a.day) || ' to '::text) || max(a.day))
                    ELSE NULL::text
                END) AS concat_ws,
            count(*) AS count
           FROM attendance.attendance_taken a
          WHERE (NOT (EXISTS ( SELECT
                   FROM session_day d
                  WHERE ((d.school_id = a.school_id) AND (d.day = a.day) AND ((a.calendar_code IS NULL) OR (a.calendar_code = d.calendar_code))))))
          GROUP BY a.school_id, a.calendar_code
        UNION ALL
         SELECT s.reason,
            s.school_year,
            s.school_id,
            NULL::text,
                CASE
                    WHEN (s.first_day = s.last_day) THEN s.first_day
                    ELSE NULL::date
                END AS "case",
            ((s.first_day || ' to '::text) || s.last_day),
            s.session_days
           FROM attendance.school_silence s
        UNION ALL
         SELECT k_1.reason,
            d.school_year,
            d.school_id,
            d.student_id,
            d.day,
                CASE k_1.reason
                    WHEN 'duplicate event'::text THEN concat(d.twice, COALESCE((' in period '::text || d.period), ' without a period'::text),
                    CASE
                        WHEN (d.codes_twice > 1) THEN ', each'::text
                        ELSE ','::text
                    END, ' counted as one')
                    ELSE concat('codes ', d.codes, (' in period '::text || d.period), ((': '::text || absence_internal.short_word(d.winning_code)) || ' decides'::text))
                END AS concat,
            d.events
           FROM (( SELECT p.student_id,
                    p.school_id,
                    p.school_year,
                    p.day,
                    absence_internal.short_word(p.period) AS period,
                    (sum(p.events))::bigint AS events,
                    string_agg(p.shown_code, ', '::text) AS codes,
                    absence_internal.winning_code(p.code, (p.mark)::absence.mark, p.precedence) FILTER (WHERE p.is_used) AS winning_code,
                    string_agg((((('code '::text || p.shown_code) || ' '::text) || p.events) || ' times'::text), ' and '::text) FILTER (WHERE (p.events > 1)) AS twice,
                    count(*) FILTER (WHERE (p.events > 1)) AS codes_twice,
                    bool_or((p.mark = 'present'::text)) AS is_present,
                    bool_or((p.mark = 'unmapped'::text)) AS is_unmapped,
                    bool_and((p.mark = 'unmapped'::text)) AS all_unmapped,
                    min(p.whole_absence) AS whole_absence,
                    max(p.whole_absence) AS other_absence
                   FROM ( SELECT event_part.student_id,
                            event_part.school_id,
                            event_part.school_year,
                            event_part.day,
                            event_part.period,
                            event_part.code,
                            absence_internal.short_word(event_part.code) AS shown_code,
                            count(*) AS events,
                            min(event_part.mark) AS mark,
                            min(event_part.precedence) AS precedence,
                            bool_or(event_part.is_used) AS is_used,
                            min(event_part.mark) FILTER (WHERE ((event_part.share = (1)::double precision) AND (event_part.mark <> 'unmapped'::text) AND (absence_internal.default_share((event_part.mark)::absence.mark) = (1)::double precision))) AS whole_absence
                           FROM attendance.event_part
                          WHERE (event_part.student_id IN ( SELECT attendance_event.student_id
                                   FROM attendance.attendance_event
                                  WHERE (attendance_event.period IS NULL)
                                  GROUP BY attendance_event.student_id
                                 HAVING (count(*) > ( SELECT count(DISTINCT d_1.day) AS count
   FROM unnest(array_agg(attendance_event.day)) d_1(day)))
                                UNION
                                 SELECT attendance_event.student_id
                                   FROM attendance.attendance_event
                                  WHERE (attendance_event.period IS NOT NULL)
                                  GROUP BY attendance_event.student_id, attendance_event.day, attendance_event.period
                                 HAVING (count(*) > 1)))
                          GROUP BY event_part.student_id, event_part.school_id, event_part.school_year, event_part.day, event_part.period, event_part.code
                          ORDER BY event_part.student_id, event_part.school_id, event_part.school_year, event_part.day, event_part.period, event_part.code) p
                  GROUP BY p.student_id, p.school_id, p.school_year, p.day, p.period
                 HAVING (sum(p.events) > (1)::numeric)) d
             CROSS JOIN LATERAL ( VALUES ('absent and present'::text,(d.is_present AND (d.whole_absence IS NOT NULL))), ('unmapped beside other code'::text,(d.is_unmapped AND (NOT d.all_unmapped))), ('two absences'::text,(d.whole_absence < d.other_absence)), ('duplicate event'::text,(d.codes_twice > 0))) k_1(reason, holds))
          WHERE k_1.holds
        UNION ALL
         SELECT 'share above 1'::text,
            attendance_event.school_year,
            attendance_event.school_id,
            attendance_event.student_id,
            attendance_event.day,
            min(((('code '::text || absence_internal.short_word(attendance_event.code)) || ', '::text) || "left"(
                CASE
                    WHEN (attendance_event.portion IS NOT NULL) THEN ('portion '::text || attendance_event.portion)
                    WHEN (attendance_event.period IS NULL) THEN ((('missed '::text || attendance_event.missed) || ' of '::text) || attendance_event.held)
                    ELSE ('a period of a day of '::text || attendance_event.held)
                END, 60))) AS min,
            count(*) AS count
           FROM attendance.attendance_event
          WHERE (((attendance_event.portion > (1)::numeric) AND (attendance_event.portion <= 'Infinity'::numeric)) OR ((attendance_event.portion IS NULL) AND (attendance_event.period IS NULL) AND (attendance_event.held > (0)::numeric) AND (attendance_event.missed > attendance_event.held) AND (attendance_event.missed < 'Infinity'::numeric)) OR ((attendance_event.portion IS NULL) AND (attendance_event.period IS NOT NULL) AND (attendance_event.held > (0)::numeric) AND (attendance_event.held < (1)::numeric)))
          GROUP BY attendance_event.school_year, attendance_event.school_id, attendance_event.student_id, attendance_event.day
        UNION ALL
         SELECT 'status never in force'::text,
            NULL::integer,
            NULL::text,
            student_group.student_id,
            NULL::date,
            concat_ws(', '::text, ((absence_internal.short_word(student_group.kind) || ' '::text) || absence_internal.short_word(student_group.value)), ('from '::text || student_group.begin_date), ('to '::text || student_group.end_date)) AS concat_ws,
            count(*) AS count
           FROM attendance.student_group
          WHERE ((student_group.begin_date > student_group.end_date) OR (student_group.begin_date = 'infinity'::date) OR (student_group.end_date = '-infinity'::date))
          GROUP BY student_group.student_id, student_group.kind, student_group.value, student_group.begin_date, student_group.end_date
        UNION ALL
         SELECT 'stay without calendar'::text,
            s.school_year,
            s.school_id,
                CASE
                    WHEN (min(s.student_id) = max(s.student_id)) THEN min(s.student_id)
                    ELSE NULL::text
                END AS "case",
            NULL::date,
            concat_ws(', '::text, COALESCE(('calendar '::text || absence_internal.short_word(s.named_calendar)), 'no calendar code'::text), COALESCE(('grade '::text || s.grade), 'no grade'::text)) AS concat_ws,
            count(DISTINCT ROW(s.student_id, s.entry_date)) AS count
           FROM stay s
          WHERE (s.counts AND (s.calendar_code IS NULL))
          GROUP BY s.school_year, s.school_id, s.named_calendar, s.grade
        UNION ALL
         SELECT 'stay without session day'::text,
            s.school_year,
            s.school_id,
            s.student_id,
            s.entry_date,
            concat_ws(', '::text, ('entry '::text || s.entry_date), ('exit '::text || s.exit_date), ('calendar '::text || s.calendar_code)) AS concat_ws,
            count(*) AS count
           FROM (stay s
             JOIN ( SELECT session_day.school_id,
                    session_day.school_year,
                    session_day.calendar_code,
                    absence.calendar_agg(session_day.day) AS days
                   FROM session_day
                  GROUP BY session_day.school_id, session_day.school_year, session_day.calendar_code) c USING (school_id, school_year, calendar_code))
          WHERE (s.counts AND (absence.enrolled_days(absence.tally(absence.enroll(c.days, s.entry_date, s.last_date))) = 0))
          GROUP BY s.school_year, s.school_id, s.student_id, s.entry_date, s.exit_date, s.calendar_code
        UNION ALL
         SELECT 'summer enrollment'::text,
            stay.school_year,
            stay.school_id,
                CASE
                    WHEN (min(stay.student_id) = max(stay.student_id)) THEN min(stay.student_id)
                    ELSE NULL::text
                END AS "case",
            NULL::date,
            'enrollment type Summer'::text,
            count(*) AS count
           FROM stay
          WHERE (stay.void = 'summer enrollment'::text)
          GROUP BY stay.school_year, stay.school_id
        UNION ALL
         SELECT 'unknown calendar word'::text,
            d.school_year,
            d.school_id,
            NULL::text,
                CASE
                    WHEN (min(d.day) = max(d.day)) THEN min(d.day)
                    ELSE NULL::date
                END AS "case",
            ('event '::text || absence_internal.short_word(d.event)),
            count(*) AS count
           FROM (attendance.calendar_day d
             LEFT JOIN attendance.calendar_event_kind k_1 ON ((k_1.event = d.event)))
          WHERE (k_1.event IS NULL)
          GROUP BY d.school_year, d.school_id, d.event
        UNION ALL
         SELECT 'unknown grade'::text,
            r.school_year,
            r.school_id,
            r.student_id,
            NULL::date,
            COALESCE(('grade '::text || r.grade), 'no grade'::text) AS "coalesce",
            r.students
           FROM (( SELECT student_register.school_year,
                    student_register.school_id,
                    student_register.grade,
                    count(*) AS students,
                        CASE
                            WHEN (min(student_register.student_id) = max(student_register.student_id)) THEN min(student_register.student_id)
                            ELSE NULL::text
                        END AS student_id
                   FROM attendance.student_register
                  GROUP BY student_register.school_year, student_register.school_id, student_register.grade) r
             LEFT JOIN attendance.school h ON ((h.school_id = r.school_id)))
          WHERE ((absence_internal.is_federal_grade(r.grade) IS NULL) AND (h.federally_reported IS NOT FALSE))
        UNION ALL
         SELECT 'unknown school'::text,
            e.school_year,
            e.school_id,
            NULL::text,
            NULL::date,
            ('enrollments at school '::text || absence_internal.short_word(e.school_id)),
            count(*) AS count
           FROM (attendance.enrollment e
             LEFT JOIN attendance.school h ON ((h.school_id = e.school_id)))
          WHERE (h.school_id IS NULL)
          GROUP BY e.school_year, e.school_id
        UNION ALL
         SELECT 'unknown student'::text,
            e.school_year,
            e.school_id,
            e.student_id,
            NULL::date,
            ('enrollment of student '::text || absence_internal.short_word(e.student_id)),
            count(*) AS count
           FROM (attendance.enrollment e
             LEFT JOIN attendance.student u ON ((u.student_id = e.student_id)))
          WHERE (u.student_id IS NULL)
          GROUP BY e.school_year, e.school_id, e.student_id
        UNION ALL
         SELECT 'unmapped code'::text,
            e.school_year,
            e.school_id,
            NULL::text,
            NULL::date,
            ('code '::text || absence_internal.short_word(e.code)),
            e.events
           FROM (((( SELECT attendance_event.school_year,
                    attendance_event.school_id,
                    attendance_event.code,
                    count(*) AS events
                   FROM attendance.attendance_event
                  GROUP BY attendance_event.school_year, attendance_event.school_id, attendance_event.code) e
             JOIN attendance.school_year_state y ON ((y.school_year = e.school_year)))
             JOIN attendance.school h ON ((h.school_id = e.school_id)))
             LEFT JOIN attendance.code_mark c ON (((c.school_id = e.school_id) AND (c.school_year = e.school_year) AND (c.code = e.code))))
          WHERE (COALESCE(c.mark, 'unmapped'::text) = 'unmapped'::text)
        UNION ALL
         SELECT 'void exit type'::text,
            e.school_year,
            e.school_id,
                CASE
                    WHEN (min(e.student_id) = max(e.student_id)) THEN min(e.student_id)
                    ELSE NULL::text
                END AS "case",
            NULL::date,
            ('exit type '::text || absence_internal.short_word(e.exit_type)),
            count(*) AS count
           FROM (attendance.enrollment e
             JOIN attendance.store_setting s ON ((e.exit_type = ANY (s.void_exit_types))))
          GROUP BY e.school_year, e.school_id, e.exit_type
        UNION ALL
         SELECT 'word too long'::text,
            w.school_year,
            w.school_id,
            NULL::text,
            NULL::date,
            concat(w.what, ' of ', octet_length(w.word), ' bytes, ', absence_internal.short_word(w.word)) AS concat,
            count(*) AS count
           FROM ( SELECT enrollment.school_year,
                    enrollment.school_id,
                    'enrollment, grade'::text AS "?column?",
                    enrollment.grade
                   FROM attendance.enrollment
                UNION ALL
                 SELECT NULL::integer,
                    NULL::text,
                    'student_group, kind'::text,
                    student_group.kind
                   FROM attendance.student_group
                UNION ALL
                 SELECT NULL::integer,
                    NULL::text,
                    'student_group, value'::text,
                    student_group.value
                   FROM attendance.student_group) w(school_year, school_id, what, word)
          WHERE (octet_length(w.word) > 500)
          GROUP BY w.school_year, w.school_id, w.what, w.word) i
     LEFT JOIN attendance.issue_kind k ON ((k.reason = i.reason)))
  WHERE ((NOT (EXISTS ( SELECT
           FROM attendance.school_year_state y
          WHERE ((y.school_year = i.school_year) AND (y.state = 'closed'::text) AND (i.reason <> 'closed year'::text))))) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (i.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


ALTER TABLE attendance.data_issue OWNER TO district;

--
-- Name: VIEW data_issue; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.data_issue IS 'Problems in the facts that need attention; closed school years are not examined';


--
-- Name: COLUMN data_issue.severity; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.severity IS 'error: something is left out or wrong until it is corrected; warning: something may be wrong; info: it may be intended';


--
-- Name: COLUMN data_issue.reason; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.reason IS 'Reason of the issue, as in issue_kind';


--
-- Name: COLUMN data_issue.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.school_year IS 'School year, given as the calendar year in which it ends; NULL: the issue is not about one school year [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN data_issue.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.school_id IS 'District id of the school, as in the student information system; NULL: the issue is not about one school [Ed-Fi school.schoolId]';


--
-- Name: COLUMN data_issue.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.student_id IS 'District id of the student, as in the student information system; NULL: the issue is not about one student [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN data_issue.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.day IS 'The day; of an enrollment, its first day; of a calendar that has stopped, the last day that can be counted; NULL: the issue is not about one day';


--
-- Name: COLUMN data_issue.detail; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.detail IS 'Codes, dates, values and such that the issue is about';


--
-- Name: COLUMN data_issue.occurrences; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.occurrences IS 'Number of events, enrollments, students, days or rows that the issue stands for';


--
-- Name: COLUMN data_issue.what_to_do; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.data_issue.what_to_do IS 'What to do about the issue';


--
-- Name: day_mark; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.day_mark AS
 SELECT e.student_id,
    e.school_id,
    e.school_year,
    p.day,
    ((p.mark)::text COLLATE "C") AS mark,
    p.portion AS share
   FROM (( SELECT event_part.student_id,
            event_part.school_id,
            event_part.school_year,
            absence_internal.fold_agg(event_part.day, event_part.period, event_part.code, (event_part.mark)::absence.mark, event_part.precedence, event_part.share, event_part.periods) AS marks
           FROM attendance.event_part
          GROUP BY event_part.student_id, event_part.school_id, event_part.school_year) e
     CROSS JOIN LATERAL absence.portions(e.marks) p(day, mark, portion));


ALTER TABLE attendance.day_mark OWNER TO district;

--
-- Name: VIEW day_mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.day_mark IS 'Helper: Marks of each student''s days, one row for each day and mark; refresh makes registers of them';


--
-- Name: COLUMN day_mark.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN day_mark.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN day_mark.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN day_mark.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.day IS 'The day';


--
-- Name: COLUMN day_mark.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.mark IS 'A mark of the day [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN day_mark.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.day_mark.share IS 'Share of the day that was missed; unit: share, 0 to 1';


--
-- Name: dropped_dependent; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.dropped_dependent (
    dropped_at timestamp with time zone NOT NULL,
    place integer NOT NULL,
    layout integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    object text NOT NULL,
    ddl text NOT NULL
);


ALTER TABLE attendance.dropped_dependent OWNER TO district;

--
-- Name: TABLE dropped_dependent; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.dropped_dependent IS 'Objects that are not of the store and that absence.upgrade_store() dropped, with the DDL that makes them again';


--
-- Name: COLUMN dropped_dependent.dropped_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.dropped_at IS 'Time of the upgrade';


--
-- Name: COLUMN dropped_dependent.place; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.place IS 'Place in the order in which the objects can be made again, from 1';


--
-- Name: COLUMN dropped_dependent.layout; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.layout IS 'Layout of the store after the upgrade';


--
-- Name: COLUMN dropped_dependent.kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.kind IS 'Kind of the object, such as view or function; grant for a privilege on a column or view that is no more';


--
-- Name: COLUMN dropped_dependent.object; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.object IS 'Name of the object, with its schema';


--
-- Name: COLUMN dropped_dependent.ddl; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.dropped_dependent.ddl IS 'DDL of the object as it was, with its comments, privileges and owner';


--
-- Name: mv_absence_trend; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_absence_trend AS
 SELECT absence_trend_at.school_year,
    absence_trend_at.school_id,
    absence_trend_at.school_name,
    absence_trend_at.group_kind,
    absence_trend_at.group_value,
    absence_trend_at.week_number,
    absence_trend_at.week_start,
    absence_trend_at.last_day,
    absence_trend_at.session_days,
    absence_trend_at.verdict_n,
    absence_trend_at.chronic_n,
    absence_trend_at.chronic_rate,
    absence_trend_at.prior_last_day,
    absence_trend_at.prior_verdict_n,
    absence_trend_at.prior_chronic_n,
    absence_trend_at.prior_chronic_rate,
    absence_trend_at.prior_source,
    absence_trend_at.complete_through,
    absence_trend_at.as_of,
    absence_trend_at.policy
   FROM attendance.absence_trend_at(NULL::date, NULL::text) absence_trend_at(school_year, school_id, school_name, group_kind, group_value, week_number, week_start, last_day, session_days, verdict_n, chronic_n, chronic_rate, prior_last_day, prior_verdict_n, prior_chronic_n, prior_chronic_rate, prior_source, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_absence_trend OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_absence_trend; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_absence_trend IS 'Chronic absence by school, group and school week, under the definition asked for: as of the last day of the week, beside the same week of the year before. Students who have left are included; groups are those of the day asked for. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_absence_trend.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_absence_trend.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_absence_trend.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_absence_trend.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN mv_absence_trend.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN mv_absence_trend.week_number; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.week_number IS 'Number of the school week in the year; weeks without a session day are not counted';


--
-- Name: COLUMN mv_absence_trend.week_start; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.week_start IS 'Monday of the week';


--
-- Name: COLUMN mv_absence_trend.last_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.last_day IS 'Last session day of the week that counts; the figures are as of this day';


--
-- Name: COLUMN mv_absence_trend.session_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.session_days IS 'Session days of the week that count; unit: days';


--
-- Name: COLUMN mv_absence_trend.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN mv_absence_trend.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN mv_absence_trend.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_absence_trend.prior_last_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.prior_last_day IS 'Last session day of the week with the same number in the year before; NULL: the year before has no such week or group, or only its totals are known';


--
-- Name: COLUMN mv_absence_trend.prior_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.prior_verdict_n IS 'verdict_n as of prior_last_day, or of the whole year before if only its totals are known; unit: students; NULL: the year before has no such week or group';


--
-- Name: COLUMN mv_absence_trend.prior_chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.prior_chronic_n IS 'chronic_n as of prior_last_day, or of the whole year before if only its totals are known; unit: students; NULL: the year before has no such week or group';


--
-- Name: COLUMN mv_absence_trend.prior_chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.prior_chronic_rate IS 'prior_chronic_n as a share of prior_verdict_n; unit: share, 0 to 1; NULL: the year before has no such week or group, or no student had a verdict';


--
-- Name: COLUMN mv_absence_trend.prior_source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.prior_source IS 'Source of the totals of the year before, as in prior_count; of several sources, the first by name; NULL: the figures are of the same week, or there are none';


--
-- Name: COLUMN mv_absence_trend.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_absence_trend.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_absence_trend.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_absence_trend.policy IS 'Name of the definition';


--
-- Name: mv_district_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_district_absence AS
 SELECT district_absence_at.school_year,
    district_absence_at.scope,
    district_absence_at.verdict_n,
    district_absence_at.chronic_n,
    district_absence_at.chronic_rate,
    district_absence_at.chronic_rate_low,
    district_absence_at.chronic_rate_high,
    district_absence_at.satisfactory_n,
    district_absence_at.at_risk_n,
    district_absence_at.moderate_n,
    district_absence_at.severe_n,
    district_absence_at.no_verdict_n,
    district_absence_at.complete_through,
    district_absence_at.as_of,
    district_absence_at.policy
   FROM attendance.district_absence_at(NULL::date, NULL::text) district_absence_at(school_year, scope, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_district_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_district_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_district_absence IS 'Chronic absence in the district, as of the day and under the definition asked for. Students who have left are included. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_district_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_district_absence.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.scope IS 'pooled: each student once, with all schools merged; sum_of_schools: the sum of the schools, as in federal figures, in which a student of two schools is counted twice';


--
-- Name: COLUMN mv_district_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN mv_district_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN mv_district_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_district_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_district_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_district_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN mv_district_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN mv_district_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN mv_district_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN mv_district_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN mv_district_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_district_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_district_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_absence.policy IS 'Name of the definition';


--
-- Name: mv_district_student_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_district_student_absence AS
 SELECT district_student_absence_at.school_year,
    district_student_absence_at.school_id,
    district_student_absence_at.school_name,
    district_student_absence_at.student_id,
    district_student_absence_at.last_name,
    district_student_absence_at.first_name,
    district_student_absence_at.grade,
    district_student_absence_at.homeroom,
    district_student_absence_at.entry_date,
    district_student_absence_at.exit_date,
    district_student_absence_at.enrolled_now,
    district_student_absence_at.enrolled_days,
    district_student_absence_at.counted_days,
    district_student_absence_at.absent_days,
    district_student_absence_at.missed_days,
    district_student_absence_at.excused_days,
    district_student_absence_at.unexcused_days,
    district_student_absence_at.oss_days,
    district_student_absence_at.iss_days,
    district_student_absence_at.tardy_days,
    district_student_absence_at.unmapped_days,
    district_student_absence_at.unrecorded_days,
    district_student_absence_at.absence_rate,
    district_student_absence_at.chronic,
    district_student_absence_at.status,
    district_student_absence_at.band,
    district_student_absence_at.band_order,
    district_student_absence_at.why_null,
    district_student_absence_at.district_absence_rate,
    district_student_absence_at.district_chronic,
    district_student_absence_at.district_band,
    district_student_absence_at.streak,
    district_student_absence_at.last_absence,
    district_student_absence_at.absences_left,
    district_student_absence_at.complete_through,
    district_student_absence_at.as_of,
    district_student_absence_at.policy
   FROM attendance.district_student_absence_at(NULL::date, NULL::text) district_student_absence_at(school_year, school_id, school_name, student_id, last_name, first_name, grade, homeroom, entry_date, exit_date, enrolled_now, enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, district_absence_rate, district_chronic, district_band, streak, last_absence, absences_left, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_district_student_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_district_student_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_district_student_absence IS 'Absence of students with their schools merged, each student once, as of the day and under the definition asked for. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_district_student_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_district_student_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.school_id IS 'School of the student''s latest enrollment; NULL: the enrollments of a closed year have been deleted [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_district_student_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_district_student_absence.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN mv_district_student_absence.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN mv_district_student_absence.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN mv_district_student_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN mv_district_student_absence.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN mv_district_student_absence.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.entry_date IS 'First day of the student at that school; NULL: the enrollments of a closed year have been deleted [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN mv_district_student_absence.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.exit_date IS 'Last day of the student at that school; NULL: an enrollment is open, or the enrollments of a closed year have been deleted [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN mv_district_student_absence.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: COLUMN mv_district_student_absence.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: days';


--
-- Name: COLUMN mv_district_student_absence.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: days';


--
-- Name: COLUMN mv_district_student_absence.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN mv_district_student_absence.missed_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.missed_days IS 'Time missed under marks that count as absent, before the part-day rule; unit: days';


--
-- Name: COLUMN mv_district_student_absence.excused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.excused_days IS 'Part of absent_days that is excused; unit: days';


--
-- Name: COLUMN mv_district_student_absence.unexcused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.unexcused_days IS 'Part of absent_days that is unexcused; unit: days';


--
-- Name: COLUMN mv_district_student_absence.oss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.oss_days IS 'Part of absent_days that is out-of-school suspension; unit: days';


--
-- Name: COLUMN mv_district_student_absence.iss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.iss_days IS 'Days of in-school suspension, whether or not they count as absent; unit: days';


--
-- Name: COLUMN mv_district_student_absence.tardy_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.tardy_days IS 'Days on which the student was tardy, whether or not the time missed counts; unit: days [CEDS 001957 Number of Days Tardy]';


--
-- Name: COLUMN mv_district_student_absence.unmapped_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.unmapped_days IS 'Days that do not count because the result depends on a code that nobody has mapped; unit: days';


--
-- Name: COLUMN mv_district_student_absence.unrecorded_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.unrecorded_days IS 'Days with nothing recorded; unit: days';


--
-- Name: COLUMN mv_district_student_absence.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN mv_district_student_absence.chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.chronic IS 'True if the student is chronically absent; NULL: no verdict [CEDS 002022 Chronic Student Absenteeism Indicator]';


--
-- Name: COLUMN mv_district_student_absence.status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.status IS 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody has mapped)';


--
-- Name: COLUMN mv_district_student_absence.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN mv_district_student_absence.band_order; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.band_order IS 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe; NULL: no verdict';


--
-- Name: COLUMN mv_district_student_absence.why_null; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.why_null IS 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped; NULL: there is a verdict';


--
-- Name: COLUMN mv_district_student_absence.district_absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.district_absence_rate IS 'absence_rate of the student with all schools merged; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN mv_district_student_absence.district_chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.district_chronic IS 'True if the student is chronically absent with all schools merged; NULL: no verdict';


--
-- Name: COLUMN mv_district_student_absence.district_band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.district_band IS 'Band of the student with all schools merged; NULL: no verdict';


--
-- Name: COLUMN mv_district_student_absence.streak; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.streak IS 'Absent days in a row, back from the last counted day; unit: days';


--
-- Name: COLUMN mv_district_student_absence.last_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.last_absence IS 'Last day that counts as absent; NULL: no day counts as absent';


--
-- Name: COLUMN mv_district_student_absence.absences_left; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.absences_left IS 'Days still to come that the student can miss without being chronically absent at the end of the year; unit: days; NULL: the student will be chronically absent in any case, or the definition has no line for it';


--
-- Name: COLUMN mv_district_student_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_district_student_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_district_student_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_district_student_absence.policy IS 'Name of the definition';


--
-- Name: mv_grade_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_grade_absence AS
 SELECT grade_absence_at.school_year,
    grade_absence_at.school_id,
    grade_absence_at.school_name,
    grade_absence_at.grade,
    grade_absence_at.verdict_n,
    grade_absence_at.chronic_n,
    grade_absence_at.chronic_rate,
    grade_absence_at.chronic_rate_low,
    grade_absence_at.chronic_rate_high,
    grade_absence_at.satisfactory_n,
    grade_absence_at.at_risk_n,
    grade_absence_at.moderate_n,
    grade_absence_at.severe_n,
    grade_absence_at.no_verdict_n,
    grade_absence_at.complete_through,
    grade_absence_at.as_of,
    grade_absence_at.policy
   FROM attendance.grade_absence_at(NULL::date, NULL::text) grade_absence_at(school_year, school_id, school_name, grade, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_grade_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_grade_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_grade_absence IS 'Chronic absence by school and grade, as of the day and under the definition asked for. Students who have left are included. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_grade_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_grade_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_grade_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_grade_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.grade IS 'Grade of the students; a student who was promoted during the year is in the latest grade; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN mv_grade_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN mv_grade_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN mv_grade_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_grade_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_grade_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_grade_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN mv_grade_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN mv_grade_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN mv_grade_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN mv_grade_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN mv_grade_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_grade_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_grade_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_grade_absence.policy IS 'Name of the definition';


--
-- Name: mv_group_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_group_absence AS
 SELECT group_absence_at.school_year,
    group_absence_at.school_id,
    group_absence_at.school_name,
    group_absence_at.group_kind,
    group_absence_at.group_value,
    group_absence_at.sex,
    group_absence_at.status_basis,
    group_absence_at.verdict_n,
    group_absence_at.chronic_n,
    group_absence_at.chronic_rate,
    group_absence_at.chronic_rate_low,
    group_absence_at.chronic_rate_high,
    group_absence_at.satisfactory_n,
    group_absence_at.at_risk_n,
    group_absence_at.moderate_n,
    group_absence_at.severe_n,
    group_absence_at.no_verdict_n,
    group_absence_at.complete_through,
    group_absence_at.as_of,
    group_absence_at.policy
   FROM attendance.group_absence_at(NULL::date, NULL::text) group_absence_at(school_year, school_id, school_name, group_kind, group_value, sex, status_basis, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_group_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_group_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_group_absence IS 'Chronic absence by school and group of students, as of the day and under the definition asked for. Students who have left are included. A student with several values of a kind is in the group of each. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_group_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_group_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_group_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_group_absence.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN mv_group_absence.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN mv_group_absence.sex; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.sex IS 'Sex of the students, or all; groups of kind sex are not crossed with sex';


--
-- Name: COLUMN mv_group_absence.status_basis; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.status_basis IS 'Statuses that decide the group. on_day: those in force on the student''s last membership day that counts; ever_in_year: those in force on any. Race, ethnicity and sex are always those of the day';


--
-- Name: COLUMN mv_group_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN mv_group_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN mv_group_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_group_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_group_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_group_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN mv_group_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN mv_group_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN mv_group_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN mv_group_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN mv_group_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_group_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_group_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_group_absence.policy IS 'Name of the definition';


--
-- Name: mv_school_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_school_absence AS
 SELECT school_absence_at.school_year,
    school_absence_at.school_id,
    school_absence_at.school_name,
    school_absence_at.verdict_n,
    school_absence_at.chronic_n,
    school_absence_at.chronic_rate,
    school_absence_at.chronic_rate_low,
    school_absence_at.chronic_rate_high,
    school_absence_at.satisfactory_n,
    school_absence_at.at_risk_n,
    school_absence_at.moderate_n,
    school_absence_at.severe_n,
    school_absence_at.no_verdict_n,
    school_absence_at.complete_through,
    school_absence_at.as_of,
    school_absence_at.policy
   FROM attendance.school_absence_at(NULL::date, NULL::text) school_absence_at(school_year, school_id, school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_school_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_school_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_school_absence IS 'Chronic absence by school, as of the day and under the definition asked for. Students who have left are included. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_school_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_school_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_school_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_school_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN mv_school_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.chronic_n IS 'Students who are chronically absent; unit: students';


--
-- Name: COLUMN mv_school_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_school_absence.chronic_rate_low; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.chronic_rate_low IS 'Lower bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_school_absence.chronic_rate_high; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.chronic_rate_high IS 'Upper bound of the 95% confidence interval of chronic_rate (Wilson); unit: share, 0 to 1; NULL: no student has a verdict';


--
-- Name: COLUMN mv_school_absence.satisfactory_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.satisfactory_n IS 'Students in band satisfactory; unit: students';


--
-- Name: COLUMN mv_school_absence.at_risk_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.at_risk_n IS 'Students in band at_risk; unit: students';


--
-- Name: COLUMN mv_school_absence.moderate_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.moderate_n IS 'Students in band moderate; unit: students';


--
-- Name: COLUMN mv_school_absence.severe_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.severe_n IS 'Students in band severe; unit: students';


--
-- Name: COLUMN mv_school_absence.no_verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.no_verdict_n IS 'Students without a verdict, who are not in verdict_n; unit: students';


--
-- Name: COLUMN mv_school_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_school_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_school_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_school_absence.policy IS 'Name of the definition';


--
-- Name: mv_student_absence; Type: MATERIALIZED VIEW; Schema: attendance; Owner: district
--

CREATE MATERIALIZED VIEW attendance.mv_student_absence AS
 SELECT student_absence_at.school_year,
    student_absence_at.school_id,
    student_absence_at.school_name,
    student_absence_at.student_id,
    student_absence_at.last_name,
    student_absence_at.first_name,
    student_absence_at.grade,
    student_absence_at.homeroom,
    student_absence_at.entry_date,
    student_absence_at.exit_date,
    student_absence_at.enrolled_now,
    student_absence_at.enrolled_days,
    student_absence_at.counted_days,
    student_absence_at.absent_days,
    student_absence_at.missed_days,
    student_absence_at.excused_days,
    student_absence_at.unexcused_days,
    student_absence_at.oss_days,
    student_absence_at.iss_days,
    student_absence_at.tardy_days,
    student_absence_at.unmapped_days,
    student_absence_at.unrecorded_days,
    student_absence_at.absence_rate,
    student_absence_at.chronic,
    student_absence_at.status,
    student_absence_at.band,
    student_absence_at.band_order,
    student_absence_at.why_null,
    student_absence_at.district_absence_rate,
    student_absence_at.district_chronic,
    student_absence_at.district_band,
    student_absence_at.streak,
    student_absence_at.last_absence,
    student_absence_at.absences_left,
    student_absence_at.complete_through,
    student_absence_at.as_of,
    student_absence_at.policy
   FROM attendance.student_absence_at(NULL::date, NULL::text) student_absence_at(school_year, school_id, school_name, student_id, last_name, first_name, grade, homeroom, entry_date, exit_date, enrolled_now, enrolled_days, counted_days, absent_days, missed_days, excused_days, unexcused_days, oss_days, iss_days, tardy_days, unmapped_days, unrecorded_days, absence_rate, chronic, status, band, band_order, why_null, district_absence_rate, district_chronic, district_band, streak, last_absence, absences_left, complete_through, as_of, policy)
  WITH NO DATA;


ALTER TABLE attendance.mv_student_absence OWNER TO district;

--
-- Name: MATERIALIZED VIEW mv_student_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON MATERIALIZED VIEW attendance.mv_student_absence IS 'Absence of students at each of their schools, as of the day and under the definition asked for. The rows are those of the last refresh, under the definition of the store';


--
-- Name: COLUMN mv_student_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN mv_student_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN mv_student_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.school_name IS 'Name of the school; NULL: the school is not in table school [Ed-Fi school.nameOfInstitution]';


--
-- Name: COLUMN mv_student_absence.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN mv_student_absence.last_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.last_name IS 'Last name of the student; NULL: not known [Ed-Fi student.lastSurname]';


--
-- Name: COLUMN mv_student_absence.first_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.first_name IS 'First name of the student; NULL: not known [Ed-Fi student.firstName]';


--
-- Name: COLUMN mv_student_absence.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.grade IS 'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through; NULL: not known [Ed-Fi studentSchoolAssociation.entryGradeLevelDescriptor]';


--
-- Name: COLUMN mv_student_absence.homeroom; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.homeroom IS 'Homeroom of the student; where a row is about several enrollments, that of the latest; NULL: not known';


--
-- Name: COLUMN mv_student_absence.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first; NULL: the enrollments of a closed year have been deleted [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN mv_student_absence.exit_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.exit_date IS 'Last day of the enrollment; where a row is about several enrollments, that of the last; NULL: an enrollment is open, or the enrollments of a closed year have been deleted [CEDS 000107 Enrollment Exit Date; Ed-Fi studentSchoolAssociation.exitWithdrawDate]';


--
-- Name: COLUMN mv_student_absence.enrolled_now; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.enrolled_now IS 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is later. An open enrollment ends on 30 June';


--
-- Name: COLUMN mv_student_absence.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.enrolled_days IS 'Days on which the student was expected, less the days that the definition leaves out; unit: days';


--
-- Name: COLUMN mv_student_absence.counted_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.counted_days IS 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these; unit: days';


--
-- Name: COLUMN mv_student_absence.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.absent_days IS 'Days absent, by the part-day rule of the definition; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN mv_student_absence.missed_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.missed_days IS 'Time missed under marks that count as absent, before the part-day rule; unit: days';


--
-- Name: COLUMN mv_student_absence.excused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.excused_days IS 'Part of absent_days that is excused; unit: days';


--
-- Name: COLUMN mv_student_absence.unexcused_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.unexcused_days IS 'Part of absent_days that is unexcused; unit: days';


--
-- Name: COLUMN mv_student_absence.oss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.oss_days IS 'Part of absent_days that is out-of-school suspension; unit: days';


--
-- Name: COLUMN mv_student_absence.iss_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.iss_days IS 'Days of in-school suspension, whether or not they count as absent; unit: days';


--
-- Name: COLUMN mv_student_absence.tardy_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.tardy_days IS 'Days on which the student was tardy, whether or not the time missed counts; unit: days [CEDS 001957 Number of Days Tardy]';


--
-- Name: COLUMN mv_student_absence.unmapped_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.unmapped_days IS 'Days that do not count because the result depends on a code that nobody has mapped; unit: days';


--
-- Name: COLUMN mv_student_absence.unrecorded_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.unrecorded_days IS 'Days with nothing recorded; unit: days';


--
-- Name: COLUMN mv_student_absence.absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.absence_rate IS 'Absent days as a share of counted days, or minutes where the definition counts minutes. It is for display; chronic and band compare exact counts; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN mv_student_absence.chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.chronic IS 'True if the student is chronically absent; NULL: no verdict [CEDS 002022 Chronic Student Absenteeism Indicator]';


--
-- Name: COLUMN mv_student_absence.status; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.status IS 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody has mapped)';


--
-- Name: COLUMN mv_student_absence.band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.band IS 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic; NULL: no verdict';


--
-- Name: COLUMN mv_student_absence.band_order; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.band_order IS 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe; NULL: no verdict';


--
-- Name: COLUMN mv_student_absence.why_null; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.why_null IS 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped; NULL: there is a verdict';


--
-- Name: COLUMN mv_student_absence.district_absence_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.district_absence_rate IS 'absence_rate of the student with all schools merged; unit: share, 0 to 1; NULL: no day counts';


--
-- Name: COLUMN mv_student_absence.district_chronic; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.district_chronic IS 'True if the student is chronically absent with all schools merged; NULL: no verdict';


--
-- Name: COLUMN mv_student_absence.district_band; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.district_band IS 'Band of the student with all schools merged; NULL: no verdict';


--
-- Name: COLUMN mv_student_absence.streak; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.streak IS 'Absent days in a row, back from the last counted day; unit: days';


--
-- Name: COLUMN mv_student_absence.last_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.last_absence IS 'Last day that counts as absent; NULL: no day counts as absent';


--
-- Name: COLUMN mv_student_absence.absences_left; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.absences_left IS 'Days still to come that the student can miss without being chronically absent at the end of the year; unit: days; NULL: the student will be chronically absent in any case, or the definition has no line for it';


--
-- Name: COLUMN mv_student_absence.complete_through; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.complete_through IS 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not complete to their end, else the latest; each student counts through the day of their own calendar; NULL: nothing is recorded yet';


--
-- Name: COLUMN mv_student_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.as_of IS 'Day through which the figures count: the earlier of the day asked for and complete_through; NULL: no day counts';


--
-- Name: COLUMN mv_student_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.mv_student_absence.policy IS 'Name of the definition';


--
-- Name: our_watch_list; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.our_watch_list AS
 SELECT w.student_id,
    w.absence_rate
   FROM attendance.watch_list w
  WHERE (w.homeroom = 'Room 1'::text);


ALTER TABLE attendance.our_watch_list OWNER TO district;

--
-- Name: prior_count; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.prior_count (
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    group_kind text DEFAULT 'all'::text NOT NULL COLLATE pg_catalog."C",
    group_value text DEFAULT 'all'::text NOT NULL COLLATE pg_catalog."C",
    verdict_n integer NOT NULL,
    chronic_n integer NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE attendance.prior_count OWNER TO district;

--
-- Name: TABLE prior_count; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.prior_count IS 'Schools in earlier school years of which only counts of students exist';


--
-- Name: COLUMN prior_count.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN prior_count.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN prior_count.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN prior_count.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.group_value IS 'Group within its kind, named as in absence_trend';


--
-- Name: COLUMN prior_count.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.verdict_n IS 'Students with a verdict; unit: students';


--
-- Name: COLUMN prior_count.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.chronic_n IS 'Students who were chronically absent, as the source counted them; unit: students';


--
-- Name: COLUMN prior_count.source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_count.source IS 'Source of the counts';


--
-- Name: prior_student; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.prior_student (
    student_id text NOT NULL COLLATE pg_catalog."C",
    school_id text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    grade text COLLATE pg_catalog."C",
    enrolled_days numeric NOT NULL,
    absent_days numeric NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE attendance.prior_student OWNER TO district;

--
-- Name: TABLE prior_student; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.prior_student IS 'Students in earlier school years of which only totals exist';


--
-- Name: COLUMN prior_student.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN prior_student.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN prior_student.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN prior_student.grade; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.grade IS 'Grade of the student in that year; NULL: not known';


--
-- Name: COLUMN prior_student.enrolled_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.enrolled_days IS 'Days on which the student was expected, as the source counted them; unit: days';


--
-- Name: COLUMN prior_student.absent_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.absent_days IS 'Days absent, as the source counted them; unit: days [CEDS 000201 Number of Days Absent]';


--
-- Name: COLUMN prior_student.source; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.prior_student.source IS 'Source of the totals';


--
-- Name: public_absence; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.public_absence (
    school_year integer NOT NULL,
    scope text NOT NULL COLLATE pg_catalog."C",
    school_id text COLLATE pg_catalog."C",
    school_name text,
    group_kind text NOT NULL COLLATE pg_catalog."C",
    group_value text NOT NULL COLLATE pg_catalog."C",
    verdict_n integer,
    chronic_n integer,
    chronic_rate double precision,
    chronic_rate_shown text NOT NULL,
    shown text NOT NULL COLLATE pg_catalog."C",
    as_of date NOT NULL,
    policy text NOT NULL COLLATE pg_catalog."C",
    policy_text text NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT public_absence_scope_check CHECK ((scope = ANY (ARRAY['school'::text, 'small_schools'::text, 'sum_of_schools'::text]))),
    CONSTRAINT public_absence_shown_check CHECK ((shown = ANY (ARRAY['all'::text, 'code'::text, 'verdict_n'::text, 'nothing'::text])))
);

ALTER TABLE ONLY attendance.public_absence REPLICA IDENTITY FULL;


ALTER TABLE attendance.public_absence OWNER TO district;

--
-- Name: TABLE public_absence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.public_absence IS 'Published figures: the latest release of each school year. absence.publish() writes them; doc/publishing.md says what is withheld and why';


--
-- Name: COLUMN public_absence.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN public_absence.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.scope IS 'school: one school; small_schools: the schools that are too small to show alone, together; sum_of_schools: the district, as the sum of its schools';


--
-- Name: COLUMN public_absence.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.school_id IS 'District id of the school, as in the student information system; NULL: the scope is not school [Ed-Fi school.schoolId]';


--
-- Name: COLUMN public_absence.school_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.school_name IS 'Name of the school, or names of the schools that are shown together; NULL: the scope is sum_of_schools';


--
-- Name: COLUMN public_absence.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN public_absence.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN public_absence.verdict_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.verdict_n IS 'Students with a verdict; unit: students; NULL: withheld';


--
-- Name: COLUMN public_absence.chronic_n; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.chronic_n IS 'Students who are chronically absent; unit: students; NULL: withheld';


--
-- Name: COLUMN public_absence.chronic_rate; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.chronic_rate IS 'chronic_n as a share of verdict_n; unit: share, 0 to 1; NULL: withheld';


--
-- Name: COLUMN public_absence.chronic_rate_shown; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.chronic_rate_shown IS 'Rate to print: a percentage; a bound such as <= 5% for a rate near 0% or 100%; or withheld';


--
-- Name: COLUMN public_absence.shown; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.shown IS 'What is shown of the group. all: every figure; code: verdict_n and a bound of the rate; verdict_n: that count alone; nothing: no figure';


--
-- Name: COLUMN public_absence.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.as_of IS 'Day through which the figures count; of several schools, the day of all their calendars together';


--
-- Name: COLUMN public_absence.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.policy IS 'Name of the definition';


--
-- Name: COLUMN public_absence.policy_text; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.policy_text IS 'Rule of the definition, as text that type absence.policy reads';


--
-- Name: COLUMN public_absence.label; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.label IS 'Label of the certification or release; a label is used once';


--
-- Name: COLUMN public_absence.published_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_absence.published_at IS 'Time of publication';


--
-- Name: public_release; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.public_release (
    label text NOT NULL COLLATE pg_catalog."C",
    school_year integer NOT NULL,
    as_of date NOT NULL,
    policy text NOT NULL COLLATE pg_catalog."C",
    policy_text text NOT NULL,
    minimum_group integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL
);


ALTER TABLE attendance.public_release OWNER TO district;

--
-- Name: TABLE public_release; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.public_release IS 'Releases of published figures';


--
-- Name: COLUMN public_release.label; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.label IS 'Label of the certification or release; a label is used once';


--
-- Name: COLUMN public_release.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN public_release.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.as_of IS 'Day through which the figures count, of the school that counts furthest';


--
-- Name: COLUMN public_release.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.policy IS 'Name of the definition';


--
-- Name: COLUMN public_release.policy_text; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.policy_text IS 'Rule of the definition, as text that type absence.policy reads';


--
-- Name: COLUMN public_release.minimum_group; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.minimum_group IS 'Smallest group whose figures were published; unit: students';


--
-- Name: COLUMN public_release.published_at; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.published_at IS 'Time of publication';


--
-- Name: COLUMN public_release.published_by; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_release.published_by IS 'Session user that published';


--
-- Name: public_withheld; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.public_withheld (
    school_year integer NOT NULL,
    scope text NOT NULL COLLATE pg_catalog."C",
    school_id text NOT NULL COLLATE pg_catalog."C",
    group_kind text NOT NULL COLLATE pg_catalog."C",
    group_value text NOT NULL COLLATE pg_catalog."C",
    verdict_n_too boolean NOT NULL
);


ALTER TABLE attendance.public_withheld OWNER TO district;

--
-- Name: TABLE public_withheld; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.public_withheld IS 'Groups that a release of the school year withheld, which later releases withhold too; it has no figures';


--
-- Name: COLUMN public_withheld.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN public_withheld.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.scope IS 'Scope of the group, as in public_absence';


--
-- Name: COLUMN public_withheld.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.school_id IS 'School of the group, or a school that was shown with others (scope small_schools); empty for a group of several schools [Ed-Fi school.schoolId]';


--
-- Name: COLUMN public_withheld.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.group_kind IS 'Kind of the group, as in public_absence; empty for a school that was shown with others';


--
-- Name: COLUMN public_withheld.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.group_value IS 'The group, as in public_absence; empty for a school that was shown with others';


--
-- Name: COLUMN public_withheld.verdict_n_too; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.public_withheld.verdict_n_too IS 'True if verdict_n was withheld too; false if only the rate was';


--
-- Name: reader; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.reader (
    role_name name NOT NULL,
    level text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT reader_level_check CHECK ((level = ANY (ARRAY['public'::text, 'aggregate'::text, 'student'::text, 'loader'::text])))
);


ALTER TABLE attendance.reader OWNER TO district;

--
-- Name: TABLE reader; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.reader IS 'Roles and the levels that absence.grant_reader() granted them; absence.upgrade_store() grants them again';


--
-- Name: COLUMN reader.role_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.reader.role_name IS 'Name of the role';


--
-- Name: COLUMN reader.level; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.reader.level IS 'What the role may do: read published figures (public), also figures of schools and groups (aggregate), also students (student); or write facts (loader)';


--
-- Name: refresh_basis; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.refresh_basis (
    school_year integer NOT NULL,
    school_id text NOT NULL COLLATE pg_catalog."C",
    members integer NOT NULL,
    events integer NOT NULL,
    recorded_days integer NOT NULL,
    policy text NOT NULL
);


ALTER TABLE attendance.refresh_basis OWNER TO district;

--
-- Name: TABLE refresh_basis; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.refresh_basis IS 'What the last refresh found at each school; the next refresh compares its facts with it';


--
-- Name: COLUMN refresh_basis.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN refresh_basis.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN refresh_basis.members; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.members IS 'Students with a register; unit: students';


--
-- Name: COLUMN refresh_basis.events; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.events IS 'Attendance events in the school year; unit: events';


--
-- Name: COLUMN refresh_basis.recorded_days; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.recorded_days IS 'Session days with an event or with attendance taken; unit: days';


--
-- Name: COLUMN refresh_basis.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_basis.policy IS 'Rule of the definition in force at the last refresh, as text that type absence.policy reads';


--
-- Name: refresh_code; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.refresh_code (
    school_year integer NOT NULL,
    school_id text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    mark text NOT NULL COLLATE pg_catalog."C",
    precedence integer,
    share double precision NOT NULL
);


ALTER TABLE attendance.refresh_code OWNER TO district;

--
-- Name: TABLE refresh_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.refresh_code IS 'Meaning of each attendance code at each school at the last refresh';


--
-- Name: COLUMN refresh_code.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN refresh_code.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN refresh_code.code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.code IS 'Attendance code, letter for letter as recorded [Ed-Fi attendanceEventCategoryDescriptor.codeValue]';


--
-- Name: COLUMN refresh_code.mark; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.mark IS 'Mark that the code stands for; unmapped for a code that nobody has mapped [CEDS 000076 Attendance Status]';


--
-- Name: COLUMN refresh_code.precedence; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.precedence IS 'Rank of the code among several events of one day or period: the highest decides; NULL: the order of marks decides';


--
-- Name: COLUMN refresh_code.share; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.refresh_code.share IS 'Share of the day or period that the code stood for; unit: share, 0 to 1';


--
-- Name: refresh_log_refresh_id_seq; Type: SEQUENCE; Schema: attendance; Owner: district
--

ALTER TABLE attendance.refresh_log ALTER COLUMN refresh_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME attendance.refresh_log_refresh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: stay_day; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.stay_day AS
 SELECT s.student_id,
    s.school_id,
    s.school_year,
    s.entry_date,
    s.calendar_code,
    d.day,
    d.minutes,
    d.periods
   FROM (attendance.stay s
     JOIN attendance.session_day d USING (school_id, school_year, calendar_code))
  WHERE (s.counts AND (d.day >= s.entry_date) AND ((s.last_date IS NULL) OR (d.day <= s.last_date)));


ALTER TABLE attendance.stay_day OWNER TO district;

--
-- Name: VIEW stay_day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.stay_day IS 'Helper: Session days of each stay that counts; a day of two stays at one school has two rows';


--
-- Name: COLUMN stay_day.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN stay_day.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN stay_day.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN stay_day.entry_date; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.entry_date IS 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that of the first [CEDS 000097 Enrollment Entry Date; Ed-Fi studentSchoolAssociation.entryDate]';


--
-- Name: COLUMN stay_day.calendar_code; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.calendar_code IS 'Code of the calendar, unique within a school and school year [CEDS 000494 Calendar Code; Ed-Fi calendar.calendarCode]';


--
-- Name: COLUMN stay_day.day; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.day IS 'The day';


--
-- Name: COLUMN stay_day.minutes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.minutes IS 'Instructional time of the day; unit: minutes; NULL: not known';


--
-- Name: COLUMN stay_day.periods; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.stay_day.periods IS 'Number of periods of the day; of a calendar, that of an ordinary day; unit: periods; NULL: not known';


--
-- Name: student_group_of; Type: VIEW; Schema: attendance; Owner: district
--

CREATE VIEW attendance.student_group_of AS
 SELECT s.school_year,
    s.school_id,
    s.student_id,
    g.status_basis,
    (g.group_kind COLLATE "C") AS group_kind,
    (g.group_value COLLATE "C") AS group_value,
    s.as_of,
    s.policy_name
   FROM ((attendance.student_status s
     CROSS JOIN ( SELECT array_agg(known_status.group_kind ORDER BY known_status.mask DESC) AS kinds,
            array_agg(known_status.group_value ORDER BY known_status.mask DESC) AS group_values
           FROM attendance.known_status) k)
     CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, s.on_day, s.ever_in_year) g(status_basis, group_kind, group_value, sex));


ALTER TABLE attendance.student_group_of OWNER TO district;

--
-- Name: VIEW student_group_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON VIEW attendance.student_group_of IS 'Helper: Groups of each student at each school. Race and ethnicity is one group, and so is sex; every student is in group all';


--
-- Name: COLUMN student_group_of.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN student_group_of.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.school_id IS 'District id of the school, as in the student information system [Ed-Fi school.schoolId]';


--
-- Name: COLUMN student_group_of.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN student_group_of.status_basis; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.status_basis IS 'Statuses that decide the group. on_day: those in force on the student''s last membership day that counts; ever_in_year: those in force on any. Race, ethnicity and sex are always those of the day';


--
-- Name: COLUMN student_group_of.group_kind; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.group_kind IS 'Kind of group: all (every student), grade, or a kind of student_group';


--
-- Name: COLUMN student_group_of.group_value; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.group_value IS 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, ''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind';


--
-- Name: COLUMN student_group_of.as_of; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.as_of IS 'Day asked for, as in student_status';


--
-- Name: COLUMN student_group_of.policy_name; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.student_group_of.policy_name IS 'Name of the definition';


--
-- Name: verdict_change; Type: TABLE; Schema: attendance; Owner: district
--

CREATE TABLE attendance.verdict_change (
    refresh_id bigint NOT NULL,
    school_year integer NOT NULL,
    student_id text NOT NULL COLLATE pg_catalog."C",
    scope text NOT NULL COLLATE pg_catalog."C",
    school_id text COLLATE pg_catalog."C",
    policy text NOT NULL COLLATE pg_catalog."C",
    band_before text COLLATE pg_catalog."C",
    band_after text COLLATE pg_catalog."C",
    absent_days_before double precision,
    absent_days_after double precision,
    enrolled_days_before integer,
    enrolled_days_after integer,
    cause text NOT NULL COLLATE pg_catalog."C",
    codes text COLLATE pg_catalog."C",
    CONSTRAINT verdict_change_cause_check CHECK ((cause = ANY (ARRAY['time'::text, 'event'::text, 'membership'::text, 'calendar'::text, 'code'::text, 'policy'::text, 'rule'::text]))),
    CONSTRAINT verdict_change_scope_check CHECK ((scope = ANY (ARRAY['school'::text, 'district'::text])))
);

ALTER TABLE ONLY attendance.verdict_change REPLICA IDENTITY FULL;


ALTER TABLE attendance.verdict_change OWNER TO district;

--
-- Name: TABLE verdict_change; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON TABLE attendance.verdict_change IS 'Students whose band changed in a refresh, and the cause';


--
-- Name: COLUMN verdict_change.refresh_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.refresh_id IS 'Number of the refresh';


--
-- Name: COLUMN verdict_change.school_year; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.school_year IS 'School year, given as the calendar year in which it ends [Ed-Fi schoolYearType.schoolYear]';


--
-- Name: COLUMN verdict_change.student_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.student_id IS 'District id of the student, as in the student information system [Ed-Fi student.studentUniqueId]';


--
-- Name: COLUMN verdict_change.scope; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.scope IS 'school: the student at one school; district: the student with all schools merged';


--
-- Name: COLUMN verdict_change.school_id; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.school_id IS 'District id of the school, as in the student information system; NULL: the scope is district [Ed-Fi school.schoolId]';


--
-- Name: COLUMN verdict_change.policy; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.policy IS 'Name of the definition of the store at the refresh';


--
-- Name: COLUMN verdict_change.band_before; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.band_before IS 'Band before the refresh; NULL: no verdict';


--
-- Name: COLUMN verdict_change.band_after; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.band_after IS 'Band after the refresh; NULL: no verdict';


--
-- Name: COLUMN verdict_change.absent_days_before; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.absent_days_before IS 'Days absent before the refresh; unit: days; NULL: never: a student without an earlier register has no row';


--
-- Name: COLUMN verdict_change.absent_days_after; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.absent_days_after IS 'Days absent after the refresh; unit: days; NULL: the register was removed';


--
-- Name: COLUMN verdict_change.enrolled_days_before; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.enrolled_days_before IS 'Enrolled days before the refresh; unit: days; NULL: never, as for absent_days_before';


--
-- Name: COLUMN verdict_change.enrolled_days_after; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.enrolled_days_after IS 'Enrolled days after the refresh; unit: days; NULL: the register was removed';


--
-- Name: COLUMN verdict_change.cause; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.cause IS 'Cause of the change: time (more days count), event, membership, calendar, code or policy';


--
-- Name: COLUMN verdict_change.codes; Type: COMMENT; Schema: attendance; Owner: district
--

COMMENT ON COLUMN attendance.verdict_change.codes IS 'Codes of the student''s events whose meaning changed, separated by commas; NULL: the cause is not code';


--
-- Name: school_rate; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.school_rate WITH (security_barrier='true') AS
 SELECT s.school_year,
    s.school_id,
    s.school_name AS "School",
    s.verdict_n,
    s.chronic_n,
    s.chronic_rate AS rate,
    s.chronic_rate_low,
    s.chronic_rate_high
   FROM attendance.school_absence s
  WHERE (s.verdict_n > 0);


ALTER TABLE report.school_rate OWNER TO district;

--
-- Name: VIEW school_rate; Type: COMMENT; Schema: report; Owner: district
--

COMMENT ON VIEW report.school_rate IS 'What the board''s page shows';


--
-- Name: COLUMN school_rate.rate; Type: COMMENT; Schema: report; Owner: district
--

COMMENT ON COLUMN report.school_rate.rate IS 'Share of students';


--
-- Name: a_worst_school; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.a_worst_school AS
 SELECT r.school_year,
    max(r.rate) AS rate
   FROM report.school_rate r
  GROUP BY r.school_year;


ALTER TABLE report.a_worst_school OWNER TO district;

--
-- Name: certified; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.certified AS
 SELECT c.label,
    c.group_value,
    c.verdict_n,
    c.chronic_n,
    c.chronic_rate
   FROM attendance.certified_count c
  WHERE (c.scope = 'pooled'::text);


ALTER TABLE report.certified OWNER TO district;

--
-- Name: cohort; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.cohort AS
 SELECT c.school_id,
    absence.verdict_n(c.counts) AS n,
    absence.no_verdict_n(c.counts) AS no_verdict,
    absence.chronic_rate(c.counts) AS rate,
    absence.chronic_rate_low(c.counts) AS low,
    absence.chronic_rate_high(c.counts) AS high,
    c.chronic,
    c.daily,
    c.points
   FROM ( SELECT r.school_id,
            absence.band_counts(r.register) AS counts,
            absence.chronic_rate(r.register) AS chronic,
            ( SELECT sum(p.k) AS sum
                   FROM absence.points(absence.daily_absence(r.register)) p(day, n, k, rate)) AS daily,
            ( SELECT count(*) AS count
                   FROM absence.points(absence.chronic_trend(r.register, 'measure = rate, compare = >=, at_risk = 5%, chronic = 8%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy)) p(day, n, k, rate)) AS points
           FROM attendance.student_register r
          GROUP BY r.school_id) c;


ALTER TABLE report.cohort OWNER TO district;

--
-- Name: definition; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.definition AS
 SELECT p.name,
    p.version,
    ((p.policy)::absence.policy)::text AS policy,
    c.authority
   FROM (attendance.definition p
     LEFT JOIN absence.definition_catalog c ON ((c.name = 'federal'::text)));


ALTER TABLE report.definition OWNER TO district;

--
-- Name: from_rows; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.from_rows AS
 SELECT e.school_id,
    absence.absence_rate((e.code = 'AU'::text)) AS rate,
    absence.chronic_flag(COALESCE(e.portion, (1)::numeric), 'measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy) AS chronic,
    (absence.absence_band((COALESCE(e.portion, (1)::numeric))::double precision))::text AS band
   FROM attendance.attendance_event e
  GROUP BY e.school_id;


ALTER TABLE report.from_rows OWNER TO district;

--
-- Name: grade_kept; Type: MATERIALIZED VIEW; Schema: report; Owner: district
--

CREATE MATERIALIZED VIEW report.grade_kept AS
 SELECT g.school_year,
    g.school_id,
    g.grade,
    g.chronic_n
   FROM attendance.mv_grade_absence g
  WITH NO DATA;


ALTER TABLE report.grade_kept OWNER TO district;

--
-- Name: MATERIALIZED VIEW grade_kept; Type: COMMENT; Schema: report; Owner: district
--

COMMENT ON MATERIALIZED VIEW report.grade_kept IS 'Grades';


--
-- Name: kept; Type: TABLE; Schema: report; Owner: district
--

CREATE TABLE report.kept (
    student_id text NOT NULL,
    register absence.register,
    tally absence.tally,
    policy absence.policy DEFAULT 'measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy,
    rule absence.rule DEFAULT 'measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none'::absence.rule,
    band absence.band,
    mark absence.mark
);


ALTER TABLE report.kept OWNER TO district;

--
-- Name: kept_counts; Type: TABLE; Schema: report; Owner: district
--

CREATE TABLE report.kept_counts (
    school_year integer,
    counts absence.counts,
    trend absence.series
);


ALTER TABLE report.kept_counts OWNER TO district;

--
-- Name: of_consultant; Type: VIEW; Schema: report; Owner: consultant
--

CREATE VIEW report.of_consultant AS
 SELECT d.school_year,
    d.verdict_n
   FROM attendance.district_absence d
  WHERE (d.scope = 'pooled'::text);


ALTER TABLE report.of_consultant OWNER TO consultant;

--
-- Name: register_rate; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.register_rate AS
 SELECT r.student_id,
    r.school_id,
    r.school_year,
    absence.absence_rate(t.tally) AS rate,
    (absence.band(t.tally))::text AS band,
    absence.why_null(t.tally) AS why_null,
    absence.absent_days(absence.tally(absence.on_weekday(r.register, 1), 'measure = rate, compare = >=, at_risk = 5%, chronic = 8%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy)) AS mondays,
    absence.membership_days(absence.marks_outside(r.register, absence.clip(r.register, '2025-09-01'::date, NULL::date)), NULL::date, NULL::date) AS days_after_august,
    (r.register OPERATOR(absence.=) absence.as_of(r.register, 'infinity'::date)) AS same
   FROM (attendance.student_register r
     CROSS JOIN LATERAL ( SELECT absence.tally(r.register, 'measure = rate, compare = >=, at_risk = 5%, chronic = 8%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy) AS tally) t(tally));


ALTER TABLE report.register_rate OWNER TO district;

--
-- Name: rule_met; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.rule_met AS
 SELECT r.student_id,
    r.school_id,
    r.school_year,
    c.rule,
    c.n,
    c.met_on,
    c.amount,
    absence.is_met(r.register, 'measure = rate, marks = policy, part_day = policy, amount >= 10%, within = year, per = none, after = none, first = none'::absence.rule) AS is_met,
    absence.first_chronic(r.register) AS first_chronic,
    absence.days_to_recover(r.register) AS days_to_recover
   FROM (attendance.student_register r
     CROSS JOIN LATERAL absence.crossings_of(r.register, '{"measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none","measure = occasions, marks = policy, part_day = policy, amount >= 2, within = year, per = none, after = none, first = none"}'::absence.rule[]) c(rule, n, met_on, until, amount));


ALTER TABLE report.rule_met OWNER TO district;

--
-- Name: support; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.support AS
 SELECT r.student_id,
    r.school_id,
    r.school_year,
    absence.tier(r.register) AS tier,
    absence.tier_since(r.register) AS tier_since,
    absence.tier_reasons(r.register, policy => 'measure = rate, compare = >=, at_risk = 5%, chronic = 8%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted'::absence.policy) AS tier_reasons,
    (( SELECT count(*) AS count
           FROM (absence.rule_catalog k
             JOIN absence.rule_catalog_step s ON (((s.name = k.name) AND (s.version = k.version))))) > 0) AS has_rules
   FROM attendance.student_register r;


ALTER TABLE report.support OWNER TO district;

--
-- Name: then_and_now; Type: VIEW; Schema: report; Owner: district
--

CREATE VIEW report.then_and_now AS
 SELECT s.school_year,
    report.chronic_in(s.school_year) AS now,
    ( SELECT count(*) AS count
           FROM attendance.school_absence_at('2025-09-15'::date, 'federal'::text) a(school_year, school_id, school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n, complete_through, as_of, policy)) AS schools
   FROM ( SELECT DISTINCT r.school_year
           FROM report.school_rate r) s;


ALTER TABLE report.then_and_now OWNER TO district;

--
-- Data for Name: attendance_code; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.attendance_code (code, school_id, school_year, mark, portion, precedence, description) FROM stdin;
In Attendance	\N	\N	present	\N	\N	Ed-Fi: in attendance
Present	\N	\N	present	\N	\N	Ed-Fi (5.2 and later) and CEDS: present
Excused Absence	\N	\N	excused	\N	\N	Ed-Fi: absent, excused
Unexcused Absence	\N	\N	unexcused	\N	\N	Ed-Fi: absent, unexcused
Tardy	\N	\N	tardy	\N	\N	Ed-Fi and CEDS: tardy
Early departure	\N	\N	left_early	\N	\N	Ed-Fi: left early
Partial	\N	\N	unverified	0	\N	Ed-Fi: there for part of the day; reason not known; misses nothing unless the event gives a share
ExcusedAbsence	\N	\N	excused	\N	\N	CEDS: absent, excused
UnexcusedAbsence	\N	\N	unexcused	\N	\N	CEDS: absent, unexcused
EarlyDeparture	\N	\N	left_early	\N	\N	CEDS: left early
Excused	\N	\N	excused	\N	\N	Plain word: absent, excused
Excused absence	\N	\N	excused	\N	\N	Plain word: absent, excused
Absent Excused	\N	\N	excused	\N	\N	Plain word: absent, excused
Unexcused	\N	\N	unexcused	\N	\N	Plain word: absent, unexcused
Unexcused absence	\N	\N	unexcused	\N	\N	Plain word: absent, unexcused
Absent Unexcused	\N	\N	unexcused	\N	\N	Plain word: absent, unexcused
Absent	\N	\N	unverified	\N	\N	Plain word: absent, and nothing said of the reason
Unverified	\N	\N	unverified	\N	\N	Plain word: absent, reason not known
Absent Unverified	\N	\N	unverified	\N	\N	Plain word: absent, reason not known
Tardy Excused	\N	\N	tardy	\N	\N	Plain word: tardy, excused
Excused Tardy	\N	\N	tardy	\N	\N	Plain word: tardy, excused
Tardy Unexcused	\N	\N	tardy	\N	\N	Plain word: tardy, unexcused
Unexcused Tardy	\N	\N	tardy	\N	\N	Plain word: tardy, unexcused
Late Arrival	\N	\N	tardy	\N	\N	Plain word: came late
Left Early	\N	\N	left_early	\N	\N	Plain word: left early
Early Departure	\N	\N	left_early	\N	\N	Plain word: left early
Out of School Suspension	\N	\N	oss	\N	\N	Ed-Fi (discipline): out-of-school suspension
Out-of-School Suspension	\N	\N	oss	\N	\N	Plain word: out-of-school suspension
Out-of-school suspension	\N	\N	oss	\N	\N	Plain word: out-of-school suspension
OSS	\N	\N	oss	\N	\N	Plain word: out-of-school suspension
In School Suspension	\N	\N	iss	\N	\N	Ed-Fi (discipline): in-school suspension
In-School Suspension	\N	\N	iss	\N	\N	Plain word: in-school suspension
In-school suspension	\N	\N	iss	\N	\N	Ed-Fi (educational environment): in-school suspension
ISS	\N	\N	iss	\N	\N	Plain word: in-school suspension
Field Trip	\N	\N	activity	\N	\N	Plain word: field trip
Field trip	\N	\N	activity	\N	\N	Plain word: field trip
School Activity	\N	\N	activity	\N	\N	Plain word: school activity
School activity	\N	\N	activity	\N	\N	Plain word: school activity
Homebound	\N	\N	homebound	\N	\N	Ed-Fi (educational environment): homebound
Remote Present	\N	\N	remote	\N	\N	Plain word: present, at a distance
Virtual Present	\N	\N	remote	\N	\N	Plain word: present, at a distance
AE	\N	\N	excused	\N	\N	Absent, excused
AU	\N	\N	unexcused	\N	\N	Absent, unexcused
T	\N	\N	tardy	\N	\N	Tardy
H	\N	2026	left_early	\N	\N	\N
H	B	\N	oss	1	3	Half a day
T	B	\N	unexcused	\N	\N	\N
\.


--
-- Data for Name: attendance_event; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason) FROM stdin;
S10	A	2026	2025-08-18	\N	AE	0.33	130	390	Ill
S13	A	2026	2025-08-18	\N	AU	0.33	130	390	Ill
S27	B	2026	2025-08-18	\N	Q	0.33	\N	\N	Ill
S30	B	2026	2025-08-18	\N	AE	0.33	\N	\N	Ill
S05	A	2026	2025-08-19	\N	T	\N	\N	\N	\N
S15	A	2026	2025-08-19	\N	AE	\N	\N	\N	\N
S22	B	2026	2025-08-19	2	AU	\N	\N	\N	\N
S32	B	2026	2025-08-19	2	AU	\N	\N	\N	\N
S14	A	2026	2025-08-20	\N	T	\N	\N	\N	\N
S17	B	2026	2025-08-20	\N	AU	\N	\N	\N	\N
S31	B	2026	2025-08-20	\N	AU	\N	\N	\N	\N
S34	C	2026	2025-08-20	\N	AE	\N	\N	\N	\N
S99	A	2026	2025-08-20	\N	AE	\N	\N	\N	\N
S02	A	2026	2025-08-21	\N	AU	\N	\N	\N	\N
S09	A	2026	2025-08-21	\N	AE	\N	\N	\N	\N
S23	B	2026	2025-08-21	\N	T	\N	\N	\N	\N
S26	B	2026	2025-08-21	\N	AU	\N	\N	\N	\N
S36	C	2026	2025-08-21	\N	H	\N	\N	\N	\N
S04	A	2026	2025-08-22	\N	AE	\N	\N	\N	Ill
S11	A	2026	2025-08-22	\N	AU	\N	\N	\N	Ill
S18	B	2026	2025-08-22	\N	T	\N	\N	\N	Ill
S21	B	2026	2025-08-22	\N	H	\N	\N	\N	Ill
S35	C	2026	2025-08-22	\N	AU	\N	\N	\N	Ill
S06	A	2026	2025-08-25	\N	H	\N	\N	\N	\N
S13	A	2026	2025-08-25	\N	AE	\N	\N	\N	\N
S23	B	2026	2025-08-25	\N	T	\N	\N	\N	\N
S27	B	2026	2025-08-25	\N	AE	\N	\N	\N	\N
S30	B	2026	2025-08-25	\N	H	\N	\N	\N	\N
S08	A	2026	2025-08-26	\N	T	\N	\N	\N	\N
S15	A	2026	2025-08-26	\N	H	\N	\N	\N	\N
S22	B	2026	2025-08-26	\N	AE	\N	\N	\N	\N
S25	B	2026	2025-08-26	\N	AU	\N	\N	\N	\N
S10	A	2026	2025-08-27	\N	AU	\N	\N	\N	\N
S17	B	2026	2025-08-27	1	T	\N	\N	\N	\N
S27	B	2026	2025-08-27	1	Q	\N	\N	\N	\N
S31	B	2026	2025-08-27	1	AE	\N	\N	\N	\N
S34	C	2026	2025-08-27	\N	AU	\N	\N	\N	\N
S99	A	2026	2025-08-27	\N	AU	\N	\N	\N	\N
S02	A	2026	2025-08-28	\N	T	\N	\N	\N	Ill
S12	A	2026	2025-08-28	\N	AE	\N	\N	\N	Ill
S26	B	2026	2025-08-28	\N	T	\N	\N	\N	Ill
S29	B	2026	2025-08-28	\N	AU	\N	\N	\N	Ill
S11	A	2026	2025-08-29	\N	T	\N	\N	\N	\N
S14	A	2026	2025-08-29	\N	AU	\N	\N	\N	\N
S21	B	2026	2025-08-29	\N	AE	\N	\N	\N	\N
S31	B	2026	2025-08-29	\N	AE	\N	\N	\N	\N
S35	C	2026	2025-08-29	\N	T	\N	\N	\N	\N
S99	A	2026	2025-08-29	\N	AE	\N	\N	\N	\N
S06	A	2026	2025-09-01	\N	AE	\N	\N	\N	\N
S16	A	2026	2025-09-01	\N	AE	\N	\N	\N	\N
S23	B	2026	2025-09-01	\N	AU	\N	\N	\N	\N
S30	B	2026	2025-09-01	\N	AE	\N	\N	\N	\N
S33	C	2026	2025-09-01	\N	H	\N	\N	\N	\N
S01	A	2026	2025-09-02	\N	AE	\N	\N	\N	\N
S15	A	2026	2025-09-02	\N	AE	\N	\N	\N	\N
S18	B	2026	2025-09-02	\N	T	\N	\N	\N	\N
S25	B	2026	2025-09-02	\N	AE	\N	\N	\N	\N
S35	C	2026	2025-09-02	\N	T	\N	\N	\N	\N
S35	B	2026	2025-09-02	\N	T	\N	\N	\N	\N
S10	A	2026	2025-09-03	\N	AE	\N	\N	\N	Ill
S20	B	2026	2025-09-03	\N	T	\N	\N	\N	Ill
S27	B	2026	2025-09-03	\N	AE	\N	\N	\N	Ill
S34	C	2026	2025-09-03	\N	AE	\N	\N	\N	Ill
S02	A	2026	2025-09-04	\N	AU	0.33	\N	\N	\N
S05	A	2026	2025-09-04	\N	T	0.33	\N	\N	\N
S22	B	2026	2025-09-04	7	AU	0.33	\N	\N	\N
S29	B	2026	2025-09-04	7	T	0.33	\N	\N	\N
S11	A	2026	2025-09-05	\N	AU	\N	\N	\N	\N
S14	A	2026	2025-09-05	\N	T	\N	\N	\N	\N
S24	B	2026	2025-09-05	\N	AE	\N	\N	\N	\N
S31	B	2026	2025-09-05	\N	AU	\N	\N	\N	\N
S99	A	2026	2025-09-05	\N	AU	\N	\N	\N	\N
S06	A	2026	2025-09-08	\N	H	\N	\N	\N	\N
S09	A	2026	2025-09-08	\N	AU	\N	\N	\N	\N
S23	B	2026	2025-09-08	\N	T	\N	\N	\N	\N
S26	B	2026	2025-09-08	\N	AU	\N	\N	\N	\N
S01	A	2026	2025-09-09	\N	AU	\N	\N	\N	Ill
S11	A	2026	2025-09-09	\N	AU	\N	\N	\N	Ill
S15	A	2026	2025-09-09	\N	H	\N	\N	\N	Ill
S18	B	2026	2025-09-09	\N	H	\N	\N	\N	Ill
S28	B	2026	2025-09-09	\N	AE	\N	\N	\N	Ill
S35	B	2026	2025-09-09	\N	AU	\N	\N	\N	Ill
S10	A	2026	2025-09-10	\N	AU	\N	130	390	\N
S13	A	2026	2025-09-10	\N	AE	\N	130	390	\N
S27	B	2026	2025-09-10	\N	AU	\N	\N	\N	\N
S30	B	2026	2025-09-10	\N	H	\N	\N	\N	\N
S05	A	2026	2025-09-11	\N	AU	\N	\N	\N	\N
S15	A	2026	2025-09-11	\N	H	\N	\N	\N	\N
S22	B	2026	2025-09-11	\N	AE	\N	\N	\N	\N
S32	B	2026	2025-09-11	\N	T	\N	\N	\N	\N
S14	A	2026	2025-09-12	\N	AU	\N	\N	\N	\N
S17	B	2026	2025-09-12	6	T	\N	\N	\N	\N
S31	B	2026	2025-09-12	6	AE	\N	\N	\N	\N
S99	A	2026	2025-09-12	\N	T	\N	\N	\N	\N
S02	A	2026	2025-09-15	\N	T	\N	\N	\N	Ill
S09	A	2026	2025-09-15	\N	Q	\N	\N	\N	Ill
S23	B	2026	2025-09-15	\N	AU	\N	\N	\N	Ill
S26	B	2026	2025-09-15	\N	T	\N	\N	\N	Ill
S04	A	2026	2025-09-16	\N	AU	\N	\N	\N	\N
S11	A	2026	2025-09-16	\N	T	\N	\N	\N	\N
S18	B	2026	2025-09-16	\N	AE	\N	\N	\N	\N
S21	B	2026	2025-09-16	\N	AE	\N	\N	\N	\N
S35	B	2026	2025-09-16	\N	T	\N	\N	\N	\N
S06	A	2026	2025-09-17	\N	AE	\N	\N	\N	\N
S13	A	2026	2025-09-17	\N	AU	\N	\N	\N	\N
S23	B	2026	2025-09-17	\N	AU	\N	\N	\N	\N
S27	B	2026	2025-09-17	\N	T	\N	\N	\N	\N
S30	B	2026	2025-09-17	\N	AE	\N	\N	\N	\N
S08	A	2026	2025-09-18	\N	AU	\N	\N	\N	\N
S15	A	2026	2025-09-18	\N	AE	\N	\N	\N	\N
S22	B	2026	2025-09-18	\N	AU	\N	\N	\N	\N
S25	B	2026	2025-09-18	\N	AE	\N	\N	\N	\N
S08	B	2026	2025-09-18	\N	AU	\N	\N	\N	\N
S10	A	2026	2025-09-19	\N	AE	\N	\N	\N	Ill
S17	B	2026	2025-09-19	\N	AU	\N	\N	\N	Ill
S27	B	2026	2025-09-19	\N	AU	\N	\N	\N	Ill
S31	B	2026	2025-09-19	\N	AU	\N	\N	\N	Ill
S99	A	2026	2025-09-19	\N	H	\N	\N	\N	Ill
S02	A	2026	2025-09-22	\N	AU	\N	\N	\N	\N
S12	A	2026	2025-09-22	\N	H	\N	\N	\N	\N
S26	B	2026	2025-09-22	5	AU	\N	\N	\N	\N
S29	B	2026	2025-09-22	5	T	\N	\N	\N	\N
S11	A	2026	2025-09-23	\N	AU	0.33	\N	\N	\N
S14	A	2026	2025-09-23	\N	T	0.33	\N	\N	\N
S21	B	2026	2025-09-23	\N	H	0.33	\N	\N	\N
S31	B	2026	2025-09-23	\N	AU	0.33	\N	\N	\N
S35	B	2026	2025-09-23	\N	AU	0.33	\N	\N	\N
S99	A	2026	2025-09-23	\N	T	0.33	\N	\N	\N
S06	A	2026	2025-09-24	\N	H	\N	\N	\N	\N
S16	A	2026	2025-09-24	\N	AU	\N	\N	\N	\N
S23	B	2026	2025-09-24	\N	T	\N	\N	\N	\N
S30	B	2026	2025-09-24	\N	H	\N	\N	\N	\N
S01	A	2026	2025-09-25	\N	AU	\N	\N	\N	Ill
S15	A	2026	2025-09-25	\N	H	\N	\N	\N	Ill
S18	B	2026	2025-09-25	\N	AE	\N	\N	\N	Ill
S25	B	2026	2025-09-25	\N	AU	\N	\N	\N	Ill
S35	B	2026	2025-09-25	\N	AU	\N	\N	\N	Ill
S03	A	2026	2025-09-26	\N	AE	\N	\N	\N	\N
S07	A	2026	2025-09-26	\N	AE	\N	\N	\N	\N
S10	A	2026	2025-09-26	\N	AU	\N	\N	\N	\N
S20	B	2026	2025-09-26	\N	AU	\N	\N	\N	\N
S27	B	2026	2025-09-26	\N	T	\N	\N	\N	\N
S02	A	2026	2025-09-29	\N	T	\N	\N	\N	\N
S05	A	2026	2025-09-29	\N	AU	\N	\N	\N	\N
S19	B	2026	2025-09-29	\N	AU	\N	\N	\N	\N
S22	B	2026	2025-09-29	\N	AE	\N	\N	\N	\N
S29	B	2026	2025-09-29	\N	AU	\N	\N	\N	\N
S05	B	2026	2025-09-29	\N	AU	\N	\N	\N	\N
S07	A	2026	2025-09-30	\N	AE	\N	\N	\N	\N
S11	A	2026	2025-09-30	\N	T	\N	\N	\N	\N
S14	A	2026	2025-09-30	\N	AU	\N	\N	\N	\N
S24	B	2026	2025-09-30	4	H	\N	\N	\N	\N
S31	B	2026	2025-09-30	4	AE	\N	\N	\N	\N
S99	A	2026	2025-09-30	\N	H	\N	\N	\N	\N
S06	A	2026	2025-10-01	\N	AE	\N	\N	\N	Ill
S09	A	2026	2025-10-01	\N	AE	\N	\N	\N	Ill
S23	B	2026	2025-10-01	\N	AU	\N	\N	\N	Ill
S26	B	2026	2025-10-01	\N	T	\N	\N	\N	Ill
S01	A	2026	2025-10-02	\N	AE	\N	\N	\N	\N
S11	A	2026	2025-10-02	\N	T	\N	\N	\N	\N
S15	A	2026	2025-10-02	\N	AE	\N	\N	\N	\N
S18	B	2026	2025-10-02	\N	AU	\N	\N	\N	\N
S28	B	2026	2025-10-02	\N	AU	\N	\N	\N	\N
S35	B	2026	2025-10-02	\N	T	\N	\N	\N	\N
S03	A	2026	2025-10-03	\N	H	\N	130	390	\N
S10	A	2026	2025-10-03	\N	AE	\N	130	390	\N
S13	A	2026	2025-10-03	\N	AU	\N	130	390	\N
S27	B	2026	2025-10-03	\N	H	\N	\N	\N	\N
S30	B	2026	2025-10-03	\N	AE	\N	\N	\N	\N
S05	A	2026	2025-10-06	\N	T	\N	\N	\N	\N
S15	A	2026	2025-10-06	\N	AE	\N	\N	\N	\N
S19	B	2026	2025-10-06	\N	AE	\N	\N	\N	\N
S22	B	2026	2025-10-06	\N	AU	\N	\N	\N	\N
S32	B	2026	2025-10-06	\N	AU	\N	\N	\N	\N
S05	B	2026	2025-10-06	\N	T	\N	\N	\N	\N
S17	B	2026	2025-10-07	\N	AU	\N	\N	\N	Ill
S31	B	2026	2025-10-07	\N	AU	\N	\N	\N	Ill
S19	B	2026	2025-10-08	3	AE	\N	\N	\N	\N
S23	B	2026	2025-10-08	3	T	\N	\N	\N	\N
S26	B	2026	2025-10-08	3	AU	\N	\N	\N	\N
S18	B	2026	2025-10-09	\N	Q	\N	\N	\N	\N
S21	B	2026	2025-10-09	\N	H	\N	\N	\N	\N
S35	B	2026	2025-10-09	\N	AU	\N	\N	\N	\N
S23	B	2026	2025-10-10	\N	T	0.33	\N	\N	\N
S27	B	2026	2025-10-10	\N	AE	0.33	\N	\N	\N
S30	B	2026	2025-10-10	\N	H	0.33	\N	\N	\N
S22	B	2026	2025-10-13	\N	AE	\N	\N	\N	Ill
S25	B	2026	2025-10-13	\N	AU	\N	\N	\N	Ill
S08	B	2026	2025-10-13	\N	T	\N	\N	\N	Ill
S17	B	2026	2025-10-14	\N	T	\N	\N	\N	\N
S27	B	2026	2025-10-14	\N	H	\N	\N	\N	\N
S31	B	2026	2025-10-14	\N	AE	\N	\N	\N	\N
S19	B	2026	2025-10-15	\N	AU	\N	\N	\N	\N
S26	B	2026	2025-10-15	\N	T	\N	\N	\N	\N
S29	B	2026	2025-10-15	\N	AU	\N	\N	\N	\N
S21	B	2026	2025-10-16	2	AE	\N	\N	\N	\N
S31	B	2026	2025-10-16	2	AE	\N	\N	\N	\N
S35	B	2026	2025-10-16	2	T	\N	\N	\N	\N
S23	B	2026	2025-10-17	\N	AU	\N	\N	\N	Ill
S30	B	2026	2025-10-17	\N	AE	\N	\N	\N	Ill
S18	B	2026	2025-10-20	\N	Q	\N	\N	\N	\N
S25	B	2026	2025-10-20	\N	AE	\N	\N	\N	\N
S35	B	2026	2025-10-20	\N	T	\N	\N	\N	\N
S20	B	2026	2025-10-21	\N	T	\N	\N	\N	\N
S27	B	2026	2025-10-21	\N	AE	\N	\N	\N	\N
S19	B	2026	2025-10-22	\N	AE	\N	\N	\N	\N
S22	B	2026	2025-10-22	\N	AU	\N	\N	\N	\N
S29	B	2026	2025-10-22	\N	T	\N	\N	\N	\N
S05	B	2026	2025-10-22	\N	T	\N	\N	\N	\N
S24	B	2026	2025-10-23	\N	AE	\N	\N	\N	Ill
S31	B	2026	2025-10-23	\N	AU	\N	\N	\N	Ill
S23	B	2026	2025-10-24	1	T	\N	\N	\N	\N
S26	B	2026	2025-10-24	1	AU	\N	\N	\N	\N
ghost	A	2026	2025-08-20	\N	AE	\N	\N	\N	\N
S01	A	2026	2025-08-23	\N	AE	\N	\N	\N	\N
S12	A	2026	2025-09-02	\N	AU	\N	\N	\N	\N
S12	A	2026	2025-09-03	\N	AU	\N	\N	\N	\N
S12	A	2026	2025-09-04	\N	AU	\N	\N	\N	\N
S12	A	2026	2025-09-05	\N	AU	\N	\N	\N	\N
\.


--
-- Data for Name: attendance_taken; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.attendance_taken (school_id, day, calendar_code) FROM stdin;
B	2024-08-19	\N
B	2024-08-20	\N
B	2024-08-21	\N
B	2024-08-22	\N
B	2024-08-23	\N
B	2024-08-26	\N
B	2024-08-27	\N
B	2024-08-28	\N
B	2024-08-29	\N
B	2024-08-30	\N
B	2024-09-02	HIGH
B	2024-09-02	LOW
B	2024-09-03	HIGH
B	2024-09-03	LOW
B	2024-09-04	HIGH
B	2024-09-04	LOW
B	2024-09-05	HIGH
B	2024-09-05	LOW
B	2024-09-06	HIGH
B	2024-09-06	LOW
B	2024-09-09	\N
B	2024-09-10	\N
B	2024-09-11	\N
B	2024-09-12	\N
B	2024-09-13	\N
B	2024-09-16	\N
B	2024-09-17	\N
B	2024-09-18	\N
B	2024-09-19	\N
B	2024-09-20	\N
B	2024-09-23	\N
B	2024-09-24	\N
B	2024-09-25	\N
B	2024-09-26	\N
B	2024-09-27	\N
B	2024-09-30	\N
B	2024-10-01	HIGH
B	2024-10-01	LOW
B	2024-10-02	HIGH
B	2024-10-02	LOW
B	2024-10-03	HIGH
B	2024-10-03	LOW
B	2024-10-04	HIGH
B	2024-10-04	LOW
B	2024-10-07	HIGH
B	2024-10-07	LOW
B	2024-10-08	\N
B	2024-10-09	\N
B	2024-10-10	\N
B	2024-10-11	\N
B	2024-10-14	\N
B	2024-10-15	\N
B	2024-10-16	\N
B	2024-10-17	\N
B	2024-10-18	\N
B	2024-10-21	\N
B	2024-10-22	\N
B	2024-10-23	\N
B	2024-10-24	\N
B	2024-10-25	\N
B	2025-08-18	\N
B	2025-08-19	\N
B	2025-08-20	\N
B	2025-08-21	\N
B	2025-08-22	\N
B	2025-08-25	\N
B	2025-08-26	\N
B	2025-08-27	\N
B	2025-08-28	\N
B	2025-08-29	\N
B	2025-09-01	HIGH
B	2025-09-01	LOW
B	2025-09-02	HIGH
B	2025-09-02	LOW
B	2025-09-03	HIGH
B	2025-09-03	LOW
B	2025-09-04	HIGH
B	2025-09-04	LOW
B	2025-09-05	HIGH
B	2025-09-05	LOW
B	2025-09-08	\N
B	2025-09-09	\N
B	2025-09-10	\N
B	2025-09-11	\N
B	2025-09-12	\N
B	2025-09-15	\N
B	2025-09-16	\N
B	2025-09-17	\N
B	2025-09-18	\N
B	2025-09-19	\N
B	2025-09-22	\N
B	2025-09-23	\N
B	2025-09-24	\N
B	2025-09-25	\N
B	2025-09-26	\N
B	2025-09-29	\N
B	2025-09-30	\N
B	2025-10-01	HIGH
B	2025-10-01	LOW
B	2025-10-02	HIGH
B	2025-10-02	LOW
B	2025-10-03	HIGH
B	2025-10-03	LOW
B	2025-10-06	HIGH
B	2025-10-06	LOW
B	2025-10-07	HIGH
B	2025-10-07	LOW
B	2025-10-09	\N
B	2025-10-10	\N
B	2025-10-13	\N
B	2025-10-14	\N
B	2025-10-15	\N
B	2025-10-16	\N
B	2025-10-17	\N
B	2025-10-20	\N
B	2025-10-21	\N
B	2025-10-22	\N
B	2025-10-23	\N
B	2025-10-24	\N
\.


--
-- Data for Name: calendar; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods) FROM stdin;
A	2025	MAIN	School	390	\N
B	2025	LOW	Grade Level	400	7
B	2025	HIGH	Grade Level	400	7
C	2025	MAIN	School	\N	\N
A	2026	MAIN	School	390	\N
B	2026	LOW	Grade Level	400	7
B	2026	HIGH	Grade Level	400	7
C	2026	MAIN	School	\N	\N
\.


--
-- Data for Name: calendar_complete; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded, last_session_day, days_cut, days_md5) FROM stdin;
2025	A	MAIN	16	2024-10-25	2024-10-25	2024-10-25	0	1ec18e039935eab78902d78d7118d633
2025	B	HIGH	8	2024-10-25	2024-10-25	2024-10-25	0	1ec18e039935eab78902d78d7118d633
2025	B	LOW	8	2024-10-25	2024-10-25	2024-10-25	0	1ec18e039935eab78902d78d7118d633
2025	C	MAIN	4	2024-10-25	2024-10-25	2024-10-25	0	1ec18e039935eab78902d78d7118d633
2026	A	MAIN	17	2025-10-06	2025-10-06	2025-10-24	14	c9209ad490b65fcaf55ec0e457f79737
2026	B	HIGH	7	2025-10-24	2025-10-24	2025-10-24	0	6cf59c741e20cc6b6749d48fa931242d
2026	B	LOW	10	2025-10-24	2025-10-24	2025-10-24	0	6cf59c741e20cc6b6749d48fa931242d
2026	C	MAIN	4	2025-10-24	2025-09-03	2025-10-24	0	27b9b643938e04e274317e1c24b671cf
\.


--
-- Data for Name: calendar_day; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods) FROM stdin;
A	2025	MAIN	2024-08-19	Instructional day	\N	\N
B	2025	LOW	2024-08-19	Instructional day	\N	\N
B	2025	HIGH	2024-08-19	Instructional day	\N	\N
C	2025	MAIN	2024-08-19	Instructional day	\N	\N
A	2026	MAIN	2025-08-18	Instructional day	\N	\N
B	2026	LOW	2025-08-18	Instructional day	\N	\N
B	2026	HIGH	2025-08-18	Instructional day	\N	\N
C	2026	MAIN	2025-08-18	Instructional day	\N	\N
A	2025	MAIN	2024-08-20	Instructional day	\N	\N
B	2025	LOW	2024-08-20	Instructional day	\N	\N
B	2025	HIGH	2024-08-20	Instructional day	\N	\N
C	2025	MAIN	2024-08-20	Instructional day	\N	\N
A	2026	MAIN	2025-08-19	Instructional day	\N	\N
B	2026	LOW	2025-08-19	Instructional day	\N	\N
B	2026	HIGH	2025-08-19	Instructional day	\N	\N
C	2026	MAIN	2025-08-19	Instructional day	\N	\N
A	2025	MAIN	2024-08-21	Instructional day	\N	\N
B	2025	LOW	2024-08-21	Instructional day	\N	\N
B	2025	HIGH	2024-08-21	Instructional day	\N	\N
C	2025	MAIN	2024-08-21	Instructional day	\N	\N
A	2026	MAIN	2025-08-20	Instructional day	\N	\N
B	2026	LOW	2025-08-20	Instructional day	\N	\N
B	2026	HIGH	2025-08-20	Instructional day	\N	\N
C	2026	MAIN	2025-08-20	Instructional day	\N	\N
A	2025	MAIN	2024-08-22	Instructional day	\N	\N
B	2025	LOW	2024-08-22	Instructional day	\N	\N
B	2025	HIGH	2024-08-22	Instructional day	\N	\N
C	2025	MAIN	2024-08-22	Instructional day	\N	\N
A	2026	MAIN	2025-08-21	Instructional day	\N	\N
B	2026	LOW	2025-08-21	Instructional day	\N	\N
B	2026	HIGH	2025-08-21	Instructional day	\N	\N
C	2026	MAIN	2025-08-21	Instructional day	\N	\N
A	2025	MAIN	2024-08-23	Instructional day	\N	\N
B	2025	LOW	2024-08-23	Instructional day	\N	\N
B	2025	HIGH	2024-08-23	Instructional day	\N	\N
C	2025	MAIN	2024-08-23	Instructional day	\N	\N
A	2026	MAIN	2025-08-22	Instructional day	\N	\N
B	2026	LOW	2025-08-22	Instructional day	\N	\N
B	2026	HIGH	2025-08-22	Instructional day	\N	\N
C	2026	MAIN	2025-08-22	Instructional day	\N	\N
A	2025	MAIN	2024-08-26	Instructional day	\N	\N
B	2025	LOW	2024-08-26	Instructional day	\N	\N
B	2025	HIGH	2024-08-26	Instructional day	\N	\N
C	2025	MAIN	2024-08-26	Instructional day	\N	\N
A	2026	MAIN	2025-08-25	Instructional day	\N	\N
B	2026	LOW	2025-08-25	Instructional day	\N	\N
B	2026	HIGH	2025-08-25	Instructional day	\N	\N
C	2026	MAIN	2025-08-25	Instructional day	\N	\N
A	2025	MAIN	2024-08-27	Instructional day	\N	\N
B	2025	LOW	2024-08-27	Instructional day	\N	\N
B	2025	HIGH	2024-08-27	Instructional day	\N	\N
C	2025	MAIN	2024-08-27	Instructional day	\N	\N
A	2026	MAIN	2025-08-26	Instructional day	\N	\N
B	2026	LOW	2025-08-26	Instructional day	\N	\N
B	2026	HIGH	2025-08-26	Instructional day	\N	\N
C	2026	MAIN	2025-08-26	Instructional day	\N	\N
A	2025	MAIN	2024-08-28	Instructional day	\N	\N
B	2025	LOW	2024-08-28	Instructional day	\N	\N
B	2025	HIGH	2024-08-28	Instructional day	\N	\N
C	2025	MAIN	2024-08-28	Instructional day	\N	\N
A	2026	MAIN	2025-08-27	Instructional day	\N	\N
B	2026	LOW	2025-08-27	Instructional day	\N	\N
B	2026	HIGH	2025-08-27	Instructional day	\N	\N
C	2026	MAIN	2025-08-27	Instructional day	\N	\N
A	2025	MAIN	2024-08-29	Instructional day	\N	\N
B	2025	LOW	2024-08-29	Instructional day	\N	\N
B	2025	HIGH	2024-08-29	Instructional day	\N	\N
C	2025	MAIN	2024-08-29	Instructional day	\N	\N
A	2026	MAIN	2025-08-28	Instructional day	\N	\N
B	2026	LOW	2025-08-28	Instructional day	\N	\N
B	2026	HIGH	2025-08-28	Instructional day	\N	\N
C	2026	MAIN	2025-08-28	Instructional day	\N	\N
A	2025	MAIN	2024-08-30	Instructional day	\N	\N
B	2025	LOW	2024-08-30	Instructional day	\N	\N
B	2025	HIGH	2024-08-30	Instructional day	\N	\N
C	2025	MAIN	2024-08-30	Instructional day	\N	\N
A	2026	MAIN	2025-08-29	Instructional day	\N	\N
B	2026	LOW	2025-08-29	Instructional day	\N	\N
B	2026	HIGH	2025-08-29	Instructional day	\N	\N
C	2026	MAIN	2025-08-29	Instructional day	\N	\N
A	2025	MAIN	2024-09-02	Holiday	\N	\N
B	2025	LOW	2024-09-02	Holiday	\N	\N
B	2025	HIGH	2024-09-02	Holiday	\N	\N
C	2025	MAIN	2024-09-02	Holiday	\N	\N
A	2026	MAIN	2025-09-01	Holiday	\N	\N
B	2026	LOW	2025-09-01	Holiday	\N	\N
B	2026	HIGH	2025-09-01	Holiday	\N	\N
C	2026	MAIN	2025-09-01	Holiday	\N	\N
A	2025	MAIN	2024-09-03	Instructional day	\N	\N
B	2025	LOW	2024-09-03	Instructional day	\N	\N
B	2025	HIGH	2024-09-03	Instructional day	\N	\N
C	2025	MAIN	2024-09-03	Instructional day	\N	\N
A	2026	MAIN	2025-09-02	Instructional day	\N	\N
B	2026	LOW	2025-09-02	Instructional day	\N	\N
B	2026	HIGH	2025-09-02	Instructional day	\N	\N
C	2026	MAIN	2025-09-02	Instructional day	\N	\N
A	2025	MAIN	2024-09-04	Instructional day	\N	\N
B	2025	LOW	2024-09-04	Instructional day	\N	\N
B	2025	HIGH	2024-09-04	Instructional day	\N	\N
C	2025	MAIN	2024-09-04	Instructional day	\N	\N
A	2026	MAIN	2025-09-03	Instructional day	\N	\N
B	2026	LOW	2025-09-03	Instructional day	\N	\N
B	2026	HIGH	2025-09-03	Instructional day	\N	\N
C	2026	MAIN	2025-09-03	Instructional day	\N	\N
A	2025	MAIN	2024-09-05	Instructional day	\N	\N
B	2025	LOW	2024-09-05	Instructional day	\N	\N
B	2025	HIGH	2024-09-05	Instructional day	\N	\N
C	2025	MAIN	2024-09-05	Instructional day	\N	\N
A	2026	MAIN	2025-09-04	Instructional day	\N	\N
B	2026	LOW	2025-09-04	Instructional day	\N	\N
B	2026	HIGH	2025-09-04	Instructional day	\N	\N
C	2026	MAIN	2025-09-04	Instructional day	\N	\N
A	2025	MAIN	2024-09-06	Instructional day	\N	\N
B	2025	LOW	2024-09-06	Instructional day	\N	\N
B	2025	HIGH	2024-09-06	Instructional day	\N	\N
C	2025	MAIN	2024-09-06	Instructional day	\N	\N
A	2026	MAIN	2025-09-05	Instructional day	\N	\N
B	2026	LOW	2025-09-05	Instructional day	\N	\N
B	2026	HIGH	2025-09-05	Instructional day	\N	\N
C	2026	MAIN	2025-09-05	Instructional day	\N	\N
A	2025	MAIN	2024-09-09	Instructional day	\N	\N
B	2025	LOW	2024-09-09	Instructional day	\N	\N
B	2025	HIGH	2024-09-09	Instructional day	\N	\N
C	2025	MAIN	2024-09-09	Instructional day	\N	\N
A	2026	MAIN	2025-09-08	Instructional day	\N	\N
B	2026	LOW	2025-09-08	Instructional day	\N	\N
B	2026	HIGH	2025-09-08	Instructional day	\N	\N
A	2025	MAIN	2024-09-10	Instructional day	\N	\N
B	2025	LOW	2024-09-10	Instructional day	\N	\N
B	2025	HIGH	2024-09-10	Instructional day	\N	\N
C	2025	MAIN	2024-09-10	Instructional day	\N	\N
A	2026	MAIN	2025-09-09	Instructional day	\N	\N
B	2026	LOW	2025-09-09	Instructional day	\N	\N
B	2026	HIGH	2025-09-09	Instructional day	\N	\N
A	2025	MAIN	2024-09-11	Instructional day	\N	\N
B	2025	LOW	2024-09-11	Instructional day	\N	\N
B	2025	HIGH	2024-09-11	Instructional day	\N	\N
C	2025	MAIN	2024-09-11	Instructional day	\N	\N
A	2026	MAIN	2025-09-10	Instructional day	\N	\N
B	2026	LOW	2025-09-10	Instructional day	\N	\N
B	2026	HIGH	2025-09-10	Instructional day	\N	\N
A	2025	MAIN	2024-09-12	Instructional day	\N	\N
B	2025	LOW	2024-09-12	Instructional day	\N	\N
B	2025	HIGH	2024-09-12	Instructional day	\N	\N
C	2025	MAIN	2024-09-12	Instructional day	\N	\N
A	2026	MAIN	2025-09-11	Instructional day	\N	\N
B	2026	LOW	2025-09-11	Instructional day	\N	\N
B	2026	HIGH	2025-09-11	Instructional day	\N	\N
A	2025	MAIN	2024-09-13	Instructional day	\N	\N
B	2025	LOW	2024-09-13	Instructional day	\N	\N
B	2025	HIGH	2024-09-13	Instructional day	\N	\N
C	2025	MAIN	2024-09-13	Instructional day	\N	\N
A	2026	MAIN	2025-09-12	Instructional day	\N	\N
B	2026	LOW	2025-09-12	Instructional day	\N	\N
B	2026	HIGH	2025-09-12	Instructional day	\N	\N
A	2025	MAIN	2024-09-16	Instructional day	\N	\N
B	2025	LOW	2024-09-16	Instructional day	\N	\N
B	2025	HIGH	2024-09-16	Instructional day	\N	\N
C	2025	MAIN	2024-09-16	Instructional day	\N	\N
A	2026	MAIN	2025-09-15	Instructional day	\N	\N
B	2026	LOW	2025-09-15	Instructional day	\N	\N
B	2026	HIGH	2025-09-15	Instructional day	\N	\N
C	2026	MAIN	2025-09-15	Instructional day	\N	\N
A	2025	MAIN	2024-09-17	Instructional day	\N	\N
B	2025	LOW	2024-09-17	Instructional day	\N	\N
B	2025	HIGH	2024-09-17	Instructional day	\N	\N
C	2025	MAIN	2024-09-17	Instructional day	\N	\N
A	2026	MAIN	2025-09-16	Instructional day	\N	\N
B	2026	LOW	2025-09-16	Instructional day	\N	\N
B	2026	HIGH	2025-09-16	Instructional day	\N	\N
C	2026	MAIN	2025-09-16	Instructional day	\N	\N
A	2025	MAIN	2024-09-18	Instructional day	\N	\N
B	2025	LOW	2024-09-18	Instructional day	\N	\N
B	2025	HIGH	2024-09-18	Instructional day	\N	\N
C	2025	MAIN	2024-09-18	Instructional day	\N	\N
A	2026	MAIN	2025-09-17	Instructional day	\N	\N
B	2026	LOW	2025-09-17	Instructional day	\N	\N
B	2026	HIGH	2025-09-17	Instructional day	\N	\N
C	2026	MAIN	2025-09-17	Instructional day	\N	\N
A	2025	MAIN	2024-09-19	Instructional day	\N	\N
B	2025	LOW	2024-09-19	Instructional day	\N	\N
B	2025	HIGH	2024-09-19	Instructional day	\N	\N
C	2025	MAIN	2024-09-19	Instructional day	\N	\N
A	2026	MAIN	2025-09-18	Instructional day	\N	\N
B	2026	LOW	2025-09-18	Instructional day	\N	\N
B	2026	HIGH	2025-09-18	Instructional day	\N	\N
C	2026	MAIN	2025-09-18	Instructional day	\N	\N
A	2025	MAIN	2024-09-20	Instructional day	200	\N
C	2025	MAIN	2024-09-20	Instructional day	\N	\N
A	2026	MAIN	2025-09-19	Instructional day	200	\N
C	2026	MAIN	2025-09-19	Instructional day	\N	\N
A	2025	MAIN	2024-09-23	Instructional day	\N	\N
B	2025	LOW	2024-09-23	Instructional day	\N	\N
B	2025	HIGH	2024-09-23	Instructional day	\N	\N
C	2025	MAIN	2024-09-23	Instructional day	\N	\N
A	2026	MAIN	2025-09-22	Instructional day	\N	\N
B	2026	LOW	2025-09-22	Instructional day	\N	\N
B	2026	HIGH	2025-09-22	Instructional day	\N	\N
C	2026	MAIN	2025-09-22	Instructional day	\N	\N
A	2025	MAIN	2024-09-24	Instructional day	\N	\N
B	2025	LOW	2024-09-24	Instructional day	\N	\N
B	2025	HIGH	2024-09-24	Instructional day	\N	\N
C	2025	MAIN	2024-09-24	Instructional day	\N	\N
A	2026	MAIN	2025-09-23	Instructional day	\N	\N
B	2026	LOW	2025-09-23	Instructional day	\N	\N
B	2026	HIGH	2025-09-23	Instructional day	\N	\N
C	2026	MAIN	2025-09-23	Instructional day	\N	\N
A	2025	MAIN	2024-09-25	Instructional day	\N	\N
B	2025	LOW	2024-09-25	Instructional day	\N	\N
B	2025	HIGH	2024-09-25	Instructional day	\N	\N
C	2025	MAIN	2024-09-25	Instructional day	\N	\N
A	2026	MAIN	2025-09-24	Instructional day	\N	\N
B	2026	LOW	2025-09-24	Instructional day	\N	\N
B	2026	HIGH	2025-09-24	Instructional day	\N	\N
C	2026	MAIN	2025-09-24	Instructional day	\N	\N
A	2025	MAIN	2024-09-26	Instructional day	\N	\N
B	2025	LOW	2024-09-26	Instructional day	\N	\N
B	2025	HIGH	2024-09-26	Instructional day	\N	\N
C	2025	MAIN	2024-09-26	Instructional day	\N	\N
A	2026	MAIN	2025-09-25	Instructional day	\N	\N
B	2026	LOW	2025-09-25	Instructional day	\N	\N
B	2026	HIGH	2025-09-25	Instructional day	\N	\N
C	2026	MAIN	2025-09-25	Instructional day	\N	\N
A	2025	MAIN	2024-09-27	Instructional day	\N	\N
B	2025	LOW	2024-09-27	Instructional day	\N	\N
B	2025	HIGH	2024-09-27	Instructional day	\N	\N
C	2025	MAIN	2024-09-27	Instructional day	\N	\N
A	2026	MAIN	2025-09-26	Instructional day	\N	\N
B	2026	LOW	2025-09-26	Instructional day	\N	\N
B	2026	HIGH	2025-09-26	Instructional day	\N	\N
C	2026	MAIN	2025-09-26	Instructional day	\N	\N
A	2025	MAIN	2024-09-30	Instructional day	\N	\N
B	2025	LOW	2024-09-30	Instructional day	\N	\N
B	2025	HIGH	2024-09-30	Instructional day	\N	\N
C	2025	MAIN	2024-09-30	Instructional day	\N	\N
A	2026	MAIN	2025-09-29	Instructional day	\N	\N
B	2026	LOW	2025-09-29	Instructional day	\N	\N
B	2026	HIGH	2025-09-29	Instructional day	\N	\N
C	2026	MAIN	2025-09-29	Instructional day	\N	\N
A	2025	MAIN	2024-10-01	Instructional day	\N	\N
B	2025	LOW	2024-10-01	Instructional day	\N	\N
B	2025	HIGH	2024-10-01	Instructional day	\N	\N
C	2025	MAIN	2024-10-01	Instructional day	\N	\N
A	2026	MAIN	2025-09-30	Instructional day	\N	\N
B	2026	LOW	2025-09-30	Instructional day	\N	\N
B	2026	HIGH	2025-09-30	Instructional day	\N	\N
C	2026	MAIN	2025-09-30	Instructional day	\N	\N
A	2025	MAIN	2024-10-02	Instructional day	\N	\N
B	2025	LOW	2024-10-02	Instructional day	\N	\N
B	2025	HIGH	2024-10-02	Instructional day	\N	\N
C	2025	MAIN	2024-10-02	Instructional day	\N	\N
A	2026	MAIN	2025-10-01	Instructional day	\N	\N
B	2026	LOW	2025-10-01	Instructional day	\N	\N
B	2026	HIGH	2025-10-01	Instructional day	\N	\N
C	2026	MAIN	2025-10-01	Instructional day	\N	\N
A	2025	MAIN	2024-10-03	Instructional day	\N	\N
B	2025	LOW	2024-10-03	Instructional day	\N	\N
B	2025	HIGH	2024-10-03	Instructional day	\N	\N
C	2025	MAIN	2024-10-03	Instructional day	\N	\N
A	2026	MAIN	2025-10-02	Instructional day	\N	\N
B	2026	LOW	2025-10-02	Instructional day	\N	\N
B	2026	HIGH	2025-10-02	Instructional day	\N	\N
C	2026	MAIN	2025-10-02	Instructional day	\N	\N
A	2025	MAIN	2024-10-04	Instructional day	\N	\N
B	2025	LOW	2024-10-04	Instructional day	\N	\N
B	2025	HIGH	2024-10-04	Instructional day	\N	\N
C	2025	MAIN	2024-10-04	Instructional day	\N	\N
A	2026	MAIN	2025-10-03	Instructional day	\N	\N
B	2026	LOW	2025-10-03	Instructional day	\N	\N
B	2026	HIGH	2025-10-03	Instructional day	\N	\N
C	2026	MAIN	2025-10-03	Instructional day	\N	\N
A	2025	MAIN	2024-10-07	Instructional day	\N	\N
B	2025	LOW	2024-10-07	Instructional day	\N	\N
B	2025	HIGH	2024-10-07	Instructional day	\N	\N
C	2025	MAIN	2024-10-07	Instructional day	\N	\N
A	2026	MAIN	2025-10-06	Instructional day	\N	\N
B	2026	LOW	2025-10-06	Instructional day	\N	\N
B	2026	HIGH	2025-10-06	Instructional day	\N	\N
C	2026	MAIN	2025-10-06	Instructional day	\N	\N
A	2025	MAIN	2024-10-08	Instructional day	\N	\N
B	2025	LOW	2024-10-08	Instructional day	\N	\N
B	2025	HIGH	2024-10-08	Instructional day	\N	\N
C	2025	MAIN	2024-10-08	Instructional day	\N	\N
A	2026	MAIN	2025-10-07	Instructional day	\N	\N
B	2026	LOW	2025-10-07	Instructional day	\N	\N
B	2026	HIGH	2025-10-07	Instructional day	\N	\N
C	2026	MAIN	2025-10-07	Instructional day	\N	\N
A	2025	MAIN	2024-10-09	Instructional day	\N	\N
B	2025	LOW	2024-10-09	Instructional day	\N	\N
B	2025	HIGH	2024-10-09	Instructional day	\N	\N
C	2025	MAIN	2024-10-09	Instructional day	\N	\N
A	2026	MAIN	2025-10-08	Instructional day	\N	\N
B	2026	LOW	2025-10-08	Instructional day	\N	\N
B	2026	HIGH	2025-10-08	Instructional day	\N	\N
C	2026	MAIN	2025-10-08	Instructional day	\N	\N
A	2025	MAIN	2024-10-10	Instructional day	\N	\N
B	2025	LOW	2024-10-10	Instructional day	\N	\N
B	2025	HIGH	2024-10-10	Instructional day	\N	\N
C	2025	MAIN	2024-10-10	Instructional day	\N	\N
A	2026	MAIN	2025-10-09	Instructional day	\N	\N
B	2026	LOW	2025-10-09	Instructional day	\N	\N
B	2026	HIGH	2025-10-09	Instructional day	\N	\N
C	2026	MAIN	2025-10-09	Instructional day	\N	\N
A	2025	MAIN	2024-10-11	Instructional day	\N	\N
B	2025	LOW	2024-10-11	Instructional day	\N	\N
B	2025	HIGH	2024-10-11	Instructional day	\N	\N
C	2025	MAIN	2024-10-11	Instructional day	\N	\N
A	2026	MAIN	2025-10-10	Instructional day	\N	\N
B	2026	LOW	2025-10-10	Instructional day	\N	\N
B	2026	HIGH	2025-10-10	Instructional day	\N	\N
C	2026	MAIN	2025-10-10	Instructional day	\N	\N
A	2025	MAIN	2024-10-14	Instructional day	\N	\N
B	2025	LOW	2024-10-14	Instructional day	\N	\N
B	2025	HIGH	2024-10-14	Instructional day	\N	\N
C	2025	MAIN	2024-10-14	Instructional day	\N	\N
A	2026	MAIN	2025-10-13	Instructional day	\N	\N
B	2026	LOW	2025-10-13	Instructional day	\N	\N
B	2026	HIGH	2025-10-13	Instructional day	\N	\N
C	2026	MAIN	2025-10-13	Instructional day	\N	\N
A	2025	MAIN	2024-10-15	Instructional day	\N	\N
B	2025	LOW	2024-10-15	Instructional day	\N	\N
B	2025	HIGH	2024-10-15	Instructional day	\N	\N
C	2025	MAIN	2024-10-15	Instructional day	\N	\N
A	2026	MAIN	2025-10-14	Instructional day	\N	\N
B	2026	LOW	2025-10-14	Instructional day	\N	\N
B	2026	HIGH	2025-10-14	Instructional day	\N	\N
C	2026	MAIN	2025-10-14	Instructional day	\N	\N
A	2025	MAIN	2024-10-16	Instructional day	\N	\N
B	2025	LOW	2024-10-16	Instructional day	\N	\N
B	2025	HIGH	2024-10-16	Instructional day	\N	\N
C	2025	MAIN	2024-10-16	Instructional day	\N	\N
A	2026	MAIN	2025-10-15	Instructional day	\N	\N
B	2026	LOW	2025-10-15	Instructional day	\N	\N
B	2026	HIGH	2025-10-15	Instructional day	\N	\N
C	2026	MAIN	2025-10-15	Instructional day	\N	\N
A	2025	MAIN	2024-10-17	Instructional day	\N	\N
B	2025	LOW	2024-10-17	Instructional day	\N	\N
B	2025	HIGH	2024-10-17	Instructional day	\N	\N
C	2025	MAIN	2024-10-17	Instructional day	\N	\N
A	2026	MAIN	2025-10-16	Instructional day	\N	\N
B	2026	LOW	2025-10-16	Instructional day	\N	\N
B	2026	HIGH	2025-10-16	Instructional day	\N	\N
C	2026	MAIN	2025-10-16	Instructional day	\N	\N
A	2025	MAIN	2024-10-18	Instructional day	\N	\N
B	2025	LOW	2024-10-18	Instructional day	\N	\N
B	2025	HIGH	2024-10-18	Instructional day	\N	\N
C	2025	MAIN	2024-10-18	Instructional day	\N	\N
A	2026	MAIN	2025-10-17	Instructional day	\N	\N
B	2026	LOW	2025-10-17	Instructional day	\N	\N
B	2026	HIGH	2025-10-17	Instructional day	\N	\N
C	2026	MAIN	2025-10-17	Instructional day	\N	\N
A	2025	MAIN	2024-10-21	Instructional day	\N	\N
B	2025	LOW	2024-10-21	Instructional day	\N	\N
B	2025	HIGH	2024-10-21	Instructional day	\N	\N
C	2025	MAIN	2024-10-21	Instructional day	\N	\N
A	2026	MAIN	2025-10-20	Instructional day	\N	\N
B	2026	LOW	2025-10-20	Instructional day	\N	\N
B	2026	HIGH	2025-10-20	Instructional day	\N	\N
C	2026	MAIN	2025-10-20	Instructional day	\N	\N
A	2025	MAIN	2024-10-22	Instructional day	\N	\N
B	2025	LOW	2024-10-22	Instructional day	\N	\N
B	2025	HIGH	2024-10-22	Instructional day	\N	\N
C	2025	MAIN	2024-10-22	Instructional day	\N	\N
A	2026	MAIN	2025-10-21	Instructional day	\N	\N
B	2026	LOW	2025-10-21	Instructional day	\N	\N
B	2026	HIGH	2025-10-21	Instructional day	\N	\N
C	2026	MAIN	2025-10-21	Instructional day	\N	\N
A	2025	MAIN	2024-10-23	Instructional day	\N	\N
B	2025	LOW	2024-10-23	Instructional day	\N	\N
B	2025	HIGH	2024-10-23	Instructional day	\N	\N
C	2025	MAIN	2024-10-23	Instructional day	\N	\N
A	2026	MAIN	2025-10-22	Instructional day	\N	\N
B	2026	LOW	2025-10-22	Instructional day	\N	\N
B	2026	HIGH	2025-10-22	Instructional day	\N	\N
C	2026	MAIN	2025-10-22	Instructional day	\N	\N
A	2025	MAIN	2024-10-24	Instructional day	\N	\N
B	2025	LOW	2024-10-24	Instructional day	\N	\N
B	2025	HIGH	2024-10-24	Instructional day	\N	\N
C	2025	MAIN	2024-10-24	Instructional day	\N	\N
A	2026	MAIN	2025-10-23	Instructional day	\N	\N
B	2026	LOW	2025-10-23	Instructional day	\N	\N
B	2026	HIGH	2025-10-23	Instructional day	\N	\N
C	2026	MAIN	2025-10-23	Instructional day	\N	\N
A	2025	MAIN	2024-10-25	Instructional day	200	\N
C	2025	MAIN	2024-10-25	Instructional day	\N	\N
A	2026	MAIN	2025-10-24	Instructional day	200	\N
C	2026	MAIN	2025-10-24	Instructional day	\N	\N
C	2026	MAIN	2025-10-08	Teacher only day	\N	\N
C	2026	MAIN	2025-10-13	Barn raising	\N	\N
B	2025	LOW	2024-09-20	Instructional day	200	4
B	2025	HIGH	2024-09-20	Instructional day	200	4
B	2026	LOW	2025-09-19	Instructional day	200	4
B	2026	HIGH	2025-09-19	Instructional day	200	4
B	2025	LOW	2024-10-25	Instructional day	200	4
B	2025	HIGH	2024-10-25	Instructional day	200	4
B	2026	LOW	2025-10-24	Instructional day	200	4
B	2026	HIGH	2025-10-24	Instructional day	200	4
\.


--
-- Data for Name: calendar_event_kind; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.calendar_event_kind (event, kind) FROM stdin;
Holiday	closes
Weather day	closes
Strike	closes
Emergency day	closes
Non-instructional day	closes
Instructional day	session
Make-up day	session
Student late arrival/early dismissal	session
Teacher only day	neutral
Other	neutral
Barn raising	neutral
\.


--
-- Data for Name: calendar_grade; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.calendar_grade (school_id, school_year, calendar_code, grade) FROM stdin;
B	2025	LOW	05
B	2025	LOW	06
B	2025	HIGH	07
B	2025	HIGH	08
B	2026	LOW	05
B	2026	LOW	06
B	2026	HIGH	07
B	2026	HIGH	08
\.


--
-- Data for Name: certification; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.certification (label, school_year, as_of, policy_name, policy, note, refreshed_at, certified_at, certified_by, extension_version) FROM stdin;
last year	2025	2024-10-25	federal	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	For the state	2026-11-30 05:21:51.146384+00	2026-11-30 05:21:51.289497+00	district	0.2.0
september	2026	2025-09-30	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	\N	2026-11-30 05:21:51.282696+00	2026-11-30 05:21:51.29832+00	district	0.2.0
\.


--
-- Data for Name: certified_count; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.certified_count (label, scope, school_id, group_kind, group_value, verdict_n, chronic_n, chronic_rate, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n) FROM stdin;
last year	pooled	\N	grade	01	4	0	0	4	0	0	0	0
last year	pooled	\N	grade	02	3	1	0.3333333333333333	0	2	1	0	1
last year	pooled	\N	grade	03	3	1	0.3333333333333333	0	2	1	0	1
last year	pooled	\N	grade	04	3	3	1	0	0	3	0	1
last year	pooled	\N	grade	05	4	0	0	2	2	0	0	0
last year	pooled	\N	grade	06	4	2	0.5	0	2	2	0	0
last year	pooled	\N	grade	07	4	4	1	0	0	4	0	0
last year	pooled	\N	grade	08	4	4	1	0	0	4	0	0
last year	pooled	\N	grade	KG	3	2	0.6666666666666666	1	0	2	0	1
last year	pooled	\N	all	all	32	17	0.53125	7	8	17	0	4
last year	school	A	grade	01	4	0	0	4	0	0	0	0
last year	school	A	grade	02	3	1	0.3333333333333333	0	2	1	0	1
last year	school	A	grade	03	3	1	0.3333333333333333	0	2	1	0	1
last year	school	A	grade	04	3	3	1	0	0	3	0	1
last year	school	A	all	all	13	5	0.38461538461538464	4	4	5	0	3
last year	school	B	grade	05	4	0	0	2	2	0	0	0
last year	school	B	grade	06	4	2	0.5	0	2	2	0	0
last year	school	B	grade	07	4	4	1	0	0	4	0	0
last year	school	B	grade	08	4	4	1	0	0	4	0	0
last year	school	B	all	all	16	10	0.625	2	4	10	0	0
last year	school	C	grade	KG	3	2	0.6666666666666666	1	0	2	0	1
last year	school	C	all	all	3	2	0.6666666666666666	1	0	2	0	1
last year	sum_of_schools	\N	grade	01	4	0	0	4	0	0	0	0
last year	sum_of_schools	\N	grade	02	3	1	0.3333333333333333	0	2	1	0	1
last year	sum_of_schools	\N	grade	03	3	1	0.3333333333333333	0	2	1	0	1
last year	sum_of_schools	\N	grade	04	3	3	1	0	0	3	0	1
last year	sum_of_schools	\N	grade	05	4	0	0	2	2	0	0	0
last year	sum_of_schools	\N	grade	06	4	2	0.5	0	2	2	0	0
last year	sum_of_schools	\N	grade	07	4	4	1	0	0	4	0	0
last year	sum_of_schools	\N	grade	08	4	4	1	0	0	4	0	0
last year	sum_of_schools	\N	grade	KG	3	2	0.6666666666666666	1	0	2	0	1
last year	sum_of_schools	\N	all	all	32	17	0.53125	7	8	17	0	4
september	pooled	\N	grade	01	3	1	0.3333333333333333	1	1	1	0	0
september	pooled	\N	grade	02	4	1	0.25	0	3	1	0	0
september	pooled	\N	grade	03	4	2	0.5	1	1	2	0	0
september	pooled	\N	grade	04	4	1	0.25	1	2	1	0	0
september	pooled	\N	grade	05	5	0	0	3	2	0	0	1
september	pooled	\N	grade	06	4	2	0.5	0	2	2	0	0
september	pooled	\N	grade	07	4	4	1	0	0	4	0	0
september	pooled	\N	grade	08	3	2	0.6666666666666666	1	0	2	0	0
september	pooled	\N	grade	KG	4	1	0.25	3	0	1	0	0
september	pooled	\N	all	all	35	14	0.4	10	11	14	0	1
september	school	A	grade	01	4	1	0.25	2	1	1	0	0
september	school	A	grade	02	5	1	0.2	0	4	1	0	0
september	school	A	grade	03	4	2	0.5	1	1	2	0	0
september	school	A	grade	04	4	1	0.25	1	2	1	0	0
september	school	A	all	all	17	5	0.29411764705882354	4	8	5	0	0
september	school	B	grade	05	4	0	0	3	1	0	0	2
september	school	B	grade	06	4	2	0.5	0	2	2	0	0
september	school	B	grade	07	4	4	1	0	0	4	0	0
september	school	B	grade	08	3	2	0.6666666666666666	1	0	2	0	0
september	school	B	all	all	15	8	0.5333333333333333	4	3	8	0	2
september	school	C	grade	KG	4	1	0.25	3	0	1	0	0
september	school	C	all	all	4	1	0.25	3	0	1	0	0
september	sum_of_schools	\N	grade	01	4	1	0.25	2	1	1	0	0
september	sum_of_schools	\N	grade	02	5	1	0.2	0	4	1	0	0
september	sum_of_schools	\N	grade	03	4	2	0.5	1	1	2	0	0
september	sum_of_schools	\N	grade	04	4	1	0.25	1	2	1	0	0
september	sum_of_schools	\N	grade	05	4	0	0	3	1	0	0	2
september	sum_of_schools	\N	grade	06	4	2	0.5	0	2	2	0	0
september	sum_of_schools	\N	grade	07	4	4	1	0	0	4	0	0
september	sum_of_schools	\N	grade	08	3	2	0.6666666666666666	1	0	2	0	0
september	sum_of_schools	\N	grade	KG	4	1	0.25	3	0	1	0	0
september	sum_of_schools	\N	all	all	36	14	0.3888888888888889	11	11	14	0	2
\.


--
-- Data for Name: certified_student; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate, chronic, band, why_null, complete_through) FROM stdin;
last year	school	A	S01	02	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	school	A	S02	03	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	school	A	S03	04	49	46	4	0.08695652173913043	\N	\N	unmapped	2024-10-25
last year	school	A	S04	01	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	school	A	S05	02	22	22	2	0.09090909090909091	f	at_risk	\N	2024-10-25
last year	school	A	S06	03	49	44	3	0.06818181818181818	\N	\N	unmapped	2024-10-25
last year	school	A	S07	04	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
last year	school	A	S08	01	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	school	A	S09	02	49	48	4	0.08333333333333333	\N	\N	unmapped	2024-10-25
last year	school	A	S10	03	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	school	A	S11	04	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	school	A	S12	01	49	48	1	0.020833333333333332	f	satisfactory	\N	2024-10-25
last year	school	A	S13	02	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	school	A	S14	03	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	school	A	S15	04	49	43	5	0.11627906976744186	t	moderate	\N	2024-10-25
last year	school	A	S16	01	22	22	1	0.045454545454545456	f	satisfactory	\N	2024-10-25
last year	school	B	S19	08	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
last year	school	B	S22	07	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	school	B	S25	06	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	school	B	S28	05	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	school	B	S31	08	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
last year	school	C	S33	KG	49	47	4	0.0851063829787234	\N	\N	unmapped	2024-10-25
last year	school	C	S34	KG	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	school	C	S35	KG	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	school	C	S36	KG	49	48	2	0.041666666666666664	f	satisfactory	\N	2024-10-25
last year	school	B	S17	06	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	school	B	S18	07	49	48	5	0.10416666666666667	t	moderate	\N	2024-10-25
last year	school	B	S20	05	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	school	B	S21	06	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	school	B	S23	08	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	school	B	S24	05	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	school	B	S26	07	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	school	B	S27	08	22	22	4	0.18181818181818182	t	moderate	\N	2024-10-25
last year	school	B	S29	06	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	school	B	S30	07	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	school	B	S32	05	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	district	\N	S18	07	49	48	5	0.10416666666666667	t	moderate	\N	2024-10-25
last year	district	\N	S33	KG	49	47	4	0.0851063829787234	\N	\N	unmapped	2024-10-25
last year	district	\N	S25	06	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	district	\N	S13	02	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	district	\N	S06	03	49	44	3	0.06818181818181818	\N	\N	unmapped	2024-10-25
last year	district	\N	S03	04	49	46	4	0.08695652173913043	\N	\N	unmapped	2024-10-25
last year	district	\N	S17	06	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	district	\N	S36	KG	49	48	2	0.041666666666666664	f	satisfactory	\N	2024-10-25
last year	district	\N	S04	01	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	district	\N	S26	07	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	district	\N	S23	08	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	district	\N	S24	05	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	district	\N	S20	05	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	district	\N	S29	06	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	district	\N	S01	02	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	district	\N	S15	04	49	43	5	0.11627906976744186	t	moderate	\N	2024-10-25
last year	district	\N	S12	01	49	48	1	0.020833333333333332	f	satisfactory	\N	2024-10-25
last year	district	\N	S07	04	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
last year	district	\N	S08	01	49	49	2	0.04081632653061224	f	satisfactory	\N	2024-10-25
last year	district	\N	S21	06	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	district	\N	S11	04	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	district	\N	S02	03	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	district	\N	S09	02	49	48	4	0.08333333333333333	\N	\N	unmapped	2024-10-25
last year	district	\N	S32	05	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	district	\N	S30	07	49	49	6	0.12244897959183673	t	moderate	\N	2024-10-25
last year	district	\N	S14	03	49	49	4	0.08163265306122448	f	at_risk	\N	2024-10-25
last year	district	\N	S10	03	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	district	\N	S05	02	22	22	2	0.09090909090909091	f	at_risk	\N	2024-10-25
last year	district	\N	S35	KG	49	49	5	0.10204081632653061	t	moderate	\N	2024-10-25
last year	district	\N	S28	05	49	49	3	0.061224489795918366	f	at_risk	\N	2024-10-25
last year	district	\N	S27	08	22	22	4	0.18181818181818182	t	moderate	\N	2024-10-25
last year	district	\N	S31	08	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
last year	district	\N	S22	07	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	district	\N	S16	01	22	22	1	0.045454545454545456	f	satisfactory	\N	2024-10-25
last year	district	\N	S34	KG	49	49	8	0.16326530612244897	t	moderate	\N	2024-10-25
last year	district	\N	S19	08	49	49	9	0.1836734693877551	t	moderate	\N	2024-10-25
september	school	A	S01	02	31	31	3	0.0967741935483871	f	at_risk	\N	2025-10-06
september	school	A	S02	03	31	31	2.3333333333333335	0.07526881720430108	f	at_risk	\N	2025-10-06
september	school	A	S03	04	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-06
september	school	A	S04	01	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-06
september	school	A	S05	02	22	22	1.3333333333333333	0.06060606060606061	f	at_risk	\N	2025-10-06
september	school	A	S06	03	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-06
september	school	A	S07	04	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-06
september	school	A	S08	01	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-06
september	school	A	S09	02	31	30	2	0.06666666666666667	f	at_risk	\N	2025-10-06
september	school	A	S10	03	31	31	4.666666666666667	0.15053763440860216	t	moderate	\N	2025-10-06
september	school	A	S11	04	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-06
september	school	A	S12	01	31	31	5	0.16129032258064516	t	moderate	\N	2025-10-06
september	school	A	S13	02	31	31	2.6666666666666665	0.08602150537634409	f	at_risk	\N	2025-10-06
september	school	A	S14	03	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-06
september	school	A	S15	04	31	31	3	0.0967741935483871	f	at_risk	\N	2025-10-06
september	school	A	S16	01	22	22	0	0	f	satisfactory	\N	2025-10-06
september	school	B	S17	06	31	31	2.2857142857142856	0.07373271889400922	f	at_risk	\N	2025-10-24
september	school	B	S18	07	31	31	5	0.16129032258064516	t	moderate	\N	2025-10-24
september	school	B	S19	08	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-24
september	school	B	S20	05	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-24
september	school	B	S21	06	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-24
september	school	B	S22	07	31	31	4.190476190476191	0.13517665130568357	t	moderate	\N	2025-10-24
september	school	B	S23	08	31	31	6	0.1935483870967742	t	moderate	\N	2025-10-24
september	school	B	S24	05	7	7	0.14285714285714285	0.02040816326530612	\N	\N	below_minimum	2025-10-24
september	school	B	S25	06	31	31	4	0.12903225806451613	t	moderate	\N	2025-10-24
september	school	B	S26	07	31	31	4.142857142857143	0.1336405529953917	t	moderate	\N	2025-10-24
september	school	B	S28	05	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-24
september	school	B	S29	06	31	31	2.1904761904761907	0.0706605222734255	f	at_risk	\N	2025-10-24
september	school	B	S30	07	31	31	4.333333333333333	0.13978494623655913	t	moderate	\N	2025-10-24
september	school	B	S31	08	31	31	4.761904761904762	0.15360983102918588	t	moderate	\N	2025-10-24
september	school	B	S32	05	31	31	1.1428571428571428	0.03686635944700461	f	satisfactory	\N	2025-10-24
september	school	C	S33	KG	26	26	0	0	f	satisfactory	\N	2025-10-24
september	school	C	S34	KG	26	26	3	0.11538461538461539	t	moderate	\N	2025-10-24
september	school	C	S35	KG	26	26	1	0.038461538461538464	f	satisfactory	\N	2025-10-24
september	school	C	S36	KG	26	26	0	0	f	satisfactory	\N	2025-10-24
september	school	A	S99	02	31	31	4.333333333333333	0.13978494623655913	t	moderate	\N	2025-10-06
september	school	B	S05	05	9	9	1	0.1111111111111111	\N	\N	below_minimum	2025-10-24
september	school	B	S08	05	21	21	1	0.047619047619047616	f	satisfactory	\N	2025-10-24
september	district	\N	S18	07	31	31	5	0.16129032258064516	t	moderate	\N	2025-10-24
september	district	\N	S33	KG	26	26	0	0	f	satisfactory	\N	2025-10-24
september	district	\N	S25	06	31	31	4	0.12903225806451613	t	moderate	\N	2025-10-24
september	district	\N	S13	02	31	31	2.6666666666666665	0.08602150537634409	f	at_risk	\N	2025-10-06
september	district	\N	S06	03	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-06
september	district	\N	S03	04	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-06
september	district	\N	S36	KG	26	26	0	0	f	satisfactory	\N	2025-10-24
september	district	\N	S17	06	31	31	2.2857142857142856	0.07373271889400922	f	at_risk	\N	2025-10-24
september	district	\N	S04	01	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-06
september	district	\N	S26	07	31	31	4.142857142857143	0.1336405529953917	t	moderate	\N	2025-10-24
september	district	\N	S23	08	31	31	6	0.1935483870967742	t	moderate	\N	2025-10-24
september	district	\N	S24	05	7	7	0.14285714285714285	0.02040816326530612	\N	\N	below_minimum	2025-10-24
september	district	\N	S20	05	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-24
september	district	\N	S29	06	31	31	2.1904761904761907	0.0706605222734255	f	at_risk	\N	2025-10-24
september	district	\N	S01	02	31	31	3	0.0967741935483871	f	at_risk	\N	2025-10-06
september	district	\N	S15	04	31	31	3	0.0967741935483871	f	at_risk	\N	2025-10-06
september	district	\N	S12	01	31	31	5	0.16129032258064516	t	moderate	\N	2025-10-06
september	district	\N	S07	04	31	31	2	0.06451612903225806	f	at_risk	\N	2025-10-06
september	district	\N	S08	05	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-24
september	district	\N	S21	06	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-24
september	district	\N	S11	04	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-06
september	district	\N	S02	03	31	31	2.3333333333333335	0.07526881720430108	f	at_risk	\N	2025-10-06
september	district	\N	S09	02	31	30	2	0.06666666666666667	f	at_risk	\N	2025-10-06
september	district	\N	S32	05	31	31	1.1428571428571428	0.03686635944700461	f	satisfactory	\N	2025-10-24
september	district	\N	S30	07	31	31	4.333333333333333	0.13978494623655913	t	moderate	\N	2025-10-24
september	district	\N	S14	03	31	31	3.3333333333333335	0.10752688172043011	t	moderate	\N	2025-10-06
september	district	\N	S10	03	31	31	4.666666666666667	0.15053763440860216	t	moderate	\N	2025-10-06
september	district	\N	S05	05	31	31	2.3333333333333335	0.07526881720430108	f	at_risk	\N	2025-10-24
september	district	\N	S99	02	31	31	4.333333333333333	0.13978494623655913	t	moderate	\N	2025-10-06
september	district	\N	S35	KG	26	26	1	0.038461538461538464	f	satisfactory	\N	2025-10-24
september	district	\N	S28	05	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-24
september	district	\N	S31	08	31	31	4.761904761904762	0.15360983102918588	t	moderate	\N	2025-10-24
september	district	\N	S22	07	31	31	4.190476190476191	0.13517665130568357	t	moderate	\N	2025-10-24
september	district	\N	S16	01	22	22	0	0	f	satisfactory	\N	2025-10-06
september	district	\N	S34	KG	26	26	3	0.11538461538461539	t	moderate	\N	2025-10-24
september	district	\N	S19	08	31	31	1	0.03225806451612903	f	satisfactory	\N	2025-10-24
\.


--
-- Data for Name: definition; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.definition (name, version, policy, authority, from_year, to_year, grades, source) FROM stdin;
ours	1	chronic = 15%	The board	\N	2025	\N	Minutes of 2019
ours	2	compare = >, part_day = proportional	The board	2026	\N	\N	\N
first_grades	1	chronic = 8%, at_risk = none	\N	\N	\N	{01,02,03}	\N
\.


--
-- Data for Name: dropped_dependent; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.dropped_dependent (dropped_at, place, layout, kind, object, ddl) FROM stdin;
2026-11-30 05:21:51.093477+00	1	2	view	report.schools	CREATE VIEW report.schools AS SELECT 1 AS schools;
\.


--
-- Data for Name: enrollment; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom) FROM stdin;
S01	A	2025	2024-08-19	\N	02	\N	New	\N	\N	\N	\N	Room 1
S02	A	2025	2024-08-19	\N	03	\N	New	\N	\N	\N	\N	Room 2
S03	A	2025	2024-08-19	\N	04	\N	New	\N	\N	\N	\N	Room 0
S04	A	2025	2024-08-19	\N	01	\N	New	\N	\N	\N	\N	Room 1
S05	A	2025	2024-08-19	2024-09-18	02	\N	New	Transferred	\N	\N	\N	Room 2
S06	A	2025	2024-08-19	\N	03	\N	New	\N	\N	\N	\N	Room 0
S07	A	2025	2024-08-19	\N	04	\N	New	\N	\N	\N	\N	Room 1
S08	A	2025	2024-08-19	\N	01	\N	New	\N	\N	\N	\N	Room 2
S09	A	2025	2024-08-19	\N	02	\N	New	\N	\N	\N	\N	Room 0
S10	A	2025	2024-08-19	\N	03	\N	New	\N	\N	\N	\N	Room 1
S11	A	2025	2024-08-19	\N	04	\N	New	\N	\N	\N	\N	Room 2
S12	A	2025	2024-08-19	\N	01	\N	New	\N	\N	\N	\N	Room 0
S13	A	2025	2024-08-19	\N	02	\N	New	\N	\N	\N	\N	Room 1
S14	A	2025	2024-08-19	\N	03	\N	New	\N	\N	\N	\N	Room 2
S15	A	2025	2024-08-19	\N	04	\N	New	\N	\N	\N	\N	Room 0
S16	A	2025	2024-08-19	2024-09-18	01	\N	New	Transferred	\N	\N	\N	Room 1
S17	B	2025	2024-08-19	\N	06	\N	New	\N	\N	\N	\N	\N
S18	B	2025	2024-08-19	\N	07	\N	New	\N	\N	\N	\N	\N
S19	B	2025	2024-08-19	\N	08	\N	New	\N	\N	\N	\N	\N
S20	B	2025	2024-08-19	\N	05	\N	New	\N	\N	\N	\N	\N
S21	B	2025	2024-08-19	\N	06	\N	New	\N	\N	\N	\N	\N
S22	B	2025	2024-08-19	\N	07	\N	New	\N	\N	\N	\N	\N
S23	B	2025	2024-08-19	\N	08	\N	New	\N	\N	\N	\N	\N
S24	B	2025	2024-08-19	\N	05	\N	New	\N	\N	\N	\N	\N
S25	B	2025	2024-08-19	\N	06	\N	New	\N	\N	\N	\N	\N
S26	B	2025	2024-08-19	\N	07	\N	New	\N	\N	\N	\N	\N
S27	B	2025	2024-08-19	2024-09-18	08	\N	New	Transferred	\N	\N	\N	\N
S28	B	2025	2024-08-19	\N	05	\N	New	\N	\N	\N	\N	\N
S29	B	2025	2024-08-19	\N	06	\N	New	\N	\N	\N	\N	\N
S30	B	2025	2024-08-19	\N	07	\N	New	\N	\N	\N	\N	\N
S31	B	2025	2024-08-19	\N	08	\N	New	\N	\N	\N	\N	\N
S32	B	2025	2024-08-19	\N	05	\N	New	\N	\N	\N	\N	\N
S33	C	2025	2024-08-19	\N	KG	\N	New	\N	\N	\N	\N	\N
S34	C	2025	2024-08-19	\N	KG	\N	New	\N	\N	\N	\N	\N
S35	C	2025	2024-08-19	\N	KG	\N	New	\N	\N	\N	\N	\N
S36	C	2025	2024-08-19	\N	KG	\N	New	\N	\N	\N	\N	\N
S01	A	2026	2025-08-18	\N	02	\N	New	\N	\N	\N	\N	Room 1
S02	A	2026	2025-08-18	\N	03	\N	New	\N	\N	\N	\N	Room 2
S03	A	2026	2025-08-18	\N	04	\N	New	\N	\N	\N	\N	Room 0
S04	A	2026	2025-08-18	\N	01	\N	New	\N	\N	\N	\N	Room 1
S05	A	2026	2025-08-18	2025-09-17	02	\N	New	Transferred	\N	\N	\N	Room 2
S06	A	2026	2025-08-18	\N	03	\N	New	\N	\N	\N	\N	Room 0
S07	A	2026	2025-08-18	\N	04	\N	New	\N	\N	\N	\N	Room 1
S08	A	2026	2025-08-18	\N	01	\N	New	\N	\N	\N	\N	Room 2
S09	A	2026	2025-08-18	\N	02	\N	New	\N	\N	\N	\N	Room 0
S10	A	2026	2025-08-18	\N	03	\N	New	\N	\N	\N	\N	Room 1
S11	A	2026	2025-08-18	\N	04	\N	New	\N	\N	\N	\N	Room 2
S12	A	2026	2025-08-18	\N	01	\N	New	\N	\N	\N	\N	Room 0
S13	A	2026	2025-08-18	\N	02	\N	New	\N	\N	\N	\N	Room 1
S14	A	2026	2025-08-18	\N	03	\N	New	\N	\N	\N	\N	Room 2
S15	A	2026	2025-08-18	\N	04	\N	New	\N	\N	\N	\N	Room 0
S16	A	2026	2025-08-18	2025-09-17	01	\N	New	Transferred	\N	\N	\N	Room 1
S17	B	2026	2025-08-18	\N	06	\N	New	\N	\N	\N	\N	\N
S18	B	2026	2025-08-18	\N	07	\N	New	\N	\N	\N	\N	\N
S19	B	2026	2025-08-18	\N	08	\N	New	\N	\N	\N	\N	\N
S20	B	2026	2025-08-18	\N	05	\N	New	\N	\N	\N	\N	\N
S21	B	2026	2025-08-18	\N	06	\N	New	\N	\N	\N	\N	\N
S22	B	2026	2025-08-18	\N	07	\N	New	\N	\N	\N	\N	\N
S23	B	2026	2025-08-18	\N	08	\N	New	\N	\N	\N	\N	\N
S25	B	2026	2025-08-18	\N	06	\N	New	\N	\N	\N	\N	\N
S26	B	2026	2025-08-18	\N	07	\N	New	\N	\N	\N	\N	\N
S28	B	2026	2025-08-18	\N	05	\N	New	\N	\N	\N	\N	\N
S29	B	2026	2025-08-18	\N	06	\N	New	\N	\N	\N	\N	\N
S30	B	2026	2025-08-18	\N	07	\N	New	\N	\N	\N	\N	\N
S31	B	2026	2025-08-18	\N	08	\N	New	\N	\N	\N	\N	\N
S32	B	2026	2025-08-18	\N	05	\N	New	\N	\N	\N	\N	\N
S33	C	2026	2025-08-18	\N	KG	\N	New	\N	\N	\N	\N	\N
S34	C	2026	2025-08-18	\N	KG	\N	New	\N	\N	\N	\N	\N
S35	C	2026	2025-08-18	\N	KG	\N	New	\N	\N	\N	\N	\N
S36	C	2026	2025-08-18	\N	KG	\N	New	\N	\N	\N	\N	\N
S05	B	2026	2025-09-18	\N	05	\N	\N	\N	\N	\N	\N	\N
S08	B	2026	2025-09-01	\N	05	\N	\N	\N	\N	f	0.25	\N
S34	A	2026	2025-08-18	2025-08-18	KG	\N	\N	No show	\N	\N	\N	\N
S35	B	2026	2025-09-01	2025-09-20	12	\N	\N	\N	\N	\N	\N	\N
S99	A	2026	2025-08-18	\N	02	\N	\N	\N	\N	\N	\N	\N
S24	B	2026	2025-09-22	\N	05	\N	New	\N	\N	\N	\N	\N
S27	B	2026	2025-09-22	2025-09-17	08	\N	New	Transferred	\N	\N	\N	\N
\.


--
-- Data for Name: prior_count; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.prior_count (school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source) FROM stdin;
A	2023	all	all	210	42	state report
B	2023	all	all	180	18	state report
A	2023	sex	F	100	21	state report
\.


--
-- Data for Name: prior_student; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.prior_student (student_id, school_id, school_year, grade, enrolled_days, absent_days, source) FROM stdin;
S01	A	2024	KG	180	17.5	old system
S02	A	2024	01	180	18	old system
S20	B	2024	04	90	20	old system
\.


--
-- Data for Name: public_absence; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, verdict_n, chronic_n, chronic_rate, chronic_rate_shown, shown, as_of, policy, policy_text, label, published_at) FROM stdin;
2025	sum_of_schools	\N	\N	all	all	34	\N	\N	withheld	verdict_n	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	english_learner	No	34	\N	\N	withheld	verdict_n	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	01	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	02	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	03	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	04	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	05	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	06	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	07	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	08	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	grade	KG	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	race_ethnicity	Asian	12	\N	\N	<= 20%	code	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	race_ethnicity	White	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	sex	F	17	\N	\N	<= 20%	code	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	sum_of_schools	\N	\N	sex	M	17	\N	\N	withheld	verdict_n	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	all	all	18	\N	\N	<= 20%	code	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	english_learner	No	18	\N	\N	<= 20%	code	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	grade	01	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	grade	02	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	grade	03	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	grade	04	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	grade	KG	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	Asian	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	White	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	sex	F	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	small_schools	\N	Alder Elementary, Cedar	sex	M	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	all	all	16	5	0.3125	31.3%	all	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	english_learner	No	16	5	0.3125	31.3%	all	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	grade	05	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	grade	06	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	grade	07	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	grade	08	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	race_ethnicity	Asian	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	race_ethnicity	White	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	sex	F	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2025	school	B	O'Neil "Birch" School	sex	M	\N	\N	\N	withheld	nothing	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	last year	2026-11-30 05:21:51.302842+00
2026	sum_of_schools	\N	\N	all	all	37	13	0.35135135135135137	35.1%	all	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	english_learner	No	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	english_learner	Yes	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	01	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	02	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	03	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	04	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	05	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	06	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	07	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	08	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	grade	KG	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	race_ethnicity	Asian	14	3	0.21428571428571427	21.4%	all	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	race_ethnicity	White	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	race_ethnicity	missing	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	sex	F	19	6	0.3157894736842105	31.6%	all	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	sex	M	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	sum_of_schools	\N	\N	sex	missing	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	all	all	20	5	0.25	25.0%	all	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	english_learner	No	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	english_learner	Yes	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	grade	01	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	grade	02	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	grade	03	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	grade	04	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	grade	KG	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	Asian	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	White	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	race_ethnicity	missing	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	sex	F	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	sex	M	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	small_schools	\N	Alder Elementary, Cedar	sex	missing	\N	\N	\N	withheld	nothing	2025-10-06	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	all	all	17	8	0.47058823529411764	47.1%	all	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	english_learner	No	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	english_learner	Yes	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	grade	05	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	grade	06	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	grade	07	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	grade	08	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	race_ethnicity	Asian	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	race_ethnicity	Hispanic or Latino	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	race_ethnicity	White	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	sex	F	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
2026	school	B	O'Neil "Birch" School	sex	M	\N	\N	\N	withheld	nothing	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	fall, again	2026-11-30 05:21:51.379919+00
\.


--
-- Data for Name: public_release; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by) FROM stdin;
last year	2025	2024-10-25	ours	measure = rate, compare = >=, at_risk = 5%, chronic = 15%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	10	2026-11-30 05:21:51.302842+00	district
fall	2026	2025-10-24	federal	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	10	2026-11-30 05:21:51.34546+00	district
fall, again	2026	2025-10-24	ours	measure = rate, compare = >, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day = proportional, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	5	2026-11-30 05:21:51.379919+00	district
\.


--
-- Data for Name: public_withheld; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.public_withheld (school_year, scope, school_id, group_kind, group_value, verdict_n_too) FROM stdin;
2025	sum_of_schools		all	all	f
2025	sum_of_schools		english_learner	No	f
2025	sum_of_schools		grade	01	t
2025	sum_of_schools		grade	02	t
2025	sum_of_schools		grade	03	t
2025	sum_of_schools		grade	04	t
2025	sum_of_schools		grade	05	t
2025	sum_of_schools		grade	06	t
2025	sum_of_schools		grade	07	t
2025	sum_of_schools		grade	08	t
2025	sum_of_schools		grade	KG	t
2025	sum_of_schools		race_ethnicity	Asian	f
2025	sum_of_schools		race_ethnicity	Hispanic or Latino	t
2025	sum_of_schools		race_ethnicity	White	t
2025	sum_of_schools		sex	F	f
2025	sum_of_schools		sex	M	f
2025	small_schools		all	all	f
2025	small_schools		english_learner	No	f
2025	small_schools		grade	01	t
2025	small_schools		grade	02	t
2025	small_schools		grade	03	t
2025	small_schools		grade	04	t
2025	small_schools		grade	KG	t
2025	small_schools		race_ethnicity	Asian	t
2025	small_schools		race_ethnicity	Hispanic or Latino	t
2025	small_schools		race_ethnicity	White	t
2025	small_schools		sex	F	t
2025	small_schools		sex	M	t
2025	school	B	grade	05	t
2025	school	B	grade	06	t
2025	school	B	grade	07	t
2025	school	B	grade	08	t
2025	school	B	race_ethnicity	Asian	t
2025	school	B	race_ethnicity	Hispanic or Latino	t
2025	school	B	race_ethnicity	White	t
2025	school	B	sex	F	t
2025	school	B	sex	M	t
2025	small_schools	C			t
2025	small_schools	A			t
2026	sum_of_schools		english_learner	No	t
2026	sum_of_schools		english_learner	Yes	t
2026	sum_of_schools		grade	01	t
2026	sum_of_schools		grade	02	t
2026	sum_of_schools		grade	03	t
2026	sum_of_schools		grade	04	t
2026	sum_of_schools		grade	05	t
2026	sum_of_schools		grade	06	t
2026	sum_of_schools		grade	07	t
2026	sum_of_schools		grade	08	t
2026	sum_of_schools		grade	KG	t
2026	sum_of_schools		race_ethnicity	Hispanic or Latino	t
2026	sum_of_schools		race_ethnicity	White	t
2026	sum_of_schools		race_ethnicity	missing	t
2026	sum_of_schools		sex	M	t
2026	sum_of_schools		sex	missing	t
2026	small_schools		english_learner	No	t
2026	small_schools		english_learner	Yes	t
2026	small_schools		grade	01	t
2026	small_schools		grade	02	t
2026	small_schools		grade	03	t
2026	small_schools		grade	04	t
2026	small_schools		grade	KG	t
2026	small_schools		race_ethnicity	Asian	t
2026	small_schools		race_ethnicity	Hispanic or Latino	t
2026	small_schools		race_ethnicity	White	t
2026	small_schools		race_ethnicity	missing	t
2026	small_schools		sex	F	t
2026	small_schools		sex	M	t
2026	small_schools		sex	missing	t
2026	school	B	english_learner	No	t
2026	school	B	english_learner	Yes	t
2026	school	B	grade	05	t
2026	school	B	grade	06	t
2026	school	B	grade	07	t
2026	school	B	grade	08	t
2026	school	B	race_ethnicity	Asian	t
2026	school	B	race_ethnicity	Hispanic or Latino	t
2026	school	B	race_ethnicity	White	t
2026	school	B	sex	F	t
2026	school	B	sex	M	t
2026	small_schools	C			t
2026	small_schools	A			t
\.


--
-- Data for Name: reader; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.reader (role_name, level) FROM stdin;
web	public
board	aggregate
analyst	student
loader	loader
office	student
consultant	aggregate
\.


--
-- Data for Name: refresh_basis; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.refresh_basis (school_year, school_id, members, events, recorded_days, policy) FROM stdin;
2025	B	16	118	49	chronic = 15%
2025	C	4	29	29	chronic = 15%
2025	A	16	118	49	chronic = 15%
2026	B	17	125	49	compare = >, part_day = proportional
2026	C	4	8	7	compare = >, part_day = proportional
2026	A	17	86	35	compare = >, part_day = proportional
\.


--
-- Data for Name: refresh_code; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.refresh_code (school_year, school_id, code, mark, precedence, share) FROM stdin;
2025	A	AE	excused	\N	1
2025	A	AU	unexcused	\N	1
2025	A	Absent	unverified	\N	1
2025	A	Absent Excused	excused	\N	1
2025	A	Absent Unexcused	unexcused	\N	1
2025	A	Absent Unverified	unverified	\N	1
2025	A	Early Departure	left_early	\N	0
2025	A	Early departure	left_early	\N	0
2025	A	EarlyDeparture	left_early	\N	0
2025	A	Excused	excused	\N	1
2025	A	Excused Absence	excused	\N	1
2025	A	Excused Tardy	tardy	\N	0
2025	A	Excused absence	excused	\N	1
2025	A	ExcusedAbsence	excused	\N	1
2025	A	Field Trip	activity	\N	1
2025	A	Field trip	activity	\N	1
2025	A	Homebound	homebound	\N	1
2025	A	ISS	iss	\N	1
2025	A	In Attendance	present	\N	0
2025	A	In School Suspension	iss	\N	1
2025	A	In-School Suspension	iss	\N	1
2025	A	In-school suspension	iss	\N	1
2025	A	Late Arrival	tardy	\N	0
2025	A	Left Early	left_early	\N	0
2025	A	OSS	oss	\N	1
2025	A	Out of School Suspension	oss	\N	1
2025	A	Out-of-School Suspension	oss	\N	1
2025	A	Out-of-school suspension	oss	\N	1
2025	A	Partial	unverified	\N	0
2025	A	Present	present	\N	0
2025	A	Remote Present	remote	\N	1
2025	A	School Activity	activity	\N	1
2025	A	School activity	activity	\N	1
2025	A	T	tardy	\N	0
2025	A	Tardy	tardy	\N	0
2025	A	Tardy Excused	tardy	\N	0
2025	A	Tardy Unexcused	tardy	\N	0
2025	A	Unexcused	unexcused	\N	1
2025	A	Unexcused Absence	unexcused	\N	1
2025	A	Unexcused Tardy	tardy	\N	0
2025	A	Unexcused absence	unexcused	\N	1
2025	A	UnexcusedAbsence	unexcused	\N	1
2025	A	Unverified	unverified	\N	1
2025	A	Virtual Present	remote	\N	1
2025	B	AE	excused	\N	1
2025	B	AU	unexcused	\N	1
2025	B	Absent	unverified	\N	1
2025	B	Absent Excused	excused	\N	1
2025	B	Absent Unexcused	unexcused	\N	1
2025	B	Absent Unverified	unverified	\N	1
2025	B	Early Departure	left_early	\N	0
2025	B	Early departure	left_early	\N	0
2025	B	EarlyDeparture	left_early	\N	0
2025	B	Excused	excused	\N	1
2025	B	Excused Absence	excused	\N	1
2025	B	Excused Tardy	tardy	\N	0
2025	B	Excused absence	excused	\N	1
2025	B	ExcusedAbsence	excused	\N	1
2025	B	Field Trip	activity	\N	1
2025	B	Field trip	activity	\N	1
2025	B	Homebound	homebound	\N	1
2025	B	ISS	iss	\N	1
2025	B	In Attendance	present	\N	0
2025	B	In School Suspension	iss	\N	1
2025	B	In-School Suspension	iss	\N	1
2025	B	In-school suspension	iss	\N	1
2025	B	Late Arrival	tardy	\N	0
2025	B	Left Early	left_early	\N	0
2025	B	OSS	oss	\N	1
2025	B	Out of School Suspension	oss	\N	1
2025	B	Out-of-School Suspension	oss	\N	1
2025	B	Out-of-school suspension	oss	\N	1
2025	B	Partial	unverified	\N	0
2025	B	Present	present	\N	0
2025	B	Remote Present	remote	\N	1
2025	B	School Activity	activity	\N	1
2025	B	School activity	activity	\N	1
2025	B	Tardy	tardy	\N	0
2025	B	Tardy Excused	tardy	\N	0
2025	B	Tardy Unexcused	tardy	\N	0
2025	B	Unexcused	unexcused	\N	1
2025	B	Unexcused Absence	unexcused	\N	1
2025	B	Unexcused Tardy	tardy	\N	0
2025	B	Unexcused absence	unexcused	\N	1
2025	B	UnexcusedAbsence	unexcused	\N	1
2025	B	Unverified	unverified	\N	1
2025	B	Virtual Present	remote	\N	1
2025	C	AE	excused	\N	1
2025	C	AU	unexcused	\N	1
2025	C	Absent	unverified	\N	1
2025	C	Absent Excused	excused	\N	1
2025	C	Absent Unexcused	unexcused	\N	1
2025	C	Absent Unverified	unverified	\N	1
2025	C	Early Departure	left_early	\N	0
2025	C	Early departure	left_early	\N	0
2025	C	EarlyDeparture	left_early	\N	0
2025	C	Excused	excused	\N	1
2025	C	Excused Absence	excused	\N	1
2025	C	Excused Tardy	tardy	\N	0
2025	C	Excused absence	excused	\N	1
2025	C	ExcusedAbsence	excused	\N	1
2025	C	Field Trip	activity	\N	1
2025	C	Field trip	activity	\N	1
2025	C	Homebound	homebound	\N	1
2025	C	ISS	iss	\N	1
2025	C	In Attendance	present	\N	0
2025	C	In School Suspension	iss	\N	1
2025	C	In-School Suspension	iss	\N	1
2025	C	In-school suspension	iss	\N	1
2025	C	Late Arrival	tardy	\N	0
2025	C	Left Early	left_early	\N	0
2025	C	OSS	oss	\N	1
2025	C	Out of School Suspension	oss	\N	1
2025	C	Out-of-School Suspension	oss	\N	1
2025	C	Out-of-school suspension	oss	\N	1
2025	C	Partial	unverified	\N	0
2025	C	Present	present	\N	0
2025	C	Remote Present	remote	\N	1
2025	C	School Activity	activity	\N	1
2025	C	School activity	activity	\N	1
2025	C	T	tardy	\N	0
2025	C	Tardy	tardy	\N	0
2025	C	Tardy Excused	tardy	\N	0
2025	C	Tardy Unexcused	tardy	\N	0
2025	C	Unexcused	unexcused	\N	1
2025	C	Unexcused Absence	unexcused	\N	1
2025	C	Unexcused Tardy	tardy	\N	0
2025	C	Unexcused absence	unexcused	\N	1
2025	C	UnexcusedAbsence	unexcused	\N	1
2025	C	Unverified	unverified	\N	1
2025	C	Virtual Present	remote	\N	1
2026	A	AE	excused	\N	1
2026	A	AU	unexcused	\N	1
2026	A	Absent	unverified	\N	1
2026	A	Absent Excused	excused	\N	1
2026	A	Absent Unexcused	unexcused	\N	1
2026	A	Absent Unverified	unverified	\N	1
2026	A	Early Departure	left_early	\N	0
2026	A	Early departure	left_early	\N	0
2026	A	EarlyDeparture	left_early	\N	0
2026	A	Excused	excused	\N	1
2026	A	Excused Absence	excused	\N	1
2026	A	Excused Tardy	tardy	\N	0
2026	A	Excused absence	excused	\N	1
2026	A	ExcusedAbsence	excused	\N	1
2026	A	Field Trip	activity	\N	1
2026	A	Field trip	activity	\N	1
2026	A	H	left_early	\N	0
2026	A	Homebound	homebound	\N	1
2026	A	ISS	iss	\N	1
2026	A	In Attendance	present	\N	0
2026	A	In School Suspension	iss	\N	1
2026	A	In-School Suspension	iss	\N	1
2026	A	In-school suspension	iss	\N	1
2026	A	Late Arrival	tardy	\N	0
2026	A	Left Early	left_early	\N	0
2026	A	OSS	oss	\N	1
2026	A	Out of School Suspension	oss	\N	1
2026	A	Out-of-School Suspension	oss	\N	1
2026	A	Out-of-school suspension	oss	\N	1
2026	A	Partial	unverified	\N	0
2026	A	Present	present	\N	0
2026	A	Remote Present	remote	\N	1
2026	A	School Activity	activity	\N	1
2026	A	School activity	activity	\N	1
2026	A	T	tardy	\N	0
2026	A	Tardy	tardy	\N	0
2026	A	Tardy Excused	tardy	\N	0
2026	A	Tardy Unexcused	tardy	\N	0
2026	A	Unexcused	unexcused	\N	1
2026	A	Unexcused Absence	unexcused	\N	1
2026	A	Unexcused Tardy	tardy	\N	0
2026	A	Unexcused absence	unexcused	\N	1
2026	A	UnexcusedAbsence	unexcused	\N	1
2026	A	Unverified	unverified	\N	1
2026	A	Virtual Present	remote	\N	1
2026	B	AE	excused	\N	1
2026	B	AU	unexcused	\N	1
2026	B	Absent	unverified	\N	1
2026	B	Absent Excused	excused	\N	1
2026	B	Absent Unexcused	unexcused	\N	1
2026	B	Absent Unverified	unverified	\N	1
2026	B	Early Departure	left_early	\N	0
2026	B	Early departure	left_early	\N	0
2026	B	EarlyDeparture	left_early	\N	0
2026	B	Excused	excused	\N	1
2026	B	Excused Absence	excused	\N	1
2026	B	Excused Tardy	tardy	\N	0
2026	B	Excused absence	excused	\N	1
2026	B	ExcusedAbsence	excused	\N	1
2026	B	Field Trip	activity	\N	1
2026	B	Field trip	activity	\N	1
2026	B	Homebound	homebound	\N	1
2026	B	ISS	iss	\N	1
2026	B	In Attendance	present	\N	0
2026	B	In School Suspension	iss	\N	1
2026	B	In-School Suspension	iss	\N	1
2026	B	In-school suspension	iss	\N	1
2026	B	Late Arrival	tardy	\N	0
2026	B	Left Early	left_early	\N	0
2026	B	OSS	oss	\N	1
2026	B	Out of School Suspension	oss	\N	1
2026	B	Out-of-School Suspension	oss	\N	1
2026	B	Out-of-school suspension	oss	\N	1
2026	B	Partial	unverified	\N	0
2026	B	Present	present	\N	0
2026	B	Remote Present	remote	\N	1
2026	B	School Activity	activity	\N	1
2026	B	School activity	activity	\N	1
2026	B	Tardy	tardy	\N	0
2026	B	Tardy Excused	tardy	\N	0
2026	B	Tardy Unexcused	tardy	\N	0
2026	B	Unexcused	unexcused	\N	1
2026	B	Unexcused Absence	unexcused	\N	1
2026	B	Unexcused Tardy	tardy	\N	0
2026	B	Unexcused absence	unexcused	\N	1
2026	B	UnexcusedAbsence	unexcused	\N	1
2026	B	Unverified	unverified	\N	1
2026	B	Virtual Present	remote	\N	1
2026	C	AE	excused	\N	1
2026	C	AU	unexcused	\N	1
2026	C	Absent	unverified	\N	1
2026	C	Absent Excused	excused	\N	1
2026	C	Absent Unexcused	unexcused	\N	1
2026	C	Absent Unverified	unverified	\N	1
2026	C	Early Departure	left_early	\N	0
2026	C	Early departure	left_early	\N	0
2026	C	EarlyDeparture	left_early	\N	0
2026	C	Excused	excused	\N	1
2026	C	Excused Absence	excused	\N	1
2026	C	Excused Tardy	tardy	\N	0
2026	C	Excused absence	excused	\N	1
2026	C	ExcusedAbsence	excused	\N	1
2026	C	Field Trip	activity	\N	1
2026	C	Field trip	activity	\N	1
2026	C	H	left_early	\N	0
2026	C	Homebound	homebound	\N	1
2026	C	ISS	iss	\N	1
2026	C	In Attendance	present	\N	0
2026	C	In School Suspension	iss	\N	1
2026	C	In-School Suspension	iss	\N	1
2026	C	In-school suspension	iss	\N	1
2026	C	Late Arrival	tardy	\N	0
2026	C	Left Early	left_early	\N	0
2026	C	OSS	oss	\N	1
2026	C	Out of School Suspension	oss	\N	1
2026	C	Out-of-School Suspension	oss	\N	1
2026	C	Out-of-school suspension	oss	\N	1
2026	C	Partial	unverified	\N	0
2026	C	Present	present	\N	0
2026	C	Remote Present	remote	\N	1
2026	C	School Activity	activity	\N	1
2026	C	School activity	activity	\N	1
2026	C	T	tardy	\N	0
2026	C	Tardy	tardy	\N	0
2026	C	Tardy Excused	tardy	\N	0
2026	C	Tardy Unexcused	tardy	\N	0
2026	C	Unexcused	unexcused	\N	1
2026	C	Unexcused Absence	unexcused	\N	1
2026	C	Unexcused Tardy	tardy	\N	0
2026	C	Unexcused absence	unexcused	\N	1
2026	C	UnexcusedAbsence	unexcused	\N	1
2026	C	Unverified	unverified	\N	1
2026	C	Virtual Present	remote	\N	1
2025	B	H	oss	3	1
2025	B	T	unexcused	\N	1
2026	B	H	oss	3	1
2026	B	T	unexcused	\N	1
\.


--
-- Data for Name: refresh_log; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.refresh_log (refresh_id, school_year, started_at, finished_at, refreshed_by, today, forced, students, students_with_register, stays, stays_void, stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers, registers_added, registers_changed, registers_removed, verdicts_changed, step_ms, layout) FROM stdin;
10	2026	2026-11-30 05:21:51.41532+00	2026-11-30 05:21:51.539144+00	district	2025-10-25	f	37	36	41	2	1	0	219	187	{"void stay": 12, "after exit": 3, "no calendar": 9, "before entry": 1, "no session day": 6, "unknown student": 1}	38	0	0	0	0	{"check": 1, "facts": 11, "write": 1, "owners": 0, "account": 8, "compare": 3, "registers": 2, "verdict_change": 2, "complete_through": 15, "materialized_views": 79}	\N
1	2025	2026-11-30 05:21:50.5124+00	2026-11-30 05:21:50.567306+00	district	2025-10-01	f	36	36	36	0	0	0	265	248	{"after exit": 11, "no session day": 6}	36	36	0	0	0	{"check": 2, "facts": 11, "write": 1, "owners": 1, "account": 16, "compare": 3, "registers": 2, "verdict_change": 3, "complete_through": 16}	\N
9	2026	2026-11-30 05:21:51.146436+00	2026-11-30 05:21:51.282696+00	district	2025-10-25	f	37	36	41	2	1	0	219	187	{"void stay": 12, "after exit": 3, "no calendar": 9, "before entry": 1, "no session day": 6, "unknown student": 1}	38	0	38	0	11	{"check": 1, "facts": 12, "write": 1, "owners": 1, "account": 7, "compare": 3, "registers": 2, "verdict_change": 3, "complete_through": 14, "materialized_views": 94}	\N
6	2026	2026-11-30 05:21:50.953785+00	2026-11-30 05:21:51.08271+00	district	2025-10-03	f	37	36	41	2	1	0	219	187	{"void stay": 12, "after exit": 3, "no calendar": 9, "before entry": 1, "no session day": 6, "unknown student": 1}	38	0	38	1	8	{"check": 1, "facts": 12, "write": 1, "owners": 1, "account": 7, "compare": 3, "registers": 2, "verdict_change": 3, "complete_through": 14, "materialized_views": 86}	\N
2	2026	2026-11-30 05:21:50.567367+00	2026-11-30 05:21:50.705726+00	district	2025-10-01	f	37	37	41	1	1	0	235	209	{"after exit": 9, "no calendar": 9, "no session day": 7, "unknown student": 1}	39	39	0	0	0	{"check": 1, "facts": 12, "write": 2, "owners": 0, "account": 8, "compare": 3, "registers": 2, "verdict_change": 2, "complete_through": 14, "materialized_views": 95}	\N
7	2026	2026-11-30 05:21:50.953785+00	2026-11-30 05:21:51.08271+00	district	2025-10-03	f	37	36	41	2	1	0	219	187	{"void stay": 12, "after exit": 3, "no calendar": 9, "before entry": 1, "no session day": 6, "unknown student": 1}	38	0	0	0	1	{"upgrade": 7}	2
3	2025	2026-11-30 05:21:50.718538+00	2026-11-30 05:21:50.765384+00	district	2025-10-02	f	36	36	36	0	0	0	265	248	{"after exit": 11, "no session day": 6}	36	0	11	0	10	{"check": 1, "facts": 12, "write": 1, "owners": 0, "account": 8, "compare": 3, "registers": 2, "verdict_change": 3, "complete_through": 16}	\N
4	2026	2026-11-30 05:21:50.765433+00	2026-11-30 05:21:50.895695+00	district	2025-10-02	f	37	37	41	1	1	0	219	194	{"after exit": 9, "no calendar": 9, "no session day": 6, "unknown student": 1}	39	0	39	0	23	{"check": 1, "facts": 12, "write": 1, "owners": 0, "account": 7, "compare": 3, "registers": 2, "verdict_change": 2, "complete_through": 13, "materialized_views": 89}	\N
5	2025	2026-11-30 05:21:50.907565+00	2026-11-30 05:21:50.953739+00	district	2025-10-03	f	36	36	36	0	0	0	265	248	{"after exit": 11, "no session day": 6}	36	0	0	0	0	{"check": 1, "facts": 12, "write": 1, "owners": 0, "account": 8, "compare": 3, "registers": 2, "verdict_change": 2, "complete_through": 16}	\N
8	2025	2026-11-30 05:21:51.10049+00	2026-11-30 05:21:51.146384+00	district	2025-10-25	f	36	36	36	0	0	0	265	248	{"after exit": 11, "no session day": 6}	36	0	0	0	26	{"check": 1, "facts": 12, "write": 1, "owners": 0, "account": 8, "compare": 3, "registers": 2, "verdict_change": 3, "complete_through": 15}	\N
\.


--
-- Data for Name: school; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported) FROM stdin;
A	Alder Elementary	Elementary	1	01	0101	990000000001	exception	t
B	O'Neil "Birch" School	Middle	1	01	0102	\N	affirmative	t
C	Cedar	\N	1	\N	\N	\N	exception	f
\.


--
-- Data for Name: school_silence; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.school_silence (school_year, school_id, reason, first_day, last_day, session_days) FROM stdin;
2026	C	small school silent	2025-09-04	2025-10-24	32
\.


--
-- Data for Name: school_year_state; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.school_year_state (school_year, source, kind, state) FROM stdin;
2026	\N	native	open
2025	\N	native	closed
\.


--
-- Data for Name: staff_school; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.staff_school (role_name, school_id) FROM stdin;
analyst	\N
board	\N
consultant	\N
loader	\N
warehouse	\N
office	A
\.


--
-- Data for Name: store_setting; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.store_setting (only_row, layout_version, policy, time_zone, day_closes_at, exit_day_counts, void_exit_types, max_drop, max_verdict_change, minimum_group, school_scope) FROM stdin;
t	2	ours	America/Chicago	18:00:00	t	{"No show","Invalid enrollment"}	0.2	0.05	5	t
\.


--
-- Data for Name: student; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.student (student_id, state_student_id, last_name, first_name, birth_date) FROM stdin;
S01	9001	O'Neil "1"	Zoë	2013-03-12
S02	9002	O'Neil "2"	Zoë	2013-04-21
S03	9003	O'Neil "3"	Zoë	2013-05-31
S04	9004	O'Neil "4"	Zoë	2013-07-10
S05	9005	O'Neil "5"	Zoë	2013-08-19
S06	9006	O'Neil "6"	\N	2013-09-28
S07	9007	O'Neil "7"	Zoë	2013-11-07
S08	9008	O'Neil "8"	Zoë	2013-12-17
S09	9009	O'Neil "9"	Zoë	2014-01-26
S10	9010	O'Neil "10"	Zoë	2014-03-07
S11	9011	O'Neil "11"	Zoë	2014-04-16
S12	9012	O'Neil "12"	\N	2014-05-26
S13	9013	O'Neil "13"	Zoë	2014-07-05
S14	9014	O'Neil "14"	Zoë	2014-08-14
S15	9015	O'Neil "15"	Zoë	2014-09-23
S16	9016	O'Neil "16"	Zoë	2014-11-02
S17	9017	O'Neil "17"	Zoë	2014-12-12
S18	9018	O'Neil "18"	\N	2015-01-21
S19	9019	O'Neil "19"	Zoë	2015-03-02
S20	9020	O'Neil "20"	Zoë	2015-04-11
S21	9021	O'Neil "21"	Zoë	2015-05-21
S22	9022	O'Neil "22"	Zoë	2015-06-30
S23	9023	O'Neil "23"	Zoë	2015-08-09
S24	9024	O'Neil "24"	\N	2015-09-18
S25	9025	O'Neil "25"	Zoë	2015-10-28
S26	9026	O'Neil "26"	Zoë	2015-12-07
S27	9027	O'Neil "27"	Zoë	2016-01-16
S28	9028	O'Neil "28"	Zoë	2016-02-25
S29	9029	O'Neil "29"	Zoë	2016-04-05
S30	9030	O'Neil "30"	\N	2016-05-15
S31	9031	O'Neil "31"	Zoë	2016-06-24
S32	9032	O'Neil "32"	Zoë	2016-08-03
S33	9033	O'Neil "33"	Zoë	2016-09-12
S34	9034	O'Neil "34"	Zoë	2016-10-22
S35	9035	O'Neil "35"	Zoë	2016-12-01
S36	9036	O'Neil "36"	\N	2017-01-10
\.


--
-- Data for Name: student_group; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.student_group (student_id, kind, value, begin_date, end_date) FROM stdin;
S01	sex	M	\N	\N
S02	sex	F	\N	\N
S03	sex	M	\N	\N
S04	sex	F	\N	\N
S05	sex	M	\N	\N
S06	sex	F	\N	\N
S07	sex	M	\N	\N
S08	sex	F	\N	\N
S09	sex	M	\N	\N
S10	sex	F	\N	\N
S11	sex	M	\N	\N
S12	sex	F	\N	\N
S13	sex	M	\N	\N
S14	sex	F	\N	\N
S15	sex	M	\N	\N
S16	sex	F	\N	\N
S17	sex	M	\N	\N
S18	sex	F	\N	\N
S19	sex	M	\N	\N
S20	sex	F	\N	\N
S21	sex	M	\N	\N
S22	sex	F	\N	\N
S23	sex	M	\N	\N
S24	sex	F	\N	\N
S25	sex	M	\N	\N
S26	sex	F	\N	\N
S27	sex	M	\N	\N
S28	sex	F	\N	\N
S29	sex	M	\N	\N
S30	sex	F	\N	\N
S31	sex	M	\N	\N
S32	sex	F	\N	\N
S33	sex	M	\N	\N
S34	sex	F	\N	\N
S35	sex	M	\N	\N
S36	sex	F	\N	\N
S01	race_ethnicity	Hispanic	\N	\N
S02	race_ethnicity	Asian	\N	\N
S03	race_ethnicity	White	\N	\N
S04	race_ethnicity	Hispanic	\N	\N
S05	race_ethnicity	Asian	\N	\N
S06	race_ethnicity	White	\N	\N
S07	race_ethnicity	Hispanic	\N	\N
S08	race_ethnicity	Asian	\N	\N
S09	race_ethnicity	White	\N	\N
S10	race_ethnicity	Hispanic	\N	\N
S11	race_ethnicity	Asian	\N	\N
S12	race_ethnicity	White	\N	\N
S13	race_ethnicity	Hispanic	\N	\N
S14	race_ethnicity	Asian	\N	\N
S15	race_ethnicity	White	\N	\N
S16	race_ethnicity	Hispanic	\N	\N
S17	race_ethnicity	Asian	\N	\N
S18	race_ethnicity	White	\N	\N
S19	race_ethnicity	Hispanic	\N	\N
S20	race_ethnicity	Asian	\N	\N
S21	race_ethnicity	White	\N	\N
S22	race_ethnicity	Hispanic	\N	\N
S23	race_ethnicity	Asian	\N	\N
S24	race_ethnicity	White	\N	\N
S25	race_ethnicity	Hispanic	\N	\N
S26	race_ethnicity	Asian	\N	\N
S27	race_ethnicity	White	\N	\N
S28	race_ethnicity	Hispanic	\N	\N
S29	race_ethnicity	Asian	\N	\N
S30	race_ethnicity	White	\N	\N
S31	race_ethnicity	Hispanic	\N	\N
S32	race_ethnicity	Asian	\N	\N
S33	race_ethnicity	White	\N	\N
S34	race_ethnicity	Hispanic	\N	\N
S35	race_ethnicity	Asian	\N	\N
S36	race_ethnicity	White	\N	\N
S01	english_learner	No	2025-08-18	\N
S02	english_learner	No	2025-08-18	\N
S03	english_learner	No	2025-08-18	\N
S04	english_learner	No	2025-08-18	\N
S05	english_learner	Yes	2025-08-18	\N
S06	english_learner	No	2025-08-18	\N
S07	english_learner	No	2025-08-18	\N
S08	english_learner	No	2025-08-18	\N
S09	english_learner	No	2025-08-18	\N
S10	english_learner	Yes	2025-08-18	2025-09-30
S11	english_learner	No	2025-08-18	\N
S12	english_learner	No	2025-08-18	\N
S13	english_learner	No	2025-08-18	\N
S14	english_learner	No	2025-08-18	\N
S15	english_learner	Yes	2025-08-18	\N
S16	english_learner	No	2025-08-18	\N
S17	english_learner	No	2025-08-18	\N
S18	english_learner	No	2025-08-18	\N
S19	english_learner	No	2025-08-18	\N
S20	english_learner	Yes	2025-08-18	\N
S21	english_learner	No	2025-08-18	\N
S22	english_learner	No	2025-08-18	\N
S23	english_learner	No	2025-08-18	\N
S24	english_learner	No	2025-08-18	\N
S25	english_learner	Yes	2025-08-18	\N
S26	english_learner	No	2025-08-18	\N
S27	english_learner	No	2025-08-18	\N
S28	english_learner	No	2025-08-18	\N
S29	english_learner	No	2025-08-18	\N
S30	english_learner	Yes	2025-08-18	\N
S31	english_learner	No	2025-08-18	\N
S32	english_learner	No	2025-08-18	\N
S33	english_learner	No	2025-08-18	\N
S34	english_learner	No	2025-08-18	\N
S35	english_learner	Yes	2025-08-18	\N
S36	english_learner	No	2025-08-18	\N
\.


--
-- Data for Name: student_register; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.student_register (student_id, school_id, school_year, grade, register) FROM stdin;
S01	A	2025	02	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-23 unexcused, 2024-09-10 unexcused, 2024-09-17 excused, 2024-10-03 excused, 2024-10-10 unexcused
S02	A	2025	03	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-20 unexcused, 2024-08-29 tardy, 2024-09-05 unexcused 1/3, 2024-09-12 tardy, 2024-09-23 unexcused, 2024-09-30 tardy, 2024-10-07 unexcused, 2024-10-16 tardy, 2024-10-23 unexcused
S03	A	2025	04	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-19 unmapped 1/3, 2024-08-26 excused, 2024-09-09 excused, 2024-09-11 excused 1/3, 2024-09-18 unmapped, 2024-09-25 excused, 2024-10-02 unmapped, 2024-10-04 unmapped 1/3, 2024-10-11 excused 1/3, 2024-10-18 unmapped, 2024-10-25 excused
S04	A	2025	01	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-30 unexcused, 2024-09-24 excused 1/3, 2024-10-17 unexcused
S05	A	2025	02	days 2024-08-19..2024-08-30 2024-09-03..2024-09-18; complete 2024-10-25; calendar 2025:49; minutes 390; marks 2024-08-20 tardy, 2024-08-27 unexcused, 2024-09-12 unexcused
S06	A	2025	03	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-22 unmapped, 2024-09-09 unmapped, 2024-09-16 excused, 2024-09-25 unmapped, 2024-10-02 excused, 2024-10-09 unmapped, 2024-10-18 excused, 2024-10-25 unmapped
S07	A	2025	04	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-19 unexcused 1/3, 2024-08-21 unexcused, 2024-08-28 excused, 2024-09-04 unexcused, 2024-09-11 excused 1/3, 2024-09-13 excused, 2024-09-20 unexcused, 2024-09-27 excused, 2024-10-04 unexcused 1/3, 2024-10-08 unexcused, 2024-10-15 excused, 2024-10-22 unexcused
S08	A	2025	01	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-09-03 unexcused, 2024-09-26 tardy, 2024-10-21 unexcused
S09	A	2025	02	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-22 excused, 2024-08-29 unexcused, 2024-09-16 unmapped, 2024-09-23 excused, 2024-10-09 unexcused, 2024-10-16 tardy
S10	A	2025	03	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-19 excused 1/3, 2024-08-26 unexcused, 2024-09-04 excused, 2024-09-11 unexcused 1/3, 2024-09-18 excused, 2024-09-27 unexcused, 2024-10-04 excused 1/3, 2024-10-11 unexcused 1/3, 2024-10-22 excused
S11	A	2025	04	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-21 unexcused, 2024-08-23 unexcused, 2024-08-30 tardy, 2024-09-06 unexcused, 2024-09-13 tardy, 2024-09-17 tardy, 2024-09-24 unexcused 1/3, 2024-10-01 tardy, 2024-10-08 unexcused, 2024-10-10 unexcused, 2024-10-17 tardy, 2024-10-24 unexcused
S12	A	2025	01	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-09-05 unmapped 1/3, 2024-09-30 excused, 2024-10-23 unmapped
S13	A	2025	02	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-26 excused, 2024-09-18 unexcused, 2024-09-25 excused, 2024-10-11 excused 1/3, 2024-10-18 unexcused
S14	A	2025	03	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-21 tardy, 2024-08-28 unexcused, 2024-09-06 tardy, 2024-09-13 unexcused, 2024-09-20 tardy, 2024-10-01 unexcused, 2024-10-08 tardy, 2024-10-15 unexcused, 2024-10-24 tardy
S15	A	2025	04	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 390 2024-09-20:200 2024-10-25:200; marks 2024-08-23 unmapped, 2024-08-27 unmapped, 2024-09-03 excused, 2024-09-10 unmapped, 2024-09-17 excused, 2024-09-19 excused, 2024-09-26 unmapped, 2024-10-03 excused, 2024-10-10 unmapped, 2024-10-14 unmapped, 2024-10-21 excused
S16	A	2025	01	days 2024-08-19..2024-08-30 2024-09-03..2024-09-18; complete 2024-10-25; calendar 2025:49; minutes 390; marks 2024-09-09 unexcused
S19	B	2025	08	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-20 excused 1/7, 2024-08-27 unexcused, 2024-08-29 unexcused, 2024-09-05 excused 1/21, 2024-09-12 unexcused, 2024-09-19 excused, 2024-09-23 excused 1/7, 2024-09-30 unexcused, 2024-10-07 excused, 2024-10-14 unexcused, 2024-10-16 unexcused, 2024-10-23 excused
S22	B	2025	07	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-20 unexcused 1/7, 2024-08-27 excused, 2024-09-03 unexcused, 2024-09-12 excused, 2024-09-19 unexcused, 2024-09-26 excused, 2024-10-07 unexcused, 2024-10-14 excused, 2024-10-21 unexcused
S25	B	2025	06	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-09-03 excused, 2024-09-10 unexcused, 2024-09-26 unexcused, 2024-10-03 excused, 2024-10-21 excused
S28	B	2025	05	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-23 excused, 2024-09-17 unexcused, 2024-10-10 excused
S31	B	2025	08	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-21 unexcused, 2024-08-28 excused 1/7, 2024-09-04 unexcused, 2024-09-06 unexcused, 2024-09-13 excused 1/7, 2024-09-20 unexcused, 2024-09-27 excused, 2024-10-01 excused 1/7, 2024-10-08 unexcused, 2024-10-15 excused, 2024-10-22 unexcused, 2024-10-24 unexcused
S33	C	2025	KG	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; marks 2024-08-22 excused, 2024-09-09 excused, 2024-09-16 unmapped, 2024-10-02 unmapped, 2024-10-09 excused, 2024-10-25 excused
S34	C	2025	KG	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; marks 2024-08-19 excused 1/3, 2024-08-28 unexcused, 2024-09-04 excused, 2024-09-11 unexcused, 2024-09-20 excused, 2024-09-27 unexcused, 2024-10-04 excused, 2024-10-15 unexcused, 2024-10-22 excused
S35	C	2025	KG	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; marks 2024-08-23 unexcused, 2024-08-30 tardy, 2024-09-06 unexcused, 2024-09-10 unexcused, 2024-09-17 tardy, 2024-09-24 unexcused 1/3, 2024-10-01 tardy, 2024-10-03 tardy, 2024-10-10 unexcused, 2024-10-17 tardy, 2024-10-24 unexcused
S36	C	2025	KG	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; marks 2024-08-29 excused, 2024-09-23 unmapped, 2024-10-16 unexcused
S17	B	2025	06	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-28 unexcused 1/7, 2024-09-04 unexcused, 2024-09-20 unexcused, 2024-09-27 unexcused, 2024-10-15 unexcused, 2024-10-22 unexcused
S18	B	2025	07	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-23 unexcused, 2024-08-30 oss, 2024-09-10 oss, 2024-09-17 excused, 2024-09-24 unexcused 1/3, 2024-10-03 unexcused, 2024-10-10 unmapped, 2024-10-17 excused 1/7
S20	B	2025	05	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-19 unexcused 1/3, 2024-09-11 unexcused, 2024-10-04 unexcused
S21	B	2025	06	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-30 excused, 2024-09-06 oss, 2024-09-24 oss 1/3, 2024-10-01 excused 1/7, 2024-10-17 excused 1/7, 2024-10-24 oss
S23	B	2025	08	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-22 unexcused, 2024-08-29 unexcused, 2024-09-09 unexcused, 2024-09-16 unexcused, 2024-09-23 unexcused 1/7, 2024-09-25 unexcused, 2024-10-02 unexcused, 2024-10-09 unexcused 1/7, 2024-10-16 unexcused, 2024-10-18 unexcused, 2024-10-25 unexcused 1/4
S24	B	2025	05	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-21 excused, 2024-09-13 oss 1/7, 2024-10-08 excused
S26	B	2025	07	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-22 unexcused, 2024-08-29 unexcused, 2024-09-05 unexcused 1/21, 2024-09-16 unexcused, 2024-09-23 unexcused 1/7, 2024-09-30 unexcused, 2024-10-09 unexcused 1/7, 2024-10-16 unexcused, 2024-10-23 unexcused
S27	B	2025	08	days 2024-08-19..2024-08-30 2024-09-03..2024-09-18; complete 2024-10-25; calendar 2025:49; minutes 400; marks 2024-08-19 unmapped 1/3, 2024-08-26 excused, 2024-09-04 excused, 2024-09-11 unexcused, 2024-09-18 unexcused
S29	B	2025	06	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-20 unexcused 1/7, 2024-09-05 unexcused 1/21, 2024-09-12 unexcused, 2024-09-30 unexcused, 2024-10-07 unexcused, 2024-10-23 unexcused
S30	B	2025	07	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-26 oss, 2024-09-09 oss, 2024-09-18 excused, 2024-09-25 oss, 2024-10-02 excused, 2024-10-11 oss 1/3, 2024-10-18 excused, 2024-10-25 oss 1/4
S32	B	2025	05	days 2024-08-19..2024-08-30 2024-09-03..2024-10-25; complete 2024-10-25; calendar 2025:49; minutes 400 2024-09-20:200 2024-10-25:200; marks 2024-08-27 unexcused, 2024-09-19 unexcused, 2024-10-14 unexcused
S01	A	2026	02	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-09-02 excused, 2025-09-09 unexcused, 2025-09-25 unexcused, 2025-10-02 excused
S02	A	2026	03	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-21 unexcused, 2025-08-28 tardy, 2025-09-04 unexcused 1/3, 2025-09-15 tardy, 2025-09-22 unexcused, 2025-09-29 tardy
S03	A	2026	04	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-09-26 excused, 2025-10-03 left_early 1/3
S04	A	2026	01	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-22 excused, 2025-09-16 unexcused
S05	A	2026	02	days 2025-08-18..2025-08-29 2025-09-02..2025-09-17; complete 2025-10-06; calendar 2026:49; minutes 390; marks 2025-08-19 tardy, 2025-09-04 tardy 1/3, 2025-09-11 unexcused
S06	A	2026	03	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-25 left_early, 2025-09-08 left_early, 2025-09-17 excused, 2025-09-24 left_early, 2025-10-01 excused
S07	A	2026	04	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-09-26 excused, 2025-09-30 excused
S08	A	2026	01	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-26 tardy, 2025-09-18 unexcused
S09	A	2026	02	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-21 excused, 2025-09-08 unexcused, 2025-09-15 unmapped, 2025-10-01 excused
S10	A	2026	03	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-18 excused 1/3, 2025-08-27 unexcused, 2025-09-03 excused, 2025-09-10 unexcused 1/3, 2025-09-19 excused, 2025-09-26 unexcused, 2025-10-03 excused 1/3
S11	A	2026	04	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-22 unexcused, 2025-08-29 tardy, 2025-09-05 unexcused, 2025-09-09 unexcused, 2025-09-16 tardy, 2025-09-23 unexcused 1/3, 2025-09-30 tardy, 2025-10-02 tardy
S12	A	2026	01	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-28 excused, 2025-09-02 unexcused, 2025-09-03 unexcused, 2025-09-04 unexcused, 2025-09-05 unexcused, 2025-09-22 left_early
S13	A	2026	02	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-18 unexcused 1/3, 2025-08-25 excused, 2025-09-10 excused 1/3, 2025-09-17 unexcused, 2025-10-03 unexcused 1/3
S14	A	2026	03	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-20 tardy, 2025-08-29 unexcused, 2025-09-05 tardy, 2025-09-12 unexcused, 2025-09-23 tardy 1/3, 2025-09-30 unexcused
S15	A	2026	04	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-19 excused, 2025-08-26 left_early, 2025-09-02 excused, 2025-09-09 left_early, 2025-09-11 left_early, 2025-09-18 excused, 2025-09-25 left_early, 2025-10-02 excused, 2025-10-06 excused
S16	A	2026	01	days 2025-08-18..2025-08-29 2025-09-02..2025-09-17; complete 2025-10-06; calendar 2026:49; minutes 390
S17	B	2026	06	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-20 unexcused, 2025-08-27 unexcused 1/7, 2025-09-12 unexcused 1/7, 2025-09-19 unexcused, 2025-10-07 unexcused, 2025-10-14 unexcused
S18	B	2026	07	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-22 unexcused, 2025-09-02 unexcused, 2025-09-09 oss, 2025-09-16 excused, 2025-09-25 excused, 2025-10-02 unexcused, 2025-10-09 unmapped, 2025-10-20 unmapped
S19	B	2026	08	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; marks 2025-09-29 unexcused, 2025-10-06 excused, 2025-10-08 excused 1/7, 2025-10-15 unexcused, 2025-10-22 excused
S20	B	2026	05	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-09-03 unexcused, 2025-09-26 unexcused, 2025-10-21 unexcused
S21	B	2026	06	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-22 oss, 2025-08-29 excused, 2025-09-16 excused, 2025-09-23 oss 1/3, 2025-10-09 oss, 2025-10-16 excused 1/7
S22	B	2026	07	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-19 unexcused 1/7, 2025-08-26 excused, 2025-09-04 unexcused 1/21, 2025-09-11 excused, 2025-09-18 unexcused, 2025-09-29 excused, 2025-10-06 unexcused, 2025-10-13 excused, 2025-10-22 unexcused
S23	B	2026	08	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; marks 2025-08-21 unexcused, 2025-08-25 unexcused, 2025-09-08 unexcused, 2025-09-15 unexcused, 2025-09-17 unexcused, 2025-09-24 unexcused, 2025-10-01 unexcused, 2025-10-08 unexcused 1/7, 2025-10-10 unexcused 1/3, 2025-10-17 unexcused, 2025-10-24 unexcused 1/4
S24	B	2026	05	days 2025-09-22..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-10-24:200; unrecorded 2025-10-08; marks 2025-09-30 oss 1/7, 2025-10-23 excused
S25	B	2026	06	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-26 unexcused, 2025-09-02 excused, 2025-09-18 excused, 2025-09-25 unexcused, 2025-10-13 unexcused, 2025-10-20 excused
S26	B	2026	07	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; marks 2025-08-21 unexcused, 2025-08-28 unexcused, 2025-09-08 unexcused, 2025-09-15 unexcused, 2025-09-22 unexcused 1/7, 2025-10-01 unexcused, 2025-10-08 unexcused 1/7, 2025-10-15 unexcused, 2025-10-24 unexcused 1/4
S28	B	2026	05	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-09-09 excused, 2025-10-02 unexcused
S29	B	2026	06	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-28 unexcused, 2025-09-04 unexcused 1/21, 2025-09-22 unexcused 1/7, 2025-09-29 unexcused, 2025-10-15 unexcused, 2025-10-22 unexcused
S30	B	2026	07	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-18 excused 1/3, 2025-08-25 oss, 2025-09-10 oss, 2025-09-17 excused, 2025-09-24 oss, 2025-10-03 excused, 2025-10-10 oss 1/3, 2025-10-17 excused
S31	B	2026	08	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-20 unexcused, 2025-08-27 excused 1/7, 2025-08-29 excused, 2025-09-05 unexcused, 2025-09-12 excused 1/7, 2025-09-19 unexcused, 2025-09-23 unexcused 1/3, 2025-09-30 excused 1/7, 2025-10-07 unexcused, 2025-10-14 excused, 2025-10-16 excused 1/7, 2025-10-23 unexcused
S32	B	2026	05	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-08-19 unexcused 1/7, 2025-09-11 unexcused, 2025-10-06 unexcused
S33	C	2026	KG	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44
S34	C	2026	KG	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-20 excused, 2025-08-27 unexcused, 2025-09-03 excused
S35	C	2026	KG	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-22 unexcused, 2025-08-29 tardy, 2025-09-02 tardy
S36	C	2026	KG	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-21 left_early
S99	A	2026	02	days 2025-08-18..2025-08-29 2025-09-02..2025-10-24; complete 2025-10-06; calendar 2026:49; minutes 390 2025-09-19:200 2025-10-24:200; marks 2025-08-20 excused, 2025-08-27 unexcused, 2025-08-29 excused, 2025-09-05 unexcused, 2025-09-12 tardy, 2025-09-19 left_early, 2025-09-23 tardy 1/3, 2025-09-30 left_early
S05	B	2026	05	days 2025-09-18..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; unrecorded 2025-10-08; marks 2025-09-29 unexcused, 2025-10-06 unexcused, 2025-10-22 unexcused
S08	B	2026	05	days 2025-09-02..2025-10-24; complete 2025-10-24; calendar 2026:49; minutes 400 2025-09-19:200 2025-10-24:200; yielded 2025-09-02..2025-10-24; unrecorded 2025-10-08; marks 2025-09-18 unexcused, 2025-10-13 unexcused
\.


--
-- Data for Name: verdict_change; Type: TABLE DATA; Schema: attendance; Owner: district
--

COPY attendance.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes) FROM stdin;
3	2025	S17	school	B	federal	at_risk	moderate	3	5	49	49	code	T
3	2025	S18	school	B	federal	\N	moderate	4	5	49	49	code	H, T
3	2025	S26	school	B	federal	satisfactory	moderate	2	6	49	49	code	T
3	2025	S29	school	B	federal	satisfactory	at_risk	2	4	49	49	code	T
3	2025	S32	school	B	federal	satisfactory	at_risk	1	3	49	49	code	T
3	2025	S17	district	\N	federal	at_risk	moderate	3	5	49	49	code	T
3	2025	S18	district	\N	federal	\N	moderate	4	5	49	49	code	H, T
3	2025	S26	district	\N	federal	satisfactory	moderate	2	6	49	49	code	T
3	2025	S29	district	\N	federal	satisfactory	at_risk	2	4	49	49	code	T
3	2025	S32	district	\N	federal	satisfactory	at_risk	1	3	49	49	code	T
4	2026	S03	school	A	federal	at_risk	satisfactory	3	1	31	32	event	\N
4	2026	S06	school	A	federal	satisfactory	at_risk	1	2	31	32	time	\N
4	2026	S07	school	A	federal	severe	at_risk	8	2	31	32	event	\N
4	2026	S09	school	A	federal	at_risk	\N	2	3	31	32	time	\N
4	2026	S12	school	A	federal	satisfactory	moderate	1	5	31	32	event	\N
4	2026	S18	school	B	federal	at_risk	moderate	3	6	32	33	code	H, T
4	2026	S19	school	B	federal	moderate	satisfactory	5	1	32	33	event	\N
4	2026	S20	school	B	federal	satisfactory	at_risk	1	2	32	33	code	T
4	2026	S23	school	B	federal	at_risk	severe	3	7	32	33	code	T
4	2026	S26	school	B	federal	at_risk	moderate	2	5	32	33	code	T
4	2026	S28	school	B	federal	satisfactory	at_risk	1	2	32	33	time	\N
4	2026	S05	school	B	federal	moderate	at_risk	1	1	10	11	time	\N
4	2026	S03	district	\N	federal	at_risk	satisfactory	3	1	31	32	event	\N
4	2026	S06	district	\N	federal	satisfactory	at_risk	1	2	31	32	time	\N
4	2026	S07	district	\N	federal	severe	at_risk	8	2	31	32	event	\N
4	2026	S09	district	\N	federal	at_risk	\N	2	3	31	32	time	\N
4	2026	S12	district	\N	federal	satisfactory	moderate	1	5	31	32	event	\N
4	2026	S18	district	\N	federal	at_risk	moderate	3	6	32	33	code	H, T
4	2026	S19	district	\N	federal	moderate	satisfactory	5	1	32	33	event	\N
4	2026	S20	district	\N	federal	satisfactory	at_risk	1	2	32	33	code	T
4	2026	S23	district	\N	federal	at_risk	severe	3	7	32	33	code	T
4	2026	S26	district	\N	federal	at_risk	moderate	2	5	32	33	code	T
4	2026	S28	district	\N	federal	satisfactory	at_risk	1	2	32	33	time	\N
6	2026	S01	school	A	federal	at_risk	moderate	3	4	32	33	time	\N
6	2026	S15	school	A	federal	at_risk	moderate	3	4	32	33	time	\N
6	2026	S34	school	C	federal	at_risk	moderate	3	3	32	28	calendar	\N
6	2026	S27	school	B	federal	moderate	\N	4	\N	22	\N	membership	\N
6	2026	S01	district	\N	federal	at_risk	moderate	3	4	32	33	time	\N
6	2026	S15	district	\N	federal	at_risk	moderate	3	4	32	33	time	\N
6	2026	S34	district	\N	federal	at_risk	moderate	3	3	32	28	calendar	\N
6	2026	S27	district	\N	federal	moderate	\N	4	\N	22	\N	membership	\N
7	2026	S03	school	A	federal	moderate	severe	3	4	20	20	rule	\N
8	2025	S01	school	A	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S03	school	A	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S09	school	A	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S10	school	A	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S11	school	A	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S15	school	A	ours	moderate	\N	5	5	49	49	policy	\N
8	2025	S17	school	B	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S18	school	B	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S25	school	B	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S26	school	B	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S30	school	B	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S33	school	C	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S35	school	C	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S01	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S03	district	\N	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S09	district	\N	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S10	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S11	district	\N	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S15	district	\N	ours	moderate	\N	5	5	49	49	policy	\N
8	2025	S17	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S18	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S25	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
8	2025	S26	district	\N	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S30	district	\N	ours	moderate	at_risk	6	6	49	49	policy	\N
8	2025	S33	district	\N	ours	\N	at_risk	4	4	49	49	policy	\N
8	2025	S35	district	\N	ours	moderate	at_risk	5	5	49	49	policy	\N
9	2026	S05	school	A	ours	satisfactory	at_risk	1	1.3333333333333333	22	22	policy	\N
9	2026	S19	school	B	ours	satisfactory	at_risk	1	4.142857142857143	34	49	policy	\N
9	2026	S23	school	B	ours	severe	moderate	7	8.726190476190476	34	49	policy	\N
9	2026	S28	school	B	ours	at_risk	satisfactory	2	2	34	49	policy	\N
9	2026	S34	school	C	ours	moderate	at_risk	3	3	28	44	policy	\N
9	2026	S05	school	B	ours	at_risk	moderate	1	3	12	27	policy	\N
9	2026	S08	school	B	ours	satisfactory	at_risk	1	2	24	39	policy	\N
9	2026	S19	district	\N	ours	satisfactory	at_risk	1	4.142857142857143	34	49	policy	\N
9	2026	S23	district	\N	ours	severe	moderate	7	8.726190476190476	34	49	policy	\N
9	2026	S28	district	\N	ours	at_risk	satisfactory	2	2	34	49	policy	\N
9	2026	S34	district	\N	ours	moderate	at_risk	3	3	28	44	policy	\N
\.


--
-- Data for Name: kept; Type: TABLE DATA; Schema: report; Owner: district
--

COPY report.kept (student_id, register, tally, policy, rule, band, mark) FROM stdin;
S33	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; member_days = 44, enrolled_days = 44, counted_days = 44	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none	satisfactory	excused
S34	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-20 excused, 2025-08-27 unexcused, 2025-09-03 excused	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; member_days = 44, enrolled_days = 44, counted_days = 44, absent_days = 3, missed_days = 3, excused_days = 2, unexcused_days = 1	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none	at_risk	excused
S35	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-22 unexcused, 2025-08-29 tardy, 2025-09-02 tardy	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; member_days = 44, enrolled_days = 44, counted_days = 44, tardy_days = 2, absent_days = 1, missed_days = 1, unexcused_days = 1	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none	satisfactory	excused
S36	days 2025-08-18..2025-08-29 2025-09-02..2025-09-05 2025-09-15..2025-10-24; complete 2025-10-24; calendar 2026:44; marks 2025-08-21 left_early	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; member_days = 44, enrolled_days = 44, counted_days = 44	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = none, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted	measure = days, marks = policy, part_day = policy, amount >= 3, within = month, per = none, after = none, first = none	satisfactory	excused
\.


--
-- Data for Name: kept_counts; Type: TABLE DATA; Schema: report; Owner: district
--

COPY report.kept_counts (school_year, counts, trend) FROM stdin;
2026	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; no_verdict = 0, satisfactory = 3, at_risk = 1, moderate = 0, severe = 0	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; running; 2025-08-18: 0 of 0, 2025-08-19: 0 of 0, 2025-08-20: 0 of 0, 2025-08-21: 0 of 0, 2025-08-22: 0 of 0, 2025-08-25: 0 of 0, 2025-08-26: 0 of 0, 2025-08-27: 0 of 0, 2025-08-28: 0 of 0, 2025-08-29: 2 of 4, 2025-09-02: 1 of 4, 2025-09-03: 1 of 4, 2025-09-04: 1 of 4, 2025-09-05: 1 of 4, 2025-09-15: 1 of 4, 2025-09-16: 1 of 4, 2025-09-17: 1 of 4, 2025-09-18: 1 of 4, 2025-09-19: 1 of 4, 2025-09-22: 1 of 4, 2025-09-23: 1 of 4, 2025-09-24: 1 of 4, 2025-09-25: 1 of 4, 2025-09-26: 1 of 4, 2025-09-29: 1 of 4, 2025-09-30: 1 of 4, 2025-10-01: 1 of 4, 2025-10-02: 1 of 4, 2025-10-03: 1 of 4, 2025-10-06: 1 of 4, 2025-10-07: 0 of 4, 2025-10-08: 0 of 4, 2025-10-09: 0 of 4, 2025-10-10: 0 of 4, 2025-10-13: 0 of 4, 2025-10-14: 0 of 4, 2025-10-15: 0 of 4, 2025-10-16: 0 of 4, 2025-10-17: 0 of 4, 2025-10-20: 0 of 4, 2025-10-21: 0 of 4, 2025-10-22: 0 of 4, 2025-10-23: 0 of 4, 2025-10-24: 0 of 4
2025	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; no_verdict = 1, satisfactory = 1, at_risk = 0, moderate = 2, severe = 0	measure = rate, compare = >=, at_risk = 5%, chronic = 10%, severe = 20%, minimum = 10 days, part_day >= 50%, basis = days, absent = excused unexcused oss exempt unverified, outside = none, unrecorded = not_counted; running; 2024-08-19: 0 of 0, 2024-08-20: 0 of 0, 2024-08-21: 0 of 0, 2024-08-22: 0 of 0, 2024-08-23: 0 of 0, 2024-08-26: 0 of 0, 2024-08-27: 0 of 0, 2024-08-28: 0 of 0, 2024-08-29: 0 of 0, 2024-08-30: 4 of 4, 2024-09-03: 0 of 4, 2024-09-04: 1 of 4, 2024-09-05: 1 of 4, 2024-09-06: 2 of 4, 2024-09-09: 3 of 4, 2024-09-10: 3 of 4, 2024-09-11: 3 of 4, 2024-09-12: 3 of 4, 2024-09-13: 3 of 4, 2024-09-16: 3 of 4, 2024-09-17: 2 of 3, 2024-09-18: 2 of 3, 2024-09-19: 2 of 3, 2024-09-20: 2 of 3, 2024-09-23: 2 of 3, 2024-09-24: 2 of 3, 2024-09-25: 2 of 3, 2024-09-26: 2 of 3, 2024-09-27: 2 of 3, 2024-09-30: 2 of 3, 2024-10-01: 1 of 4, 2024-10-02: 1 of 3, 2024-10-03: 1 of 3, 2024-10-04: 1 of 3, 2024-10-07: 1 of 3, 2024-10-08: 1 of 3, 2024-10-09: 1 of 3, 2024-10-10: 2 of 3, 2024-10-11: 2 of 3, 2024-10-14: 2 of 3, 2024-10-15: 1 of 3, 2024-10-16: 1 of 3, 2024-10-17: 1 of 3, 2024-10-18: 1 of 3, 2024-10-21: 1 of 3, 2024-10-22: 1 of 3, 2024-10-23: 1 of 3, 2024-10-24: 2 of 3, 2024-10-25: 2 of 3
\.


--
-- Name: refresh_log_refresh_id_seq; Type: SEQUENCE SET; Schema: attendance; Owner: district
--

SELECT pg_catalog.setval('attendance.refresh_log_refresh_id_seq', 10, true);


--
-- Name: attendance_code attendance_code_code_school_id_school_year_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.attendance_code
    ADD CONSTRAINT attendance_code_code_school_id_school_year_key UNIQUE NULLS NOT DISTINCT (code, school_id, school_year);


--
-- Name: attendance_taken attendance_taken_school_id_day_calendar_code_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.attendance_taken
    ADD CONSTRAINT attendance_taken_school_id_day_calendar_code_key UNIQUE NULLS NOT DISTINCT (school_id, day, calendar_code);


--
-- Name: calendar_complete calendar_complete_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.calendar_complete
    ADD CONSTRAINT calendar_complete_pkey PRIMARY KEY (school_year, school_id, calendar_code);


--
-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (school_id, school_year, calendar_code, day, event);


--
-- Name: calendar_event_kind calendar_event_kind_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.calendar_event_kind
    ADD CONSTRAINT calendar_event_kind_pkey PRIMARY KEY (event);


--
-- Name: calendar_grade calendar_grade_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.calendar_grade
    ADD CONSTRAINT calendar_grade_pkey PRIMARY KEY (school_id, school_year, calendar_code, grade);


--
-- Name: calendar calendar_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (school_id, school_year, calendar_code);


--
-- Name: certification certification_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.certification
    ADD CONSTRAINT certification_pkey PRIMARY KEY (label);


--
-- Name: certified_count certified_count_label_scope_school_id_group_kind_group_valu_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.certified_count
    ADD CONSTRAINT certified_count_label_scope_school_id_group_kind_group_valu_key UNIQUE NULLS NOT DISTINCT (label, scope, school_id, group_kind, group_value);


--
-- Name: certified_student certified_student_label_scope_school_id_student_id_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.certified_student
    ADD CONSTRAINT certified_student_label_scope_school_id_student_id_key UNIQUE NULLS NOT DISTINCT (label, scope, school_id, student_id);


--
-- Name: definition definition_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.definition
    ADD CONSTRAINT definition_pkey PRIMARY KEY (name, version);


--
-- Name: dropped_dependent dropped_dependent_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.dropped_dependent
    ADD CONSTRAINT dropped_dependent_pkey PRIMARY KEY (dropped_at, place);


--
-- Name: prior_count prior_count_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.prior_count
    ADD CONSTRAINT prior_count_pkey PRIMARY KEY (school_id, school_year, group_kind, group_value, source);


--
-- Name: prior_student prior_student_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.prior_student
    ADD CONSTRAINT prior_student_pkey PRIMARY KEY (student_id, school_id, school_year, source);


--
-- Name: public_absence public_absence_school_year_scope_school_id_group_kind_group_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.public_absence
    ADD CONSTRAINT public_absence_school_year_scope_school_id_group_kind_group_key UNIQUE NULLS NOT DISTINCT (school_year, scope, school_id, group_kind, group_value);


--
-- Name: public_release public_release_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.public_release
    ADD CONSTRAINT public_release_pkey PRIMARY KEY (label);


--
-- Name: public_withheld public_withheld_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.public_withheld
    ADD CONSTRAINT public_withheld_pkey PRIMARY KEY (school_year, scope, school_id, group_kind, group_value);


--
-- Name: reader reader_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.reader
    ADD CONSTRAINT reader_pkey PRIMARY KEY (role_name);


--
-- Name: refresh_basis refresh_basis_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.refresh_basis
    ADD CONSTRAINT refresh_basis_pkey PRIMARY KEY (school_year, school_id);


--
-- Name: refresh_code refresh_code_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.refresh_code
    ADD CONSTRAINT refresh_code_pkey PRIMARY KEY (school_year, school_id, code);


--
-- Name: refresh_log refresh_log_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.refresh_log
    ADD CONSTRAINT refresh_log_pkey PRIMARY KEY (refresh_id);


--
-- Name: school school_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.school
    ADD CONSTRAINT school_pkey PRIMARY KEY (school_id);


--
-- Name: school_silence school_silence_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.school_silence
    ADD CONSTRAINT school_silence_pkey PRIMARY KEY (school_year, school_id, reason, first_day);


--
-- Name: school_year_state school_year_state_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.school_year_state
    ADD CONSTRAINT school_year_state_pkey PRIMARY KEY (school_year);


--
-- Name: staff_school staff_school_role_name_school_id_key; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.staff_school
    ADD CONSTRAINT staff_school_role_name_school_id_key UNIQUE NULLS NOT DISTINCT (role_name, school_id);


--
-- Name: store_setting store_setting_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.store_setting
    ADD CONSTRAINT store_setting_pkey PRIMARY KEY (only_row);


--
-- Name: student student_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.student
    ADD CONSTRAINT student_pkey PRIMARY KEY (student_id);


--
-- Name: student_register student_register_pkey; Type: CONSTRAINT; Schema: attendance; Owner: district
--

ALTER TABLE ONLY attendance.student_register
    ADD CONSTRAINT student_register_pkey PRIMARY KEY (student_id, school_id, school_year);


--
-- Name: kept kept_pkey; Type: CONSTRAINT; Schema: report; Owner: district
--

ALTER TABLE ONLY report.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (student_id);


--
-- Name: attendance_event_student_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE INDEX attendance_event_student_id_idx ON attendance.attendance_event USING hash (student_id);


--
-- Name: enrollment_student_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE INDEX enrollment_student_id_idx ON attendance.enrollment USING hash (student_id);


--
-- Name: mv_absence_trend_school_year_school_id_group_kind_group_val_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_absence_trend_school_year_school_id_group_kind_group_val_idx ON attendance.mv_absence_trend USING btree (school_year, school_id, group_kind, group_value, week_number) NULLS NOT DISTINCT;


--
-- Name: mv_district_absence_school_year_scope_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_district_absence_school_year_scope_idx ON attendance.mv_district_absence USING btree (school_year, scope) NULLS NOT DISTINCT;


--
-- Name: mv_district_student_absence_school_year_student_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_district_student_absence_school_year_student_id_idx ON attendance.mv_district_student_absence USING btree (school_year, student_id) NULLS NOT DISTINCT;


--
-- Name: mv_grade_absence_school_year_school_id_grade_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_grade_absence_school_year_school_id_grade_idx ON attendance.mv_grade_absence USING btree (school_year, school_id, grade) NULLS NOT DISTINCT;


--
-- Name: mv_group_absence_school_year_school_id_group_kind_group_val_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_group_absence_school_year_school_id_group_kind_group_val_idx ON attendance.mv_group_absence USING btree (school_year, school_id, group_kind, group_value, sex, status_basis) NULLS NOT DISTINCT;


--
-- Name: mv_school_absence_school_year_school_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_school_absence_school_year_school_id_idx ON attendance.mv_school_absence USING btree (school_year, school_id) NULLS NOT DISTINCT;


--
-- Name: mv_student_absence_school_year_school_id_student_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE UNIQUE INDEX mv_student_absence_school_year_school_id_student_id_idx ON attendance.mv_student_absence USING btree (school_year, school_id, student_id) NULLS NOT DISTINCT;


--
-- Name: our_homeroom; Type: INDEX; Schema: attendance; Owner: district
--

CREATE INDEX our_homeroom ON attendance.mv_student_absence USING btree (homeroom);


--
-- Name: student_group_student_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE INDEX student_group_student_id_idx ON attendance.student_group USING hash (student_id);


--
-- Name: verdict_change_refresh_id_idx; Type: INDEX; Schema: attendance; Owner: district
--

CREATE INDEX verdict_change_refresh_id_idx ON attendance.verdict_change USING btree (refresh_id);


--
-- Name: grade_kept_key; Type: INDEX; Schema: report; Owner: district
--

CREATE UNIQUE INDEX grade_kept_key ON report.grade_kept USING btree (school_year, school_id, grade);


--
-- Name: kept_mark_idx; Type: INDEX; Schema: report; Owner: district
--

CREATE INDEX kept_mark_idx ON report.kept USING btree (mark);


--
-- Name: kept_policy_idx; Type: INDEX; Schema: report; Owner: district
--

CREATE INDEX kept_policy_idx ON report.kept USING hash (policy);


--
-- Name: kept_rule_idx; Type: INDEX; Schema: report; Owner: district
--

CREATE INDEX kept_rule_idx ON report.kept USING hash (rule);


--
-- Name: absence_trend _RETURN; Type: RULE; Schema: attendance; Owner: district
--

CREATE OR REPLACE VIEW attendance.absence_trend WITH (security_barrier='true') AS
 WITH definition AS NOT MATERIALIZED (
         SELECT asked.school_year,
            asked.policy_name,
            (asked.policy)::absence.policy AS policy,
            asked.as_of
           FROM attendance.asked
         OFFSET '0'::bigint
        )
 SELECT c.school_year,
    c.school_id,
    h.name AS school_name,
    (c.group_kind COLLATE "C") AS group_kind,
    (c.group_value COLLATE "C") AS group_value,
    c.week_number,
    c.week_start,
    c.last_day,
    c.session_days,
    c.verdict_n,
    c.chronic_n,
    c.chronic_rate,
    c.prior_last_day,
    COALESCE(c.prior_verdict_n, t.verdict_n) AS prior_verdict_n,
    COALESCE(c.prior_chronic_n, t.chronic_n) AS prior_chronic_n,
    COALESCE(c.prior_chronic_rate, ((t.chronic_n)::double precision / (NULLIF(t.verdict_n, 0))::double precision)) AS prior_chronic_rate,
    t.source AS prior_source,
    k.complete_through,
        CASE
            WHEN c.counts_day THEN NULLIF(LEAST(c.as_of, k.complete_through), 'infinity'::date)
            ELSE NULL::date
        END AS as_of,
    c.policy_name AS policy
   FROM (((( SELECT w.school_year,
            w.school_id,
            w.group_kind,
            w.group_value,
            w.week_number,
            w.week_start,
            w.last_day,
            w.session_days,
            w.verdict_n,
            w.chronic_n,
            w.chronic_rate,
            w.has_prior,
            w.counts_day,
            w.as_of,
            w.policy_name,
            first_value(w.last_day) OVER last_year AS prior_last_day,
            first_value(w.verdict_n) OVER last_year AS prior_verdict_n,
            first_value(w.chronic_n) OVER last_year AS prior_chronic_n,
            first_value(w.chronic_rate) OVER last_year AS prior_chronic_rate
           FROM ( SELECT s.school_year,
                    s.school_id,
                    g.group_kind,
                    g.group_value,
                    (p.week_number)::integer AS week_number,
                    (p.day - ((EXTRACT(isodow FROM p.day))::integer - 1)) AS week_start,
                    p.day AS last_day,
                    s.session_days[p.week_number] AS session_days,
                    (p.n)::integer AS verdict_n,
                    (p.k)::integer AS chronic_n,
                    p.rate AS chronic_rate,
                    s.has_prior,
                    g.counts_day,
                    s.as_of,
                    s.policy_name
                   FROM (((( SELECT s_1.school_year,
                            s_1.school_id,
                            s_1.as_of,
                            s_1.policy_name,
                            s_1.trend,
                            s_1.registers,
                            s_1.grades,
                            s_1.on_days,
                            a.policy,
                            d.last_days,
                            d.session_days,
                            (count(d.last_days) OVER (PARTITION BY s_1.school_id ORDER BY s_1.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) > 0) AS has_prior
                           FROM ((( SELECT m.school_year,
                                    m.school_id,
                                    m.as_of,
                                    m.policy_name,
                                    absence.chronic_trend(m.register, a_1.policy) AS trend,
                                    array_agg(m.register) AS registers,
                                    array_agg(m.grade) AS grades,
                                    array_agg(m.on_day) AS on_days
                                   FROM (( SELECT r.school_year,
    r.school_id,
    COALESCE(r.grade, 'missing'::text) AS grade,
    r.register,
    a_2.as_of,
    a_2.policy_name,
    COALESCE((bit_or((k_2.mask)::"bit") FILTER (WHERE
  CASE
   WHEN ((g_1.begin_date IS NULL) AND (g_1.end_date IS NULL)) THEN true
   ELSE ((absence_internal.last_membership_day(r.register, a_2.as_of) >= COALESCE(g_1.begin_date, '-infinity'::date)) AND (absence_internal.last_membership_day(r.register, a_2.as_of) <= COALESCE(g_1.end_date, 'infinity'::date)))
  END))::text, ''::text) AS on_day
   FROM ((attendance.student_register r
     JOIN definition a_2 USING (school_year))
     LEFT JOIN (attendance.student_group g_1
     JOIN ( SELECT known_status.kind,
      known_status.value,
      (known_status.mask)::bit varying AS mask
     FROM attendance.known_status
   OFFSET 0) k_2 USING (kind, value)) ON ((g_1.student_id = r.student_id)))
  GROUP BY r.school_year, r.school_id, r.student_id, a_2.as_of, a_2.policy_name) m
                                     JOIN definition a_1 USING (school_year))
                                  GROUP BY m.school_year, m.school_id, m.as_of, m.policy_name) s_1
                             JOIN definition a USING (school_year))
                             CROSS JOIN LATERAL ( SELECT array_agg(w_1.last_day ORDER BY w_1.last_day) AS last_days,
                                    array_agg(w_1.session_days ORDER BY w_1.last_day) AS session_days
                                   FROM ( SELECT max(p_1.day) AS last_day,
    (count(*))::integer AS session_days
   FROM absence.points(s_1.trend) p_1(day, n, k, rate)
  WHERE (p_1.day <= s_1.as_of)
  GROUP BY (p_1.day - ((EXTRACT(isodow FROM p_1.day))::integer - 1))) w_1) d)) s
                     CROSS JOIN ( SELECT array_agg(known_status.group_kind ORDER BY known_status.mask DESC) AS kinds,
                            array_agg(known_status.group_value ORDER BY known_status.mask DESC) AS group_values
                           FROM attendance.known_status) k_1)
                     CROSS JOIN LATERAL ( SELECT g_1.group_kind,
                            g_1.group_value,
                            absence.chronic_trend(u.register, s.policy) AS trend,
                            bool_or((absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL)) AS counts_day
                           FROM (UNNEST(s.registers, s.on_days) u(register, on_day)
                             JOIN ( SELECT a.on_day,
                                    g_2.group_kind,
                                    g_2.group_value
                                   FROM (( SELECT DISTINCT a_1.on_day
   FROM unnest(s.on_days) a_1(on_day)) a
                                     CROSS JOIN LATERAL absence_internal.groups_of(k_1.kinds, k_1.group_values, a.on_day, a.on_day) g_2(status_basis, group_kind, group_value, sex))
                                  WHERE ((g_2.status_basis = 'on_day'::text) AND (g_2.group_kind <> 'grade'::text))
                                 OFFSET 0) g_1 USING (on_day))
                          GROUP BY g_1.group_kind, g_1.group_value
                        UNION ALL
                         SELECT 'grade'::text,
                            u.grade,
                            absence.chronic_trend(u.register, s.policy) AS chronic_trend,
                            bool_or((absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL)) AS bool_or
                           FROM UNNEST(s.registers, s.grades) u(register, grade)
                          GROUP BY u.grade) g)
                     CROSS JOIN LATERAL absence.points(g.trend, s.last_days) WITH ORDINALITY p(day, n, k, rate, week_number))) w
          WINDOW last_year AS (PARTITION BY w.school_id, w.group_kind, w.group_value, w.week_number ORDER BY w.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)) c
     LEFT JOIN ( SELECT DISTINCT ON (prior_count.school_id, prior_count.school_year, prior_count.group_kind, prior_count.group_value) prior_count.school_id,
            prior_count.school_year,
            prior_count.group_kind,
            prior_count.group_value,
            prior_count.verdict_n,
            prior_count.chronic_n,
            prior_count.source
           FROM attendance.prior_count
          ORDER BY prior_count.school_id, prior_count.school_year, prior_count.group_kind, prior_count.group_value, prior_count.source) t ON ((((t.school_id = c.school_id) AND (t.school_year = (c.school_year - 1)) AND (t.group_kind = c.group_kind) AND (t.group_value = c.group_value)) AND (NOT c.has_prior))))
     LEFT JOIN attendance.school h ON ((h.school_id = c.school_id)))
     LEFT JOIN attendance.school_complete k ON (((k.school_year = c.school_year) AND (k.school_id = c.school_id))))
  WHERE (( SELECT asked_is_known.known
           FROM attendance.asked_is_known) AND (( SELECT visible.all_schools
           FROM attendance.visible) OR (c.school_id = ANY (( SELECT visible.school_ids
           FROM attendance.visible)::text[]))));


--
-- Name: definition known; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER known AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON attendance.definition FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();


--
-- Name: store_setting known; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER known AFTER INSERT OR UPDATE OF policy, time_zone ON attendance.store_setting FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();


--
-- Name: certified_count no_more; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER no_more AFTER INSERT ON attendance.certified_count REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION attendance.certification_stays();


--
-- Name: certified_student no_more; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER no_more AFTER INSERT ON attendance.certified_student REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION attendance.certification_stays();


--
-- Name: staff_school regrant; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER regrant AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON attendance.staff_school FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();


--
-- Name: store_setting regrant; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER regrant AFTER INSERT OR UPDATE OF school_scope ON attendance.store_setting FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();


--
-- Name: certification stays; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON attendance.certification FOR EACH STATEMENT EXECUTE FUNCTION attendance.certification_stays();


--
-- Name: certified_count stays; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON attendance.certified_count FOR EACH STATEMENT EXECUTE FUNCTION attendance.certification_stays();


--
-- Name: certified_student stays; Type: TRIGGER; Schema: attendance; Owner: district
--

CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON attendance.certified_student FOR EACH STATEMENT EXECUTE FUNCTION attendance.certification_stays();


--
-- Name: kept kept_student_id_fkey; Type: FK CONSTRAINT; Schema: report; Owner: district
--

ALTER TABLE ONLY report.kept
    ADD CONSTRAINT kept_student_id_fkey FOREIGN KEY (student_id) REFERENCES attendance.student(student_id);


--
-- Name: SCHEMA attendance; Type: ACL; Schema: -; Owner: district
--

GRANT USAGE ON SCHEMA attendance TO web;
GRANT USAGE ON SCHEMA attendance TO board;
GRANT USAGE ON SCHEMA attendance TO analyst;
GRANT USAGE ON SCHEMA attendance TO loader;
GRANT USAGE ON SCHEMA attendance TO office;
GRANT USAGE ON SCHEMA attendance TO consultant;
GRANT USAGE ON SCHEMA attendance TO warehouse;


--
-- Name: SCHEMA report; Type: ACL; Schema: -; Owner: district
--

GRANT ALL ON SCHEMA report TO consultant;


--
-- Name: TABLE absence_trend; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.absence_trend TO board;
GRANT SELECT ON TABLE attendance.absence_trend TO analyst;
GRANT SELECT ON TABLE attendance.absence_trend TO office;
GRANT SELECT ON TABLE attendance.absence_trend TO consultant;


--
-- Name: FUNCTION absence_trend_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.absence_trend_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.absence_trend_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.absence_trend_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.absence_trend_at(as_of date, policy text) TO consultant;


--
-- Name: FUNCTION add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.add_definition(new_name text, new_policy text, new_from integer, new_to integer, new_grades text[], new_authority text, new_source text) FROM PUBLIC;


--
-- Name: TABLE school_year_state; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.school_year_state TO loader;


--
-- Name: TABLE calendar; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.calendar TO loader;


--
-- Name: TABLE calendar_day; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.calendar_day TO loader;


--
-- Name: TABLE calendar_event_kind; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.calendar_event_kind TO loader;


--
-- Name: TABLE calendar_grade; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.calendar_grade TO loader;


--
-- Name: TABLE enrollment; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.enrollment TO loader;


--
-- Name: TABLE session_day; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.session_day TO loader;


--
-- Name: TABLE store_setting; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.store_setting TO loader;


--
-- Name: TABLE stay; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.stay TO loader;


--
-- Name: FUNCTION certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.certify_year(new_label text, for_year integer, to_day date, by_name text, by_policy absence.policy, new_note text) FROM PUBLIC;


--
-- Name: TABLE attendance_event; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.attendance_event TO loader;


--
-- Name: FUNCTION close_school_day(on_day date, with_event text, of_schools text[]); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.close_school_day(on_day date, with_event text, of_schools text[]) FROM PUBLIC;


--
-- Name: TABLE school; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.school TO loader;
GRANT SELECT ON TABLE attendance.school TO warehouse;


--
-- Name: TABLE coverage; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.coverage TO board;
GRANT SELECT ON TABLE attendance.coverage TO analyst;
GRANT SELECT ON TABLE attendance.coverage TO office;
GRANT SELECT ON TABLE attendance.coverage TO consultant;


--
-- Name: FUNCTION coverage_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.coverage_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.coverage_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.coverage_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.coverage_at(as_of date, policy text) TO consultant;


--
-- Name: TABLE daily_attendance; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.daily_attendance TO board;
GRANT SELECT ON TABLE attendance.daily_attendance TO analyst;
GRANT SELECT ON TABLE attendance.daily_attendance TO office;
GRANT SELECT ON TABLE attendance.daily_attendance TO consultant;


--
-- Name: FUNCTION daily_attendance_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.daily_attendance_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.daily_attendance_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.daily_attendance_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.daily_attendance_at(as_of date, policy text) TO consultant;


--
-- Name: TABLE district_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.district_absence TO board;
GRANT SELECT ON TABLE attendance.district_absence TO analyst;
GRANT SELECT ON TABLE attendance.district_absence TO office;
GRANT SELECT ON TABLE attendance.district_absence TO consultant;
GRANT SELECT ON TABLE attendance.district_absence TO warehouse WITH GRANT OPTION;


--
-- Name: FUNCTION district_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.district_absence_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.district_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.district_absence_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.district_absence_at(as_of date, policy text) TO consultant;


--
-- Name: TABLE student; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.student TO loader;


--
-- Name: TABLE district_student_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.district_student_absence TO analyst;
GRANT SELECT ON TABLE attendance.district_student_absence TO office;


--
-- Name: FUNCTION district_student_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.district_student_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.district_student_absence_at(as_of date, policy text) TO office;


--
-- Name: FUNCTION fill_with_sample(seed integer); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.fill_with_sample(seed integer) FROM PUBLIC;


--
-- Name: TABLE student_group; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.student_group TO loader;


--
-- Name: TABLE fs195; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.fs195 TO board;
GRANT SELECT ON TABLE attendance.fs195 TO analyst;
GRANT SELECT ON TABLE attendance.fs195 TO office;
GRANT SELECT ON TABLE attendance.fs195 TO consultant;


--
-- Name: FUNCTION fs195_at(as_of date); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.fs195_at(as_of date) TO board;
GRANT ALL ON FUNCTION attendance.fs195_at(as_of date) TO analyst;
GRANT ALL ON FUNCTION attendance.fs195_at(as_of date) TO office;
GRANT ALL ON FUNCTION attendance.fs195_at(as_of date) TO consultant;


--
-- Name: TABLE grade_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.grade_absence TO board;
GRANT SELECT ON TABLE attendance.grade_absence TO analyst;
GRANT SELECT ON TABLE attendance.grade_absence TO office;
GRANT SELECT ON TABLE attendance.grade_absence TO consultant;


--
-- Name: COLUMN grade_absence.school_id; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT(school_id) ON TABLE attendance.grade_absence TO warehouse;


--
-- Name: COLUMN grade_absence.grade; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT(grade) ON TABLE attendance.grade_absence TO warehouse;


--
-- Name: FUNCTION grade_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.grade_absence_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.grade_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.grade_absence_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.grade_absence_at(as_of date, policy text) TO consultant;


--
-- Name: TABLE group_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.group_absence TO board;
GRANT SELECT ON TABLE attendance.group_absence TO analyst;
GRANT SELECT ON TABLE attendance.group_absence TO office;
GRANT SELECT ON TABLE attendance.group_absence TO consultant;


--
-- Name: FUNCTION group_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.group_absence_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.group_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.group_absence_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.group_absence_at(as_of date, policy text) TO consultant;


--
-- Name: FUNCTION publish_release(store name, new_label text, to_day date, by_name text); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.publish_release(store name, new_label text, to_day date, by_name text) FROM PUBLIC;


--
-- Name: FUNCTION refresh_complete_through(today date); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_complete_through(today date) FROM PUBLIC;


--
-- Name: FUNCTION refresh_compute(for_year integer, today date); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_compute(for_year integer, today date) FROM PUBLIC;


--
-- Name: FUNCTION refresh_finished(steps jsonb); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_finished(steps jsonb) FROM PUBLIC;


--
-- Name: FUNCTION refresh_reason(for_year integer); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_reason(for_year integer) FROM PUBLIC;


--
-- Name: FUNCTION refresh_refusal(for_year integer); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_refusal(for_year integer) FROM PUBLIC;


--
-- Name: FUNCTION refresh_write(for_year integer, today date, forced boolean, began timestamp with time zone, steps jsonb); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.refresh_write(for_year integer, today date, forced boolean, began timestamp with time zone, steps jsonb) FROM PUBLIC;


--
-- Name: FUNCTION reopen_school_day(on_day date, with_event text, of_schools text[]); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.reopen_school_day(on_day date, with_event text, of_schools text[]) FROM PUBLIC;


--
-- Name: TABLE school_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.school_absence TO board;
GRANT SELECT ON TABLE attendance.school_absence TO analyst;
GRANT SELECT ON TABLE attendance.school_absence TO office;
GRANT SELECT ON TABLE attendance.school_absence TO consultant;
GRANT SELECT ON TABLE attendance.school_absence TO warehouse;


--
-- Name: FUNCTION school_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.school_absence_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.school_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.school_absence_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.school_absence_at(as_of date, policy text) TO consultant;


--
-- Name: TABLE student_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.student_absence TO analyst;
GRANT SELECT ON TABLE attendance.student_absence TO office;


--
-- Name: FUNCTION student_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.student_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.student_absence_at(as_of date, policy text) TO office;


--
-- Name: TABLE attendance_code; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.attendance_code TO loader;


--
-- Name: TABLE student_day; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.student_day TO analyst;
GRANT SELECT ON TABLE attendance.student_day TO office;


--
-- Name: FUNCTION student_day_of(for_student_id text, for_school_year integer); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.student_day_of(for_student_id text, for_school_year integer) TO analyst;
GRANT ALL ON FUNCTION attendance.student_day_of(for_student_id text, for_school_year integer) TO office;


--
-- Name: TABLE watch_list; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.watch_list TO analyst;
GRANT SELECT ON TABLE attendance.watch_list TO office;


--
-- Name: FUNCTION watch_list_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

REVOKE ALL ON FUNCTION attendance.watch_list_at(as_of date, policy text) FROM PUBLIC;
GRANT ALL ON FUNCTION attendance.watch_list_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.watch_list_at(as_of date, policy text) TO office;


--
-- Name: TABLE weekday_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.weekday_absence TO board;
GRANT SELECT ON TABLE attendance.weekday_absence TO analyst;
GRANT SELECT ON TABLE attendance.weekday_absence TO office;
GRANT SELECT ON TABLE attendance.weekday_absence TO consultant;


--
-- Name: COLUMN weekday_absence.school_id; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT(school_id) ON TABLE attendance.weekday_absence TO warehouse;


--
-- Name: COLUMN weekday_absence.absence_rate; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT(absence_rate) ON TABLE attendance.weekday_absence TO warehouse;


--
-- Name: FUNCTION weekday_absence_at(as_of date, policy text); Type: ACL; Schema: attendance; Owner: district
--

GRANT ALL ON FUNCTION attendance.weekday_absence_at(as_of date, policy text) TO board;
GRANT ALL ON FUNCTION attendance.weekday_absence_at(as_of date, policy text) TO analyst;
GRANT ALL ON FUNCTION attendance.weekday_absence_at(as_of date, policy text) TO office;
GRANT ALL ON FUNCTION attendance.weekday_absence_at(as_of date, policy text) TO consultant;


--
-- Name: FUNCTION students_of(for_school text); Type: ACL; Schema: report; Owner: district
--

REVOKE ALL ON FUNCTION report.students_of(for_school text) FROM PUBLIC;
GRANT ALL ON FUNCTION report.students_of(for_school text) TO analyst;


--
-- Name: TABLE attendance_taken; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.attendance_taken TO loader;


--
-- Name: TABLE data_issue; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.data_issue TO analyst;
GRANT SELECT ON TABLE attendance.data_issue TO loader;
GRANT SELECT ON TABLE attendance.data_issue TO office;


--
-- Name: TABLE mv_absence_trend; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_absence_trend TO board;
GRANT SELECT ON TABLE attendance.mv_absence_trend TO analyst;
GRANT SELECT ON TABLE attendance.mv_absence_trend TO consultant;


--
-- Name: TABLE mv_district_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_district_absence TO board;
GRANT SELECT ON TABLE attendance.mv_district_absence TO analyst;
GRANT SELECT ON TABLE attendance.mv_district_absence TO consultant;


--
-- Name: TABLE mv_district_student_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_district_student_absence TO analyst;


--
-- Name: TABLE mv_grade_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_grade_absence TO board;
GRANT SELECT ON TABLE attendance.mv_grade_absence TO analyst;
GRANT SELECT ON TABLE attendance.mv_grade_absence TO consultant;


--
-- Name: TABLE mv_group_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_group_absence TO board;
GRANT SELECT ON TABLE attendance.mv_group_absence TO analyst;
GRANT SELECT ON TABLE attendance.mv_group_absence TO consultant;


--
-- Name: TABLE mv_school_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_school_absence TO board;
GRANT SELECT ON TABLE attendance.mv_school_absence TO analyst;
GRANT SELECT ON TABLE attendance.mv_school_absence TO consultant;


--
-- Name: TABLE mv_student_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.mv_student_absence TO analyst;


--
-- Name: TABLE prior_count; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.prior_count TO loader;


--
-- Name: TABLE prior_student; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE attendance.prior_student TO loader;


--
-- Name: TABLE public_absence; Type: ACL; Schema: attendance; Owner: district
--

GRANT SELECT ON TABLE attendance.public_absence TO web;
GRANT SELECT ON TABLE attendance.public_absence TO board;
GRANT SELECT ON TABLE attendance.public_absence TO analyst;
GRANT SELECT ON TABLE attendance.public_absence TO office;
GRANT SELECT ON TABLE attendance.public_absence TO consultant;


--
-- Name: TABLE school_rate; Type: ACL; Schema: report; Owner: district
--

GRANT SELECT ON TABLE report.school_rate TO board;


--
-- Name: COLUMN school_rate.school_year; Type: ACL; Schema: report; Owner: district
--

GRANT SELECT(school_year) ON TABLE report.school_rate TO web;


--
-- Name: COLUMN school_rate.rate; Type: ACL; Schema: report; Owner: district
--

GRANT SELECT(rate) ON TABLE report.school_rate TO web;


--
-- Name: TABLE grade_kept; Type: ACL; Schema: report; Owner: district
--

GRANT SELECT ON TABLE report.grade_kept TO analyst;


--
-- Name: mv_absence_trend; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_absence_trend;


--
-- Name: mv_district_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_district_absence;


--
-- Name: mv_district_student_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_district_student_absence;


--
-- Name: mv_grade_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_grade_absence;


--
-- Name: mv_group_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_group_absence;


--
-- Name: mv_school_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_school_absence;


--
-- Name: mv_student_absence; Type: MATERIALIZED VIEW DATA; Schema: attendance; Owner: district
--

REFRESH MATERIALIZED VIEW attendance.mv_student_absence;


--
-- Name: grade_kept; Type: MATERIALIZED VIEW DATA; Schema: report; Owner: district
--

REFRESH MATERIALIZED VIEW report.grade_kept;


--
-- PostgreSQL database dump complete
--


