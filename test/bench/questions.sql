-- The questions, and the ways to answer each. The first way of a question that has an
-- answer is the one with which the others are compared.
--
-- Under the federal rule a student has a verdict from 10 counted days on, and is
-- chronically absent if at least 10% of them are absences: 10 * absent >= counted.

-- the chronic rate of each school at the end of the year
INSERT INTO bench.way (question, way, answers, reads_table, query) VALUES
	('rate by school', 'count(*) of the registers', false, true, $$
		SELECT school_id, count(*) FROM attendance.student_register GROUP BY school_id $$);
INSERT INTO bench.way (question, way, ours, query) VALUES
	('rate by school', 'absence: chronic_rate(register)', true, $$
		SELECT school_id::integer, absence.chronic_rate(register) AS rate
		FROM attendance.student_register GROUP BY school_id $$),
	('rate by school', 'absence: view school_absence', true, $$
		SELECT school_id::integer, chronic_rate FROM attendance.school_absence $$),
	('rate by school', 'absence: kept answers', true,
		format('SELECT school_id::integer, chronic_rate FROM %s', :'kept_school_absence'));
INSERT INTO bench.way (question, way, answers, portable, query) VALUES
	('rate by school', 'SQL over events, days by the calendar', true, true, $$
		SELECT school_id, count(*) FILTER (WHERE 10 * absent >= counted)::double precision
			/ nullif(count(*) FILTER (WHERE counted >= 10), 0) AS rate
		FROM (
			SELECT m.school_id, m.counted, CASE WHEN m.counted >= 10 THEN coalesce(e.absent, 0) END AS absent
			FROM (
				WITH stretch AS (
					SELECT s.student_id, s.school_id, l.nth - f.nth + 1 AS days
					FROM bench.stay AS s
					JOIN bench.school_day AS f ON f.school_id = s.school_id AND f.day = s.entry_date
					JOIN bench.school_day AS l ON l.school_id = s.school_id AND l.day = s.exit_date
				)
				SELECT student_id, school_id, sum(days) AS counted FROM stretch GROUP BY student_id, school_id
			) AS m
			LEFT JOIN (SELECT student_id, school_id, count(*) AS absent FROM bench.absence_event GROUP BY student_id, school_id) AS e
				ON e.student_id = m.student_id AND e.school_id = m.school_id
		) AS student
		GROUP BY school_id $$),
	('rate by school', 'SQL over daily rows', true, true, $$
		SELECT school_id, count(*) FILTER (WHERE counted >= 10 AND 10 * absent >= counted)::double precision
			/ nullif(count(*) FILTER (WHERE counted >= 10), 0) AS rate
		FROM (
			SELECT student_id, school_id, count(*) AS counted, count(*) FILTER (WHERE absent) AS absent
			FROM bench.daily GROUP BY student_id, school_id
		) AS student
		GROUP BY school_id $$),
	('rate by school', 'bit_count() of packed columns', true, false, $$
		SELECT school_id, count(*) FILTER (WHERE counted >= 10 AND 10 * absent >= counted)::double precision
			/ nullif(count(*) FILTER (WHERE counted >= 10), 0) AS rate
		FROM (SELECT school_id, bit_count(member) AS counted, bit_count(absent) AS absent FROM bench.packed OFFSET 0) AS student
		GROUP BY school_id $$),
	('rate by school', 'Analytics Middle Tier''s shape', true, false, $$
		SELECT school_key::integer, count(*) FILTER (WHERE counted >= 10 AND 10 * absent >= counted)::double precision
			/ nullif(count(*) FILTER (WHERE counted >= 10), 0) AS rate
		FROM (
			SELECT student_school_key, school_key, count(*) AS counted, sum(reported_absent) AS absent
			FROM bench.attendance_fact GROUP BY student_school_key, school_key
		) AS student
		GROUP BY school_key $$);

-- the number of students with a verdict, and of those who are chronically absent, as of
-- every day
INSERT INTO bench.way (question, way, ours, query) VALUES
	('rate on every day', 'absence: chronic_trend(register)', true, $$
		SELECT day, n, k::bigint AS chronic_n
		FROM absence.points((SELECT absence.chronic_trend(register) FROM attendance.student_register)) $$);
