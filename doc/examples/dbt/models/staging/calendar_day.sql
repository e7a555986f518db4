SELECT school_key AS school_id, {{ var('school_year') }} AS school_year, 'main' AS calendar_code, day::date AS day, minutes
FROM {{ source('warehouse', 'school_day') }}
WHERE is_school_day
	AND day >= make_date({{ var('school_year') }} - 1, 7, 1)
	AND day < make_date({{ var('school_year') }}, 7, 1)
