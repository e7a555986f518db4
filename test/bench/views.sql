-- The live views, as people and tools read them: those that look at every student, the
-- rows of one student and of a school of middle size, and the first 100 rows, with which a tool
-- samples a table.
INSERT INTO bench.way (question, way, ours, answers, query)
SELECT 'live view, all rows', v, true, false, 'SELECT * FROM attendance.' || v
FROM unnest('{data_issue,watch_list}'::text[]) AS v;

SELECT (array_agg(school_id ORDER BY n, school_id))[(count(*) + 1) / 2] AS one_school
FROM (SELECT school_id, count(*) AS n FROM attendance.student_register GROUP BY school_id) AS s \gset
SELECT student_id AS one_student FROM attendance.watch_list WHERE school_id = :'one_school' ORDER BY student_id LIMIT 1 \gset
INSERT INTO bench.way (question, way, ours, answers, query)
SELECT 'live view, ' || q.what, r.relation, true, false,
	format('SELECT * FROM attendance.%I%s', r.relation, format(q.condition, :'one_student', :'one_school'))
FROM (VALUES
	(1, 'one student', 'student_id', ' WHERE student_id = %1$L'),
	(2, 'one school', 'school_id', ' WHERE school_id = %2$L'),
	(3, 'LIMIT 100', NULL, ' LIMIT 100')
) AS q (n, what, needs, condition)
CROSS JOIN absence_internal.store_relation AS r
-- those of support need rules and support in the store
WHERE r.kind = 'view' AND absence_internal.level_reads('student', r.reader) AND r.relation NOT LIKE '%support%'
	AND (q.needs IS NULL OR EXISTS (
	SELECT FROM information_schema.columns AS c
	WHERE (c.table_schema, c.table_name, c.column_name) = ('attendance', r.relation, q.needs)))
ORDER BY q.n, r.position;
