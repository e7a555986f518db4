-- The space on disk of tables as they were made
INSERT INTO bench.size (what, bytes) VALUES
	('registers, freshly built', pg_relation_size('attendance.student_register')),
	('events', pg_relation_size('attendance.attendance_event'));
\if :peers
INSERT INTO bench.size (what, bytes) VALUES ('daily rows', pg_relation_size('bench.daily'));

-- Registers rewritten as by the refreshes of 30 days, each of which changes nearly all
-- of them, with a vacuum after each
CREATE TABLE bench.rewritten (LIKE attendance.student_register INCLUDING ALL);
INSERT INTO bench.rewritten SELECT * FROM attendance.student_register;
SELECT format('UPDATE bench.rewritten AS o SET register = n.register
		FROM (SELECT student_id, school_id, absence.as_of(register, %L) AS register FROM attendance.student_register) AS n
		WHERE (o.student_id, o.school_id) = (n.student_id, n.school_id) AND o.register OPERATOR(absence.<>) n.register', day),
	'VACUUM bench.rewritten'
FROM (SELECT day FROM bench.district_day ORDER BY day DESC OFFSET 1 LIMIT 30) AS d ORDER BY day \gexec
INSERT INTO bench.size (what, bytes) VALUES ('registers, after 30 refreshes with vacuum', pg_relation_size('bench.rewritten'));
\endif
