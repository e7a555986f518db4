-- What the store of layout_N.sql answers, where the variable frozen is N: a line for each
-- row, with the name of its relation; of relations of more rows than the variable lines
-- says, a line with how many they are and a hash of them. Rows are JSON whose keys are the
-- names that columns have in layout N. For a later layout, the temporary table renamed
-- says what they were: a row for a column, was NULL if it is a new one; for a value of a
-- column; or for the relation itself, with '' for the column.
\if :{?lines} \else \set lines 18 \endif
SET search_path = pg_catalog;
SET TimeZone = 'America/Chicago';
SET client_min_messages = warning;
CREATE TEMP TABLE IF NOT EXISTS renamed (relation text, name text, was text, value jsonb, value_was jsonb);

CREATE TEMP TABLE question (place integer GENERATED ALWAYS AS IDENTITY, asked text, relation text, as_role text DEFAULT 'none', settings text[] DEFAULT '{}');
-- the facts, and what is kept
INSERT INTO question (asked, relation)
SELECT 'table ' || t, t
FROM unnest('{attendance_code,attendance_event,attendance_taken,calendar,calendar_complete,calendar_day,calendar_event_kind,calendar_grade,
	certification,certified_count,certified_student,enrollment,prior_count,prior_student,public_absence,public_release,public_withheld,
	reader,refresh_basis,refresh_code,refresh_log,school,school_silence,school_year_state,staff_school,student,student_group,student_register,
	verdict_change}'::text[] || CASE :frozen WHEN 1 THEN '{policy}'::text[] ELSE '{definition,dropped_dependent}' END) AS t;
-- the views, for the store's own day and definition
INSERT INTO question (asked, relation)
SELECT v, v
FROM unnest('{absence_trend,coverage,daily_attendance,data_issue,district_absence,district_student_absence,fs195,grade_absence,group_absence,
	school_absence,student_absence,student_day,watch_list,weekday_absence,mv_absence_trend,mv_district_absence,mv_district_student_absence,
	mv_grade_absence,mv_group_absence,mv_school_absence,mv_student_absence}'::text[]) AS v;
UPDATE question AS q SET relation = 'attendance.' || coalesce((SELECT r.relation FROM renamed AS r WHERE r.was = q.relation AND r.name = ''), q.relation);
-- for others, in both ways
INSERT INTO question (asked, relation, settings)
SELECT v || ' under first_grades as of September 15', 'attendance.' || v, '{absence.policy=first_grades,absence.as_of=2025-09-15}'
FROM unnest('{absence_trend,coverage,daily_attendance,district_absence,grade_absence,group_absence,school_absence,student_absence,watch_list,weekday_absence}'::text[]) AS v;
INSERT INTO question (asked, relation)
SELECT v || '_at', format('attendance.%s_at(''2025-09-15'', ''first_grades'')', v)
FROM unnest('{absence_trend,coverage,daily_attendance,district_absence,grade_absence,group_absence,school_absence,student_absence,watch_list,weekday_absence}'::text[]) AS v;
INSERT INTO question (asked, relation) VALUES ('fs195_at', 'attendance.fs195_at(''2025-09-30'')'), ('student_day_of', 'attendance.student_day_of(''S05'', 2026)');
-- for readers
INSERT INTO question (asked, relation, as_role)
SELECT v || ' for ' || r, 'attendance.' || v, r
FROM (VALUES ('public_absence', 'web'), ('school_absence', 'board'), ('student_absence', 'analyst'), ('student_absence', 'office'),
	('data_issue', 'office'), ('school_absence', 'warehouse'), ('school', 'warehouse'), ('watch_list', 'office')) AS a (v, r);
-- and the district's own, as far as it is there
INSERT INTO question (asked, relation)
SELECT v, v
FROM unnest('{report.a_worst_school,report.certified,report.cohort,report.definition,report.from_rows,report.grade_kept,report.kept,
	report.kept_counts,report.of_consultant,report.register_rate,report.rule_met,report.school_rate,report.support,report.then_and_now,
	attendance.our_watch_list}'::text[]) AS v
WHERE to_regclass(v) IS NOT NULL;

SELECT format('SET absence.policy = %L; SET absence.as_of = %L; SET ROLE %s',
	coalesce((SELECT substr(s, 16) FROM unnest(q.settings) AS s WHERE s LIKE 'absence.policy=%'), ''),
	coalesce((SELECT substr(s, 15) FROM unnest(q.settings) AS s WHERE s LIKE 'absence.as_of=%'), ''), q.as_role),
	format($sql$
		CREATE TEMP TABLE answer AS SELECT to_jsonb(t) AS answer FROM %1$s AS t;
		RESET ROLE; RESET absence.policy; RESET absence.as_of;
		SELECT %2$L || ': ' || CASE WHEN a.rows BETWEEN 1 AND %4$s THEN l.line ELSE concat_ws(' ', a.rows, a.hash) END
		FROM (SELECT count(*) AS rows, md5(string_agg(n.row::text, chr(10) ORDER BY n.row::text COLLATE "C")) AS hash,
			array_agg(n.row::text ORDER BY n.row::text COLLATE "C") AS lines
			FROM (
				SELECT (
					SELECT jsonb_object_agg(coalesce(r.was, k.key), coalesce(v.value_was, k.value))
					FROM jsonb_each(t.answer) AS k
					LEFT JOIN pg_temp.renamed AS r ON r.relation = %3$L AND r.name = k.key AND r.value IS NULL
					LEFT JOIN pg_temp.renamed AS v ON v.relation = %3$L AND v.name = k.key AND v.value = k.value
					WHERE r.name IS NULL OR r.was IS NOT NULL) AS row
				FROM pg_temp.answer AS t
			) AS n) AS a
		LEFT JOIN LATERAL unnest(a.lines) AS l (line) ON a.rows <= %4$s;
		DROP TABLE pg_temp.answer$sql$,
		q.relation, q.asked, regexp_replace(regexp_replace(q.relation, '\(.*', ''), '^(attendance\.)?(mv_|latest_)?(.*?)(_at)?$', '\3'), :lines)
FROM question AS q
ORDER BY q.place
\gexec
