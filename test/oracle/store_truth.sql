-- From facts to student-days, in plain SQL. Nothing here calls the extension or reads a
-- view of the store.

-- 40 decimals are enough: a share is rounded only once, at the end.
CREATE FUNCTION ratio(a numeric, b numeric) RETURNS numeric IMMUTABLE PARALLEL SAFE
RETURN round(a, 40) / b;

-- A share as given: at most 1, thirds from their decimals; NULL if it is not a possible
-- share.
CREATE FUNCTION given_share(portion numeric) RETURNS numeric IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN portion < 0 OR portion = 'NaN' THEN NULL
	WHEN portion > 1 THEN 1
	WHEN portion IN (0.33, 0.34) THEN ratio(1, 3)
	WHEN portion IN (0.66, 0.67) THEN ratio(2, 3)
	ELSE portion
END;

-- A key has at most 500 bytes. A longer text of a grade or a group is shown by its
-- beginning and a hash.
CREATE FUNCTION is_key(value text) RETURNS boolean IMMUTABLE PARALLEL SAFE
RETURN octet_length(value) <= 500;

CREATE FUNCTION shown_word(value text) RETURNS text IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) <= 500 THEN value ELSE substr(value, 1, 100) || '... (md5 ' || md5(value) || ')' END;

CREATE FUNCTION in_units(share numeric) RETURNS bigint IMMUTABLE PARALLEL SAFE
RETURN floor(round(least(share, 1) * unit(), 12) + 0.5)::bigint;

-- Whether a mark is an absence for folding: any mark except tardy, left_early and
-- present.
CREATE FUNCTION is_absence(mark text) RETURNS boolean IMMUTABLE PARALLEL SAFE
RETURN mark NOT IN ('tardy', 'left_early', 'present');


-- Calendars ------------------------------------------------------------------

CREATE VIEW student_calendar AS
SELECT * FROM fact_calendar WHERE calendar_type NOT IN ('Staff', 'Summer');

-- The calendars that a stay can have without naming them.
CREATE VIEW fallback_calendar AS
SELECT * FROM fact_calendar WHERE calendar_type NOT IN ('Staff', 'Summer', 'Student Specific', 'IEP');

-- An event that closes takes precedence over an event of session, and this over a
-- neutral event; an event that is not known is neutral. Of several lengths of a session
-- day the smallest is used; a length that is not possible is ignored.
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
WHERE strongest = 2 AND is_key(school_id) AND is_key(calendar_code)
  -- the days of a school year are from June to August of the following year
  AND extract(year FROM day) * 100 + extract(month FROM day) BETWEEN (school_year - 1) * 100 + 6 AND school_year * 100 + 8
WITH NO DATA;


-- Stays ----------------------------------------------------------------------

-- The enrollments that are not void. last_day is NULL if the stay is open.
CREATE VIEW real_stay AS
SELECT e.stay, e.student_id, e.school_id, e.school_year, e.entry_date, e.exit_date, shown_word(e.grade) AS grade, e.homeroom,
       e.calendar_code AS own_code,
       CASE WHEN exit_day_counts THEN exit_date ELSE exit_date - 1 END AS last_day,
       coalesce(primary_school, false) AS is_primary, CASE WHEN fte IS NULL OR fte < 0 OR fte >= 'Infinity' THEN 1 ELSE fte END AS fte
FROM fact_enrollment e, fact_store_setting s
WHERE is_key(student_id) AND is_key(school_id)
  AND (exit_date IS NULL OR exit_date >= entry_date)
  AND (exit_type IS NULL OR exit_type <> ALL (void_exit_types))
  AND (enrollment_type IS NULL OR enrollment_type <> 'Summer');

