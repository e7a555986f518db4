-- The true figures beside the answers of the store, row by row. `difference` has the
-- figures that differ, and `comparison` counts them.

-- The answer, or the expected figure if the two agree to the twelfth digit.
CREATE FUNCTION about(expected double precision, answered double precision) RETURNS double precision
IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN abs(answered - expected) <= 1e-12 THEN expected ELSE answered END;

CREATE FUNCTION as_days(units numeric) RETURNS double precision
IMMUTABLE PARALLEL SAFE
RETURN units::double precision / unit()::double precision;

DO $$
DECLARE
	v text;
BEGIN
	FOR v IN SELECT relation FROM absence_internal.store_relation WHERE has_at LOOP
		EXECUTE format('CREATE UNLOGGED TABLE answer_%1$s AS SELECT 0 AS ask, * FROM oracle_store.%1$s LIMIT 0', v);
	END LOOP;
END
$$;

CREATE PROCEDURE ask_store() LANGUAGE plpgsql AS
$$
DECLARE
	a ask;
	v text;
BEGIN
	TRUNCATE answer_near_the_line, answer_student_group_of;
	FOR v IN SELECT relation FROM absence_internal.store_relation WHERE has_at LOOP
		EXECUTE format('TRUNCATE answer_%s', v);
	END LOOP;
	FOR a IN SELECT * FROM ask ORDER BY ask LOOP
		PERFORM set_config('absence.as_of', coalesce(a.as_of::text, ''), false), set_config('absence.policy', coalesce(a.name, ''), false);
		FOR v IN SELECT relation FROM absence_internal.store_relation WHERE has_at LOOP
			EXECUTE format('INSERT INTO answer_%1$s SELECT %2$s, * FROM oracle_store.%1$s', v, a.ask);
		END LOOP;
		INSERT INTO answer_near_the_line SELECT a.ask, * FROM absence.near_the_line('oracle_store', 2);
		INSERT INTO answer_student_group_of SELECT a.ask, * FROM oracle_store.student_group_of;
	END LOOP;
	PERFORM set_config('absence.as_of', '', false), set_config('absence.policy', '', false);
	FOR v IN SELECT relation FROM absence_internal.store_relation WHERE has_at LOOP
		EXECUTE format('ANALYZE answer_%s', v);
	END LOOP;
	ANALYZE answer_near_the_line, answer_student_group_of;
END
$$;

-- Whether a share is not possible.
CREATE FUNCTION unusable_share(period text, portion numeric, missed numeric, held numeric) RETURNS boolean IMMUTABLE
RETURN CASE WHEN portion IS NOT NULL THEN given_share(portion) IS NULL
            WHEN period IS NULL AND missed IS NOT NULL AND held IS NOT NULL
              THEN missed < 0 OR held <= 0 OR missed >= 'Infinity' OR held >= 'Infinity'
            ELSE false END;

-- A true row beside the row of the store; NULL if there is none.
CREATE VIEW row_pair_of_store AS
SELECT 'student_absence' AS what, ask, concat_ws(' ', school_year, school_id, student_id) AS key, to_jsonb(t) AS expected,
	to_jsonb(a) AS answered
FROM truth_student_absence t FULL JOIN answer_student_absence a USING (ask, school_year, school_id, student_id)
UNION ALL
SELECT 'district_student_absence', ask, concat_ws(' ', school_year, student_id), to_jsonb(t), to_jsonb(a)
FROM truth_district_student_absence t FULL JOIN answer_district_student_absence a USING (ask, school_year, student_id)
UNION ALL
SELECT 'school_absence', ask, concat_ws(' ', school_year, school_id), to_jsonb(t),
       -- the limits of Wilson may differ in the twelfth digit
       to_jsonb(a) || jsonb_build_object('chronic_rate_low', about(t.chronic_rate_low, a.chronic_rate_low),
		'chronic_rate_high', about(t.chronic_rate_high, a.chronic_rate_high))
FROM truth_school_absence t FULL JOIN answer_school_absence a USING (ask, school_year, school_id)
UNION ALL
SELECT 'grade', NULL, concat_ws(' ', school_year, school_id, student_id),
       CASE WHEN t.register IS NOT NULL THEN jsonb_build_object('grade', t.grade) END,
       CASE WHEN a.register IS NOT NULL THEN jsonb_build_object('grade', a.grade) END
FROM truth_register t FULL JOIN oracle_store.student_register a USING (school_year, school_id, student_id)
UNION ALL
SELECT 'complete through', NULL, concat_ws(' ', school_year, school_id, calendar_code),
       to_jsonb(t), to_jsonb(a)
FROM (SELECT school_year, school_id, calendar_code, members, complete_through, last_recorded, last_session_day, days_cut
      FROM truth_calendar WHERE last_session_day IS NOT NULL) t
FULL JOIN (SELECT school_year, school_id, calendar_code, members, complete_through, last_recorded, last_session_day, days_cut
           FROM oracle_store.calendar_complete) a
     USING (school_year, school_id, calendar_code)
