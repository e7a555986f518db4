-- The same questions, put to the extension: the pipeline makes registers from the facts
-- of the district, and tallies are made of them.

CREATE UNLOGGED TABLE register (subject integer PRIMARY KEY, register absence.register);
CREATE UNLOGGED TABLE asked_policy (policy integer PRIMARY KEY, definition absence.policy);
CREATE UNLOGGED TABLE answer (subject integer, policy integer, tally absence.tally, PRIMARY KEY (subject, policy));

-- A student at a school: calendar and stays make the membership, and event rows make
-- the marks.
CREATE VIEW school_membership AS
SELECT student, school, absence.rollup(absence.enroll(days, entry, exit)) AS membership
FROM stay
JOIN (
	SELECT calendar, absence.calendar_agg(day, minutes) AS days
	FROM calendar JOIN calendar_day USING (calendar) WHERE lengths > 0 GROUP BY calendar
	UNION ALL
	SELECT calendar, absence.calendar_agg(day)
	FROM calendar JOIN calendar_day USING (calendar) WHERE lengths = 0 GROUP BY calendar
) c USING (calendar)
GROUP BY student, school;

CREATE VIEW school_marks AS
SELECT student, school, absence.register_agg(day, mark::absence.mark, portion) AS marks
FROM event JOIN school USING (school) WHERE NOT in_minutes GROUP BY student, school
UNION ALL
SELECT student, school, absence.register_agg(day, mark::absence.mark, missed, held)
FROM event JOIN school USING (school) WHERE in_minutes GROUP BY student, school;

CREATE VIEW school_register AS
SELECT student, school,
       CASE WHEN affirmative     THEN absence.with_marks(owned, marks, complete_through, recorded)
            WHEN school % 2 = 0 THEN absence.with_marks(owned, marks, complete_through, NULL)
            ELSE absence.with_marks(owned, marks, complete_through) END AS register
FROM school_membership
JOIN school USING (school)
LEFT JOIN school_marks USING (student, school)
LEFT JOIN (SELECT school, absence.calendar_agg(day) AS recorded FROM recorded_day GROUP BY school) r USING (school)
LEFT JOIN (
	SELECT student, school, absence.calendar_agg(day) AS yielded FROM yielded_day GROUP BY student, school
) y USING (student, school),
     LATERAL (SELECT CASE WHEN yielded IS NULL THEN membership ELSE absence_internal.yield_days(membership, yielded) END AS owned) o;

-- The rows of a daily table: one row per portion; otherwise a row that says present, or
-- NULL if nothing was recorded.
CREATE VIEW daily_register AS
SELECT s.subject,
       CASE WHEN bool_or(in_minutes) THEN absence.register_agg(d.day, m.mark, m.missed, m.held)
                                     ELSE absence.register_agg(d.day, m.mark, e.portion::double precision) END AS register
FROM subject s
JOIN school USING (school)
JOIN member_day d USING (subject)
LEFT JOIN event e ON (e.student, e.school, e.day) = (s.student, s.school, d.day) AND e.mark IS NOT NULL,
     LATERAL (SELECT CASE WHEN e.mark IS NOT NULL THEN e.mark WHEN d.recorded THEN 'present' END::absence.mark AS mark,
                     coalesce(e.missed, 0) AS missed, coalesce(e.held, 1) AS held) m
WHERE s.kind = 'daily'
GROUP BY s.subject;

CREATE PROCEDURE ask_extension() LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE register, asked_policy, answer;

	INSERT INTO asked_policy SELECT policy, text::absence.policy FROM policy_text;

	INSERT INTO register
	SELECT subject, r.register
	FROM subject JOIN school_register r USING (student, school)
	WHERE kind = 'school';

	INSERT INTO register SELECT subject, register FROM daily_register;

	INSERT INTO register
	SELECT m.subject, absence.rollup(r.register)
	FROM subject m JOIN subject s USING (student) JOIN register r ON r.subject = s.subject
	WHERE m.kind = 'merged' AND s.kind = 'school'
	GROUP BY m.subject;

	INSERT INTO register
	SELECT s.subject,
	       CASE kind WHEN 'clip'      THEN absence.clip(register, from_day, to_day)
	                 WHEN 'as_of'     THEN absence.as_of(register, to_day)
	                 WHEN 'last_days' THEN absence.last_days(register, number)
	                 WHEN 'weekday'   THEN absence.on_weekday(register, number) END
	FROM subject s JOIN register r ON r.subject = s.source
	WHERE kind IN ('clip', 'as_of', 'last_days', 'weekday');

	-- An as-of of infinity may be given as NULL.
	INSERT INTO answer
	SELECT subject, policy, absence.tally(register, definition, CASE WHEN policy % 2 = 0 THEN nullif(as_of, 'infinity') ELSE as_of END)
	FROM question JOIN register USING (subject) JOIN asked_policy USING (policy);

	INSERT INTO answer
	SELECT subject, policy, absence.tally_agg(mark::absence.mark, portion, definition)
	FROM question JOIN daily_row USING (subject) JOIN asked_policy USING (policy)
	GROUP BY subject, policy;

	ANALYZE register, asked_policy, answer;
END
$$;