-- The stays whose calendar is known: the calendar that the enrollment names; if it
-- names none, the only one of the school; else the only one for the grade. A calendar
-- without any session day is taken as not known, because its days have not come yet.
CREATE MATERIALIZED VIEW counted_stay AS
SELECT *
FROM (
	SELECT s.*,
	       CASE WHEN own_code IS NOT NULL THEN
	              (SELECT c.calendar_code FROM student_calendar c
	               WHERE (c.school_id, c.school_year, c.calendar_code) = (s.school_id, s.school_year, s.own_code))
	            WHEN (SELECT count(*) FROM fallback_calendar c WHERE (c.school_id, c.school_year) = (s.school_id, s.school_year)) = 1 THEN
	              (SELECT c.calendar_code FROM fallback_calendar c WHERE (c.school_id, c.school_year) = (s.school_id, s.school_year))
	            ELSE
	              (SELECT min(c.calendar_code) FROM fallback_calendar c
	                  JOIN fact_calendar_grade g USING (school_id, school_year, calendar_code)
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

-- The events that can be used: on a membership day, with a possible share, and with a
-- number of periods if they have a period. weight is the share of the period in the
-- day.
CREATE MATERIALIZED VIEW usable_event AS
SELECT student_id, school_id, school_year, day, period, code, mark, place, precedence, share, ratio(1, periods) AS weight
FROM (
	SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code, m.mark, m.place, c.precedence,
	       CASE WHEN e.portion IS NOT NULL THEN given_share(e.portion)
	            WHEN e.period IS NULL AND e.missed IS NOT NULL AND e.held IS NOT NULL THEN
	              CASE WHEN e.missed >= 0 AND e.held > 0 AND e.missed < 'Infinity' AND e.held < 'Infinity'
	                  THEN CASE WHEN e.missed >= e.held THEN 1 ELSE ratio(e.missed, e.held) END END
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
		WHERE c.code = e.code AND coalesce(c.school_id, e.school_id) = e.school_id
			AND coalesce(c.school_year, e.school_year) = e.school_year
		ORDER BY (c.school_id IS NOT NULL)::integer * 2 + (c.school_year IS NOT NULL)::integer DESC
		LIMIT 1
	) c ON true
	JOIN mark m ON m.mark = coalesce(c.mark, 'unmapped')
) e
WHERE share IS NOT NULL AND periods IS NOT NULL
WITH NO DATA;

-- Within one period (or the whole day, if there is none), one event wins: the highest
-- precedence (NULL is the lowest), then the order of marks, then the code, then the
-- larger share of the same code. A winner that is absent for the whole period stands
-- alone. Beside any other winner stand the absences for a part of the period, each code
-- once. What exceeds 1 is cut from the marks that are latest in the order.
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

-- Across periods, in units: the shares of the day add. Beside events of periods,
-- absences of the whole day fill the rest of the day, without the periods that have an
-- event of their own, in the order of marks; if there is no rest, they leave no mark.
-- Any other mark of the whole day adds only its mark, with share 0.
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

-- The days on which the roll of the whole school, or of a calendar, is finished.
CREATE MATERIALIZED VIEW taken_day AS
SELECT school_id, school_year, calendar_code, day
FROM session_day d
WHERE EXISTS (SELECT FROM fact_attendance_taken t
              WHERE (t.school_id, t.day) = (d.school_id, d.day) AND coalesce(t.calendar_code, d.calendar_code) = d.calendar_code)
WITH NO DATA;

-- The reporters: each calendar with members, and each school and district with such a
-- calendar, in each year.
CREATE UNLOGGED TABLE reporter (
	reporter    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind        text,              -- calendar, school, district
	school_year integer,
	district    text COLLATE "C",
	school_id   text COLLATE "C",
	calendar_code text COLLATE "C",
	members     bigint,
	heard       date,              -- the last day that speaks
	complete_through date
);

-- The days on which a student is expected, and whether the student has a usable event
-- on them. For a school and for a district each student counts once, in however many
-- calendars.
CREATE UNLOGGED TABLE reporter_member (reporter integer, student_id text COLLATE "C", day date, has_event boolean,
	PRIMARY KEY (reporter, student_id, day));

-- The session days that are looked at.
CREATE UNLOGGED TABLE reporter_day (
	reporter integer,
	day      date,
	events   numeric,              -- students with an event, added up over calendars
	roll     boolean,              -- whether there is a roll of the whole reporter
	any_roll boolean,              -- or of a part of it
	evidence numeric,
	usual    numeric,
	speaks   boolean,
	PRIMARY KEY (reporter, day)
);

-- The lower middle value of the numbers of events, over the days that have any.
CREATE FUNCTION usual_of(reporter integer) RETURNS numeric STABLE
RETURN (SELECT events
        FROM (SELECT d.events, row_number() OVER (ORDER BY d.events) AS place, count(*) OVER () AS days
              FROM reporter_day d WHERE d.reporter = usual_of.reporter AND d.events > 0) d
        WHERE place = (days + 1) / 2);

-- Whether the chance that e events on random days of n miss k of these days is at least
-- 1 in 10,000, in whole numbers.
CREATE FUNCTION is_likely(k bigint, n bigint, e bigint) RETURNS boolean IMMUTABLE
RETURN CASE WHEN k = 0 OR e = 0 THEN true
            WHEN e > 20 * n THEN false       -- clearly less likely, and the power would be huge
            ELSE 10000 * power((n - k)::numeric, e) >= power(n::numeric, e) END;

-- Whether silence from after `heard` to `until`, among all days to `days_to`, is
-- likely: the events to `events_to` of the students who are expected on the silent days
-- could miss these days by chance.
CREATE FUNCTION is_believed(reporter integer, heard date, until date, events_to date, days_to date) RETURNS boolean STABLE
RETURN is_likely(
	(SELECT count(*) FROM reporter_day d WHERE d.reporter = is_believed.reporter AND day > heard AND day <= until),
	(SELECT count(*) FROM reporter_day d WHERE d.reporter = is_believed.reporter AND day <= days_to),
	(SELECT count(*) FROM reporter_member m
	 WHERE m.reporter = is_believed.reporter AND has_event AND day <= events_to
	   AND EXISTS (
	       SELECT FROM reporter_member l WHERE (l.reporter, l.student_id) = (m.reporter, m.student_id) AND l.day > heard AND l.day <= until
	   )));

-- Complete-through of a small reporter: its last day up to `until`, or its last day
-- that speaks if that is later. Of a large reporter: the same if the silence since is
-- likely, otherwise its last day that speaks.
CREATE FUNCTION through_if_small(reporter integer, heard date, until date) RETURNS date STABLE
RETURN greatest(heard, (SELECT max(day) FROM reporter_day d WHERE d.reporter = through_if_small.reporter AND day <= until));

CREATE FUNCTION through_if_believed(reporter integer, heard date, until date) RETURNS date STABLE
RETURN CASE WHEN is_believed(reporter, heard, until, heard, until) THEN through_if_small(reporter, heard, until) ELSE heard END;

-- Whether there are rolls on at least half of the days to the last roll.
CREATE FUNCTION keeps_rolls(reporter integer) RETURNS boolean STABLE
RETURN (SELECT count(*) FILTER (WHERE roll) > 0 AND count(*) FILTER (WHERE roll) * 2 >= count(*)
        FROM reporter_day d
        WHERE d.reporter = keeps_rolls.reporter AND day <= (SELECT max(day) FROM reporter_day r WHERE r.reporter = d.reporter AND r.roll));

CREATE UNLOGGED TABLE truth_calendar (
	school_id        text COLLATE "C",
	school_year      integer,
	calendar_code    text COLLATE "C",
	members          bigint,
	last_session_day date,         -- NULL if the calendar has no session day
	last_recorded    date,
	complete_through date,         -- NULL if nothing is complete
	days_cut         bigint,
	PRIMARY KEY (school_id, school_year, calendar_code)
);

-- The difficult situations that were met so far.
CREATE UNLOGGED TABLE met (situation text COLLATE "C" PRIMARY KEY);

CREATE PROCEDURE find_complete_through(today date) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE reporter, reporter_member, reporter_day, truth_calendar RESTART IDENTITY;

	INSERT INTO reporter (kind, school_year, district, school_id, calendar_code)
	SELECT k.kind, school_year, coalesce('of ' || lea_id, '-'), CASE WHEN k.kind <> 'district' THEN school_id END,
		CASE k.kind WHEN 'calendar' THEN calendar_code END
	FROM (SELECT DISTINCT school_year, school_id, calendar_code FROM stay_day) s
	LEFT JOIN fact_school USING (school_id)
	CROSS JOIN unnest('{calendar,school,district}'::text[]) k (kind)
	GROUP BY 1, 2, 3, 4, 5;
	INSERT INTO reporter_member
	SELECT r.reporter, s.student_id, s.day,
	       bool_or(EXISTS (
	           SELECT
	           FROM usable_event e
	           WHERE (e.student_id, e.school_id, e.school_year, e.day) = (s.student_id, s.school_id, s.school_year, s.day)
	       ))
	FROM (SELECT DISTINCT student_id, school_id, school_year, calendar_code, day FROM stay_day) s
	LEFT JOIN fact_school h USING (school_id)
	JOIN reporter r ON r.school_year = s.school_year AND r.district = coalesce('of ' || h.lea_id, '-')
	               AND coalesce(r.school_id, s.school_id) = s.school_id AND coalesce(r.calendar_code, s.calendar_code) = s.calendar_code
	GROUP BY r.reporter, s.student_id, s.day;
	ANALYZE reporter, reporter_member;
	UPDATE reporter r SET members = (SELECT count(DISTINCT student_id) FROM reporter_member m WHERE m.reporter = r.reporter);

	-- calendars: the days that are over, and today if there is a roll
	INSERT INTO reporter_day (reporter, day, events, roll, any_roll)
	SELECT r.reporter, d.day, (
		SELECT count(*) FROM reporter_member m WHERE (m.reporter, m.day) = (r.reporter, d.day) AND has_event
	), t.day IS NOT NULL, t.day IS NOT NULL
	FROM reporter r
	JOIN session_day d USING (school_year, school_id, calendar_code)
	LEFT JOIN taken_day t USING (school_year, school_id, calendar_code, day)
	WHERE r.kind = 'calendar' AND (d.day < today OR d.day = today AND t.day IS NOT NULL);
	UPDATE reporter_day d
	SET usual = u.usual
	FROM (SELECT reporter, coalesce(usual_of(reporter), 0) AS usual FROM reporter) u
	WHERE u.reporter = d.reporter;
	UPDATE reporter_day SET evidence = CASE WHEN roll THEN greatest(events, usual) ELSE events END;

	-- schools: the rolls of an only calendar are those of the school
	INSERT INTO reporter_day (reporter, day, events, roll, any_roll, evidence)
	SELECT *
	FROM (
		SELECT r.reporter, d.day, sum(d.events),
		       CASE WHEN (SELECT count(*) FROM reporter o
		                  WHERE (o.kind, o.school_year, o.school_id) = ('calendar', r.school_year, r.school_id)) = 1 THEN bool_or(d.roll)
		            ELSE EXISTS (SELECT FROM fact_attendance_taken t
		                         WHERE (t.school_id, t.day) = (r.school_id, d.day) AND t.calendar_code IS NULL) END AS roll,
		       bool_or(d.roll), sum(d.evidence)
		FROM reporter r
		JOIN reporter c ON (c.kind, c.school_year, c.school_id) = ('calendar', r.school_year, r.school_id)
		JOIN reporter_day d ON d.reporter = c.reporter
		WHERE r.kind = 'school'
		GROUP BY r.reporter, r.school_year, r.school_id, d.day
	) s
	WHERE day < today OR roll;
	UPDATE reporter_day d
	SET usual = u.usual
	FROM (SELECT reporter, coalesce(usual_of(reporter), 0) AS usual FROM reporter) u
	WHERE u.reporter = d.reporter;
	UPDATE reporter_day SET evidence = greatest(evidence, usual) WHERE roll;

	-- districts: usual is the sum over the schools in session
	INSERT INTO reporter_day (reporter, day, events, roll, any_roll, evidence, usual)
	SELECT r.reporter, d.day, sum(d.events), false, bool_or(d.any_roll), sum(d.evidence), sum(d.usual)
	FROM reporter r
	JOIN reporter s ON (s.kind, s.school_year, s.district) = ('school', r.school_year, r.district)
	JOIN reporter_day d ON d.reporter = s.reporter
	WHERE r.kind = 'district' AND d.day < today
	GROUP BY r.reporter, d.day;
	UPDATE reporter_day SET speaks = roll OR evidence >= 1 AND 4 * evidence >= usual;
	ANALYZE reporter_day;
	UPDATE reporter r SET heard = (SELECT max(day) FROM reporter_day d WHERE d.reporter = r.reporter AND speaks);

	UPDATE reporter r
	SET complete_through = CASE WHEN is_believed(reporter, heard, today - 1, heard, today - 1) THEN today - 1 ELSE heard END
	WHERE kind = 'district';

	UPDATE reporter r
	SET complete_through = CASE
		-- nothing at all, of no calendar
		WHEN NOT EXISTS (SELECT FROM reporter c JOIN reporter_day d USING (reporter)
		                 WHERE (c.kind, c.school_year, c.school_id) = ('calendar', r.school_year, r.school_id) AND (d.events > 0 OR d.roll))
			THEN NULL
		WHEN keeps_rolls(r.reporter)
			OR EXISTS (SELECT FROM fact_school h WHERE h.school_id = r.school_id AND h.reporting = 'affirmative') THEN r.heard
		WHEN r.members < 10 THEN through_if_small(r.reporter, r.heard, d.complete_through)
		ELSE through_if_believed(r.reporter, r.heard, d.complete_through) END
	FROM reporter d
	WHERE r.kind = 'school' AND (d.kind, d.school_year, d.district) = ('district', r.school_year, r.district);

	UPDATE reporter c
	SET complete_through = CASE
		WHEN (SELECT count(*) FROM reporter o
		      WHERE (o.kind, o.school_year, o.school_id) = ('calendar', c.school_year, c.school_id)) = 1 THEN s.complete_through
		WHEN NOT EXISTS (SELECT FROM reporter o JOIN reporter_day d USING (reporter)
		                 WHERE (o.kind, o.school_year, o.school_id) = ('calendar', c.school_year, c.school_id) AND (d.events > 0 OR d.roll))
			THEN NULL
		WHEN c.members < 10 THEN through_if_small(c.reporter, c.heard, s.complete_through)
		WHEN NOT EXISTS (SELECT FROM reporter_day d WHERE d.reporter = c.reporter AND (d.events > 0 OR d.roll)) THEN NULL
		WHEN keeps_rolls(c.reporter)
			OR EXISTS (SELECT FROM fact_school h WHERE h.school_id = c.school_id AND h.reporting = 'affirmative') THEN c.heard
		ELSE through_if_believed(c.reporter, c.heard, s.complete_through) END
	FROM reporter s
	WHERE c.kind = 'calendar' AND (s.kind, s.school_year, s.school_id) = ('school', c.school_year, c.school_id);

	INSERT INTO truth_calendar
	SELECT c.school_id, c.school_year, c.calendar_code, coalesce(r.members, 0),
	       (
	           SELECT max(day)
	           FROM session_day d
	           WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)
	       ),
	       (SELECT max(day) FROM reporter_day d WHERE d.reporter = r.reporter AND (d.events > 0 OR d.roll)), r.complete_through,
	       (SELECT count(*) FROM session_day d
	        WHERE r.reporter IS NOT NULL AND (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)
	          AND d.day < today AND d.day > coalesce(r.complete_through, '-infinity'))
	FROM student_calendar c
	LEFT JOIN reporter r
	       ON (r.kind, r.school_year, r.school_id, r.calendar_code) = ('calendar', c.school_year, c.school_id, c.calendar_code);
	ANALYZE truth_calendar;

	INSERT INTO met
	SELECT CASE kind WHEN 'calendar' THEN 'calendar of several' ELSE kind END || ', ' || s.situation
	FROM (
		SELECT r.*, r.members >= 10 AS large, keeps_rolls(r.reporter) AS keeps_rolls, h.reporting = 'affirmative' AS affirmative,
		       (
		           SELECT max(day) FROM reporter_day d WHERE d.reporter = r.reporter AND day <= coalesce(p.complete_through, today - 1)
		       ) AS last_day,
		       EXISTS (SELECT FROM reporter_day d WHERE d.reporter = r.reporter AND (d.events > 0 OR d.any_roll)) AS recorded
		FROM reporter r
		LEFT JOIN reporter p ON p.school_year = r.school_year
			AND CASE r.kind WHEN 'calendar' THEN (p.kind, p.school_id) = ('school', r.school_id)
			WHEN 'school' THEN (p.kind, p.district) = ('district', r.district) END
		LEFT JOIN fact_school h ON h.school_id = r.school_id
		WHERE r.kind <> 'calendar' OR (
			SELECT count(*) FROM reporter o WHERE (o.kind, o.school_year, o.school_id) = (r.kind, r.school_year, r.school_id)
		) > 1
	) r
	CROSS JOIN LATERAL (VALUES
		('silent and believed', large AND heard < last_day AND complete_through >= last_day),
		('silent and cut', large AND heard < last_day AND complete_through = heard AND NOT coalesce(keeps_rolls OR affirmative, false)),
		('small and believed', NOT large AND heard < last_day AND complete_through = last_day),
		('keeps rolls, cut', keeps_rolls AND NOT coalesce(affirmative, false) AND complete_through = heard AND heard < last_day),
		('affirmative, cut', affirmative AND complete_through = heard AND heard < last_day),
		('beyond the day of the larger', complete_through > last_day),
		('today by a roll', complete_through = today),
		('nothing', large AND NOT recorded AND complete_through IS NULL)) s (situation, holds)
	WHERE s.holds
	UNION
	SELECT reason FROM truth_silence
	ON CONFLICT DO NOTHING;
