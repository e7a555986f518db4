-- Certifications beside the views, which are compared with plain SQL elsewhere: a
-- certification has what the views showed then, and certified_difference has what
-- differs from what they show now.

-- What the views show for a definition and a day of one year.
CREATE UNLOGGED TABLE shown (moment text, label text COLLATE "C", scope text, school_id text COLLATE "C", student_id text COLLATE "C",
	grade text, enrolled_days bigint, counted_days bigint,
	absent_days double precision, absence_rate double precision, chronic boolean, band text, why_null text, complete_through date);

-- The certifications of the present district. Those of earlier districts stay in the
-- store.
CREATE UNLOGGED TABLE at_hand (label text COLLATE "C" PRIMARY KEY);

CREATE PROCEDURE look_at(moment text) LANGUAGE plpgsql AS
$$
DECLARE
	c record;
BEGIN
	FOR c IN SELECT * FROM oracle_store.certification JOIN at_hand USING (label) ORDER BY label LOOP
		INSERT INTO shown
		SELECT look_at.moment, c.label, 'school', school_id, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate,
			chronic, band, why_null, complete_through
		FROM oracle_store.student_absence_at(c.as_of, c.policy_name) WHERE school_year = c.school_year
		UNION ALL
		SELECT look_at.moment, c.label, 'district', NULL, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate,
			chronic, band, why_null, complete_through
		FROM oracle_store.district_student_absence_at(c.as_of, c.policy_name) WHERE school_year = c.school_year;
	END LOOP;
END
$$;

CREATE VIEW frozen_difference AS
(
	SELECT 'frozen, not shown' AS what, s.*
	FROM (
		TABLE oracle_store.certified_student
		EXCEPT
		SELECT label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate, chronic, band, why_null,
			complete_through
		FROM shown
		WHERE moment = 'then'
	) s
)
UNION ALL
(
	SELECT 'shown, not frozen', s.*
	FROM (
		SELECT label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days, absence_rate, chronic, band, why_null,
			complete_through
		FROM shown
		WHERE moment = 'then'
		EXCEPT TABLE oracle_store.certified_student
	) s
);

-- The counts by school, over the district and added up, from the same rows.
CREATE VIEW count_difference AS
WITH expected AS (
	SELECT label, k.scope, k.school_id, k.group_kind, k.group_value, count(*) FILTER (WHERE band IS NOT NULL) AS n,
	       count(*) FILTER (WHERE band IN ('moderate', 'severe')) AS chronic_n,
	       count(*) FILTER (WHERE band IN ('moderate', 'severe'))::double precision / nullif(count(band), 0) AS rate,
	       count(*) FILTER (WHERE band = 'satisfactory') AS satisfactory_n, count(*) FILTER (WHERE band = 'at_risk') AS at_risk_n,
	       count(*) FILTER (WHERE band = 'moderate') AS moderate_n, count(*) FILTER (WHERE band = 'severe') AS severe_n,
	       count(*) FILTER (WHERE band IS NULL) AS no_verdict_n
	FROM shown s,
	     LATERAL (
	         SELECT CASE s.scope WHEN 'district' THEN 'pooled' ELSE 'school' END AS scope, s.school_id
	         UNION ALL
	         SELECT 'sum_of_schools', NULL
	         WHERE s.scope = 'school'
	     ) c,
	     LATERAL (VALUES (c.scope, c.school_id, 'all', 'all'),
	         (c.scope, c.school_id, 'grade', s.grade)) k (scope, school_id, group_kind, group_value)
	WHERE moment = 'then'
	GROUP BY label, k.scope, k.school_id, k.group_kind, k.group_value
)
SELECT * FROM (
	SELECT 'counted, not expected' AS what, c.* FROM (TABLE oracle_store.certified_count EXCEPT TABLE expected) c
	UNION ALL
	SELECT 'expected, not counted', c.* FROM (TABLE expected EXCEPT TABLE oracle_store.certified_count) c
) d;

