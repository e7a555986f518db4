-- The students who are enrolled now, at each of their schools, with the latest stay there. What the
-- groups of a student say, and the birth date, are for readers of level sensitive, and NULL for
-- others.
CREATE OR REPLACE VIEW @schema@.studentschooldim WITH (security_barrier) AS
SELECT DISTINCT ON (s.student_id, s.school_id) s.student_id || '-' || s.school_id AS studentschoolkey, s.student_id::varchar AS studentkey,
	s.school_id::varchar AS schoolkey, s.school_year::varchar AS schoolyear, u.first_name::varchar AS studentfirstname,
	''::varchar AS studentmiddlename, u.last_name::varchar AS studentlastname,
	to_char(s.entry_date::timestamp, 'YYYY-MM-DD')::varchar AS enrollmentdatekey, s.grade::varchar AS gradelevel,
	CASE WHEN v.all_words THEN coalesce(g.english_learner, 'Not applicable') END::varchar AS limitedenglishproficiency,
	CASE WHEN v.all_words THEN coalesce(g.is_hispanic, false) END AS ishispanic,
	CASE WHEN v.all_words THEN coalesce(g.sex, '') END::varchar AS sex,
	'n/a'::varchar AS internetaccessinresidence, 'n/a'::varchar AS internetaccesstypeinresidence, 'n/a'::varchar AS internetperformance,
	'n/a'::varchar AS digitaldevice, 'n/a'::varchar AS deviceaccess, NULL::timestamp AS lastmodifieddate,
	CASE WHEN v.all_words THEN u.birth_date END AS birthdate
FROM @store@.stay_register AS s
CROSS JOIN @now@ AS n
CROSS JOIN (SELECT all_words FROM @store@.sees_sensitive OFFSET '0') AS v
LEFT JOIN @store@.fact_student AS u USING (student_id)
LEFT JOIN (
	SELECT b.student_id, min(b.value) FILTER (WHERE b.kind = 'sex') AS sex,
		min(b.value) FILTER (WHERE b.kind = 'english_learner') AS english_learner,
		bool_or(b.kind = 'race_ethnicity' AND b.value = 'Hispanic or Latino') AS is_hispanic
	FROM @store@.fact_student_group AS b
	CROSS JOIN @now@ AS w
	WHERE b.kind IN ('sex', 'english_learner', 'race_ethnicity')
		AND w.day BETWEEN coalesce(b.begin_date, '-infinity') AND coalesce(b.end_date, 'infinity')
	GROUP BY b.student_id
) AS g USING (student_id)
WHERE s.school_year @year@ AND @is_now(s, n)@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
ORDER BY s.student_id, s.school_id, s.school_year DESC, s.entry_date DESC, s.grade;

COMMENT ON COLUMN @schema@.studentschooldim.studentschoolkey IS 'Student and school, the key of the row';
COMMENT ON COLUMN @schema@.studentschooldim.studentkey IS 'Id of the student';
COMMENT ON COLUMN @schema@.studentschooldim.schoolkey IS 'Id of the school';
COMMENT ON COLUMN @schema@.studentschooldim.schoolyear IS 'School year of the latest stay, the year in which it ends';
COMMENT ON COLUMN @schema@.studentschooldim.studentfirstname IS 'First name; NULL if it is not known';
COMMENT ON COLUMN @schema@.studentschooldim.studentmiddlename IS 'Always empty';
COMMENT ON COLUMN @schema@.studentschooldim.studentlastname IS 'Last name; NULL if it is not known';
COMMENT ON COLUMN @schema@.studentschooldim.enrollmentdatekey IS 'Entry date of the latest stay, as in 2026-01-15';
COMMENT ON COLUMN @schema@.studentschooldim.gradelevel IS 'Grade; NULL if it is not known';
COMMENT ON COLUMN @schema@.studentschooldim.limitedenglishproficiency IS
	'Value of group english_learner; Not applicable if there is none; NULL for readers below level sensitive';
COMMENT ON COLUMN @schema@.studentschooldim.ishispanic IS
	'Whether the student has race_ethnicity Hispanic or Latino; NULL for readers below level sensitive';
COMMENT ON COLUMN @schema@.studentschooldim.sex IS 'Value of group sex; empty if there is none; NULL for readers below level sensitive';
COMMENT ON COLUMN @schema@.studentschooldim.internetaccessinresidence IS 'Always n/a';
COMMENT ON COLUMN @schema@.studentschooldim.internetaccesstypeinresidence IS 'Always n/a';
COMMENT ON COLUMN @schema@.studentschooldim.internetperformance IS 'Always n/a';
COMMENT ON COLUMN @schema@.studentschooldim.digitaldevice IS 'Always n/a';
COMMENT ON COLUMN @schema@.studentschooldim.deviceaccess IS 'Always n/a';
COMMENT ON COLUMN @schema@.studentschooldim.lastmodifieddate IS 'Always NULL';
COMMENT ON COLUMN @schema@.studentschooldim.birthdate IS 'Date of birth; NULL if it is not known, and for readers below level sensitive';
