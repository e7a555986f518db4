-- From facts to student-days, in plain SQL. Nothing here calls the extension or
-- looks at a view of the store.

-- Exact enough: 40 decimals, so that a share is rounded once, at the end.
CREATE FUNCTION ratio(a numeric, b numeric) RETURNS numeric IMMUTABLE PARALLEL SAFE
RETURN round(a, 40) / b;

-- A share as it is given: NULL where it makes no sense, at most 1; decimals for
-- thirds are thirds.
CREATE FUNCTION given_share(portion numeric) RETURNS numeric IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN portion < 0 OR portion = 'NaN' THEN NULL
	WHEN portion > 1 THEN 1
	WHEN portion IN (0.33, 0.34) THEN ratio(1, 3)
	WHEN portion IN (0.66, 0.67) THEN ratio(2, 3)
	ELSE portion
END;

CREATE FUNCTION in_units(share numeric) RETURNS bigint IMMUTABLE PARALLEL SAFE
RETURN floor(round(least(share, 1) * unit(), 12) + 0.5)::bigint;

-- Whether a mark is an absence, for folding: what is neither there nor there in
-- part.
CREATE FUNCTION is_absence(mark text) RETURNS boolean IMMUTABLE PARALLEL SAFE
RETURN mark NOT IN ('tardy', 'left_early', 'present');


-- Calendars ------------------------------------------------------------------

CREATE VIEW student_calendar AS
SELECT * FROM fact_calendar WHERE calendar_type NOT IN ('Staff', 'Summer');

-- closes beats session beats neutral; a word that is not known is neutral. Of
-- several lengths of a session day the least; one that makes no sense is none.
CREATE MATERIALIZED VIEW session_day AS
SELECT c.school_id, c.school_year, c.calendar_code, d.day,
       coalesce(d.minutes, CASE WHEN c.day_minutes BETWEEN 1 AND 1440 THEN c.day_minutes END) AS minutes,
       coalesce(d.periods, CASE WHEN c.periods > 0 THEN c.periods END) AS periods
FROM student_calendar c
JOIN (
	SELECT school_id, school_year, calendar_code, day,
	       max(CASE kind WHEN 'closes' THEN 3 WHEN 'session' THEN 2 ELSE 1 END) AS strongest,
	       min(minutes) FILTER (WHERE kind = 'session' AND minutes BETWEEN 1 AND 1440) AS minutes,
	       min(periods) FILTER (WHERE kind = 'session' AND periods > 0) AS periods
	FROM fact_calendar_day LEFT JOIN fact_calendar_event_kind USING (event)
	GROUP BY school_id, school_year, calendar_code, day
) d USING (school_id, school_year, calendar_code)
WHERE strongest = 2
  -- a school year's days lie from June to the August of the year after
  AND extract(year FROM day) * 100 + extract(month FROM day) BETWEEN (school_year - 1) * 100 + 6 AND school_year * 100 + 8
WITH NO DATA;


-- Stays ----------------------------------------------------------------------

-- Of the enrollments those that are not void. last_day: NULL is open.
CREATE VIEW real_stay AS
SELECT e.stay, e.student_id, e.school_id, e.school_year, e.entry_date, e.exit_date, e.grade, e.homeroom, e.calendar_code AS own_code,
       CASE WHEN exit_day_counts THEN exit_date ELSE exit_date - 1 END AS last_day,
       coalesce(primary_school, false) AS is_primary, coalesce(fte, 1) AS fte
FROM fact_enrollment e, fact_store_setting s
WHERE (exit_date IS NULL OR exit_date >= entry_date)
  AND (exit_type IS NULL OR exit_type <> ALL (void_exit_types))
  AND (enrollment_type IS NULL OR enrollment_type <> 'Summer');

