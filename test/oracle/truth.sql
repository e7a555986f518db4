-- The rule of doc/counting.md in plain SQL over one row per student-day.
--
-- Shares are whole numbers of units, 90,090,000 per day, and everything is counted in
-- whole numbers. A figure becomes a float only at the end, by one division. Nothing
-- here calls the extension. The bodies of functions are bound when the functions are
-- created, because a materialized view is refreshed without the search_path.

CREATE FUNCTION unit() RETURNS bigint IMMUTABLE PARALLEL SAFE RETURN 90090000::bigint;

-- The share of one event row, in units (doc/counting.md, parts of a day). It is missed
-- / held if these are given; else the portion, where 0.33 and 0.34 mean a third and
-- 0.66 and 0.67 two thirds; else the default of the mark, 0 for tardy, left_early and
-- present, and 1 for the others. It is rounded half up, and a share above 1 is 1.
CREATE FUNCTION share_of(mark text, portion numeric, missed numeric, held numeric) RETURNS bigint
IMMUTABLE PARALLEL SAFE
RETURN least(unit(), CASE
	WHEN held IS NOT NULL         THEN div(2 * missed * unit() + held, 2 * held)::bigint
	WHEN portion IN (0.33, 0.34)  THEN unit() / 3
	WHEN portion IN (0.66, 0.67)  THEN unit() / 3 * 2
	WHEN portion IS NOT NULL      THEN floor(portion * unit() + 0.5)::bigint
	WHEN mark IN ('tardy', 'left_early', 'present') THEN 0
	ELSE unit()
END);

-- Whether a share of a day is at a line (>=), or above it (>). NULL if there is no
-- line.
CREATE FUNCTION at_line(share bigint, op text, percent numeric) RETURNS boolean
IMMUTABLE PARALLEL SAFE
RETURN CASE op WHEN '>=' THEN share * 100 >= percent * unit() ELSE share * 100 > percent * unit() END;

-- The part-day rule: what a day finally counts. A day with no missed time is never an
-- absence.
CREATE FUNCTION part_day_of(share bigint, p policy) RETURNS bigint
IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN share IS NULL               THEN NULL
	WHEN share = 0                   THEN 0
	WHEN p.part_day = 'proportional' THEN share
	WHEN p.part_day = 'whole'        THEN CASE WHEN share = unit() THEN unit() ELSE 0 END
	WHEN p.part_day = 'line'         THEN CASE WHEN at_line(share, p.part_day_op, p.part_day_value) THEN unit() ELSE 0 END
	WHEN p.part_day = 'steps'        THEN CASE WHEN at_line(share, p.part_day_op, p.part_day_second) THEN unit()
	                                           WHEN at_line(share, p.part_day_op, p.part_day_value) THEN unit() / 2
	                                           ELSE 0 END
END;

-- Whether the amount a of c is over a line, which is a percent of c or a number of
-- days. False if there is no line.
CREATE FUNCTION over(a numeric, c numeric, compare text, line numeric, measure text) RETURNS boolean
IMMUTABLE PARALLEL SAFE
RETURN coalesce(CASE
	WHEN measure = 'rate' AND compare = '>=' THEN a * 100 >= line * c
	WHEN measure = 'rate' AND compare = '>'  THEN a * 100 >  line * c
	WHEN measure = 'days' AND compare = '>=' THEN a >= line * unit()
	WHEN measure = 'days' AND compare = '>'  THEN a >  line * unit()
END, false);

CREATE FUNCTION band_of(a numeric, c numeric, p policy) RETURNS text
IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN over(a, c, p.compare, p.severe,  p.measure) THEN 'severe'
	WHEN over(a, c, p.compare, p.chronic, p.measure) THEN 'moderate'
	WHEN over(a, c, p.compare, p.at_risk, p.measure) THEN 'at_risk'
	ELSE 'satisfactory'
END;

-- Whether a number of days meets the minimum. NULL if that is a percent of an unknown
-- calendar.
CREATE FUNCTION enough(days bigint, calendar_days bigint, p policy) RETURNS boolean
IMMUTABLE PARALLEL SAFE
RETURN CASE p.minimum
	WHEN 'none' THEN true
	WHEN 'days' THEN CASE p.minimum_op WHEN '>=' THEN days >= p.minimum_value ELSE days > p.minimum_value END
	WHEN 'percent' THEN CASE p.minimum_op WHEN '>=' THEN days * 100 >= p.minimum_value * calendar_days
	                                      ELSE days * 100 > p.minimum_value * calendar_days END
END;

-- Whether the amount a of c is over the line of chronic; without such a line, over the
-- line of severe.
CREATE FUNCTION over_chronic(a numeric, c numeric, p policy) RETURNS boolean
IMMUTABLE PARALLEL SAFE
RETURN over(a, c, p.compare, coalesce(p.chronic, p.severe), p.measure);

-- Why there is no verdict; NULL if there is one. The minimum applies to the enrolled
-- days: if these are enough, but too few days are counted or unmapped, the reason is
-- not_recorded. a, c and u are the amounts missed, counted and unmapped, in one unit.
-- days_of_unknown_length are counted or unmapped days. A verdict must be the same if
-- all unmapped days are present and if all are absent.
CREATE FUNCTION why_null_of(has_membership boolean, enrolled_days bigint, counted_days bigint, unmapped_days bigint,
                            days_of_unknown_length bigint, calendar_days bigint, a numeric, c numeric, u numeric, p policy) RETURNS text
IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN NOT has_membership                                          THEN 'no_membership'
	WHEN counted_days + unmapped_days = 0                            THEN 'not_recorded'
	WHEN enough(enrolled_days, calendar_days, p) IS NULL             THEN 'no_calendar'
	WHEN NOT enough(enrolled_days, calendar_days, p)                 THEN 'below_minimum'
	WHEN NOT enough(counted_days + unmapped_days, calendar_days, p)  THEN 'not_recorded'
	WHEN p.basis = 'minutes' AND days_of_unknown_length > 0          THEN 'no_minutes'
	WHEN counted_days = 0                                            THEN 'unmapped'
	WHEN over_chronic(a, c + u, p) <> over_chronic(a + u, c + u, p)  THEN 'unmapped'
END;

-- The interval of Wilson at 95%.
CREATE FUNCTION wilson(k bigint, n bigint, side integer) RETURNS double precision
IMMUTABLE PARALLEL SAFE
RETURN (
	SELECT (p + z * z / (2 * m) + side * z * sqrt(p * (1 - p) / m + z * z / (4 * m * m))) / (1 + z * z / m)
	FROM (SELECT 1.959963984540054::double precision AS z, k::double precision / nullif(n, 0) AS p, nullif(n, 0)::double precision AS m) x
);


-- Student-days ---------------------------------------------------------------

-- One row per student, school and membership day.
CREATE VIEW student_day AS
SELECT m.student, m.school, m.day, m.minutes,
       -- A day at an affirmative school is recorded if the roll was taken, or if the
       -- student has a mark on it. A day at any other school is always recorded.
       NOT c.affirmative
         OR EXISTS (SELECT FROM recorded_day r WHERE (r.school, r.day) = (m.school, m.day))
         OR EXISTS (
             SELECT FROM event e WHERE (e.student, e.school, e.day) = (m.student, m.school, m.day) AND e.mark IS NOT NULL
         ) AS recorded,
       EXISTS (SELECT FROM yielded_day y WHERE (y.student, y.school, y.day) = (m.student, m.school, m.day)) AS yielded,
       c.complete_through IS NULL OR m.day > c.complete_through AS future
FROM membership_day m JOIN school c USING (school);

-- One row per student, school, day and mark. Portions of the same mark add, up to 1 for
-- each mark. Present with share 0 says only that the day was recorded.
CREATE VIEW day_portion AS
SELECT student, school, day, mark, least(unit(), sum(share))::bigint AS share
FROM (SELECT *, share_of(mark, portion, missed, held) AS share FROM event WHERE mark IS NOT NULL) e
GROUP BY student, school, day, mark
HAVING mark <> 'present' OR sum(share) > 0;


-- Subjects -------------------------------------------------------------------
-- A subject is anything that a register can stand for: a student at a school, a
-- student's schools merged, either of them filtered, or a list of rows. The rule is
-- stated once, over the days and portions of a subject.

CREATE UNLOGGED TABLE subject (
	subject          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind             text,      -- school, merged, clip, as_of, last_days, weekday, daily, row
	student          integer,
	school           integer,   -- NULL if merged
	source           integer,   -- the subject that was filtered, if any
	from_day         date,      -- the arguments of the filter
	to_day           date,
	number           integer,
	complete_through date NOT NULL    -- '-infinity' if nothing can be counted
);

-- The session days of the subject's calendar in the whole year, by school year.
CREATE UNLOGGED TABLE calendar_year (
	subject     integer,
	school_year integer,
	days        bigint,
	PRIMARY KEY (subject, school_year)
);

-- A school year is named by the year in which it ends, and begins on July 1.
CREATE FUNCTION school_year_of(day date) RETURNS integer IMMUTABLE PARALLEL SAFE
RETURN (extract(year FROM day) + CASE WHEN extract(month FROM day) >= 7 THEN 1 ELSE 0 END)::integer;

-- The session days of a calendar by school year. At most 366 days that all lie between
-- June 1 and August 31 of the following year are of that one year. If this is true of
-- two years, they are of the year that has more of them, or of the earlier year at a
-- tie. Any other calendar is cut at July 1.
CREATE FUNCTION years_of_calendar(calendar date[], OUT school_year integer, OUT days bigint) RETURNS SETOF record IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH session AS (SELECT day, school_year_of(day) AS year FROM unnest(calendar) day)
	SELECT coalesce((
			SELECT y.year
			FROM session y
			GROUP BY y.year
			HAVING (SELECT count(*) <= 366 AND bool_and(day BETWEEN make_date(y.year - 1, 6, 1) AND make_date(y.year, 8, 31)) FROM session)
			ORDER BY count(*) DESC, y.year
			LIMIT 1), year), count(*)
	FROM session
	GROUP BY 1;
END;

-- The year of a register to which a day belongs. It is the year of its date if the
-- register has that year; else, for a day in July or August, the year that has just
-- ended; else, for a day in June, the year that begins next. NULL if the register does
-- not have that year either.
CREATE FUNCTION year_of_day(day date, years integer[]) RETURNS integer IMMUTABLE PARALLEL SAFE
RETURN (
	SELECT CASE WHEN y = ANY (years) THEN y
	            WHEN month IN (7, 8) AND y - 1 = ANY (years) THEN y - 1
	            WHEN month = 6 AND y + 1 = ANY (years) THEN y + 1 END
	FROM (SELECT school_year_of(day) AS y, extract(month FROM day) AS month) d
);

CREATE UNLOGGED TABLE member_day (
	subject  integer,
	day      date,
	minutes  integer,
	recorded boolean,
	yielded  boolean,
	PRIMARY KEY (subject, day)
);

-- The sum over the years. There is no row, so the total is unknown, if a day belongs to
-- no known year.
CREATE VIEW calendar_total AS
SELECT subject, sum(days)::bigint AS calendar_days
FROM calendar_year y
GROUP BY subject
HAVING NOT EXISTS (SELECT FROM member_day d WHERE d.subject = y.subject AND year_of_day(d.day, array_agg(y.school_year)) IS NULL);

