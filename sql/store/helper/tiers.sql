-- Who is enrolled now, and at which tier of support. The views on tiers and support are made
-- of these.

-- The day that lists of students now are of: the day that the session asks for, else that of
-- the last refresh. Once a new school year has begun, its students are listed, with the figures
-- of the year before until the new year counts its first day.
CREATE OR REPLACE VIEW @store@.support_now AS
SELECT greatest(n.school_year, (
		SELECT max(c.school_year) FROM @store@.calendar_complete AS c WHERE c.members > 0 AND c.first_session_day <= d.list_day)) AS school_year,
	n.school_year AS figures_year, d.list_day, n.day, n.of_school
FROM @store@.store_now AS n
CROSS JOIN LATERAL (
	SELECT coalesce(n.asked, (SELECT l.today FROM @store@.refresh_log AS l ORDER BY l.refresh_id DESC LIMIT 1), n.day)
) AS d (list_day);

-- The enrolled students, each at the responsible school: that of the stay that covers the day,
-- of several the one that owns the day.
CREATE OR REPLACE VIEW @store@.enrolled_student AS
SELECT s.school_year, s.student_id, s.school_id, s.grade, s.homeroom, s.alone, n.list_day AS day, n.figures_year
FROM @store@.stay_register AS s
JOIN @support_day@ AS n USING (school_year)
WHERE @is_listed(s, n)@ AND (s.alone OR s.ctid = (
	SELECT o.ctid
	FROM @store@.stay_register AS o
	WHERE (o.student_id, o.school_year) = (s.student_id, s.school_year) AND @is_listed(o, n)@
	ORDER BY o.primary_school DESC, o.fte DESC, o.entry_date, o.school_id, @of_alike(o)@, o.ctid
	LIMIT 1));