-- Those whose calendar is known: the enrollment's own if it names one; else the
-- only one of the school; else the only one for the grade. A calendar without any
-- session day is one that has not come yet: as if it were not known.
CREATE MATERIALIZED VIEW counted_stay AS
SELECT *
FROM (
	SELECT s.*,
	       CASE WHEN own_code IS NOT NULL THEN
	              (SELECT c.calendar_code FROM student_calendar c
	               WHERE (c.school_id, c.school_year, c.calendar_code) = (s.school_id, s.school_year, s.own_code))
	            WHEN (SELECT count(*) FROM student_calendar c WHERE (c.school_id, c.school_year) = (s.school_id, s.school_year)) = 1 THEN
	              (SELECT c.calendar_code FROM student_calendar c WHERE (c.school_id, c.school_year) = (s.school_id, s.school_year))
	            ELSE
	              (SELECT min(c.calendar_code) FROM student_calendar c JOIN fact_calendar_grade g USING (school_id, school_year, calendar_code)
	               WHERE (c.school_id, c.school_year, g.grade) = (s.school_id, s.school_year, s.grade)
	               HAVING count(*) = 1)
	       END AS calendar_code
	FROM real_stay s
) s
WHERE EXISTS (SELECT FROM session_day d WHERE (d.school_id, d.school_year, d.calendar_code) = (s.school_id, s.school_year, s.calendar_code))
WITH NO DATA;

CREATE MATERIALIZED VIEW stay_day AS
SELECT s.stay, s.student_id, s.school_id, s.school_year, s.calendar_code, d.day, d.minutes, d.periods
FROM counted_stay s
JOIN session_day d USING (school_id, school_year, calendar_code)
WHERE d.day >= s.entry_date AND (s.last_day IS NULL OR d.day <= s.last_day)
WITH NO DATA;

CREATE MATERIALIZED VIEW expected_day AS
SELECT student_id, school_id, school_year, day, min(periods) AS periods
FROM stay_day
GROUP BY student_id, school_id, school_year, day
WITH NO DATA;


-- Marks ----------------------------------------------------------------------

-- Events on days of membership that can be used: with a share that makes sense,
-- and if of a period, with a number of periods. weight: of the period in the day.
CREATE MATERIALIZED VIEW usable_event AS
SELECT student_id, school_id, school_year, day, period, code, mark, place, precedence, share, ratio(1, periods) AS weight
FROM (
	SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code, m.mark, m.place, c.precedence,
	       CASE WHEN e.portion IS NOT NULL THEN given_share(e.portion)
	            WHEN e.period IS NULL AND e.missed IS NOT NULL AND e.held IS NOT NULL THEN
	              CASE WHEN e.missed >= 0 AND e.held > 0 AND 'NaN' NOT IN (e.missed, e.held) THEN least(1, ratio(e.missed, e.held)) END
	            WHEN c.portion IS NOT NULL THEN given_share(c.portion)
	            WHEN is_absence(m.mark) THEN 1
	            ELSE 0 END AS share,
	       CASE WHEN e.period IS NULL THEN 1
	            WHEN e.held IS NULL THEN d.periods
	            WHEN e.held > 0 AND e.held <> 'NaN' THEN e.held END AS periods
	FROM fact_attendance_event e
	JOIN expected_day d USING (student_id, school_id, school_year, day)
	LEFT JOIN LATERAL (
		SELECT c.mark, c.portion, c.precedence
		FROM fact_attendance_code c
		WHERE c.code = e.code AND coalesce(c.school_id, e.school_id) = e.school_id AND coalesce(c.school_year, e.school_year) = e.school_year
		ORDER BY (c.school_id IS NOT NULL)::integer * 2 + (c.school_year IS NOT NULL)::integer DESC
		LIMIT 1
	) c ON true
	JOIN mark m ON m.mark = coalesce(c.mark, 'unmapped')
) e
WHERE share IS NOT NULL AND periods IS NOT NULL
WITH NO DATA;

