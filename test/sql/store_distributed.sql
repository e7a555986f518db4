-- distribute_store where there is no Citus; test/citus runs it where there is one
\set VERBOSITY terse
SELECT absence.create_store('spread');
SELECT absence.distribute_store('spread');
SELECT absence.distribute_store(NULL);
SELECT absence.distribute_store('none');

-- nothing has changed
SELECT absence_internal.is_distributed('spread'), count(*) FILTER (WHERE d.ddl ~ 'here_') AS parts_that_read_copies
FROM absence_internal.store_ddl('spread') AS d;

-- What reads a distributed table reads the copy. What writes it does not, nor does the step of
-- a refresh that looks at every event.
SELECT part, absence_internal.read_here(part, ddl) AS laid
FROM (VALUES
	('view/x', 'SELECT FROM @store@.student_register AS r JOIN @store@.stay_register AS s USING (student_id) JOIN @store@.student AS u'),
	('function/x', 'DELETE FROM @store@.enrollment; INSERT INTO @store@.enrollment SELECT FROM @store@.enrollment'),
	('function/y', 'UPDATE @store@.stay_register SET alone = false FROM @store@.student_register'),
	('function/refresh_facts', 'SELECT FROM @store@.attendance_event, (SELECT FROM @store@.enrollment) AS e'),
	('function/refresh_check', 'SELECT FROM @store@.attendance_event'),
	('view/y', 'SELECT FROM @store@.student_register_of, @store@.student')) AS p (part, ddl);

-- Every distributed table has a student, and no part reads one in a way that read_here() does not see.
SELECT t AS without_student
FROM unnest(absence_internal.distributed_tables()) AS t
WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = ('spread.' || t)::regclass AND a.attname = 'student_id' AND a.attnotnull);
SELECT p.name, f.found[1] AS read_otherwise
FROM absence_internal.store_part AS p
CROSS JOIN (SELECT string_agg(t, '|') AS names FROM unnest(absence_internal.distributed_tables()) AS t) AS t
CROSS JOIN LATERAL regexp_matches(regexp_replace(p.ddl, 'ANALYZE [^;]*;', '', 'g'), format('(\S+\s+@store@[.](?:%s)\M)', t.names), 'g')
	AS f (found)
WHERE NOT starts_with(p.name, 'table/') AND f.found[1] !~ '^(FROM|JOIN|INTO|UPDATE)\s'
ORDER BY p.name, 2;

SELECT absence.drop_store('spread', 'spread');
