
-- grades: the grades that federal files cover, and the order of grades

CREATE FUNCTION absence_internal.is_federal_grade(grade text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN grade COLLATE "C" ~* '^[[:space:]]*((grade )?0*([1-9]|1[0-2])(st|nd|rd|th)?( grade)?|0+'
			'|k|kg|kn|kdg|k[aefhp]|k5[afp]?|kindergarten'
			'|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade|ug|ungraded)[[:space:]]*$' THEN true
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(p|pk[afp]?|ps|p[34]|(pk|pre-?k)[ -]?[345]?|pre-?kindergarten|pre-?school'
			'|preschool/prekindergarten|ee|early education|it|infant/toddler|(grade )?13|pg|postsecondary|ae|adult( education)?'
			'|out of school|no grade level)[[:space:]]*$' THEN false
	END;
COMMENT ON FUNCTION absence_internal.is_federal_grade(text) IS
	'Whether a grade is one of kindergarten to 12 or ungraded, in the usual codes and in the descriptors of Ed-Fi; '
	'NULL for a text that is not known, such as Transitional Kindergarten, or not certain, such as -1, '
	'which is kindergarten in some systems and prekindergarten in others';

-- The usual codes come first, because a view calls this for each student.
CREATE FUNCTION absence_internal.grade_order(grade text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN grade COLLATE "C" IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13',
			'1', '2', '3', '4', '5', '6', '7', '8', '9') THEN grade::integer
		WHEN grade COLLATE "C" IN ('KG', 'K', '00', '0', 'KF', 'KH', 'KA', 'KP') THEN 0
		WHEN grade COLLATE "C" IN ('TK', '-1') THEN -1
		WHEN grade COLLATE "C" IN ('PK', '-2') THEN -2
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(grade )?0*([1-9]|1[0-3])(st|nd|rd|th)?( grade)?[[:space:]]*$'
			THEN substring(grade COLLATE "C" FROM '[1-9][0-9]*')::integer
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade[[:space:]]*$'
			THEN array_position('{first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth}',
				substring(lower(grade COLLATE "C") FROM '[a-z]+'))
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(0+|k|kg|kn|kdg|k[aefhp]|k5[afp]?|kindergarten)[[:space:]]*$' THEN 0
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(tk|t-?k|transitional kindergarten|(pk|pre-?k)[ -]?5)[[:space:]]*$' THEN -1
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(pk[afp]?|p4|(pk|pre-?k)[ -]?4?|pre-?kindergarten|preschool/prekindergarten)[[:space:]]*$' THEN -2
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(p|ps|p3|(pk|pre-?k)[ -]?3|pre-?school|ee|early education)[[:space:]]*$' THEN -3
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(it|infant/toddler)[[:space:]]*$' THEN -4
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(ug|ungraded)[[:space:]]*$' THEN 14
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(pg|postsecondary)[[:space:]]*$' THEN 15
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(ae|adult( education)?)[[:space:]]*$' THEN 16
	END;
COMMENT ON FUNCTION absence_internal.grade_order(text) IS
	'The place of a grade among the grades: 1 to 13, kindergarten 0, transitional kindergarten -1, prekindergarten -2, preschool -3, '
	'infants -4, ungraded 14, postsecondary 15, adults 16; NULL for a text that is not known';

-- The usual schools: elementary, middle and high
CREATE FUNCTION absence_internal.grade_span(grade text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN width_bucket(coalesce(absence_internal.grade_order(grade), 14), '{0,6,9,14}'::integer[]);
COMMENT ON FUNCTION absence_internal.grade_span(text) IS
	'The span of a grade: 1 for kindergarten to 5, 2 for 6 to 8, 3 for 9 to 13, 0 for the years before kindergarten, 4 for any other';
