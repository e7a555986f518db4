
-- grades: the grades that federal files cover

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
