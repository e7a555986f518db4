-- What the last refresh of everything found wrong in the tables that a refresh keeps

@reasons@
	('print errors', 'error', 'Find out who has written to these tables; refresh with everything => true until there is no such row.')
@rows@
SELECT 'print errors', l.school_year, NULL, NULL, NULL,
	'students for whom the store had kept something else than their facts make', l.print_errors
FROM @store@.refresh_log AS l
WHERE l.print_errors > 0 AND l.refresh_id = (
	SELECT max(r.refresh_id)
	FROM @store@.refresh_log AS r
	WHERE r.school_year = l.school_year AND (r.everything OR r.print_errors > 0))