CREATE UNLOGGED TABLE portion (
	subject integer,
	day     date,
	mark    text,
	share   bigint,
	PRIMARY KEY (subject, day, mark)
);

-- The rows of the tables that the row aggregates read: each one is a student-day.
CREATE UNLOGGED TABLE daily_row (
	subject integer,
	day     date,
	mark    text,
	portion numeric
);

-- The mark of the day: the mark with the largest share, at a tie the first in the
-- order.
CREATE MATERIALIZED VIEW mark_of_day AS
SELECT DISTINCT ON (subject, day) subject, day, mark, place, share
FROM portion JOIN mark USING (mark)
ORDER BY subject, day, share DESC, place
WITH NO DATA;

-- Merging. The days of a register that are after its own complete-through and not after
-- the merged complete-through leave membership. If several registers have a day, one of
-- them wins and its whole day is taken. A day that is not yielded wins over a yielded
-- day; then the larger missed time over all marks wins; then the mark of the day that
-- is first in the order, with an unrecorded day last; then the larger share of the
-- first mark for which the portions differ; then the longer day.
CREATE VIEW merged_day AS
SELECT DISTINCT ON (d.student, d.day) d.*
FROM (
	SELECT s.student, s.subject, d.day, d.minutes, d.recorded, d.yielded,
	       coalesce(p.missed, 0) AS missed,
	       CASE WHEN d.recorded THEN coalesce(m.place, 13) ELSE 14 END AS place,
	       coalesce(p.shares, array_fill(-1::bigint, '{13}')) AS shares
	FROM (SELECT *, max(complete_through) OVER (PARTITION BY student) AS merged_through FROM subject WHERE kind = 'school') s
	JOIN member_day d ON d.subject = s.subject AND (d.day <= s.complete_through OR d.day > s.merged_through)
	LEFT JOIN mark_of_day m ON (m.subject, m.day) = (d.subject, d.day)
	LEFT JOIN (
		SELECT subject, day, least(unit(), coalesce(sum(share) FILTER (WHERE mark <> 'present'), 0)) AS missed,
		       array_agg(coalesce(share, -1) ORDER BY place) AS shares     -- -1 if there is no such portion
		FROM (SELECT DISTINCT subject, day FROM portion) d CROSS JOIN mark
		LEFT JOIN portion USING (subject, day, mark)
		GROUP BY subject, day
	) p ON (p.subject, p.day) = (d.subject, d.day)
) d
ORDER BY student, day, yielded, missed DESC, place, shares DESC, minutes DESC NULLS LAST;

