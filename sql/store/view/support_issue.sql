-- Problems in the facts of support that a person should look at, in the years that are not
-- closed, as data_issue has them of the other facts. The reasons are in the files of
-- sql/store/support_issue/. The query of a file reads given, the supports that are or
-- were given, under this name.
CREATE OR REPLACE VIEW @store@.support_issue WITH (security_barrier) AS
-- planned, declined and not reached are no supports that were given
WITH given AS MATERIALIZED (
	SELECT s.*
	FROM @store@.known_support AS s
	WHERE s.status IS NULL OR s.status NOT IN ('planned', 'declined', 'not reached')
)
SELECT coalesce(k.severity, 'error') AS severity,	-- as in data_issue
	i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail, i.occurrences::integer AS occurrences, k.what_to_do
FROM (
	-- the columns of all queries
	SELECT NULL::text COLLATE "C" AS reason, NULL::integer AS school_year, NULL::text COLLATE "C" AS school_id,
		NULL::text COLLATE "C" AS student_id, NULL::date AS day, NULL::text AS detail, NULL::bigint AS occurrences
	WHERE false
UNION ALL
@support_issue_rows@
) AS i
LEFT JOIN @store@.support_issue_kind AS k ON k.reason = i.reason
WHERE NOT EXISTS (
		SELECT FROM @store@.school_year_state AS y
		WHERE y.school_year = i.school_year AND y.state = 'closed')
	AND (@sees(i.school_id)@ OR @sees_student(i)@);
