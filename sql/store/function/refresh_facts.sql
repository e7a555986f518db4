-- The facts of a school year: what a refresh reads, all of it in one statement, so that it
-- is of one moment. A load that commits meanwhile is in all of it or in none. What comes
-- after it makes the registers without reading a fact. Only the reasons for a refusal, for a
-- changed verdict and for an unused event are looked up in the facts later.
--
-- The prints of the events and of the stays are compared with those that the last refresh
-- kept. The print of an enrollment has in it whatever else its register depends on: the
-- calendars of the school with their days, lengths and periods, the meaning of its codes, the
-- rolls of a school that reports presence, and the settings of the store. Only the events of
-- students whose prints have changed are folded. If nothing can be compared, that is every
-- student: there is no other way.
--
-- It makes these temporary tables:
--
-- refresh_calendar     each calendar with session days
-- refresh_code_found   what each code means at each school
-- refresh_found        one row: the prints, and who has changed
-- refresh_stay         the stays of the students who have changed, as in stay_register
-- refresh_account      the counts of the students who have changed, as in event_account
-- refresh_doubt        their events that are not used, as in event_in_doubt

CREATE OR REPLACE FUNCTION @store@.refresh_facts(for_year integer, everything boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	known @store@.refresh_print;
	seed bigint;
	buckets integer;
BEGIN
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register,
		taken absence.register, taken_whole absence.register, last_session_day date, reporting text,
		district text COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_code_found (school_id text COLLATE "C", code text COLLATE "C", mark text COLLATE "C",
		precedence integer, share double precision) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_found (seed bigint, events bigint[], stays bigint[], changes bit varying, differing bit varying,
		printed_at timestamptz) ON COMMIT DROP;
	-- prints cannot be compressed
	ALTER TABLE pg_temp.refresh_found ALTER COLUMN events SET STORAGE EXTERNAL, ALTER COLUMN stays SET STORAGE EXTERNAL,
		ALTER COLUMN changes SET STORAGE EXTERNAL, ALTER COLUMN differing SET STORAGE EXTERNAL;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", entry_date date, exit_date date,
		last_date date, calendar_code text COLLATE "C", grade text COLLATE "C", homeroom text COLLATE "C", primary_school boolean,
		fte numeric, alone boolean, alone_at_school boolean, has_many boolean, register absence.register,
		event_days absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_account (student_id text COLLATE "C", school_id text COLLATE "C", is_first_school boolean, stays integer,
		stays_void integer, stays_without_calendar integer, events integer, not_used integer, repeated integer,
		unmapped_codes text[] COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_doubt (student_id text COLLATE "C", school_id text COLLATE "C", day date, period text COLLATE "C",
		code text COLLATE "C", reason text COLLATE "C", has_share boolean) ON COMMIT DROP;

	-- Without prints of this version, everybody has changed. Two to four buckets for each
	-- student leave few students who share one.
	SELECT p.* INTO known FROM @store@.refresh_print AS p WHERE p.school_year = for_year AND p.version = absence_internal.print_version();
	seed := coalesce(known.seed, hashtextextended(gen_random_uuid()::text, 0));
	buckets := coalesce(cardinality(known.events), (
		SELECT (2 ^ ceil(log(2, greatest(2 * count(*), 1024)::numeric)))::integer
		FROM @store@.fact_enrollment AS e
		WHERE e.school_year = for_year));

	IF known.registers <> @store@.refresh_register_print(for_year, seed) THEN
		RAISE NOTICE 'school year %: the registers are not as the last refresh left them; every student is worked out anew', for_year;
		everything := true;
	END IF;

	WITH code_now AS MATERIALIZED (
		SELECT c.school_id, c.code, c.mark, c.precedence, c.share
		FROM @store@.code_mark AS c
		WHERE c.school_year = for_year
	), codes AS (
		INSERT INTO pg_temp.refresh_code_found (school_id, code, mark, precedence, share)
		SELECT c.school_id, c.code, c.mark, c.precedence, c.share
		FROM code_now AS c
		-- the key of refresh_code is short; a longer code is mapped too
		WHERE octet_length(c.school_id) <= 500 AND octet_length(c.code) <= 500
	), school_codes AS MATERIALIZED (
		SELECT c.school_id, absence_internal.code_map(c.code, c.mark::absence.mark, c.precedence, c.share) AS codes
		FROM code_now AS c
		GROUP BY c.school_id
	), session_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, d.day, d.minutes, d.periods
		FROM @store@.session_day AS d
		WHERE d.school_year = for_year
	), periods_now AS MATERIALIZED (
		-- the periods on which the calendars of a school agree, else those of the calendar
		SELECT d.school_id, c.calendar_code, d.day, coalesce(d.periods, c.periods) AS periods
		FROM (
			-- no join of the days with themselves: of those of a source, the planner may expect a single one
			SELECT school_id, day, @agreed(periods)@ AS periods, array_agg(calendar_code) AS calendar_codes, array_agg(periods) AS of_calendars
			FROM session_now
			GROUP BY school_id, day
		) AS d
		CROSS JOIN LATERAL unnest(d.calendar_codes, d.of_calendars) AS c (calendar_code, periods)
		WHERE coalesce(d.periods, c.periods) IS NOT NULL
	), calendar_periods AS MATERIALIZED (
		SELECT p.school_id, p.calendar_code, absence_internal.period_map(p.day, p.periods) AS periods
		FROM periods_now AS p
		GROUP BY p.school_id, p.calendar_code
	), calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence_internal.in_school_year(absence.calendar_agg(d.day, d.minutes), for_year) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE d.taken) AS taken,
			absence.calendar_agg(d.day) FILTER (WHERE d.all_calendars) AS taken_whole,
			max(d.day) AS last_session_day
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, d.minutes, t.all_calendars,
				t.all_calendars OR d.calendar_code = ANY (t.calendar_codes) AS taken
			FROM session_now AS d
			LEFT JOIN (
				SELECT school_id, day, bool_or(calendar_code IS NULL) AS all_calendars, array_agg(calendar_code) AS calendar_codes
				FROM @store@.fact_attendance_taken
				GROUP BY school_id, day
			) AS t USING (school_id, day)
		) AS d
		GROUP BY d.school_id, d.calendar_code
	), environment AS MATERIALIZED (
		-- recorded: the recorded days of a register, of a school that reports presence
		SELECT c.*, h.reporting, coalesce('LEA ' || h.lea_id, 'none') AS district, r.recorded,
			(
				SELECT absence_internal.print_agg(seed, 1, k.calendar_code, c.calendar, p.periods, m.codes, r.recorded)
				FROM (SELECT c.calendar_code) AS k
			) AS print
		FROM calendar_now AS c
		LEFT JOIN calendar_periods AS p USING (school_id, calendar_code)
		LEFT JOIN school_codes AS m USING (school_id)
		LEFT JOIN @store@.fact_school AS h USING (school_id)
		CROSS JOIN LATERAL (
			SELECT CASE h.reporting WHEN 'affirmative' THEN coalesce(c.taken, absence_internal.empty_register()) END
		) AS r (recorded)
	), calendars AS (
		INSERT INTO pg_temp.refresh_calendar (school_id, calendar_code, calendar, taken, taken_whole, last_session_day, reporting, district)
		SELECT school_id, calendar_code, calendar, taken, taken_whole, last_session_day, reporting, district
		FROM environment
	), school_print AS (
		-- the calendars of a school decide which of them a stay has
		SELECT school_id, absence_internal.print_agg(seed, 1, school_id, print) AS print
		FROM (
			SELECT school_id, print FROM environment
			UNION ALL
			SELECT c.school_id, absence_internal.print_agg(seed, 1, c.calendar_code, c.is_fallback)
			FROM @store@.student_calendar AS c
			WHERE c.school_year = for_year
			GROUP BY c.school_id
			UNION ALL
			SELECT g.school_id, absence_internal.print_agg(seed, 1, g.calendar_code, g.grade)
			FROM @store@.fact_calendar_grade AS g
			WHERE g.school_year = for_year
			GROUP BY g.school_id
		) AS p
		GROUP BY school_id
	), print_now AS MATERIALIZED (
		SELECT (
				SELECT absence_internal.print_agg(seed, buckets, e.student_id, e.school_id, e.day, e.period, e.code, e.portion, e.missed,
					e.held)
				FROM @store@.fact_attendance_event AS e
				WHERE e.school_year = for_year
			) AS events, (
				SELECT absence_internal.print_agg(seed, buckets, e.student_id, e.school_id, e.entry_date, e.exit_date, e.grade,
					e.calendar_code, e.exit_type, e.enrollment_type, e.primary_school, e.fte, e.homeroom, s.exit_day_counts,
					s.void_exit_types, p.print)
				FROM @store@.fact_enrollment AS e
				CROSS JOIN @store@.store_setting AS s
				LEFT JOIN school_print AS p ON p.school_id = e.school_id
				WHERE e.school_year = for_year
			) AS stays
	), change AS MATERIALIZED (
		SELECT coalesce(p.events, z.zeros) AS events, coalesce(p.stays, z.zeros) AS stays, c.differing,
			CASE WHEN NOT everything THEN c.differing END AS changes,
			everything OR c.differing IS NULL OR position(B'1' IN c.differing) > 0 AS any_change, clock_timestamp() AS printed_at
		FROM print_now AS p
		CROSS JOIN (SELECT array_fill(0::bigint, ARRAY[buckets])) AS z (zeros)
		CROSS JOIN LATERAL (
			SELECT absence_internal.print_changes(known.events, coalesce(p.events, z.zeros))
				| absence_internal.print_changes(known.stays, coalesce(p.stays, z.zeros))
		) AS c (differing)
	), found AS (
		INSERT INTO pg_temp.refresh_found (seed, events, stays, changes, differing, printed_at)
		SELECT seed, c.events, c.stays, c.changes, c.differing, c.printed_at
		FROM change AS c
	), stay_now AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade, s.homeroom,
			s.primary_school, s.fte, s.void, s.counts
		FROM @store@.stay AS s
		WHERE s.school_year = for_year AND (SELECT any_change FROM change)
			AND absence_internal.has_changed(s.student_id, seed, (SELECT changes FROM change))
	), student_now AS MATERIALIZED (
		SELECT student_id, min(school_id) AS first_school, count(*) FILTER (WHERE counts) > 1 AS has_several,
			count(*) FILTER (WHERE counts) > 50 AS has_many
		FROM stay_now
		GROUP BY student_id
	), several_at_school AS (
		SELECT student_id, school_id, true AS has_several
		FROM stay_now
		WHERE counts AND student_id IN (SELECT n.student_id FROM student_now AS n WHERE n.has_several)
		GROUP BY student_id, school_id
		HAVING count(*) > 1
	), stay_changed AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade, s.homeroom,
			s.primary_school, s.fte, s.student_id NOT IN (SELECT n.student_id FROM student_now AS n WHERE n.has_several) AS alone,
			n.has_several IS NULL AS alone_at_school,
			s.student_id IN (SELECT n.student_id FROM student_now AS n WHERE n.has_many) AS has_many,
			absence.enroll(c.calendar, s.entry_date, s.last_date) AS membership
		FROM stay_now AS s
		LEFT JOIN environment AS c USING (school_id, calendar_code)
		LEFT JOIN several_at_school AS n USING (student_id, school_id)
		WHERE s.counts
	), at_school AS (
		-- the days of each student at each school, and the calendar; if there are several, the
		-- periods are the least on a day of several stays
		SELECT student_id, school_id, membership, calendar_code, NULL::bytea AS periods
		FROM stay_changed
		WHERE alone
		UNION ALL
		SELECT s.student_id, s.school_id, absence.rollup(s.membership), CASE WHEN min(s.calendar_code) = max(s.calendar_code)
				THEN min(s.calendar_code) END,
			CASE WHEN min(s.calendar_code) <> max(s.calendar_code) THEN (
				SELECT absence_internal.period_map(d.day, d.periods)
				FROM (
					SELECT d.day, min(d.periods) AS periods
					FROM unnest(array_agg(s.calendar_code), array_agg(s.entry_date), array_agg(coalesce(s.last_date, 'infinity')))
						AS u (calendar_code, entry_date, last_date)
					JOIN periods_now AS d ON d.school_id = s.school_id AND d.calendar_code = u.calendar_code
						AND d.day BETWEEN u.entry_date AND u.last_date
					GROUP BY d.day
				) AS d) END
		FROM stay_changed AS s
		WHERE NOT s.alone
		GROUP BY s.student_id, s.school_id
	), folded AS MATERIALIZED (
		-- the events themselves only if some of them are not used
		SELECT e.student_id, e.school_id, absence_internal.fold_events(e.events, m.codes, p.periods) AS marks, n.counts,
			-- of a student who is not expected there on any day, all events are in doubt
			CASE WHEN a.membership IS NOT NULL AND n.counts[3] > 0 THEN absence_internal.unmapped_codes(e.events, m.codes) END AS unmapped_codes,
			CASE WHEN n.counts[2] > 0 THEN e.events END AS events, CASE WHEN n.counts[2] > 0 THEN p.periods END AS periods,
			CASE WHEN n.counts[2] > 0 THEN a.membership END AS membership
		FROM (
			SELECT e.student_id, e.school_id,
				absence_internal.event_agg(e.day, e.period, e.code, e.portion, e.missed, e.held) AS events
			FROM @store@.fact_attendance_event AS e
			WHERE e.school_year = for_year AND (SELECT any_change FROM change)
				AND absence_internal.has_changed(e.student_id, seed, (SELECT changes FROM change))
			GROUP BY e.student_id, e.school_id
		) AS e
		LEFT JOIN school_codes AS m USING (school_id)
		LEFT JOIN at_school AS a USING (student_id, school_id)
		LEFT JOIN calendar_periods AS c USING (school_id, calendar_code)
		CROSS JOIN LATERAL (SELECT coalesce(a.periods, c.periods)) AS p (periods)
		CROSS JOIN LATERAL (SELECT absence_internal.event_counts(e.events, m.codes, p.periods, a.membership) OFFSET 0) AS n (counts)
	), account AS (
		INSERT INTO pg_temp.refresh_account (student_id, school_id, is_first_school, stays, stays_void, stays_without_calendar, events,
			not_used, repeated, unmapped_codes)
		SELECT student_id, school_id, coalesce(s.is_first_school, false), coalesce(s.stays, 0), coalesce(s.stays_void, 0),
			coalesce(s.stays_without_calendar, 0), coalesce(f.counts[1], 0), coalesce(f.counts[2], 0), coalesce(f.counts[4], 0),
			f.unmapped_codes
		FROM folded AS f
		FULL JOIN (
			SELECT s.student_id, s.school_id, s.school_id = min(n.first_school) AS is_first_school, count(*) AS stays,
				count(s.void) AS stays_void, count(*) FILTER (WHERE s.counts AND s.calendar_code IS NULL) AS stays_without_calendar
			FROM stay_now AS s
			JOIN student_now AS n USING (student_id)
			GROUP BY s.student_id, s.school_id
		) AS s USING (student_id, school_id)
	), doubt AS MATERIALIZED (
		SELECT f.student_id, f.school_id, d.day, d.period, d.code, d.is_member, d.has_share
		FROM folded AS f
		CROSS JOIN LATERAL absence_internal.events_in_doubt(f.events, f.periods, f.membership) AS d
		WHERE f.events IS NOT NULL
	), doubts AS (
		INSERT INTO pg_temp.refresh_doubt (student_id, school_id, day, period, code, reason, has_share)
		SELECT d.student_id, d.school_id, d.day, d.period, d.code,
			CASE
				WHEN d.is_member THEN CASE WHEN d.has_share THEN 'periods not known' ELSE 'share out of range' END
				WHEN s.student_id IS NULL THEN 'not enrolled'
				WHEN s.stays_that_count = 0 THEN 'void stay'
				WHEN s.calendar_codes IS NULL THEN 'no calendar'
				WHEN m.in_stay OR NOT m.in_calendar THEN 'no session day'
				WHEN d.day < s.first_entry THEN 'before entry'
				WHEN d.day > s.last_date THEN 'after exit'
				ELSE 'between stays' END,
			d.has_share
		FROM doubt AS d
		LEFT JOIN (
			-- the days of the stays in each calendar, as a set
			SELECT c.student_id, c.school_id, sum(c.stays_that_count) AS stays_that_count, min(c.first_entry) AS first_entry,
				max(c.last_date) AS last_date, array_agg(c.days ORDER BY c.calendar_code) FILTER (WHERE c.calendar_code IS NOT NULL) AS days,
				array_agg(c.calendar_code ORDER BY c.calendar_code) FILTER (WHERE c.calendar_code IS NOT NULL) AS calendar_codes
			FROM (
				SELECT s.student_id, s.school_id, p.calendar_code, count(*) FILTER (WHERE s.counts) AS stays_that_count,
					min(s.entry_date) FILTER (WHERE p.calendar_code IS NOT NULL) AS first_entry,
					max(coalesce(s.last_date, 'infinity')) FILTER (WHERE p.calendar_code IS NOT NULL) AS last_date,
					-- the upper bound is the day after the last one; the last date there is has no day after it
					range_agg(CASE WHEN s.last_date < s.entry_date THEN 'empty' ELSE
						daterange(s.entry_date, nullif(s.last_date, '5874897-12-31') + 1) END) AS days
				FROM stay_now AS s
				CROSS JOIN LATERAL (SELECT CASE WHEN s.counts THEN s.calendar_code END) AS p (calendar_code)
				WHERE s.student_id IN (SELECT student_id FROM doubt)
				GROUP BY s.student_id, s.school_id, p.calendar_code
			) AS c
			GROUP BY c.student_id, c.school_id
		) AS s USING (student_id, school_id)
		LEFT JOIN (
			SELECT school_id, day, array_agg(calendar_code) AS calendar_codes
			FROM session_now
			GROUP BY school_id, day
		) AS k USING (school_id, day)
		CROSS JOIN LATERAL (
			SELECT coalesce(bool_or(t.calendar_code = ANY (k.calendar_codes)), false) AS in_calendar,
				coalesce(bool_or(d.day <@ t.days), false) AS in_stay
			FROM unnest(s.days, s.calendar_codes) AS t (days, calendar_code)
		) AS m
	)
	INSERT INTO pg_temp.refresh_stay (student_id, school_id, entry_date, exit_date, last_date, calendar_code, grade, homeroom,
		primary_school, fte, alone, alone_at_school, has_many, register, event_days)
	SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade, s.homeroom,
		s.primary_school, s.fte, s.alone, s.alone_at_school, s.has_many, absence.with_marks(s.membership, f.marks, 'infinity', c.recorded),
		absence_internal.event_days(s.membership, f.marks)
	FROM stay_changed AS s
	LEFT JOIN folded AS f USING (student_id, school_id)
	LEFT JOIN environment AS c USING (school_id, calendar_code);
	-- only the columns that are joined: registers are wide
	ANALYZE pg_temp.refresh_calendar (school_id, calendar_code), pg_temp.refresh_stay (student_id, school_id, calendar_code, alone),
		pg_temp.refresh_account (student_id, school_id);
END
$$;
REVOKE ALL ON FUNCTION @store@.refresh_facts(integer, boolean) FROM PUBLIC;
