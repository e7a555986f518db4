-- Supports of which a source has neither a date nor an attended session

@reasons@
	('begin unknown', 'info', 'Record the sessions in the source: the first that was attended is the first day of the support.')
@rows@
SELECT 'begin unknown', s.school_year, s.school_id, NULL, NULL, 'intervention ' || absence_internal.short_word(s.intervention_id), count(*)
FROM given AS s
WHERE s.begin_unknown
GROUP BY s.school_year, s.school_id, s.intervention_id