CREATE VIEW expected_change AS
SELECT label, scope, nullif(at, '-') AS school_id, student_id,
       CASE WHEN o.label IS NULL THEN 'in' WHEN n.label IS NULL THEN 'out' WHEN o.band IS DISTINCT FROM n.band THEN 'verdict'
           ELSE 'days' END AS change,
       o.band AS band_then, n.band AS band_now, o.chronic AS chronic_then, n.chronic AS chronic_now, o.absent_days AS absent_days_then,
       n.absent_days AS absent_days_now,
       o.counted_days AS counted_days_then, n.counted_days AS counted_days_now, o.enrolled_days AS enrolled_days_then,
       n.enrolled_days AS enrolled_days_now
FROM (
	SELECT *, coalesce(school_id, '-') AS at
	FROM shown
	JOIN at_hand USING (label)
	WHERE moment = 'then' AND coalesce(why_null, '') <> 'no_membership'
) o
FULL JOIN (
	SELECT *, coalesce(school_id, '-') AS at
	FROM shown
	JOIN at_hand USING (label)
	WHERE moment = 'now' AND coalesce(why_null, '') <> 'no_membership'
) n
     USING (label, scope, at, student_id)
WHERE (o.label IS NULL) <> (n.label IS NULL)
   OR (o.band, o.absent_days, o.counted_days, o.enrolled_days) IS DISTINCT FROM (n.band, n.absent_days, n.counted_days, n.enrolled_days);

CREATE VIEW answered_change AS
SELECT c.label, d.* FROM at_hand c, LATERAL absence.certified_difference('oracle_store', c.label) d;

CREATE VIEW change_difference AS
SELECT * FROM (
	SELECT 'answered, not expected' AS what, a.* FROM (TABLE answered_change EXCEPT TABLE expected_change) a
	UNION ALL
	SELECT 'expected, not answered', e.* FROM (TABLE expected_change EXCEPT TABLE answered_change) e
) d;

-- Three certifications; then facts change and a month passes.
CREATE PROCEDURE compare_certified(seed integer, round integer, today date) LANGUAGE plpgsql AS
$$
DECLARE
	first_year integer;
BEGIN
	TRUNCATE at_hand;
	INSERT INTO at_hand SELECT concat_ws(' ', 'seed', seed, n) FROM generate_series(1, 3) n;
	CALL absence.certify('oracle_store', concat_ws(' ', 'seed', seed, 1), 2026, 'changing', today + 3);
	CALL absence.certify('oracle_store', concat_ws(' ', 'seed', seed, 2), 2026, 'audit_2',
		today - draw(60, concat_ws(' ', seed, 'certified')));
	first_year := (SELECT min(school_year) FROM oracle_store.student_register WHERE school_year > 2000);
	CALL absence.certify('oracle_store', concat_ws(' ', 'seed', seed, 3), first_year, NULL, make_date(first_year, 2, 1));
	CALL look_at('then');
	CALL change_store(seed, 100 + round);
	CALL refresh_store(seed, 1, today + 30);
	CALL look_at('now');
	INSERT INTO result
	SELECT compare_certified.seed, compare_certified.round, 'certified', (SELECT count(*) FROM oracle_store.certified_student),
		(SELECT count(*) FROM frozen_difference) + (SELECT count(*) FROM count_difference)
	UNION ALL
	SELECT compare_certified.seed, compare_certified.round, 'changed since', (SELECT count(*) FROM expected_change),
		(SELECT count(*) FROM change_difference);
END
$$;

-- The definitions of a district: they are audited and certified, and the certifications
-- are compared.
CREATE PROCEDURE compare_definitions(seed integer, students integer, audits integer) LANGUAGE plpgsql AS
$$
DECLARE
	today date := today_of(seed);
BEGIN
	CALL fill_store(seed, students, today);
	CALL draw_questions(seed, today);
	CALL refresh_store(seed, 1, today);
	CALL compare_audits(seed, 0, today, audits);
	CALL compare_certified(seed, 0, today);
	COMMIT;
END
$$;
