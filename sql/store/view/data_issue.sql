-- Problems in the facts that a person should look at, in the years that are not closed. A
-- column is NULL if a row is about several students, several days and so on. occurrences is
-- the number of events, stays or days of a row.
--
-- The reasons are in the files of sql/store/issue/. Each file has the rows of its reasons
-- for issue_kind, and a query for the rows of this view. Each query reads the facts by itself,
-- so that a school, a student or a reason that is asked for leaves out what it does not need. Only
-- odd_event, for which there is no index, is looked for once.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- the events of school years that the store does not know, and those that miss more than a day
WITH odd_event AS MATERIALIZED (
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