INSERT INTO bench.way (question, way, portable, query) VALUES
	-- A student who has left keeps the last verdict, so the changes of each day are
	-- summed.
	('rate on every day', 'SQL windows over daily rows', true, $$
		SELECT day, (sum(sum(n - n_before)) OVER (ORDER BY day))::bigint AS n,
			(sum(sum(k - k_before)) OVER (ORDER BY day))::bigint AS chronic_n
		FROM (
			SELECT day, n, k, lag(n, 1, 0) OVER (PARTITION BY student_id, school_id ORDER BY day) AS n_before,
				lag(k, 1, 0) OVER (PARTITION BY student_id, school_id ORDER BY day) AS k_before
			FROM (
				SELECT student_id, school_id, day, CASE WHEN counted >= 10 THEN 1 ELSE 0 END AS n,
					CASE WHEN counted >= 10 AND 10 * absences >= counted THEN 1 ELSE 0 END AS k
				FROM (
					SELECT student_id, school_id, day,
						row_number() OVER (PARTITION BY student_id, school_id ORDER BY day) AS counted,
						sum(CASE WHEN absent THEN 1 ELSE 0 END) OVER (
							PARTITION BY student_id, school_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS absences
					FROM bench.daily
				) AS running
			) AS verdict
		) AS change
		GROUP BY day $$),
	-- After the i-th absence, which is on the c-th counted day, a student is
	-- chronically absent to day 10 * i, or to the next absence if that is earlier.
	('rate on every day', 'SQL over events, closed form', true, $$
		WITH stretch AS (
			SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, f.nth AS first_nth, l.nth - f.nth + 1 AS days,
				coalesce(sum(l.nth - f.nth + 1) OVER (
					PARTITION BY s.student_id, s.school_id ORDER BY s.entry_date
					ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
				sum(l.nth - f.nth + 1) OVER (PARTITION BY s.student_id, s.school_id) AS counted
			FROM bench.stay AS s
			JOIN bench.school_day AS f ON f.school_id = s.school_id AND f.day = s.entry_date
			JOIN bench.school_day AS l ON l.school_id = s.school_id AND l.day = s.exit_date
		), absence_nth AS (
			SELECT e.student_id, e.school_id, s.counted, s.before + d.nth - s.first_nth + 1 AS c,
				row_number() OVER (PARTITION BY e.student_id, e.school_id ORDER BY e.day) AS i,
				lead(s.before + d.nth - s.first_nth + 1) OVER (PARTITION BY e.student_id, e.school_id ORDER BY e.day) AS next_c
			FROM bench.absence_event AS e
			JOIN bench.school_day AS d ON d.school_id = e.school_id AND d.day = e.day
			JOIN stretch AS s ON s.student_id = e.student_id AND s.school_id = e.school_id AND e.day BETWEEN s.entry_date AND s.exit_date
		), spell AS (
			SELECT student_id, school_id, counted, greatest(c, 10) AS from_c, least(coalesce(next_c - 1, counted), 10 * i) AS to_c
			FROM absence_nth
			WHERE greatest(c, 10) <= least(coalesce(next_c - 1, counted), 10 * i)
		), change AS (
			SELECT student_id, school_id, from_c AS c, 0 AS n, 1 AS k FROM spell
			UNION ALL SELECT student_id, school_id, to_c + 1, 0, -1 FROM spell WHERE to_c < counted
			UNION ALL SELECT student_id, school_id, 10, 1, 0 FROM stretch WHERE before = 0 AND counted >= 10
		)
		SELECT d.day, (sum(coalesce(c.n, 0)) OVER (ORDER BY d.day))::bigint AS n,
			(sum(coalesce(c.k, 0)) OVER (ORDER BY d.day))::bigint AS chronic_n
		FROM bench.district_day AS d
		LEFT JOIN (
			SELECT d.day, sum(t.n) AS n, sum(t.k) AS k
			FROM (
				SELECT s.school_id, s.first_nth + c.c - s.before - 1 AS nth, sum(c.n) AS n, sum(c.k) AS k
				FROM change AS c
				JOIN stretch AS s ON s.student_id = c.student_id AND s.school_id = c.school_id
					AND c.c > s.before AND c.c <= s.before + s.days
				GROUP BY s.school_id, s.first_nth + c.c - s.before - 1
			) AS t
			JOIN bench.school_day AS d ON d.school_id = t.school_id AND d.nth = t.nth
			GROUP BY d.day
		) AS c ON c.day = d.day $$),
	('rate on every day', 'bit_count() of prefixes', false, $$
		SELECT d.day, count(*) FILTER (WHERE counted >= 10) AS n,
			count(*) FILTER (WHERE counted >= 10 AND 10 * absent >= counted) AS chronic_n
		FROM bench.district_day AS d
		CROSS JOIN LATERAL (
			SELECT bit_count(substring(member FROM 1 FOR d.nth)) AS counted, bit_count(substring(absent FROM 1 FOR d.nth)) AS absent
			FROM bench.packed OFFSET 0
		) AS student
		GROUP BY d.day $$);

-- row aggregates: only a table with one row per day
INSERT INTO bench.way (question, way, ours, query) VALUES
	('rate by student, daily rows', 'count(*) FILTER (...) / count(*)', false, $$
		SELECT student_id, count(*) FILTER (WHERE absent)::double precision / count(*) AS rate
		FROM bench.daily_fifth
		GROUP BY student_id $$),
	('rate by student, daily rows', 'absence: absence_rate(absent)', true, $$
		SELECT student_id, absence.absence_rate(absent) AS rate FROM bench.daily_fifth GROUP BY student_id $$),
	('days by mark, daily rows', 'six counts with FILTER', false, $$
		SELECT student_id, count(*) AS counted,
			count(*) FILTER (WHERE mark IN ('unexcused', 'excused', 'oss', 'exempt', 'unverified')) AS absent,
			count(*) FILTER (WHERE mark = 'excused') AS excused, count(*) FILTER (WHERE mark = 'unexcused') AS unexcused,
			count(*) FILTER (WHERE mark = 'oss') AS oss, count(*) FILTER (WHERE mark = 'tardy') AS tardy,
			count(*) FILTER (WHERE mark = 'iss') AS iss
		FROM bench.daily_fifth GROUP BY student_id $$),
	('days by mark, daily rows', 'absence: tally_agg(mark)', true, $$
		SELECT student_id, absence.counted_days(tally) AS counted, absence.absent_days(tally) AS absent,
			absence.excused_days(tally) AS excused, absence.unexcused_days(tally) AS unexcused,
			absence.oss_days(tally) AS oss, absence.tardy_days(tally) AS tardy, absence.iss_days(tally) AS iss
		FROM (SELECT student_id, absence.tally_agg(mark) AS tally FROM bench.daily_fifth GROUP BY student_id) AS t $$);
