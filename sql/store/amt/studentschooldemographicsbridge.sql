-- The groups in which the students are who are enrolled now, at each of their schools. Only readers
-- of level sensitive see rows.
CREATE OR REPLACE VIEW @schema@.studentschooldemographicsbridge WITH (security_barrier) AS
SELECT DISTINCT w.parent || ':' || w.label || '-' || s.student_id || '-' || s.school_id AS studentschooldemographicbridgekey,
	s.student_id || '-' || s.school_id AS studentschoolkey, w.parent || ':' || w.label AS demographickey
FROM @store@.stay_register AS s
CROSS JOIN @now@ AS n
JOIN @store@.fact_student_group AS g USING (student_id)
CROSS JOIN LATERAL @amt_group(g)@ AS w
WHERE s.school_year @year@ AND @is_now(s, n)@ AND g.kind NOT IN ('sex', 'english_learner')
	AND n.day BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity')
	AND (SELECT all_words FROM @store@.sees_sensitive) AND (@sees(s.school_id)@ OR @sees_student(s)@);

COMMENT ON COLUMN @schema@.studentschooldemographicsbridge.studentschooldemographicbridgekey IS
	'Group, student and school, the key of the row';
COMMENT ON COLUMN @schema@.studentschooldemographicsbridge.studentschoolkey IS 'Student and school, as in studentschooldim';
COMMENT ON COLUMN @schema@.studentschooldemographicsbridge.demographickey IS 'Group, as in demographicdim';