END
$$;

-- The day through which figures over several calendars count. A calendar that has ended
-- and is complete does not hold it back, nor does a calendar of which nothing was
-- recorded.
CREATE FUNCTION label_of(year integer, school text) RETURNS date STABLE
RETURN (SELECT CASE WHEN bool_or(complete_through < last_session_day)
                    THEN min(CASE WHEN complete_through < last_session_day THEN complete_through END)
                    ELSE max(complete_through) END
        FROM truth_calendar t WHERE t.school_year = year AND t.school_id = coalesce(school COLLATE "C", t.school_id));

CREATE VIEW truth_school_complete AS
SELECT school_year, school_id, label_of(school_year, school_id) AS complete_through
FROM (SELECT DISTINCT school_year, school_id FROM truth_calendar) s;

-- Unusual silence, by school. First, the days on which something came from a district:
CREATE VIEW heard_day AS
SELECT DISTINCT r.school_year, r.district, d.day
FROM reporter r JOIN reporter_day d USING (reporter)
WHERE r.kind = 'calendar' AND (d.events > 0 OR d.roll);

CREATE VIEW truth_silence AS
SELECT r.school_year, r.school_id, 'silent days' AS reason, n.first_day, n.last_day, n.days AS session_days
FROM reporter r
CROSS JOIN LATERAL (
	-- runs of days that do not speak
	SELECT min(day) AS first_day, max(day) AS last_day, count(*) AS days
	FROM (SELECT d.day, (SELECT min(x.day) FROM reporter_day x WHERE x.reporter = d.reporter AND x.speaks AND x.day > d.day) AS heard
	      FROM reporter_day d WHERE d.reporter = r.reporter AND NOT d.speaks) d
	WHERE heard IS NOT NULL
	GROUP BY heard
) n
WHERE r.kind = 'school'
  AND NOT is_believed(r.reporter, n.first_day - 1, n.last_day, r.heard, r.heard)
