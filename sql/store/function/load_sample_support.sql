-- A sample: support of the students that load_sample has drawn, after their attendance. Each
-- step hangs on the day of an absence: a letter on the fourth, a call and a support of tier 2
-- on the eighth, a conference and a support of tier 3 on the twelfth. Some come late, some
-- never, and some are wrong, as in real data.

CREATE OR REPLACE FUNCTION @store@.fill_with_support(seed integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := (seed::bigint << 20) + 2000;
	first_names constant text[] := '{Alma,Boris,Carmen,Dolores,Edwin,Flora,Gloria,Hugo,Irene,Jorge,Karen,Lena,Marcus,Naomi,Oscar,Paula}';
	jobs constant text[] := '{counselor,social worker,attendance staff}';
	tier_2 constant text[] := '{check_in,mentor,tutor,walking_bus}';
BEGIN
	INSERT INTO @store@.intervention (intervention_id, school_id, name, description, tier, class, delivery_method, barrier_category,
		begin_date, end_date)
	VALUES ('welcome', NULL, 'Welcome at the door', 'Greets every student by name', 1, 'Practice', 'Whole School', NULL, NULL, NULL),
		('breakfast', '101', 'Breakfast club', 'Breakfast before the first lesson', 1, 'Other', 'Small Group', 'Barriers', NULL, NULL),
		('check_in', NULL, 'Check in, check out', 'An adult sees the student every day', 2, 'Practice', 'Individual', 'Lack of engagement',
			NULL, NULL),
		('mentor', NULL, 'Success mentor', 'A mentor for the year', 2, 'Practice', 'Individual', 'Lack of engagement', NULL, NULL),
		('tutor', NULL, 'Tutoring', 'Help with what was missed', 2, 'Supplement', 'Small Group', 'Negative school experiences', NULL, NULL),
		('walking_bus', NULL, 'Walking school bus', 'A group walks to school together', 2, 'Other', 'Small Group', 'Barriers',
			'2025-09-01', NULL),
		('case_work', NULL, 'Case work', 'A team works with the family', 3, 'Practice', 'Individual', 'Barriers', NULL, NULL);

	-- three members of staff for each school
	INSERT INTO @store@.staff (staff_id, name, job)
	SELECT s.school_id || '-' || k, first_names[1 + ((s.n * 3 + k) % 16)] || ' ' || chr(65 + ((s.n * 7 + k * 5) % 26)::integer) || '.', jobs[k]
	FROM pg_temp.sample_school AS s
	CROSS JOIN generate_series(1, 3) AS k
	ORDER BY s.n, k;

	-- One or two contacts of each student. Of every five students, two are siblings. Some may
	-- not be contacted, and some have no phone.
	INSERT INTO @store@.contact (student_id, household_id, name, relation, language, phone, email, may_contact, order_of_contact)
	SELECT s.student_id, s.household, u.last_name || ', ' || first_names[1 + (s.a >> (k * 4) & 15)],
		CASE k WHEN 1 THEN CASE WHEN (s.a >> 20 & 7) = 0 THEN 'guardian' ELSE 'mother' END ELSE 'father' END,
		CASE WHEN s.race < 290 AND (s.a >> 24 & 3) > 0 THEN 'Spanish'
			WHEN s.race BETWEEN 445 AND 514 AND (s.a >> 24 & 1) = 0 THEN 'Vietnamese' ELSE 'English' END,
		CASE WHEN (s.a >> 28 & 31) > 0 OR k = 2 THEN '555-' || lpad(((s.number * 2 + k) % 10000)::text, 4, '0') END,
		CASE WHEN (s.a >> 33 & 1) = 0 THEN 'family' || s.number || '-' || k || '@example.org' END,
		(s.a >> 34 & 31) > 0 OR k = 1 AND (s.a >> 39 & 1) = 0, k
	FROM (
		SELECT p.student_id, p.number, p.race,
			'H' || CASE WHEN p.number % 5 = 1 AND p.number > 1 THEN p.number - 1 ELSE p.number END AS household,
			hashint8extended(p.number, salt) AS a
		FROM pg_temp.sample_student AS p
	) AS s
	JOIN @store@.student AS u USING (student_id)
	CROSS JOIN LATERAL generate_series(1, CASE WHEN (s.a >> 40 & 3) = 0 THEN 1 ELSE 2 END) AS k
	ORDER BY s.number, k;

	-- The days of the fourth, eighth and twelfth absence, and where the student is then
	CREATE INDEX ON pg_temp.sample_stay (number);
	ANALYZE pg_temp.sample_stay;
	CREATE TEMP TABLE sample_support AS
	SELECT DISTINCT ON (s.number, f.k) f.k, f.day, s.number, s.student_id, s.story, s.school_id,
		hashint8extended(s.number, salt + f.k) AS a, hashint8extended(s.number, salt + 100 + f.k) AS b
	FROM (
		SELECT d.student_id, d.day, row_number() OVER (PARTITION BY d.student_id ORDER BY d.day) AS k
		FROM (
			SELECT DISTINCT e.student_id, e.day
			FROM @store@.attendance_event AS e
			WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX', 'UV') AND e.period IS NULL AND e.day BETWEEN first_day AND last_day
		) AS d
	) AS f
	JOIN pg_temp.sample_stay AS s ON s.student_id = f.student_id AND f.day BETWEEN s.entry_date AND s.last
	WHERE f.k IN (4, 8, 12)
	ORDER BY s.number, f.k, s.part;
	ANALYZE @store@.contact, pg_temp.sample_support;

	-- A letter within ten days. A few are late or never sent, and some come back.
	INSERT INTO @store@.outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id,
		language)
	SELECT 'L' || s.number, s.student_id, s.school_id, 2026,
		CASE WHEN (s.a & 15) > 1 THEN s.day + 1 + (s.a >> 4 & 7)::integer + CASE WHEN (s.a & 15) = 2 THEN 14 ELSE 0 END END, s.day + 10,
		'letter', 'mail',
		CASE WHEN (s.a & 15) <= 1 THEN NULL WHEN (s.a >> 7 & 31) = 0 THEN 'returned mail' ELSE 'sent' END, NULL, s.school_id || '-3', c.language
	FROM pg_temp.sample_support AS s
	JOIN @store@.contact AS c ON c.student_id = s.student_id AND c.order_of_contact = 1
	WHERE s.k = 4
	ORDER BY s.number;

	-- Calls, up to three until somebody is reached. A planned call that was made replaces the plan.
	INSERT INTO @store@.outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id,
		language, replaces)
	SELECT 'C' || s.number || '-' || t.n, s.student_id, s.school_id, 2026, CASE WHEN t.n > 0 THEN s.day + t.n * 3 END,
		CASE WHEN t.n = 0 THEN s.day + 5 END, 'call', 'phone', t.outcome, t.outcome = 'reached', s.school_id || '-1', c.language,
		CASE WHEN t.n = 1 AND (s.a & 3) = 0 THEN 'C' || s.number || '-0' END
	FROM pg_temp.sample_support AS s
	JOIN @store@.contact AS c ON c.student_id = s.student_id AND c.order_of_contact = 1
	CROSS JOIN LATERAL (
		-- the number of calls; the last one reaches somebody, except in one family of eight
		SELECT 1 + (s.a >> 4 & 1)::integer + (s.a >> 5 & 1)::integer AS calls, (s.a >> 6 & 7) > 0 AS ends_well
	) AS m
	CROSS JOIN LATERAL (
		SELECT n, CASE WHEN n = 0 THEN NULL WHEN n = m.calls AND m.ends_well THEN 'reached'
			ELSE ('{no answer,left message,wrong number,no answer}'::text[])[1 + (s.a >> (9 + 2 * n) & 3)] END
		FROM generate_series(CASE WHEN (s.a & 3) = 0 THEN 0 ELSE 1 END, CASE WHEN (s.a & 31) = 0 THEN 0 ELSE m.calls END) AS n
	) AS t (n, outcome)
	WHERE s.k = 8
	ORDER BY s.number, t.n;

	-- Conferences within fourteen days. Some families do not attend, and some are never asked.
	INSERT INTO @store@.outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id)
	SELECT 'M' || s.number, s.student_id, s.school_id, 2026, CASE WHEN (s.a & 3) > 0 THEN s.day + 7 + (s.a >> 4 & 15)::integer END, s.day + 14,
		'conference', 'in person', CASE WHEN (s.a & 3) = 0 THEN NULL WHEN (s.a & 3) = 1 THEN 'did not attend' ELSE 'attended' END, (s.a & 3) > 1,
		s.school_id || '-2'
	FROM pg_temp.sample_support AS s
	WHERE s.k = 12
	ORDER BY s.number;

	-- Supports, on weekdays: some late, some declined, some twice. Nobody ends those of students who leave.
	INSERT INTO @store@.student_intervention (support_id, student_id, school_id, school_year, intervention_id, begin_date, end_date,
		planned_end_date, review_date, status, end_reason, staff_id)
	SELECT 'S' || s.number || '-' || s.k || CASE WHEN d.n = 2 THEN 'b' ELSE '' END, s.student_id, s.school_id, 2026,
		i.intervention, b.begin_date,
		CASE WHEN i.status = 'ended' THEN b.begin_date + 30 + (s.b >> 24 & 31)::integer END, b.begin_date + 84, b.begin_date + 42, i.status,
		CASE i.status WHEN 'ended' THEN ('{goal met,goal met,no progress,moved to a higher tier}'::text[])[1 + (s.b >> 30 & 3)]
			WHEN 'declined' THEN 'family declined' END,
		s.school_id || '-' || 1 + (s.b >> 32 & 1)
	FROM pg_temp.sample_support AS s
	CROSS JOIN LATERAL generate_series(1, CASE WHEN (s.b >> 34 & 63) = 0 THEN 2 ELSE 1 END) AS d (n)
	CROSS JOIN LATERAL (
		SELECT s.day + 3 + (s.b & 15)::integer + CASE WHEN (s.b >> 4 & 7) = 0 THEN 35 ELSE 0 END + (d.n - 1) * 14 AS day
	) AS e
	CROSS JOIN LATERAL (SELECT e.day + CASE extract(isodow FROM e.day) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS begin_date) AS b
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.k = 12 THEN 'case_work' ELSE tier_2[1 + (s.b >> 8 & 3)] END AS intervention,
			CASE WHEN (s.b >> 12 & 15) = 0 THEN 'planned' WHEN (s.b >> 12 & 15) = 1 THEN 'declined'
				WHEN (s.b >> 12 & 15) = 2 THEN 'not reached'
				WHEN (s.b >> 16 & 1) = 0 AND s.story IS DISTINCT FROM 'left' AND b.begin_date + 61 < last_day THEN 'ended' ELSE 'active' END AS status
	) AS i
	WHERE s.k IN (8, 12) AND (s.b >> 18 & 3) > 0 AND b.begin_date <= last_day
	ORDER BY s.number, s.k, d.n;

	-- Sessions once a week, for ten weeks; some are missed
	INSERT INTO @store@.intervention_session (student_id, intervention_id, begin_date, day, minutes, attended)
	SELECT s.student_id, s.intervention_id, s.begin_date, w.day::date, 30,
		(hashint8extended(w.day::date - first_day, salt + 200 + substr(s.student_id, 2)::bigint) & 3) > 0
	FROM @store@.student_intervention AS s
	CROSS JOIN LATERAL generate_series(s.begin_date::timestamp, least(s.end_date, s.begin_date + 63, last_day), '7 days') AS w (day)
	WHERE s.intervention_id IN ('mentor', 'tutor') AND s.status IN ('active', 'ended')
	ORDER BY s.student_id, s.begin_date, w.day;

	-- Barriers of half of these students, as far as anybody has told
	INSERT INTO @store@.student_barrier (student_id, school_year, category, barrier, identified_on, resolved_on, told_by, main)
	SELECT s.student_id, 2026, w.category, CASE WHEN (s.b >> 44 & 3) > 0 THEN w.barrier END, s.day + 7,
		CASE WHEN (s.b >> 46 & 7) = 0 THEN s.day + 60 END, ('{family,family,student,staff}'::text[])[1 + (s.b >> 49 & 3)], true
	FROM pg_temp.sample_support AS s
	JOIN (VALUES (0, 'Barriers', 'transport'), (1, 'Barriers', 'illness'), (2, 'Barriers', 'housing'), (3, 'Barriers', 'mental health'),
			(4, 'Barriers', 'care of family'), (5, 'Negative school experiences', 'bullying'),
			(6, 'Negative school experiences', 'academic difficulty'), (7, 'Negative school experiences', 'anxiety about school'),
			(8, 'Lack of engagement', 'not interested'), (9, 'Lack of engagement', 'no adult at school'),
			(10, 'Misconceptions', 'few days do not matter'), (11, 'Misconceptions', 'travel'), (12, 'Barriers', 'work'),
			(13, 'Barriers', 'violence'), (14, 'Barriers', 'child welfare'), (15, 'Misconceptions', 'excused does not matter'))
		AS w (place, category, barrier) ON w.place = (s.b >> 40 & 15)
	WHERE s.k = 8 AND (s.b >> 52 & 1) = 0
	ORDER BY s.number;

	-- Decisions of teams, against the figures
	INSERT INTO @store@.tier_decision (student_id, school_year, tier, begin_date, end_date, decided_by, reason)
	SELECT s.student_id, 2026, CASE WHEN (s.b >> 54 & 1) = 0 THEN 1 ELSE 3 END, s.day + 14, CASE WHEN (s.b >> 54 & 1) = 0 THEN s.day + 74 END,
		s.school_id || '-2', CASE WHEN (s.b >> 54 & 1) = 0 THEN 'known cause' ELSE 'no progress' END
	FROM pg_temp.sample_support AS s
	WHERE s.k = 8 AND (s.b >> 55 & 31) = 0
	ORDER BY s.number;

	-- Wrong rows, of one student each, whatever the size of the district
	INSERT INTO @store@.student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status)
	SELECT s.student_id, s.school_id, 2026, w.intervention, '2026-02-02', w.end_date, w.status
	FROM (SELECT row_number() OVER (ORDER BY number) AS place, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL) AS s
	JOIN (VALUES (1, 'mentoring', NULL::date, 'active'), (2, 'mentor', '2026-01-02', 'ended'), (3, 'mentor', NULL, 'running'))
		AS w (place, intervention, end_date, status) USING (place);
	INSERT INTO @store@.outreach (outreach_id, student_id, school_id, school_year, day, kind)
	SELECT 'W' || s.place, w.prefix || s.student_id, s.school_id, 2026, w.day, w.kind
	FROM (SELECT row_number() OVER (ORDER BY number) AS place, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL) AS s
	JOIN (VALUES (1, '', date '6202-02-03', 'call'), (2, '0', '2026-02-03', 'call'), (3, '', '2026-02-03', 'pigeon'))
		AS w (place, prefix, day, kind) USING (place);

	DROP TABLE pg_temp.sample_support;
	ANALYZE @store@.intervention, @store@.student_intervention, @store@.intervention_session, @store@.student_barrier, @store@.outreach,
		@store@.staff, @store@.contact, @store@.tier_decision;
END
$$;
COMMENT ON FUNCTION @store@.fill_with_support(integer) IS 'Writes the support of the sample district; a step of load_sample';
REVOKE ALL ON FUNCTION @store@.fill_with_support(integer) FROM PUBLIC;
