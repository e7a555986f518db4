
-- grades: which the federal files are about

CREATE FUNCTION absence_internal.is_federal_grade(grade text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN grade COLLATE "C" ~* '^[[:space:]]*((grade )?0*([1-9]|1[0-2])(st|nd|rd|th)?( grade)?|0+|k|kg|kn|kdg|k[aefhp]|k5[afp]?|kindergarten|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade|ug|ungraded)[[:space:]]*$' THEN true
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(p|pk[afp]?|ps|p[34]|(pk|pre-?k)[ -]?[345]?|pre-?kindergarten|pre-?school|preschool/prekindergarten|ee|early education|it|infant/toddler|(grade )?13|pg|postsecondary|ae|adult( education)?|out of school|no grade level)[[:space:]]*$' THEN false
	END;
COMMENT ON FUNCTION absence_internal.is_federal_grade(text) IS
	'Whether a grade is one of kindergarten to 12 or ungraded, in the usual codes and in Ed-Fi''s words; NULL for a word that is neither known as one nor as another, such as Transitional Kindergarten, or -1, which is kindergarten here and prekindergarten there';