UNION ALL
(SELECT DISTINCT ON (school_year, school_id, until) school_year, school_id, 'no event in district', first_day, last_day, days
FROM (
	-- the days of a calendar between two days on which something came
	SELECT r.school_year, r.school_id, r.calendar_code, h.until, min(d.day) AS first_day, max(d.day) AS last_day, count(*) AS days
	FROM reporter r
	JOIN reporter_day d USING (reporter)
	JOIN (
		SELECT school_year, district, day AS until,
			lag(day, 1, date '-infinity') OVER (PARTITION BY school_year, district ORDER BY day) AS since
		FROM heard_day
	) h ON (h.school_year, h.district) = (r.school_year, r.district) AND d.day > h.since AND d.day < h.until
	WHERE r.kind = 'calendar'
	GROUP BY r.school_year, r.school_id, r.calendar_code, h.until
) n
WHERE days >= 10
ORDER BY school_year, school_id, until, days DESC, first_day, last_day)
UNION ALL
SELECT r.school_year, r.school_id, 'small school silent', min(d.day), max(d.day), count(DISTINCT d.day)
FROM reporter r
JOIN reporter c ON (c.kind, c.school_year, c.school_id) = ('calendar', r.school_year, r.school_id)
JOIN reporter_day d ON d.reporter = c.reporter
CROSS JOIN LATERAL (SELECT max(x.day) AS last FROM reporter o JOIN reporter_day x USING (reporter)
                    WHERE (o.kind, o.school_year, o.school_id) = ('calendar', r.school_year, r.school_id) AND (x.events > 0 OR x.roll)) l
