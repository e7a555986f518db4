SELECT student_key AS student_id, school_key AS school_id, {{ var('school_year') }} AS school_year, day::date AS day, code
FROM {{ source('warehouse', 'daily') }}
WHERE code IS NOT NULL
	AND day >= make_date({{ var('school_year') }} - 1, 7, 1)
	AND day < make_date({{ var('school_year') }}, 7, 1)