-- Within one period (none: the whole day). The winner: the highest precedence
-- (none is the lowest), the order, the code; of one code the larger share. A
-- winner absent for all of it stands alone; else what was missed in part stands
-- beside it, a code once; what is over 1 is cut from the marks latest in the order.
CREATE MATERIALIZED VIEW period_portion AS
SELECT student_id, school_id, school_year, day, period, weight, mark, place,
       greatest(0, least(share, 1 - coalesce(sum(share) OVER (PARTITION BY student_id, school_id, school_year, day, period ORDER BY place
                                                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS share
FROM (
	SELECT student_id, school_id, school_year, day, period, min(weight) AS weight, mark, place, sum(share) AS share
	FROM (
		SELECT student_id, school_id, school_year, day, period, min(weight) AS weight, mark, place, code, max(share) AS share
		FROM (
			SELECT student_id, school_id, school_year, day, period, code, mark, place, share, row_number() OVER winners AS number,
			       -- a period has one weight, whatever its events say
			       min(weight) OVER (PARTITION BY student_id, school_id, school_year, day, period) AS weight,
			       first_value(is_absence(mark) AND share = 1) OVER winners AS whole
			FROM usable_event e
			WINDOW winners AS (PARTITION BY student_id, school_id, school_year, day, period
			                   ORDER BY precedence DESC NULLS LAST, place, code, share DESC)
		) e
		WHERE number = 1 OR NOT whole AND share > 0 AND share < 1 AND mark <> 'present'
		GROUP BY student_id, school_id, school_year, day, period, mark, place, code
	) of_code
	GROUP BY student_id, school_id, school_year, day, period, mark, place
) of_mark
WITH NO DATA;

-- Across periods, in units: shares of the day add. Beside events of periods, absences
-- of the whole day fill what is left of it, less the periods that have an event
-- of their own, the first in the order first: with nothing left, no mark. Any
-- other mark of the whole day adds only itself.
CREATE MATERIALIZED VIEW folded_portion AS
WITH beside AS (
	SELECT p.*, w.taken
	FROM period_portion p
	LEFT JOIN (
		SELECT student_id, school_id, school_year, day, sum(weight) AS taken
		FROM (SELECT student_id, school_id, school_year, day, period, min(weight) AS weight
		      FROM period_portion WHERE period IS NOT NULL
		      GROUP BY student_id, school_id, school_year, day, period) p
		GROUP BY student_id, school_id, school_year, day
	) w USING (student_id, school_id, school_year, day)
)
SELECT student_id, school_id, school_year, day, mark, place, in_units(sum(share)) AS share
FROM (
	SELECT student_id, school_id, school_year, day, mark, place, share * weight AS share
	FROM beside WHERE period IS NOT NULL
	UNION ALL
	SELECT student_id, school_id, school_year, day, mark, place, share
	FROM beside WHERE taken IS NULL
	UNION ALL
	SELECT student_id, school_id, school_year, day, mark, place, 0
	FROM beside WHERE taken IS NOT NULL AND period IS NULL AND NOT is_absence(mark)
	UNION ALL
	SELECT student_id, school_id, school_year, day, mark, place, least(share, rest)
	FROM (
		SELECT b.*, 1 - taken - coalesce(sum(share) OVER (PARTITION BY student_id, school_id, school_year, day ORDER BY place
		                                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS rest
		FROM beside b WHERE taken IS NOT NULL AND period IS NULL AND is_absence(mark)
	) f
	WHERE round(rest, 20) > 0
) p
GROUP BY student_id, school_id, school_year, day, mark, place
WITH NO DATA;


-- Complete through -----------------------------------------------------------

-- The roll of the whole school, or of a calendar, is finished.
CREATE MATERIALIZED VIEW taken_day AS
SELECT school_id, school_year, calendar_code, day
FROM session_day d
WHERE EXISTS (SELECT FROM fact_attendance_taken t
              WHERE (t.school_id, t.day) = (d.school_id, d.day) AND coalesce(t.calendar_code, d.calendar_code) = d.calendar_code)
WITH NO DATA;

CREATE UNLOGGED TABLE truth_calendar (
	school_id        text COLLATE "C",
	school_year      integer,
	calendar_code    text COLLATE "C",
	last_session_day date,         -- NULL: the calendar has no session day
	last_recorded    date,
	complete_through date,         -- NULL: none
	stopped_early    boolean,
	PRIMARY KEY (school_id, school_year, calendar_code)
);

CREATE PROCEDURE find_complete_through(today date) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE truth_calendar;

	INSERT INTO truth_calendar
	SELECT school_id, school_year, calendar_code, last_session_day, last_recorded,
	       CASE WHEN last_session_day < today AND after <= 5 THEN last_session_day ELSE last_recorded END,
	       coalesce(last_session_day < today AND after > 5, false)
	FROM (
		SELECT c.*, r.last_recorded,
		       (SELECT max(day) FROM session_day d WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)) AS last_session_day,
		       (SELECT count(*) FROM session_day d WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)
		                                            AND d.day > r.last_recorded) AS after
		FROM (SELECT school_id, school_year, calendar_code FROM student_calendar) c
		LEFT JOIN (
			SELECT school_id, school_year, calendar_code, max(day) AS last_recorded
			FROM (
				-- today only by the roll
				SELECT school_id, school_year, calendar_code, day FROM taken_day WHERE day <= today
				UNION ALL
				SELECT s.school_id, s.school_year, s.calendar_code, s.day
				FROM stay_day s JOIN usable_event e USING (student_id, school_id, school_year, day)
				WHERE s.day < today
			) d
			GROUP BY school_id, school_year, calendar_code
		) r USING (school_id, school_year, calendar_code)
	) c;

	-- without a recorded day there is none
	UPDATE truth_calendar SET complete_through = NULL, stopped_early = false WHERE last_recorded IS NULL;
	ANALYZE truth_calendar;
END
$$;

-- Through which day each school counts in a year.
CREATE VIEW truth_school_complete AS
SELECT school_year, school_id, min(complete_through) AS complete_through
FROM truth_calendar
GROUP BY school_year, school_id;


-- Registers ------------------------------------------------------------------
-- A student's stays at a school are merged by the rule by which schools are, so
-- the subjects of truth.sql stand first for stays, then for registers.

CREATE UNLOGGED TABLE truth_register (
	register         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	student_id       text COLLATE "C",
	school_id        text COLLATE "C",
	school_year      integer,
	student          integer,      -- number of student and year
	school           integer,      -- number of school and year
	complete_through date,         -- '-infinity': none
	grade            text COLLATE "C"
);

CREATE UNLOGGED TABLE register_day (register integer, day date, minutes integer, recorded boolean, yielded boolean, PRIMARY KEY (register, day));

CREATE PROCEDURE find_registers(today date) LANGUAGE plpgsql AS
$$
BEGIN
	REFRESH MATERIALIZED VIEW session_day;
	REFRESH MATERIALIZED VIEW counted_stay;
	ANALYZE session_day, counted_stay;
	REFRESH MATERIALIZED VIEW stay_day;
	ANALYZE stay_day;
	REFRESH MATERIALIZED VIEW expected_day;
	ANALYZE expected_day;
	REFRESH MATERIALIZED VIEW usable_event;
	ANALYZE usable_event;
	REFRESH MATERIALIZED VIEW period_portion;
	ANALYZE period_portion;
	REFRESH MATERIALIZED VIEW folded_portion;
	REFRESH MATERIALIZED VIEW taken_day;
	ANALYZE folded_portion, taken_day;
	CALL find_complete_through(today);

	TRUNCATE truth_register RESTART IDENTITY;
	TRUNCATE register_day;
	INSERT INTO truth_register (student_id, school_id, school_year, student, school)
	SELECT student_id, school_id, school_year, dense_rank() OVER (ORDER BY school_year, student_id), dense_rank() OVER (ORDER BY school_year, school_id)
	FROM (SELECT DISTINCT student_id, school_id, school_year FROM counted_stay) s
	ORDER BY 3, 2, 1;

	-- Each stay by itself
	TRUNCATE subject, calendar_year, member_day, portion, daily_row RESTART IDENTITY;
	INSERT INTO subject (subject, kind, student, school, complete_through) OVERRIDING SYSTEM VALUE
	SELECT s.stay, 'school', r.register, s.stay, coalesce(c.complete_through, '-infinity')
	FROM counted_stay s
	JOIN truth_register r USING (student_id, school_id, school_year)
	JOIN truth_calendar c USING (school_id, school_year, calendar_code);

	INSERT INTO member_day
	SELECT s.stay, s.day, s.minutes,
	       -- a school that is not known reports by exception
	       coalesce(h.reporting <> 'affirmative', true)
	         OR EXISTS (SELECT FROM usable_event e WHERE (e.student_id, e.school_id, e.school_year, e.day) = (s.student_id, s.school_id, s.school_year, s.day))
	         OR EXISTS (SELECT FROM taken_day t WHERE (t.school_id, t.school_year, t.calendar_code, t.day) = (s.school_id, s.school_year, s.calendar_code, s.day)),
	       false
	FROM stay_day s LEFT JOIN fact_school h USING (school_id);

	INSERT INTO portion
	SELECT s.stay, s.day, p.mark, p.share
	FROM stay_day s JOIN folded_portion p USING (student_id, school_id, school_year, day)
	WHERE p.mark <> 'present' OR p.share > 0;
	ANALYZE subject, member_day, portion;
	REFRESH MATERIALIZED VIEW mark_of_day;
	ANALYZE mark_of_day;

	INSERT INTO register_day
	SELECT student, day, minutes, recorded, false FROM merged_day;
	UPDATE truth_register SET complete_through = (SELECT max(s.complete_through) FROM subject s WHERE s.student = register);
	ANALYZE register_day, truth_register;

	-- Grade: of the latest stay begun by complete-through, else of the first.
	UPDATE truth_register r
	SET grade = CASE WHEN EXISTS (SELECT FROM counted_stay s WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year) AND s.entry_date <= r.complete_through)
	                 THEN (SELECT s.grade FROM counted_stay s WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year) AND s.entry_date <= r.complete_through
	                       ORDER BY s.entry_date DESC, s.exit_date DESC NULLS FIRST, s.grade DESC NULLS LAST LIMIT 1)
	                 ELSE (SELECT s.grade FROM counted_stay s WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
	                       ORDER BY s.entry_date, s.exit_date DESC NULLS FIRST, s.grade DESC NULLS LAST LIMIT 1) END;

	-- One owner for each day that several schools hold: by the best of the stays
	-- there that expect the student that day.
	UPDATE register_day d
	SET yielded = true
	FROM (
		SELECT register, day, row_number() OVER (PARTITION BY student, day ORDER BY is_primary DESC, fte DESC, entry_date, school_id) AS place
		FROM (
			SELECT DISTINCT ON (r.register, d.day) r.register, r.student, r.school_id, d.day, s.is_primary, s.fte, s.entry_date
			FROM truth_register r
			JOIN register_day d USING (register)
			JOIN counted_stay s USING (student_id, school_id, school_year)
			JOIN stay_day e ON (e.stay, e.day) = (s.stay, d.day)
			WHERE r.student IN (SELECT student FROM truth_register GROUP BY student HAVING count(*) > 1)
			ORDER BY r.register, d.day, s.is_primary DESC, s.fte DESC, s.entry_date
		) c
	) o
	WHERE (o.register, o.day) = (d.register, d.day) AND o.place > 1;

	-- The session days of each register's calendars by year; of several calendars the
	-- larger.
	CREATE TEMP TABLE known_calendar_year AS
	SELECT r.register, c.year AS school_year, max(c.days) AS days
	FROM truth_register r
	JOIN (SELECT DISTINCT student_id, school_id, school_year, calendar_code FROM counted_stay) s USING (student_id, school_id, school_year)
	JOIN (
		SELECT d.school_id, d.school_year, d.calendar_code, y.school_year AS year, y.days
		FROM (SELECT school_id, school_year, calendar_code, array_agg(day) AS days FROM session_day GROUP BY school_id, school_year, calendar_code) d,
		     years_of_calendar(d.days) y
	) c USING (school_id, school_year, calendar_code)
	GROUP BY r.register, c.year;

	-- Now each register is a subject, and a student's registers of a year merged
	TRUNCATE subject, calendar_year, member_day RESTART IDENTITY;
	CREATE TEMP TABLE register_portion AS
	SELECT r.register, d.day, p.mark, p.share
	FROM truth_register r JOIN register_day d USING (register) JOIN folded_portion p USING (student_id, school_id, school_year, day)
	WHERE p.mark <> 'present' OR p.share > 0;
	TRUNCATE portion;

	INSERT INTO subject (kind, student, school, complete_through)
	SELECT 'school', student, school, complete_through FROM truth_register ORDER BY register;
	INSERT INTO calendar_year SELECT register, school_year, days FROM known_calendar_year;
	INSERT INTO member_day SELECT register, day, minutes, recorded, yielded FROM register_day;
	INSERT INTO portion SELECT * FROM register_portion;
	DROP TABLE known_calendar_year, register_portion;
	ANALYZE subject, member_day, portion;
	REFRESH MATERIALIZED VIEW mark_of_day;
	ANALYZE mark_of_day;

	INSERT INTO subject (kind, student, complete_through)
	SELECT 'merged', student, max(complete_through) FROM subject GROUP BY student ORDER BY student;
	INSERT INTO calendar_year
	SELECT m.subject, y.school_year, max(y.days)
	FROM subject m JOIN subject s USING (student) JOIN calendar_year y ON y.subject = s.subject
	WHERE m.kind = 'merged' AND s.kind = 'school'
	GROUP BY m.subject, y.school_year;
	INSERT INTO portion
	SELECT m.subject, p.day, p.mark, p.share
	FROM subject m JOIN merged_day d USING (student) JOIN portion p ON (p.subject, p.day) = (d.subject, d.day)
	WHERE m.kind = 'merged';
	INSERT INTO member_day
	SELECT m.subject, d.day, d.minutes, d.recorded, d.yielded
	FROM subject m JOIN merged_day d USING (student)
	WHERE m.kind = 'merged';
	ANALYZE subject, calendar_year, member_day, portion;
	REFRESH MATERIALIZED VIEW mark_of_day;
	ANALYZE mark_of_day;
END
$$;


-- What is asked --------------------------------------------------------------
-- A day and a policy by name, NULL where the session sets none. A name can mean
-- another policy in another year, so the policies of truth.sql are those of an ask
-- and a year.

CREATE UNLOGGED TABLE ask (ask integer PRIMARY KEY, name text COLLATE "C", as_of date);

CREATE UNLOGGED TABLE ask_year (ask integer, school_year integer, policy integer, PRIMARY KEY (ask, school_year));

CREATE PROCEDURE ask_store_questions() LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE question;
	INSERT INTO question
	SELECT s.subject, y.policy, coalesce(a.as_of, 'infinity'), least(coalesce(a.as_of, 'infinity'), s.complete_through)
	FROM subject s
	JOIN (SELECT DISTINCT student, school_year FROM truth_register) r USING (student)
	JOIN ask_year y USING (school_year)
	JOIN ask a USING (ask);
	ANALYZE question;
END
$$;


-- Now ------------------------------------------------------------------------

CREATE UNLOGGED TABLE clock (today date);

-- The day on which who is at a school is there now: the day asked for. Else the last
-- that the school counts through in any year, but none that lies more than 60 days
-- before the last that any school counts through; yesterday if none counts.
CREATE MATERIALIZED VIEW truth_now AS
SELECT a.ask, s.school_id,
       CASE WHEN a.as_of <> 'infinity' THEN a.as_of
            WHEN d.last IS NULL THEN today - 1
            WHEN h.last >= d.last - 60 THEN h.last
            ELSE d.last - 60 END AS day
FROM ask a
CROSS JOIN clock
CROSS JOIN (SELECT DISTINCT school_id FROM fact_enrollment) s
CROSS JOIN (SELECT max(complete_through) AS last FROM truth_school_complete) d
LEFT JOIN (SELECT school_id, max(complete_through) AS last FROM truth_school_complete GROUP BY school_id) h USING (school_id)
WITH NO DATA;
CREATE INDEX ON truth_now (ask, school_id);

-- Where a student is then: a stay that is open ends with its school year.
CREATE MATERIALIZED VIEW truth_there AS
SELECT DISTINCT n.ask, s.student_id, s.school_id, s.school_year
FROM real_stay s
JOIN truth_now n USING (school_id)
WHERE n.day >= s.entry_date AND n.day <= CASE WHEN s.last_day IS NULL THEN make_date(s.school_year, 6, 30) ELSE s.last_day END
WITH NO DATA;
CREATE INDEX ON truth_there (ask, student_id, school_year);

-- The school year of that day: the latest of which something counts, of those begun
-- by the day asked for.
CREATE VIEW truth_current_year AS
SELECT a.ask, max(b.school_year) AS school_year
FROM ask a
JOIN (
	SELECT school_year, min(day) AS begun
	FROM truth_calendar JOIN session_day USING (school_id, school_year, calendar_code)
	WHERE complete_through IS NOT NULL
	GROUP BY school_year
) b ON a.as_of IS NULL OR a.as_of >= b.begun
GROUP BY a.ask;


-- The rows of the store's views ----------------------------------------------

-- A student at a school, whatever his calendar: first entry, last exit (NULL if
-- one is open), homeroom of the latest.
CREATE VIEW truth_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
       CASE WHEN count(*) = count(exit_date) THEN max(exit_date) END AS exit_date,
       (array_agg(homeroom ORDER BY entry_date DESC, exit_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom
FROM real_stay
GROUP BY student_id, school_id, school_year;

-- What the two views of students have in common.
CREATE MATERIALIZED VIEW truth_tally AS
SELECT v.subject, v.policy,
       v.enrolled_days, v.counted_days,
       v.absent::double precision / unit()::double precision    AS absent_days,
       v.missed::double precision / unit()::double precision    AS missed_days,
       v.excused::double precision / unit()::double precision   AS excused_days,
       v.unexcused::double precision / unit()::double precision AS unexcused_days,
       v.oss::double precision / unit()::double precision       AS oss_days,
       v.iss::double precision / unit()::double precision       AS iss_days,
       v.tardy_days, v.unmapped_days, v.unrecorded_days, v.rate, v.chronic,
       CASE WHEN v.chronic THEN 'chronic' WHEN NOT v.chronic THEN 'not chronic' WHEN v.why_null = 'below_minimum' THEN 'too few days'
            WHEN v.why_null = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END AS status,
       v.band, array_position('{satisfactory,at_risk,moderate,severe}', v.band) AS band_order, v.why_null,
       k.streak, l.last_absence, h.absences_left,
       nullif(s.complete_through, '-infinity') AS complete_through,
       CASE WHEN s.complete_through = '-infinity' THEN nullif(v.as_of, 'infinity') ELSE nullif(v.last_day, 'infinity') END AS as_of
FROM verdict v
JOIN subject s USING (subject)
JOIN streak k USING (subject, policy)
JOIN ahead h USING (subject, policy)
LEFT JOIN (
	SELECT subject, policy, max(day) AS last_absence
	FROM counted_day JOIN member_day USING (subject, day)
	WHERE recorded AND counted * 2 >= unit()
	GROUP BY subject, policy
) l USING (subject, policy)
WITH NO DATA;

-- NULL: of the store
CREATE VIEW asked_name AS
SELECT ask, coalesce(name, (SELECT policy FROM fact_store_setting)) AS policy_name FROM ask;

CREATE VIEW truth_student_absence AS
SELECT y.ask, r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
       e.homeroom, e.entry_date, e.exit_date,
       EXISTS (SELECT FROM truth_there x WHERE (x.ask, x.student_id, x.school_id, x.school_year) = (y.ask, r.student_id, r.school_id, r.school_year)) AS enrolled_now,
       t.enrolled_days, t.counted_days, t.absent_days, t.missed_days, t.excused_days, t.unexcused_days, t.oss_days, t.iss_days, t.tardy_days,
       t.unmapped_days, t.unrecorded_days, t.rate, t.chronic, t.status, t.band, t.band_order, t.why_null,
       d.rate AS district_rate, d.chronic AS district_chronic, d.band AS district_band,
       t.streak, t.last_absence, t.absences_left, t.complete_through, t.as_of, n.policy_name AS policy
FROM ask_year y
JOIN asked_name n USING (ask)
JOIN truth_register r USING (school_year)
JOIN truth_tally t ON (t.subject, t.policy) = (r.register, y.policy)
JOIN subject m ON m.kind = 'merged' AND m.student = r.student
JOIN truth_tally d ON (d.subject, d.policy) = (m.subject, y.policy)
LEFT JOIN fact_school h ON h.school_id = r.school_id
LEFT JOIN fact_student u ON u.student_id = r.student_id
LEFT JOIN truth_stay e ON (e.student_id, e.school_id, e.school_year) = (r.student_id, r.school_id, r.school_year);

-- Where a student of several schools is at home: the latest stay begun by the day
-- through which the merged register is complete, else the first.
CREATE VIEW truth_home AS
SELECT DISTINCT ON (m.subject) m.subject, m.student, r.register, s.grade, s.homeroom
FROM subject m
JOIN truth_register r USING (student)
JOIN counted_stay s USING (student_id, school_id, school_year)
WHERE m.kind = 'merged'
ORDER BY m.subject, s.entry_date <= m.complete_through DESC,
         CASE WHEN s.entry_date <= m.complete_through THEN -(s.entry_date - date '2000-01-01') ELSE s.entry_date - date '2000-01-01' END,
         s.exit_date DESC NULLS FIRST, s.grade DESC NULLS LAST, s.homeroom DESC NULLS LAST, r.school_id;

CREATE VIEW truth_district_student_absence AS
SELECT y.ask, r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, m.grade,
       m.homeroom, e.entry_date, e.exit_date,
       EXISTS (SELECT FROM truth_there x WHERE (x.ask, x.student_id, x.school_year) = (y.ask, r.student_id, r.school_year)) AS enrolled_now,
       t.enrolled_days, t.counted_days, t.absent_days, t.missed_days, t.excused_days, t.unexcused_days, t.oss_days, t.iss_days, t.tardy_days,
       t.unmapped_days, t.unrecorded_days, t.rate, t.chronic, t.status, t.band, t.band_order, t.why_null,
       t.rate AS district_rate, t.chronic AS district_chronic, t.band AS district_band,
       t.streak, t.last_absence, t.absences_left, t.complete_through, t.as_of, n.policy_name AS policy
FROM ask_year y
JOIN asked_name n USING (ask)
JOIN truth_register r USING (school_year)
JOIN truth_home m USING (register)
JOIN truth_tally t ON (t.subject, t.policy) = (m.subject, y.policy)
LEFT JOIN fact_school h ON h.school_id = r.school_id
LEFT JOIN fact_student u ON u.student_id = r.student_id
LEFT JOIN truth_stay e ON (e.student_id, e.school_id, e.school_year) = (r.student_id, r.school_id, r.school_year);

CREATE VIEW truth_school_absence AS
SELECT y.ask, k.school_year, k.school_id, h.name AS school_name, c.n, c.chronic_n, c.rate, c.low, c.high,
       c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict AS no_verdict_n,
       k.complete_through, nullif(least(c.as_of, k.complete_through), 'infinity') AS as_of, n.policy_name AS policy
FROM cohort c
JOIN ask_year y USING (policy)
JOIN asked_name n USING (ask)
JOIN (
	SELECT r.school, r.school_year, r.school_id, min(c.complete_through) AS complete_through
	FROM (SELECT DISTINCT school, school_year, school_id FROM truth_register) r
	LEFT JOIN truth_calendar c USING (school_year, school_id)
	GROUP BY r.school, r.school_year, r.school_id
) k USING (school)
LEFT JOIN fact_school h USING (school_id);

CREATE PROCEDURE find_store_truth(today date) LANGUAGE plpgsql AS
$$
BEGIN
	CALL read_facts();
	CALL find_registers(today);
	CALL ask_store_questions();
	CALL count_truth();
	REFRESH MATERIALIZED VIEW truth_tally;
	TRUNCATE clock;
	INSERT INTO clock VALUES (today);
	REFRESH MATERIALIZED VIEW truth_now;
	REFRESH MATERIALIZED VIEW truth_there;
	ANALYZE truth_tally, truth_now, truth_there;
	CALL find_reports();
	CALL find_trends();
END
$$;