WHERE r.kind = 'school' AND r.members < 10 AND d.day > l.last AND d.day <= r.complete_through
GROUP BY r.school_year, r.school_id, l.last
HAVING max(d.day) > l.last + 45;


-- Registers ------------------------------------------------------------------
-- The stays of a student at a school are merged by the same rule as schools, so the
-- subjects of truth.sql are first stays, and then registers.

CREATE UNLOGGED TABLE truth_register (
	register         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	student_id       text COLLATE "C",
	school_id        text COLLATE "C",
	school_year      integer,
	student          integer,      -- a number for each student and year
	school           integer,      -- a number for each school and year
	complete_through date,         -- '-infinity' if nothing can be counted
	grade            text COLLATE "C"
);

CREATE UNLOGGED TABLE register_day (register integer, day date, minutes integer, recorded boolean, yielded boolean,
	PRIMARY KEY (register, day));

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
	SELECT student_id, school_id, school_year, dense_rank() OVER (ORDER BY school_year, student_id),
		dense_rank() OVER (ORDER BY school_year, school_id)
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
	       -- a school that is not in table school reports by exception
	       coalesce(h.reporting <> 'affirmative', true)
	         OR EXISTS (
	             SELECT
	             FROM usable_event e
	             WHERE (e.student_id, e.school_id, e.school_year, e.day) = (s.student_id, s.school_id, s.school_year, s.day)
	         )
	         OR EXISTS (
	             SELECT
	             FROM taken_day t
	             WHERE (t.school_id, t.school_year, t.calendar_code, t.day) = (s.school_id, s.school_year, s.calendar_code, s.day)
	         ),
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

	-- The grade is that of the latest stay begun by complete-through, else that of the
	-- first stay.
	UPDATE truth_register r
	SET grade = CASE WHEN EXISTS (SELECT FROM counted_stay s
	                              WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
	                                AND s.entry_date <= r.complete_through)
	                 THEN (SELECT s.grade FROM counted_stay s
	                       WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
	                         AND s.entry_date <= r.complete_through
	                       ORDER BY s.entry_date DESC, s.exit_date DESC NULLS FIRST, s.grade DESC NULLS LAST LIMIT 1)
	                 ELSE (SELECT s.grade FROM counted_stay s
	                       WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
	                       ORDER BY s.entry_date, s.exit_date DESC NULLS FIRST, s.grade DESC NULLS LAST LIMIT 1) END;

	-- Each day that several schools have gets one owner, decided by the best stay at
	-- each school that expects the student on that day.
	UPDATE register_day d
	SET yielded = true
	FROM (
		SELECT register, day, row_number() OVER (
			PARTITION BY student, day ORDER BY is_primary DESC, fte DESC, entry_date, school_id) AS place
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

	-- The session days of the register's calendars, which are of the school year under which
	-- they were loaded; of several calendars the larger number.
	CREATE TEMP TABLE known_calendar_year AS
	SELECT r.register, r.school_year, max(c.days) AS days
	FROM truth_register r
	JOIN (SELECT DISTINCT student_id, school_id, school_year, calendar_code FROM counted_stay) s USING (student_id, school_id, school_year)
	JOIN (
		SELECT school_id, school_year, calendar_code, count(*) AS days
		FROM session_day
		GROUP BY school_id, school_year, calendar_code
	) c USING (school_id, school_year, calendar_code)
	GROUP BY r.register, r.school_year;

	-- Now each register is a subject, and the registers of a student in a year are
	-- merged.
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
-- A day and the name of a policy, NULL if the session sets none. A name can mean
-- different policies in different years, so the policies of truth.sql are those of an
-- ask and a year.

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

-- The day that counts as now at each school: the day asked for; else the last day
-- through which the school counts in any year, but not earlier than 60 days before the
-- last such day of all schools; yesterday if nothing counts.
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
CREATE INDEX ON truth_now USING hash (school_id);    -- accepts a key of any length

-- The students of each school on that day. An open stay ends with its school year.
CREATE MATERIALIZED VIEW truth_there AS
SELECT DISTINCT n.ask, s.student_id, s.school_id, s.school_year
FROM real_stay s
JOIN truth_now n USING (school_id)
WHERE n.day >= s.entry_date AND n.day <= CASE WHEN s.last_day IS NULL THEN make_date(s.school_year, 6, 30) ELSE s.last_day END
WITH NO DATA;
CREATE INDEX ON truth_there USING hash (student_id);

-- The school year of that day: of the years that have begun by the day asked for, the
-- latest of which something counts.
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

-- A student at a school, over all calendars: the first entry, the last exit (NULL if a
-- stay is open), the homeroom of the latest stay.
CREATE VIEW truth_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
       CASE WHEN count(*) = count(exit_date) THEN max(exit_date) END AS exit_date,
       (array_agg(homeroom ORDER BY entry_date DESC, exit_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom
FROM real_stay
GROUP BY student_id, school_id, school_year;

-- The subjects with a membership day that is counted.
CREATE MATERIALIZED VIEW truth_counts_day AS
SELECT q.subject, q.policy
FROM question q
WHERE EXISTS (SELECT FROM member_day d WHERE d.subject = q.subject AND d.day <= q.last_day)
WITH NO DATA;
CREATE INDEX ON truth_counts_day (subject, policy);

-- The columns that both views of students have.
CREATE MATERIALIZED VIEW truth_tally AS
SELECT v.subject, v.policy,
       v.enrolled_days, v.counted_days,
       v.absent::double precision / unit()::double precision    AS absent_days,
       v.missed::double precision / unit()::double precision    AS missed_days,
       v.excused::double precision / unit()::double precision   AS excused_days,
       v.unexcused::double precision / unit()::double precision AS unexcused_days,
       v.oss::double precision / unit()::double precision       AS oss_days,
       v.iss::double precision / unit()::double precision       AS iss_days,
       v.tardy_days, v.unmapped_days, v.unrecorded_days, v.rate AS absence_rate, v.chronic,
       CASE WHEN v.chronic THEN 'chronic' WHEN NOT v.chronic THEN 'not chronic' WHEN v.why_null = 'below_minimum' THEN 'too few days'
            WHEN v.why_null = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END AS status,
       v.band, array_position('{satisfactory,at_risk,moderate,severe}', v.band) AS band_order, v.why_null,
       k.streak, l.last_absence, h.absences_left,
       nullif(s.complete_through, '-infinity') AS complete_through,
       CASE WHEN c.subject IS NOT NULL THEN nullif(v.last_day, 'infinity') END AS as_of
FROM verdict v
JOIN subject s USING (subject)
JOIN streak k USING (subject, policy)
JOIN ahead h USING (subject, policy)
LEFT JOIN truth_counts_day c USING (subject, policy)
LEFT JOIN (
	SELECT subject, policy, max(day) AS last_absence
	FROM counted_day JOIN member_day USING (subject, day)
	WHERE recorded AND counted * 2 >= unit()
	GROUP BY subject, policy
) l USING (subject, policy)
WITH NO DATA;

-- NULL means the policy of the store.
CREATE VIEW asked_name AS
SELECT ask, coalesce(name, (SELECT policy FROM fact_store_setting)) AS policy_name FROM ask;

CREATE VIEW truth_student_absence AS
SELECT y.ask, r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
       e.homeroom, e.entry_date, e.exit_date,
       EXISTS (
           SELECT
           FROM truth_there x
           WHERE (x.ask, x.student_id, x.school_id, x.school_year) = (y.ask, r.student_id, r.school_id, r.school_year)
       ) AS enrolled_now,
       t.enrolled_days, t.counted_days, t.absent_days, t.missed_days, t.excused_days, t.unexcused_days, t.oss_days, t.iss_days,
       t.tardy_days,
       t.unmapped_days, t.unrecorded_days, t.absence_rate, t.chronic, t.status, t.band, t.band_order, t.why_null,
       d.absence_rate AS district_absence_rate, d.chronic AS district_chronic, d.band AS district_band,
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

-- The one school of a student who has several: that of the latest stay begun by the
-- complete-through of the merged register, else that of the first stay.
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
       t.enrolled_days, t.counted_days, t.absent_days, t.missed_days, t.excused_days, t.unexcused_days, t.oss_days, t.iss_days,
       t.tardy_days,
       t.unmapped_days, t.unrecorded_days, t.absence_rate, t.chronic, t.status, t.band, t.band_order, t.why_null,
       t.absence_rate AS district_absence_rate, t.chronic AS district_chronic, t.band AS district_band,
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
SELECT y.ask, k.school_year, k.school_id, h.name AS school_name, c.n AS verdict_n, c.chronic_n, c.rate AS chronic_rate,
       c.low AS chronic_rate_low, c.high AS chronic_rate_high,
       c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict AS no_verdict_n,
       k.complete_through, CASE WHEN EXISTS (SELECT FROM truth_register r JOIN truth_counts_day d ON d.subject = r.register
                                             WHERE (r.school, d.policy) = (c.school, c.policy))
                                THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, n.policy_name AS policy
FROM cohort c
JOIN ask_year y USING (policy)
JOIN asked_name n USING (ask)
JOIN (
	SELECT DISTINCT school, school_year, school_id, label_of(school_year, school_id) AS complete_through FROM truth_register
) k USING (school)
LEFT JOIN fact_school h USING (school_id);

CREATE PROCEDURE find_store_truth(today date) LANGUAGE plpgsql AS
$$
BEGIN
	CALL read_facts();
	CALL find_registers(today);
	CALL ask_store_questions();
	CALL count_truth();
	REFRESH MATERIALIZED VIEW truth_counts_day;
	ANALYZE truth_counts_day;
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