-- Fills the subjects from the facts of the district.
CREATE PROCEDURE expand(seed integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE subject, calendar_year, member_day, portion, daily_row RESTART IDENTITY;

	-- A student at a school. If the stays have several calendars, the larger one in
	-- each year.
	INSERT INTO subject (kind, student, school, complete_through)
	SELECT DISTINCT 'school', s.student, s.school, coalesce(c.complete_through, '-infinity')
	FROM stay s JOIN school c USING (school)
	ORDER BY s.student, s.school;

	INSERT INTO calendar_year
	SELECT s.subject, c.school_year, max(c.days)
	FROM subject s
	JOIN stay USING (student, school)
	JOIN (
		SELECT calendar, y.* FROM (SELECT calendar, array_agg(day) AS days FROM calendar_day GROUP BY calendar) d, years_of_calendar(days) y
	) c USING (calendar)
	GROUP BY s.subject, c.school_year;

	INSERT INTO member_day
	SELECT s.subject, d.day, d.minutes, d.recorded, d.yielded
	FROM subject s JOIN student_day d USING (student, school);

	INSERT INTO portion
	SELECT s.subject, p.day, p.mark, p.share
	FROM subject s JOIN day_portion p USING (student, school)
	JOIN member_day d ON (d.subject, d.day) = (s.subject, p.day);

	ANALYZE subject, member_day, portion;
	REFRESH MATERIALIZED VIEW mark_of_day;

	-- The schools of a student, merged. Calendar days: the larger number within a year.
	INSERT INTO subject (kind, student, complete_through)
	SELECT 'merged', student, max(complete_through) FROM subject GROUP BY student ORDER BY student;

	INSERT INTO calendar_year
	SELECT m.subject, y.school_year, max(y.days)
	FROM subject m JOIN subject s USING (student) JOIN calendar_year y ON y.subject = s.subject
	WHERE m.kind = 'merged' AND s.kind = 'school'
	GROUP BY m.subject, y.school_year;

	INSERT INTO portion
	SELECT s.subject, p.day, p.mark, p.share
	FROM subject s JOIN merged_day d USING (student) JOIN portion p ON (p.subject, p.day) = (d.subject, d.day)
	WHERE s.kind = 'merged';

	INSERT INTO member_day
	SELECT s.subject, d.day, d.minutes, d.recorded, d.yielded
	FROM subject s JOIN merged_day d USING (student)
	WHERE s.kind = 'merged';

	-- Two filters of each subject. All filters except as_of keep complete-through.
	INSERT INTO subject (kind, student, school, source, from_day, to_day, number, complete_through)
	SELECT f.kind, s.student, s.school, s.subject,
	       CASE WHEN f.kind = 'clip' AND draw(4, key || 'from?') > 0 THEN drawn_day END,
	       CASE WHEN f.kind = 'clip' AND draw(4, key || 'to?') > 0 THEN drawn_day + draw(120, key || 'to') - 5
	            WHEN f.kind = 'as_of' AND draw(10, key || 'to?') > 0 THEN drawn_day END,
	       CASE f.kind WHEN 'weekday' THEN 1 + draw(7, key || 'n') WHEN 'last_days' THEN draw(40, key || 'n') END,
	       s.complete_through
	FROM subject s,
	     LATERAL (SELECT concat_ws(' ', seed, 'filter', s.subject, '') AS key) k,
	     LATERAL (
	         SELECT date '2024-06-05' + 365 * greatest(draw(2, key || 'year'), draw(2, key || 'Year'))
	             + draw(440, key || 'from') AS drawn_day
	     ) d,
	     unnest('{clip,as_of,last_days,weekday}'::text[]) WITH ORDINALITY AS f(kind, number)
	WHERE f.number IN (1 + draw(4, key), 1 + (draw(4, key) + 1 + draw(3, key || '2')) % 4)
	ORDER BY s.subject, f.number;

	-- as_of lowers complete-through (unless it is NULL) and keeps later days.
	UPDATE subject SET complete_through = least(complete_through, to_day) WHERE kind = 'as_of';

	-- The session days of the calendar stay those of the whole year. A clip keeps the
	-- years from that of its first day to that of its last day.
	INSERT INTO calendar_year
	SELECT s.subject, y.school_year, y.days
	FROM subject s JOIN calendar_year y ON y.subject = s.source
	JOIN (SELECT subject, array_agg(school_year) AS years FROM calendar_year GROUP BY subject) known ON known.subject = s.source
	WHERE s.kind <> 'clip'
	   OR ((s.from_day IS NULL OR y.school_year >= coalesce(year_of_day(s.from_day, known.years), school_year_of(s.from_day)))
	       AND (s.to_day IS NULL OR y.school_year <= coalesce(year_of_day(s.to_day, known.years), school_year_of(s.to_day))));

	INSERT INTO member_day
	SELECT s.subject, d.day, d.minutes, d.recorded, d.yielded
	FROM subject s
	JOIN (SELECT d.*, count(*) FILTER (WHERE d.day <= s.complete_through) OVER (PARTITION BY d.subject ORDER BY d.day DESC) AS from_last,
	             d.day <= s.complete_through AS complete
	      FROM member_day d JOIN subject s USING (subject)) d ON d.subject = s.source
	WHERE CASE s.kind
	        WHEN 'clip'      THEN (s.from_day IS NULL OR d.day >= s.from_day) AND (s.to_day IS NULL OR d.day <= s.to_day)
	        WHEN 'as_of'     THEN true
	        WHEN 'last_days' THEN d.complete AND d.from_last <= s.number
	        WHEN 'weekday'   THEN extract(isodow FROM d.day) = s.number
	      END;

	-- The days at a school once more as rows of a daily table, for register_agg. Each
	-- row is a membership day, the register is complete through the last of them, and
	-- it has no calendar and no lengths.
	INSERT INTO subject (kind, student, school, source, complete_through)
	SELECT 'daily', s.student, s.school, s.subject, max(d.day)
	FROM subject s JOIN member_day d ON d.subject = s.subject AND d.day <= s.complete_through
	WHERE s.kind = 'school'
	GROUP BY s.subject
	ORDER BY s.subject;

	INSERT INTO member_day
	SELECT s.subject, d.day, NULL, d.recorded, false
	FROM subject s JOIN member_day d ON d.subject = s.source AND d.day <= s.complete_through
	WHERE s.kind = 'daily';

	INSERT INTO portion
	SELECT s.subject, p.day, p.mark, p.share
	FROM subject s JOIN member_day d USING (subject) JOIN portion p ON (p.subject, p.day) = (s.source, d.day)
	WHERE s.kind IN ('clip', 'as_of', 'last_days', 'weekday', 'daily');

	-- The event rows of a student as if each were a day of its own, for tally_agg.
	INSERT INTO subject (kind, student, school, source, complete_through)
	SELECT DISTINCT 'row', s.student, s.school, s.subject, date 'infinity'
	FROM subject s JOIN school USING (school) JOIN event USING (student, school)
	WHERE s.kind = 'school' AND NOT in_minutes
	ORDER BY s.student, s.school;

	INSERT INTO daily_row
	SELECT s.subject, date '2000-01-01' + row_number() OVER (PARTITION BY s.subject ORDER BY e.day, e.row)::integer, e.mark, e.portion
	FROM subject s JOIN event e USING (student, school)
	WHERE s.kind = 'row';

	INSERT INTO member_day
	SELECT subject, day, NULL, mark IS NOT NULL, false FROM daily_row;

	INSERT INTO portion
	SELECT subject, day, mark, share
	FROM (SELECT *, share_of(mark, portion, NULL, NULL) AS share FROM daily_row WHERE mark IS NOT NULL) r
	WHERE mark <> 'present' OR share > 0;

	ANALYZE subject, calendar_year, member_day, portion, daily_row;
	REFRESH MATERIALIZED VIEW mark_of_day;
	ANALYZE mark_of_day;
END
$$;


-- Questions ------------------------------------------------------------------
-- The subjects, policies and days that are asked about: a sample of all combinations.
-- All subjects of a school (or all merged subjects) have the same as-of under a policy,
-- so that the same questions serve the cohorts.

CREATE UNLOGGED TABLE question (
	subject  integer,
	policy   integer,
	as_of    date,
	last_day date,          -- counts stop at the earlier of as-of and complete-through
	PRIMARY KEY (subject, policy)
);

CREATE PROCEDURE ask(seed integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE question;

	INSERT INTO question
	SELECT subject, policy, as_of, least(as_of, complete_through)
	FROM subject s CROSS JOIN policy p,
	     LATERAL (SELECT concat_ws(' ', seed, 'ask', school, policy % 12, '') AS key) k,
	     LATERAL (
	         SELECT CASE WHEN school >= 8 THEN date '2024-08-15' ELSE date '2025-08-15' END + draw(310, key || 'day') AS drawn_day,
	             draw(20, key || 'as_of') AS how
	     ) a,
	     LATERAL (
	         SELECT CASE WHEN policy = 1 OR kind = 'row' OR how < 5 THEN 'infinity' WHEN how = 5 THEN '-infinity'
	             ELSE drawn_day END AS as_of
	     ) b
	WHERE policy = 1
	   OR draw(CASE kind WHEN 'school' THEN 2 WHEN 'merged' THEN 5 ELSE 10 END, concat_ws(' ', seed, 'asked', subject, policy)) = 0;

	ANALYZE question;
END
$$;


-- Counting -------------------------------------------------------------------

-- The shares of a day with marks under a policy: of the marks that count, of tardy and
-- left_early the time missed, at most a whole day; of the marks outside; of unmapped.
CREATE MATERIALIZED VIEW held_share AS
SELECT q.subject, q.policy, x.day,
       least(unit(), coalesce(sum(x.share) FILTER (WHERE x.mark = ANY (p.absent) OR x.mark IN ('tardy', 'left_early')), 0))::bigint AS m,
       coalesce(sum(x.share) FILTER (WHERE x.mark = ANY (p.outside)), 0)::bigint AS o,
       coalesce(sum(x.share) FILTER (WHERE x.mark = 'unmapped'), 0)::bigint AS u
FROM question q
JOIN policy p USING (policy)
JOIN portion x ON x.subject = q.subject AND x.day <= q.last_day
GROUP BY q.subject, q.policy, x.day
WITH NO DATA;

-- Each day of a question, and how it counts.
CREATE MATERIALIZED VIEW judged_day AS
SELECT d.subject, q.policy, d.day, d.minutes, d.recorded,
       CASE
         -- With unrecorded = absent, such a day is one whole unverified day.
         WHEN NOT d.recorded AND p.unrecorded = 'not_counted' THEN 'not counted'
         WHEN NOT d.recorded THEN CASE WHEN p.unrecorded = 'absent' AND 'unverified' = ANY (p.outside) THEN 'outside' ELSE 'counted' END
         -- The day leaves membership if more than half of it is outside, as far as the
         -- marks that count leave room.
         WHEN 2 * least(h.o, unit() - h.m) > unit() THEN 'outside'
         -- Nothing of the day counts if the result could change with its unmapped part
         -- taken as absence.
         WHEN part_day_of(h.m, p) <> part_day_of(least(h.m + h.u, unit()), p) THEN 'unmapped'
         ELSE 'counted'
       END AS state
FROM question q
JOIN policy p USING (policy)
JOIN member_day d ON d.subject = q.subject AND d.day <= q.last_day
LEFT JOIN held_share h ON (h.subject, h.policy, h.day) = (q.subject, q.policy, d.day)
WITH NO DATA;

-- Each mark that counts on a counted day. missed is its share after the cap at 1, which
-- cuts the marks that are latest in the order first. counted is its share after the
-- part-day rule: under a line, steps or whole, the mark with the largest share has the
-- whole result, at a tie the first in the order.
CREATE MATERIALIZED VIEW counted_mark AS
SELECT subject, policy, day, mark, missed,
       CASE WHEN part_day = 'proportional' THEN missed
            WHEN row_number() OVER (PARTITION BY subject, policy, day ORDER BY missed DESC, place) = 1
            THEN part_day_of(sum(missed) OVER (PARTITION BY subject, policy, day)::bigint, p)
            ELSE 0 END AS counted
FROM (
	SELECT subject, policy, day, mark, place,
	       greatest(0, least(share, unit() - coalesce(sum(share) OVER before, 0)))::bigint AS missed
	FROM (
		SELECT j.subject, j.policy, j.day, p.mark, p.share
		FROM judged_day j JOIN portion p USING (subject, day)
		WHERE j.state = 'counted'
		UNION ALL
		SELECT j.subject, j.policy, j.day, 'unverified', unit()
		FROM judged_day j JOIN policy p USING (policy)
		WHERE j.state = 'counted' AND NOT j.recorded AND p.unrecorded = 'absent'
	) d
	JOIN policy USING (policy)
	JOIN mark USING (mark)
	-- The marks in absent, and the time missed of tardy and left_early.
	WHERE mark = ANY (absent) OR mark IN ('tardy', 'left_early')
	WINDOW before AS (PARTITION BY subject, policy, day ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) m
JOIN policy p USING (policy)
WITH NO DATA;

-- The same by day.
CREATE MATERIALIZED VIEW counted_day AS
SELECT subject, policy, day, sum(missed)::bigint AS missed, sum(counted)::bigint AS counted
FROM counted_mark
GROUP BY subject, policy, day
WITH NO DATA;
CREATE INDEX ON counted_day (subject, policy, day);

-- The accessors, with shares in units.
CREATE MATERIALIZED VIEW tally AS
WITH by_day AS (
	SELECT subject, policy,
	       count(*) FILTER (WHERE state <> 'outside') AS enrolled_days,
	       count(*) FILTER (WHERE NOT recorded)       AS unrecorded_days,
	       count(*) FILTER (WHERE state = 'unmapped') AS unmapped_days,
	       count(*) FILTER (WHERE state = 'counted')  AS counted_days,
	       count(*) FILTER (WHERE state = 'counted' AND minutes IS NULL) AS days_of_unknown_length,
	       count(*) FILTER (WHERE state = 'unmapped' AND minutes IS NULL) AS unmapped_of_unknown_length,
	       sum(minutes) FILTER (WHERE state = 'counted') AS counted_minutes,
	       sum(minutes) FILTER (WHERE state = 'unmapped') AS unmapped_minutes,
	       -- Whole minutes missed: the counted share of the length of the day, rounded
	       -- half up.
	       sum((2 * counted * minutes + unit()) / (2 * unit())) FILTER (WHERE state = 'counted') AS absent_minutes
	FROM judged_day LEFT JOIN counted_day USING (subject, policy, day)
	GROUP BY subject, policy
), by_mark AS (
	SELECT subject, policy,
	       sum(counted) AS absent, sum(missed) AS missed,
	       sum(counted) FILTER (WHERE mark = 'excused')    AS excused,
	       sum(counted) FILTER (WHERE mark = 'unexcused')  AS unexcused,
	       sum(counted) FILTER (WHERE mark = 'oss')        AS oss,
	       sum(counted) FILTER (WHERE mark = 'exempt')     AS exempt,
	       sum(counted) FILTER (WHERE mark = 'unverified') AS unverified,
	       sum(counted) FILTER (WHERE mark IN ('tardy', 'left_early', 'iss', 'remote', 'activity', 'homebound')) AS other
	FROM counted_mark
	GROUP BY subject, policy
), under_every_policy AS (     -- these do not depend on how the day counts
	SELECT subject, policy,
	       count(*) FILTER (WHERE mark = 'tardy') AS tardy_days,
	       sum(share) FILTER (WHERE mark = 'iss') AS iss
	FROM question JOIN portion USING (subject)
	WHERE day <= last_day
	GROUP BY subject, policy
)
SELECT subject, policy, as_of, last_day,
       EXISTS (SELECT FROM member_day d WHERE d.subject = q.subject AND d.day <= q.as_of) AS has_membership,
       coalesce(enrolled_days, 0)          AS enrolled_days,
       coalesce(unrecorded_days, 0)        AS unrecorded_days,
       coalesce(unmapped_days, 0)          AS unmapped_days,
       coalesce(counted_days, 0)           AS counted_days,
       coalesce(days_of_unknown_length, 0) AS days_of_unknown_length,
       coalesce(unmapped_of_unknown_length, 0) AS unmapped_of_unknown_length,
       coalesce(counted_minutes, 0)::bigint AS counted_minutes,
       coalesce(unmapped_minutes, 0)::bigint AS unmapped_minutes,
       coalesce(absent_minutes, 0)::bigint  AS absent_minutes,
       coalesce(absent, 0)::bigint     AS absent,
       coalesce(missed, 0)::bigint     AS missed,
       coalesce(excused, 0)::bigint    AS excused,
       coalesce(unexcused, 0)::bigint  AS unexcused,
       coalesce(oss, 0)::bigint        AS oss,
       coalesce(exempt, 0)::bigint     AS exempt,
       coalesce(unverified, 0)::bigint AS unverified,
       coalesce(other, 0)::bigint      AS other,
       coalesce(tardy_days, 0)         AS tardy_days,
       coalesce(iss, 0)::bigint        AS iss
FROM question q
LEFT JOIN by_day USING (subject, policy)
LEFT JOIN by_mark USING (subject, policy)
LEFT JOIN under_every_policy USING (subject, policy)
WITH NO DATA;


-- Verdicts -------------------------------------------------------------------

-- The two amounts whose ratio is judged, in units of days or in minutes, and what
-- follows from them.
CREATE FUNCTION rate_of(a numeric, c numeric) RETURNS double precision
IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN c > 0 THEN a::double precision / c::double precision END;

CREATE MATERIALIZED VIEW verdict AS
SELECT t.*, a, c, u, why_null, rate_of(a, c) AS rate,
       CASE WHEN why_null IS NULL THEN band_of(a, c, p) END AS band,
       -- on this side of the line, whatever the unmapped days are
       CASE WHEN why_null IS NULL THEN over_chronic(a, c + u, p) END AS chronic
FROM tally t
LEFT JOIN calendar_total USING (subject)
JOIN policy p USING (policy),
     LATERAL (SELECT CASE WHEN p.basis = 'days' THEN t.absent
                         WHEN t.days_of_unknown_length = 0 THEN t.absent_minutes END AS a,
                     CASE WHEN p.basis = 'days' THEN t.counted_days * unit()
                         WHEN t.days_of_unknown_length = 0 THEN t.counted_minutes END AS c,
                     CASE WHEN p.basis = 'days' THEN t.unmapped_days * unit()
                         WHEN t.unmapped_of_unknown_length = 0 THEN t.unmapped_minutes END AS u) v,
     LATERAL (SELECT why_null_of(t.has_membership, t.enrolled_days, t.counted_days, t.unmapped_days,
                                 t.days_of_unknown_length + t.unmapped_of_unknown_length, calendar_days, a, c, u, p) AS why_null) w
WITH NO DATA;
CREATE INDEX ON verdict (subject, policy);


-- Days -----------------------------------------------------------------------

-- One row per membership day to complete-through: the mark of the day and its share.
CREATE VIEW marked_day AS
SELECT d.subject, d.day,
       CASE WHEN recorded THEN coalesce(mark, 'present') END AS mark,
       CASE WHEN recorded THEN coalesce(share, 0) END AS share
FROM subject s
JOIN member_day d ON d.subject = s.subject AND d.day <= s.complete_through
LEFT JOIN mark_of_day m ON (m.subject, m.day) = (d.subject, d.day);

-- Streaks: runs of days that count as absent, over counted days on which something is
-- recorded. Any other day neither breaks nor lengthens a run. Under proportional, a day
-- counts as absent from half a day on. A run is the absent days with the same number of
-- breaks before them. The last run is the streak if no break comes after it.
CREATE MATERIALIZED VIEW streak AS
SELECT subject, policy,
       coalesce(max(length) FILTER (WHERE breaks = all_breaks), 0) AS streak,
       max(start) FILTER (WHERE breaks = all_breaks) AS streak_start,
       coalesce(max(length), 0) AS longest_streak
FROM question
LEFT JOIN (
	SELECT subject, policy, breaks, all_breaks, count(*) AS length, min(day) AS start
	FROM (
		SELECT subject, policy, day, away,
		       count(*) FILTER (WHERE NOT away) OVER (PARTITION BY subject, policy ORDER BY day) AS breaks,
		       count(*) FILTER (WHERE NOT away) OVER (PARTITION BY subject, policy) AS all_breaks
		FROM (SELECT subject, policy, day, coalesce(counted, 0) * 2 >= unit() AS away
		      FROM judged_day LEFT JOIN counted_day USING (subject, policy, day)
		      WHERE state = 'counted' AND recorded) d
	) d
	WHERE away
	GROUP BY subject, policy, breaks, all_breaks
) r USING (subject, policy)
GROUP BY subject, policy
WITH NO DATA;
CREATE INDEX ON streak (subject, policy);


-- Ahead ----------------------------------------------------------------------

-- The coming days of a subject after a day, the longest first: the minutes of the n
-- longest days, with n from 0.
CREATE MATERIALIZED VIEW coming AS
SELECT subject, last_day, n, days, minutes, days_of_unknown_length,
       sum(coalesce(length, 0)) OVER (PARTITION BY subject, last_day ORDER BY n) AS longest
FROM (
	SELECT subject, last_day, row_number() OVER longest_first AS n, minutes AS length,
	       count(*) OVER later AS days, sum(minutes) OVER later AS minutes,
	       count(*) FILTER (WHERE minutes IS NULL) OVER later AS days_of_unknown_length
	FROM (SELECT DISTINCT subject, last_day FROM question) q JOIN member_day d USING (subject)
	WHERE day > last_day
	WINDOW longest_first AS (PARTITION BY subject, last_day ORDER BY minutes DESC NULLS LAST, day),
	later AS (PARTITION BY subject, last_day)
	UNION ALL
	SELECT q.subject, last_day, 0, 0, count(d.day), coalesce(sum(minutes), 0), count(d.day) FILTER (WHERE minutes IS NULL)
	FROM (SELECT DISTINCT subject, last_day FROM question) q LEFT JOIN member_day d ON d.subject = q.subject AND day > last_day
	GROUP BY q.subject, last_day
) d
WITH NO DATA;

-- absences_left: the largest n such that n more whole counted absences, on the longest
-- of the coming days, still end the year not chronic, with every unmapped day taken as
-- absent. The minimum does not matter. projected: A x (C + later days) / C.
CREATE MATERIALIZED VIEW ahead AS
SELECT subject, policy,
       max(n) FILTER (WHERE coalesce(p.chronic, p.severe) IS NOT NULL
                        AND counted_days + unmapped_days + c.days > 0
                        AND CASE basis
                              WHEN 'days' THEN
                                NOT over_chronic(t.absent + (unmapped_days + n) * unit(),
                                    (counted_days + unmapped_days + c.days) * unit(), p)
                              WHEN 'minutes' THEN
                                t.days_of_unknown_length + unmapped_of_unknown_length + c.days_of_unknown_length = 0 AND
                                NOT over_chronic(absent_minutes + unmapped_minutes + longest,
                                    counted_minutes + unmapped_minutes + c.minutes, p)
                            END) AS absences_left,
       CASE WHEN min(counted_days) > 0
            THEN min(t.absent)::double precision / unit() * (min(counted_days) + min(c.days)) / min(counted_days) END AS projected
FROM tally t JOIN policy p USING (policy) JOIN coming c USING (subject, last_day)
GROUP BY subject, policy
WITH NO DATA;


-- Cohorts --------------------------------------------------------------------
-- All subjects of a school (NULL: the merged students) under a policy. The rate leaves
-- out students without a verdict.
CREATE VIEW cohort AS
SELECT school, policy, as_of, n, no_verdict, chronic_n, satisfactory_n, at_risk_n, moderate_n, severe_n,
       chronic_n::double precision / nullif(n, 0) AS rate, wilson(chronic_n, n, -1) AS low, wilson(chronic_n, n, 1) AS high
FROM (
	SELECT school, policy, as_of,
	       count(*) FILTER (WHERE why_null IS NULL)       AS n,
	       count(*) FILTER (WHERE why_null IS NOT NULL)   AS no_verdict,
	       count(*) FILTER (WHERE chronic)                AS chronic_n,
	       count(*) FILTER (WHERE band = 'satisfactory')  AS satisfactory_n,
	       count(*) FILTER (WHERE band = 'at_risk')       AS at_risk_n,
	       count(*) FILTER (WHERE band = 'moderate')      AS moderate_n,
	       count(*) FILTER (WHERE band = 'severe')        AS severe_n
	FROM verdict JOIN subject USING (subject)
	WHERE kind IN ('school', 'merged')
	GROUP BY school, policy, as_of
) c;


-- Series ---------------------------------------------------------------------
-- The same cohorts day by day, each subject to its last day. A day is a point if some
-- subject has a membership day.

-- The band of a subject as of each of its days; NULL if there is no verdict, with the
-- reason.
CREATE MATERIALIZED VIEW course AS
SELECT subject, policy, day, why_null, CASE WHEN why_null IS NULL THEN band_of(a, c, p) END AS band
FROM (
	SELECT subject, policy, day,
	       count(*) FILTER (WHERE state <> 'outside') OVER so_far AS enrolled_days,
	       count(*) FILTER (WHERE state = 'counted') OVER so_far AS counted_days,
	       count(*) FILTER (WHERE state = 'unmapped') OVER so_far AS unmapped_days,
	       count(*) FILTER (WHERE state IN ('counted', 'unmapped') AND minutes IS NULL) OVER so_far AS days_of_unknown_length,
	       coalesce(sum(minutes) FILTER (WHERE state = 'counted') OVER so_far, 0) AS counted_minutes,
	       coalesce(sum(minutes) FILTER (WHERE state = 'unmapped') OVER so_far, 0) AS unmapped_minutes,
	       coalesce(sum(counted) OVER so_far, 0) AS absent,
	       coalesce(sum((2 * counted * minutes + unit()) / (2 * unit())) FILTER (WHERE state = 'counted') OVER so_far, 0) AS absent_minutes
	FROM judged_day LEFT JOIN counted_day USING (subject, policy, day)
	JOIN subject USING (subject)
	WHERE kind IN ('school', 'merged')
	WINDOW so_far AS (PARTITION BY subject, policy ORDER BY day)
) t
LEFT JOIN calendar_total USING (subject)
JOIN policy p USING (policy),
     LATERAL (SELECT CASE p.basis WHEN 'days' THEN t.absent                  ELSE t.absent_minutes  END AS a,
                     CASE p.basis WHEN 'days' THEN t.counted_days * unit() ELSE t.counted_minutes END AS c,
                     CASE p.basis WHEN 'days' THEN t.unmapped_days * unit() ELSE t.unmapped_minutes END AS u) v,
     LATERAL (
         SELECT why_null_of(true, t.enrolled_days, t.counted_days, t.unmapped_days, t.days_of_unknown_length, calendar_days,
             a, c, u, p) AS why_null
     ) w
WITH NO DATA;
CREATE UNIQUE INDEX ON course (subject, policy, day);

CREATE VIEW point_day AS
SELECT DISTINCT school, policy, day FROM course JOIN subject USING (subject);

-- The trend: the verdict of each subject on its latest day, so that a subject whose
-- days have ended, or have a gap, keeps it.
CREATE VIEW trend AS
SELECT d.school, policy, d.day, count(band) AS n, count(*) FILTER (WHERE band IN ('moderate', 'severe')) AS k,
       count(*) FILTER (WHERE band IN ('moderate', 'severe'))::double precision / nullif(count(band), 0) AS rate
FROM point_day d
JOIN question q USING (policy)
JOIN subject s ON s.subject = q.subject AND s.kind IN ('school', 'merged') AND s.school IS NOT DISTINCT FROM d.school
LEFT JOIN LATERAL (
	SELECT band FROM course c
	WHERE (c.subject, c.policy) = (q.subject, q.policy) AND c.day <= d.day ORDER BY c.day DESC LIMIT 1
) c ON true
GROUP BY d.school, policy, d.day;

-- By day: the number of subjects that are counted, and the sum of their counted shares.
CREATE VIEW daily AS
SELECT school, policy, day, n, k, rate_of(k, n * unit()) AS rate
FROM (
	SELECT school, policy, day, count(*) FILTER (WHERE state = 'counted') AS n, coalesce(sum(counted), 0) AS k
	FROM judged_day LEFT JOIN counted_day USING (subject, policy, day)
	JOIN subject USING (subject)
	WHERE kind IN ('school', 'merged')
	GROUP BY school, policy, day
) d;


-- Row aggregates -------------------------------------------------------------

-- absence_rate, chronic_flag and absence_band over a table with the share missed in
-- each row. The part-day rule of the policy applies, its marks do not. Rows without a
-- share are ignored. By portion, and by whether the portion is at least half a day.
CREATE VIEW row_verdict AS
SELECT v.subject, v.policy, v.as_boolean,
       CASE WHEN p.basis = 'days' THEN rate_of(a, c * unit()) END AS rate,
       CASE WHEN why_null IS NULL THEN band_of(a, c * unit(), p) END AS band,
       CASE WHEN why_null IS NULL THEN band_of(a, c * unit(), p) IN ('moderate', 'severe') END AS chronic
FROM (
	SELECT q.subject, q.policy, as_boolean,
	       count(r.portion) AS c,
	       coalesce(sum(part_day_of(share, p)), 0) AS a
	FROM question q
	JOIN policy p USING (policy)
	JOIN daily_row r USING (subject),
	     (VALUES (false), (true)) b(as_boolean),
	     LATERAL (SELECT CASE WHEN r.portion IS NULL THEN NULL
	                          -- a share above 1 is an error here, so none is asked
	                          WHEN NOT as_boolean    THEN share_of(NULL, least(r.portion, 1), NULL, NULL)
	                          WHEN r.portion >= 0.5  THEN unit()
	                          ELSE 0 END AS share) s
	GROUP BY q.subject, q.policy, as_boolean
) v
JOIN policy p USING (policy),
     LATERAL (SELECT why_null_of(c > 0, c, c, 0, c, NULL, a, c * unit(), 0, p) AS why_null) w;


-- Answers the questions, in the order in which the views depend on each other.
CREATE PROCEDURE count_truth() LANGUAGE plpgsql AS
$$
BEGIN
	REFRESH MATERIALIZED VIEW held_share;
	ANALYZE held_share;
	REFRESH MATERIALIZED VIEW judged_day;
	ANALYZE judged_day;
	REFRESH MATERIALIZED VIEW counted_mark;
	REFRESH MATERIALIZED VIEW counted_day;
	ANALYZE counted_day;
	REFRESH MATERIALIZED VIEW tally;
	REFRESH MATERIALIZED VIEW verdict;
	REFRESH MATERIALIZED VIEW course;
	REFRESH MATERIALIZED VIEW streak;
	REFRESH MATERIALIZED VIEW coming;
	ANALYZE tally, verdict, course, streak, coming;
	REFRESH MATERIALIZED VIEW ahead;
	ANALYZE ahead;
END
$$;