UNION ALL
SELECT 'silence', NULL, concat_ws(' ', school_year, school_id, reason, first_day), to_jsonb(t), to_jsonb(a)
FROM truth_silence t FULL JOIN oracle_store.school_silence a USING (school_year, school_id, reason, first_day)
UNION ALL
SELECT 'membership', NULL, concat_ws(' ', school_year, school_id, student_id, day),
       CASE WHEN t.register IS NOT NULL THEN jsonb_build_object('member', true) END,
       CASE WHEN a.day IS NOT NULL THEN jsonb_build_object('member', true) END
FROM (SELECT student_id, school_id, school_year, day, register FROM register_day JOIN truth_register USING (register)) t
FULL JOIN (SELECT student_id, school_id, school_year, d.day
           FROM oracle_store.student_register, LATERAL absence.days(absence.with_marks(register, NULL, 'infinity')) d) a
     USING (student_id, school_id, school_year, day)
UNION ALL
SELECT 'days', NULL, concat_ws(' ', school_year, school_id, student_id, day),
       CASE WHEN t.day IS NOT NULL THEN jsonb_build_object('mark', t.mark, 'portion', t.share) END,
       CASE WHEN a.day IS NOT NULL THEN jsonb_build_object('mark', a.mark, 'portion', a.share) END
FROM (SELECT student_id, school_id, school_year, day, mark, as_days(share) AS share
      FROM marked_day JOIN truth_register ON register = subject) t
FULL JOIN (SELECT student_id, school_id, school_year, d.day, d.mark::text, d.portion AS share
           FROM oracle_store.student_register, LATERAL absence.days(register) d) a
     USING (student_id, school_id, school_year, day)
UNION ALL
-- the view of marks of the store; present beside another mark is ignored
SELECT 'folded marks', NULL, concat_ws(' ', school_year, school_id, student_id, day, mark),
       CASE WHEN t.share IS NOT NULL THEN jsonb_build_object('share', t.share) END,
       CASE WHEN a.share IS NOT NULL THEN jsonb_build_object('share', a.share) END
FROM (SELECT student_id, school_id, school_year, day, mark, share
      FROM folded_portion WHERE mark <> 'present' OR share > 0) t
FULL JOIN (SELECT student_id, school_id, school_year, day, mark, round(m.share * unit())::bigint AS share
           FROM oracle_store.day_mark m JOIN expected_day USING (student_id, school_id, school_year, day)
           WHERE mark <> 'present' OR m.share > 0) a
     USING (student_id, school_id, school_year, day, mark)
UNION ALL
-- the days of each stay, in the view of the store
SELECT 'stay days', NULL, concat_ws(' ', school_year, school_id, student_id, calendar_code, day), to_jsonb(t), to_jsonb(a)
FROM (
	SELECT student_id, school_id, school_year, calendar_code, day, minutes, periods, count(*) AS stays
	FROM stay_day
	GROUP BY 1, 2, 3, 4, 5, 6, 7
) t
FULL JOIN (
	SELECT student_id, school_id, school_year, calendar_code, day, minutes, periods, count(*) AS stays
	FROM oracle_store.stay_day
	GROUP BY 1, 2, 3, 4, 5, 6, 7
) a
     USING (student_id, school_id, school_year, calendar_code, day)
UNION ALL
-- events that are not used are listed: those on no membership day, and those that
-- cannot be used
SELECT 'events not used', NULL, concat_ws(' ', school_year, school_id, student_id, day, period, code), to_jsonb(t), to_jsonb(a)
FROM (SELECT school_year, school_id, student_id, day, coalesce(period, '') AS period, code, count(*) AS events
      FROM fact_attendance_event e
      LEFT JOIN (SELECT student_id, school_id, school_year, day, x.periods, true AS member
                 FROM truth_register r
                 JOIN register_day d USING (register)
                 JOIN expected_day x USING (student_id, school_id, school_year, day)) m
        USING (student_id, school_id, school_year, day)
      WHERE m.member IS NULL OR unusable_share(period, portion, missed, held)
         OR period IS NOT NULL AND coalesce(held <= 0 OR held = 'NaN', m.periods IS NULL)
      GROUP BY 1, 2, 3, 4, 5, 6) t
FULL JOIN (SELECT school_year, school_id, student_id, day, coalesce(period, '') AS period, code, count(*) AS events
           FROM oracle_store.event_not_used GROUP BY 1, 2, 3, 4, 5, 6) a
     USING (school_year, school_id, student_id, day, period, code)
UNION ALL
SELECT 'afresh', NULL, concat_ws(' ', school_year, school_id, student_id),
       jsonb_build_object('grade', f.grade, 'register', f.register::text),
       jsonb_build_object('grade', s.grade, 'register', s.register::text)
FROM oracle_fresh.student_register f FULL JOIN oracle_store.student_register s USING (school_year, school_id, student_id);

CREATE UNLOGGED TABLE compared_row (what text COLLATE "C", ask integer, key text, figures integer, expected jsonb, answered jsonb);

