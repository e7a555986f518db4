
-- fragment: pieces of SQL that several views of a store share
--
-- In the DDL of a store, @name@ stands for the piece of that name, and @name(a)@ or
-- @name(a, b)@ for the piece with @1@ replaced by a and @2@ by b. A piece can have other
-- pieces in it.

CREATE TABLE absence_internal.store_fragment (
	name text COLLATE "C" PRIMARY KEY,
	meaning text NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_fragment IS 'Pieces of SQL that several views of a store share; read-only';
COMMENT ON COLUMN absence_internal.store_fragment.name IS 'Name: @name@ in the DDL of a store stands for the piece';
COMMENT ON COLUMN absence_internal.store_fragment.meaning IS 'What the piece is for';
COMMENT ON COLUMN absence_internal.store_fragment.ddl IS 'The piece; @1@ and @2@ stand for its arguments';

INSERT INTO absence_internal.store_fragment (name, meaning, ddl) VALUES
	('asked', 'The day and the definition asked for, by school year. With OFFSET it is computed once per query',
	$$(SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0')$$),
	('known', 'In WHERE: true, or an error if the definition asked for is not known',
	$$(SELECT known FROM @store@.asked_is_known)$$),
	('sees_all', 'In WHERE: whether the reader sees every school',
	$$(SELECT all_schools FROM @store@.visible)$$),
	('sees', 'In WHERE: whether the reader sees a school; @1@ is its id',
	$$((SELECT all_schools FROM @store@.visible) OR @1@ = ANY ((SELECT school_ids FROM @store@.visible)::text[]))$$),
	('sees_student', 'In WHERE, beside sees: whether a student is at a school that the reader sees; @1@ has student_id and school_year',
	$$EXISTS (SELECT FROM @store@.visible_student AS v WHERE (v.student_id, v.school_year) = (@1@.student_id, @1@.school_year) OFFSET 0)$$),
	('enters_at', 'In WHERE of a view that a recorder enters rows through: whether row @1@ is of a school that the role sees, and, unless '
		'that is every school, of a student who is enrolled there in the school year. The first condition raises an error in a store without '
		'settings, whatever rows there are',
	$$(SELECT all_schools IS NOT NULL FROM @store@.visible) AND @sees(@1@.school_id)@ AND ((SELECT all_schools FROM @store@.visible) OR EXISTS (
	SELECT FROM @store@.fact_enrollment AS e
	WHERE (e.student_id, e.school_id, e.school_year) = (@1@.student_id, @1@.school_id, @1@.school_year)))$$),
	('enters_of', 'The same for row @1@ without a school: whether the student is enrolled at a school that the role sees',
	$$(SELECT all_schools IS NOT NULL FROM @store@.visible) AND ((SELECT all_schools FROM @store@.visible) OR EXISTS (
	SELECT FROM @store@.fact_enrollment AS e
	WHERE (e.student_id, e.school_year) = (@1@.student_id, @1@.school_year) AND @sees(e.school_id)@))$$),
	('school_of', 'Joins to a row @1@ of a school and year: the school as h, and as k the day through which it is complete',
	$$LEFT JOIN @store@.fact_school AS h ON h.school_id = @1@.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (@1@.school_year, @1@.school_id)$$),
	('counts_to', 'The day through which a row counts: the earlier of the day asked for, @1@, and complete-through, @2@',
	$$nullif(least(@1@, @2@), 'infinity')$$),
	('day_asked', 'The day that the session asks for, else NULL',
	$$nullif(nullif(current_setting('absence.as_of', true), '')::date, 'infinity')$$),
	('now', 'The day that counts as now, and that of each school. MATERIALIZED, so that it is computed once per query and not once per student',
	$$(WITH n AS MATERIALIZED (SELECT day, of_school FROM @store@.store_now) SELECT n.day, n.of_school FROM n)$$),
	('enrolled_through', 'The day through which a stay @1@ makes a student enrolled now: an open stay ends with its school year. So a student '
		'of a past year is not enrolled now once the next year counts, even if no exit was recorded',
	$$coalesce(@1@.last_date, CASE WHEN @1@.school_year BETWEEN 1 AND 9999 THEN make_date(@1@.school_year, 6, 30) END)$$),
	('is_now', 'Whether a stay @1@ makes a student enrolled now; @2@ is what piece now gives',
	$$coalesce(coalesce((@2@.of_school ->> @1@.school_id)::date, @2@.day) BETWEEN @1@.entry_date AND @enrolled_through(@1@)@, false)$$),
	('latest_first', 'In ORDER BY: the stays @1@ of a student at a school, the latest first',
	$$@1@.entry_date DESC, @1@.last_date DESC NULLS FIRST, @1@.homeroom DESC NULLS LAST$$),
	('last_exit', 'Of a group of stays @1@, the exit date of the last, NULL if one is open',
	$$CASE WHEN bool_or(@1@.exit_date IS NULL) THEN NULL ELSE max(@1@.exit_date) END$$),
	('compared_stays', 'The stays o, with what decides which of a student is the latest; n is what piece now gives',
$$SELECT o.student_id, o.school_year, o.school_id, o.entry_date, o.last_date, o.grade, o.homeroom, o.ctid AS place,
	@is_now(o, n)@ AS enrolled_now, c.calendar_code IS NOT NULL AS has_calendar,
	o.entry_date <= max(c.complete_through) OVER (PARTITION BY o.student_id, o.school_year) AS begun
FROM @store@.stay_register AS o
LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)$$),
	('latest_place', 'Of the compared stays @1@ of a student, the place of the latest that has begun, else of the first',
$$(array_agg(@1@.place ORDER BY CASE WHEN @1@.begun THEN @1@.entry_date END DESC NULLS LAST,
	CASE WHEN @1@.begun THEN NULL ELSE @1@.entry_date END, @1@.last_date DESC NULLS FIRST, @1@.grade DESC NULLS LAST,
	@1@.homeroom DESC NULLS LAST, @1@.school_id) FILTER (WHERE @1@.has_calendar))[1]$$),
	('is_current', 'Whether a school year @1@ is the current one',
	$$coalesce(@1@ = (SELECT school_year FROM @store@.store_now), false)$$),
	('on_day', 'The statuses t of a student in force on the last membership day of register @1@ to the day @2@, a digit for each that is known',
	$$CASE WHEN t.places IS NULL THEN coalesce(t.always, '')
	ELSE absence_internal.statuses_in_force(@1@, @2@, t.always, t.places, t.begin_dates, t.end_dates) END$$),
	('statuses', 'The statuses that are known, as arrays in the order of their places: what groups_of_statuses() takes',
	$$(SELECT array_agg(group_kind ORDER BY place) AS kinds, array_agg(group_value ORDER BY place) AS group_values
FROM @store@.known_status)$$),
	('group_trends', 'The trend of each group of students at each school, with the last day of each school week, for the year @1@ of rows s, '
		'which is @2@ of rows r',
$$(SELECT @1@ AS school_year, s.school_id, g.group_kind, g.group_value, g.trend, g.counts_day, q.as_of, q.policy_name,
	w.last_days, w.session_days
FROM (
	SELECT a.school_year, a.school_id, absence.rollup(a.trend) AS trend, array_agg(a.trend) AS trends, array_agg(a.grade) AS grades,
		array_agg(a.on_day) AS on_days, array_agg(a.counts_day) AS count_days
	FROM (
		SELECT m.school_year, m.school_id, m.grade, m.on_day, absence.chronic_trend(m.register, q.policy) AS trend,
			bool_or(absence_internal.last_membership_day(m.register, q.as_of) IS NOT NULL) AS counts_day
		FROM (
			SELECT r.school_year, r.school_id, coalesce(r.grade, 'missing') AS grade, r.register, @on_day(r.register, q.as_of)@ AS on_day
			FROM @store@.student_register AS r
			JOIN @asked@ AS q USING (school_year)
			LEFT JOIN @store@.student_statuses AS t ON t.student_id = r.student_id
			WHERE @2@ IN (SELECT y.school_year FROM @store@.school_year_state AS y)
		) AS m
		JOIN @asked@ AS q USING (school_year)
		GROUP BY m.school_id, m.on_day, m.grade, m.school_year
	) AS a
	GROUP BY a.school_year, a.school_id
) AS s
JOIN @asked@ AS q USING (school_year)
CROSS JOIN LATERAL (
	SELECT array_agg(w.last_day ORDER BY w.last_day) AS last_days, array_agg(w.session_days ORDER BY w.last_day) AS session_days
	FROM (
		SELECT max(p.day) AS last_day, count(*)::integer AS session_days
		FROM absence.points(s.trend) AS p
		WHERE p.day <= q.as_of
		GROUP BY p.day - (extract(isodow FROM p.day)::integer - 1)
	) AS w
) AS w
CROSS JOIN @statuses@ AS k
CROSS JOIN LATERAL (
	SELECT g.group_kind, g.group_value, absence.rollup(u.trend) AS trend, bool_or(u.counts_day) AS counts_day
	FROM unnest(s.trends, s.grades, s.on_days, s.count_days) AS u (trend, grade, on_day, counts_day)
	CROSS JOIN LATERAL (
		SELECT 'grade', u.grade
		UNION ALL
		SELECT g.group_kind, g.group_value
		FROM absence_internal.groups_of_statuses(k.kinds, k.group_values, u.on_day) AS g
		WHERE g.group_kind <> 'grade'	-- whatever student_group calls so
	) AS g (group_kind, group_value)
	GROUP BY g.group_kind, g.group_value
) AS g)$$),
	('student_figures', 'The figures of each student at each school, with the registers and what is asked',
$$(SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	CASE WHEN y.alone IS NULL THEN e.homeroom ELSE y.homeroom END AS homeroom,
	CASE WHEN y.alone IS NULL THEN e.entry_date ELSE y.entry_date END AS entry_date,
	CASE WHEN y.alone IS NULL THEN e.exit_date ELSE y.exit_date END AS exit_date,
	CASE WHEN y.alone IS NULL THEN coalesce(e.enrolled_now, false) ELSE @is_now(y, n)@ END AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	-- the register of a student with a single stay is the merged one too
	CASE WHEN y.alone THEN f.absence_rate ELSE absence.absence_rate(o.tally) END AS district_absence_rate,
	CASE WHEN y.alone THEN f.chronic ELSE absence.chronic(o.tally) END AS district_chronic,
	CASE WHEN y.alone THEN f.band ELSE absence.band(o.tally)::text END AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
LEFT JOIN @store@.stay_register AS y
	ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year) AND y.alone_at_school
CROSS JOIN @now@ AS n
CROSS JOIN LATERAL (
	-- of a student with several stays at the school
	SELECT min(e.entry_date) AS entry_date, @last_exit(e)@ AS exit_date,
		(array_agg(e.homeroom ORDER BY @latest_first(e)@))[1] AS homeroom, bool_or(@is_now(e, n)@) AS enrolled_now
	FROM @store@.stay_register AS e
	WHERE y.alone IS NULL AND (e.student_id, e.school_id, e.school_year) = (r.student_id, r.school_id, r.school_year)
) AS e
CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) AS f
CROSS JOIN LATERAL (
	SELECT absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
	FROM @store@.student_register AS m
	WHERE y.alone IS NOT TRUE AND (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
LEFT JOIN @store@.fact_school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = r.student_id)$$),
	('stays_now', 'In a step of a refresh with variables for_year, seed and changes: the stays that count, those of students who have not '
		'changed as the last refresh found them, and the others as this one did',
$$(SELECT s.student_id, s.school_id, s.entry_date, s.last_date, s.calendar_code, s.grade, s.primary_school, s.fte, s.alone,
	s.alone_at_school, s.register, s.event_days, false AS is_changed
FROM @store@.stay_register AS s
WHERE s.school_year = for_year AND NOT absence_internal.has_changed(s.student_id, seed, changes)
UNION ALL
SELECT n.student_id, n.school_id, n.entry_date, n.last_date, n.calendar_code, n.grade, n.primary_school, n.fte, n.alone,
	n.alone_at_school, n.register, n.event_days, true
FROM pg_temp.refresh_stay AS n)$$),
	('agreed', 'Of the session days of a school''s calendars on a day, the number of periods @1@ on which all agree, else NULL',
	$$CASE WHEN min(@1@) = max(@1@) AND count(@1@) = count(*) THEN min(@1@) END$$),
	('above_1', 'Whether event @1@ misses more than the whole day or period',
$$CASE	-- most events have neither
	WHEN @1@.portion IS NOT NULL THEN @1@.portion > 1 AND @1@.portion <= 'Infinity'
	WHEN @1@.held IS NOT NULL THEN @1@.held > 0 AND CASE WHEN @1@.period IS NULL THEN @1@.missed > @1@.held AND @1@.missed < 'Infinity' ELSE @1@.held < 1 END
	ELSE false END$$),
	('one', 'Of a group of rows, the value of @1@ if all have the same one, else NULL',
	$$CASE WHEN min(@1@) = max(@1@) THEN min(@1@) END$$),
	('span', 'Of a group of rows with several days @1@, the first and the last in words, else NULL',
	$$CASE WHEN min(@1@) < max(@1@) THEN min(@1@) || ' to ' || max(@1@) END$$);

GRANT SELECT ON absence_internal.store_fragment TO PUBLIC;

CREATE FUNCTION absence_internal.expand_fragments(ddl text) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	expanded text := ddl;
	before text;
	fragment record;
	argument constant text := '([^(),@]+)';
BEGIN
	LOOP
		before := expanded;
		FOR fragment IN SELECT f.name, f.ddl FROM absence_internal.store_fragment AS f LOOP
			expanded := regexp_replace(expanded,
				'@' || fragment.name || CASE
					WHEN strpos(fragment.ddl, '@2@') > 0 THEN '[(]' || argument || ', ' || argument || '[)]'
					WHEN strpos(fragment.ddl, '@1@') > 0 THEN '[(]' || argument || '[)]'
					ELSE '' END || '@',
				replace(replace(fragment.ddl, '@1@', chr(92) || '1'), '@2@', chr(92) || '2'), 'g');
		END LOOP;
		EXIT WHEN expanded = before;
	END LOOP;
	RETURN expanded;
END
$$;
COMMENT ON FUNCTION absence_internal.expand_fragments(text) IS 'DDL of a store with the pieces of store_fragment in their places';
