-- Problems in the facts that a person should look at, in the years that are not closed. A
-- column is NULL if a row is about several students, several days and so on. occurrences is
-- the number of events, stays or days of a row.
--
-- The reasons are in the files of sql/store/issue/. Each file has the rows of its reasons
-- for issue_kind, and a query for the rows of this view. The query reads stay, session_day,
-- stay_of_several and odd_event under these names: the facts are read once for all reasons.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- Materialized, because otherwise the planner would expect only a few rows of each.
WITH stay AS MATERIALIZED (SELECT * FROM @store@.stay),
session_day AS MATERIALIZED (SELECT * FROM @store@.session_day),
-- the stays that count of students with several at a school
stay_of_several AS MATERIALIZED (
	SELECT s.*
	FROM stay AS s
	WHERE s.counts AND s.student_id IN (
		SELECT student_id FROM stay WHERE counts GROUP BY student_id, school_id, school_year HAVING count(*) > 1)
),
-- the events of school years that the store does not know, and those that miss more than a day
odd_event AS MATERIALIZED (
	SELECT e.*
	FROM @store@.fact_attendance_event AS e
	WHERE @above_1(e)@ OR e.school_year <> ALL (ARRAY(SELECT y.school_year FROM @store@.school_year_state AS y))
)
-- A severity that is asked for must not turn the join: the reasons of that severity would come
-- first, and the facts be read for each.
SELECT coalesce(k.severity, 'error') AS severity, i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail,
	i.occurrences::integer AS occurrences, k.what_to_do
FROM (
	-- the columns of all queries
	SELECT NULL::text COLLATE "C" AS reason, NULL::integer AS school_year, NULL::text COLLATE "C" AS school_id,
		NULL::text COLLATE "C" AS student_id, NULL::date AS day, NULL::text AS detail, NULL::bigint AS occurrences
	WHERE false
UNION ALL
@issue_rows@
) AS i
LEFT JOIN @store@.issue_kind AS k ON k.reason = i.reason
WHERE NOT EXISTS (
		SELECT FROM @store@.school_year_state AS y
		WHERE y.school_year = i.school_year AND y.state = 'closed' AND i.reason <> 'closed year')
	AND @sees(i.school_id)@;
