-- Students near the chronic line, over it, or absent on several days in a row, as one JSON
-- document. psql sets the variable store.
SELECT set_config('search_path', quote_ident(:'store'), false) \g /dev/null
SELECT coalesce(bool_and(has_table_privilege(c.oid, 'SELECT')), false) AS sees
FROM pg_class AS c
WHERE c.oid = to_regclass('watch_list') \gset
\if :sees
SELECT jsonb_build_object('sees', true, 'students',
	coalesce(jsonb_agg(w ORDER BY w.school_name, w.last_name, w.first_name, w.student_id), '[]'))
FROM (
	SELECT school_id, coalesce(school_name, school_id) AS school_name, student_id, last_name, first_name, grade, homeroom, absent_days,
		absence_rate, absences_left, max(streak) AS streak, max(since) AS since, max(as_of) AS as_of,
		bool_or(trigger = 'near chronic') AS on_the_verge, bool_or(trigger LIKE 'chronic%') AS chronic,
		bool_or(trigger LIKE 'streak%') AS in_a_row
	FROM watch_list
	GROUP BY school_id, school_name, student_id, last_name, first_name, grade, homeroom, absent_days, absence_rate, absences_left
) AS w
WHERE w.on_the_verge OR w.chronic OR w.in_a_row;
\else
SELECT jsonb_build_object('sees', false, 'students', '[]'::jsonb);
\endif
