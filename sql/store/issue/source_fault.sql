-- Rows of a source that the tables of a store would refuse

@reasons@
	('source row without key', 'error', 'Correct the rows in the source, or leave them out of its views: they are not taken.'),
	('unknown word in source', 'error', 'Correct the words in the source.'),
	('repeated key in source', 'warning', 'Leave the further rows out of the views of the source: only one of them is taken.'),
	('own word counts', 'warning', 'Delete the row of attendance_code if the meaning in the source is right.'),
	('section events only', 'error', 'Say with absence.set_attendance_from() what the days of the school are taken from.'),
	('share of alternate days', 'error', 'Give each day a bell schedule in the ODS, or set the periods of a day with absence.set_attendance_from().'),
	('school events ignored', 'info', 'Take the attendance from school, if these events are right.'),
	('word of two namespaces', 'info', 'See that both mean the same: they are one code here.'),
	('mapped to several meanings', 'warning', 'Add the code to attendance_code: it is unmapped.')
@rows@
SELECT f.reason, f.school_year, NULL, NULL, NULL, f.detail, f.occurrences
FROM @store@.source_fault AS f
