-- Problems in the facts that a person should look at, in the years that are not closed. A
-- column is NULL if a row is not of one student, of one day and so on. occurrences is the
-- number of events, stays or days that a row stands for.
--
-- The reasons are in the files of sql/store/issue/: first their rows of issue_kind, then a
-- query for the rows here. A query reads stay and session_day under these names.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- They are materialized because the planner would expect a few rows of each, and there are
-- many.
WITH stay AS MATERIALIZED (SELECT * FROM @store@.stay),
session_day AS MATERIALIZED (SELECT * FROM @store@.session_day)
SELECT k.severity, i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail, i.occurrences::integer AS occurrences, k.what_to_do
FROM (
	-- the columns of each query
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
