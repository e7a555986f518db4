-- Each student's days at each school, to complete-through, with what was reported of the day. A
-- day can be reported both present and absent. Of a closed year the events can be gone; its
-- registers still have the absences.
CREATE OR REPLACE VIEW @schema@.chrab_chronicabsenteeismattendancefact WITH (security_barrier) AS
SELECT r.student_id || '-' || r.school_id AS studentschoolkey, r.student_id::varchar AS studentkey, r.school_id::varchar AS schoolkey,
	to_char(d.day::timestamp, 'YYYYMMDD') AS datekey,
	coalesce(e.present_of_day, 0) AS reportedaspresentatschool,
	CASE WHEN r.is_closed AND e.day IS NULL AND d.mark::text IN ('unexcused', 'excused', 'oss', 'exempt', 'unverified') THEN 1
		ELSE coalesce(e.absent_of_day, 0) END AS reportedasabsentfromschool,
	coalesce(e.present_in_homeroom, 0) AS reportedaspresentathomeroom,
	coalesce(e.absent_from_homeroom, 0) AS reportedasabsentfromhomeroom,
	coalesce(CASE e.absent_from_section WHEN 0 THEN e.present_in_section END, 0) AS reportedasispresentinallsections,
	coalesce(e.absent_from_section, 0) AS reportedasabsentfromanysection
FROM (
	SELECT s.student_id, s.school_id, s.school_year, s.register, y.state = 'closed' AS is_closed
	FROM @store@.student_register AS s
	JOIN @store@.school_year_state AS y USING (school_year)
	WHERE s.school_year @year@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
) AS r
CROSS JOIN LATERAL absence.days(r.register) AS d
LEFT JOIN (
	SELECT p.student_id, p.school_id, p.school_year, p.day,
		max(CASE WHEN p.of_day AND c.mark = 'present' THEN 1 ELSE 0 END) AS present_of_day,
		max(CASE WHEN p.of_day AND c.mark <> 'present' THEN 1 ELSE 0 END) AS absent_of_day,
		max(CASE WHEN p.of_homeroom AND c.mark = 'present' THEN 1 ELSE 0 END) AS present_in_homeroom,
		max(CASE WHEN p.of_homeroom AND c.mark <> 'present' THEN 1 ELSE 0 END) AS absent_from_homeroom,
		max(CASE WHEN NOT p.of_day AND c.mark = 'present' THEN 1 ELSE 0 END) AS present_in_section,
		max(CASE WHEN NOT p.of_day AND c.mark <> 'present' THEN 1 ELSE 0 END) AS absent_from_section
	FROM @store@.fact_reported_event AS p
	JOIN @store@.code_mark AS c USING (school_id, school_year, code)
	WHERE p.school_year @year@ AND c.mark IN ('present', 'unexcused', 'excused', 'oss', 'exempt', 'unverified')
	GROUP BY p.student_id, p.school_id, p.school_year, p.day
) AS e ON (e.student_id, e.school_id, e.school_year, e.day) = (r.student_id, r.school_id, r.school_year, d.day);

COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.studentschoolkey IS
	'Student and school; with datekey, the key of the row';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.studentkey IS 'Id of the student';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.schoolkey IS 'Id of the school';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.datekey IS 'Day, as in 20260115';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedaspresentatschool IS
	'1 if an event of the day says that the student was present, else 0; 0 on an ordinary day that has no event';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedasabsentfromschool IS
	'1 if an event of the day is an absence, of the whole day or a part, else 0';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedaspresentathomeroom IS
	'1 if an event of the homeroom says that the student was present, else 0';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedasabsentfromhomeroom IS
	'1 if an event of the homeroom is an absence, else 0';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedasispresentinallsections IS
	'1 if an event of a section or period says that the student was present, and none is an absence, else 0';
COMMENT ON COLUMN @schema@.chrab_chronicabsenteeismattendancefact.reportedasabsentfromanysection IS
	'1 if an event of a section or period is an absence, else 0';