-- The figures that differ, for reading.
CREATE VIEW difference AS
SELECT what, figure, key, r.ask, name, as_of, e.value AS expected, a.value AS answered
FROM compared_row r LEFT JOIN ask USING (ask),
     LATERAL (SELECT * FROM jsonb_each_text(coalesce(r.expected, '{"there": true}'))) e (figure, value)
     FULL JOIN LATERAL (SELECT * FROM jsonb_each_text(coalesce(r.answered, '{"there": true}'))) a (figure, value) USING (figure)
WHERE e.value IS DISTINCT FROM a.value;

CREATE UNLOGGED TABLE result (seed integer, round integer, what text COLLATE "C", compared bigint, differing bigint);

CREATE PROCEDURE compare_store(seed integer, round integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE compared_row;
	INSERT INTO compared_row
	SELECT what, ask, key,
	       CASE what WHEN 'student_absence' THEN 40 WHEN 'district_student_absence' THEN 40 WHEN 'school_absence' THEN 16
	           WHEN 'complete through' THEN 5 WHEN 'silence' THEN 2 WHEN 'days' THEN 2 WHEN 'afresh' THEN 2
	                 WHEN 'grade_absence' THEN 14 WHEN 'group_absence' THEN 14 WHEN 'district_absence' THEN 13 WHEN 'weekday_absence' THEN 8
	                     WHEN 'coverage' THEN 13 WHEN 'watch_list' THEN 17
	                 WHEN 'near_the_line' THEN 8 WHEN 'absence_trend' THEN 17 WHEN 'daily_attendance' THEN 14 ELSE 1 END,
	       CASE WHEN expected IS DISTINCT FROM answered THEN expected END, CASE WHEN expected IS DISTINCT FROM answered THEN answered END
	FROM (
		-- every view says whether the year is the current one; the place of a grade is not worked out here
		SELECT what, ask, key, CASE WHEN answered ? 'is_current_year'
		       THEN expected || jsonb_build_object('is_current_year', coalesce(c.school_year = (expected ->> 'school_year')::integer, false))
		       ELSE expected END AS expected,
		       CASE jsonb_typeof(answered) WHEN 'object' THEN answered - 'grade_order' ELSE answered END AS answered
		FROM (SELECT * FROM row_pair_of_store UNION ALL SELECT * FROM row_pair_of_reports UNION ALL SELECT * FROM row_pair_of_trends) p
		LEFT JOIN truth_current_year c USING (ask)
	) p;
	ANALYZE compared_row;
	INSERT INTO result
	SELECT compare_store.seed, compare_store.round, what, sum(figures), count(*) FILTER (WHERE expected IS NOT NULL OR answered IS NOT NULL)
	FROM compared_row GROUP BY what;
END
$$;

-- A refresh. In an even round it is repeated: without changed facts it must write
-- nothing.
CREATE PROCEDURE refresh_store(seed integer, round integer, today date) LANGUAGE plpgsql AS
$$
DECLARE
	last bigint;
BEGIN
	CALL analyze_store('oracle_store');
	CALL absence.refresh('oracle_store', today => refresh_store.today, force => true);
	IF round % 2 > 0 THEN
		RETURN;
	END IF;
	SELECT coalesce(max(refresh_id), 0) INTO last FROM oracle_store.refresh_log;
	CALL absence.refresh('oracle_store', today => refresh_store.today, force => true);
	INSERT INTO result
	SELECT refresh_store.seed, refresh_store.round, 'refreshed again', sum(registers),
		sum(registers_added + registers_changed + registers_removed + verdicts_changed)
	FROM oracle_store.refresh_log WHERE refresh_id > last;
END
$$;

-- For each seed: fill the store, refresh, compare. Then, for each round: change the
-- facts, let some weeks pass, refresh, compare.
CREATE PROCEDURE compare_stores(seed_from integer, seed_to integer, students integer, rounds integer) LANGUAGE plpgsql AS
$$
DECLARE
	today date;
BEGIN
	FOR seed IN seed_from .. seed_to LOOP
		today := today_of(seed);
		CALL fill_store(seed, students, today);
		CALL draw_questions(seed, today);
		FOR round IN 0 .. rounds LOOP
			IF round > 0 THEN
				CALL change_store(seed, round);
				today := today + 21 * draw(3, concat_ws(' ', seed, 'weeks', round));
			END IF;
			CALL refresh_store(seed, round, today);
			CALL make_afresh(today);
			CALL find_store_truth(today);
			CALL ask_store();
			CALL compare_store(seed, round);
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;

-- The district of load_sample, which looks like a real one.
CREATE PROCEDURE compare_sample(seed integer, students integer, schools integer, today date) LANGUAGE plpgsql AS
$$
BEGIN
	CALL empty_store('oracle_store');
	CALL absence.load_sample('oracle_store', students, schools, seed);
	CALL draw_questions(seed, today);
	CALL refresh_store(seed, -1, today);
	CALL make_afresh(today);
	CALL find_store_truth(today);
	CALL ask_store();
	CALL compare_store(seed, -1);
	COMMIT;
END
$$;
