-- a day with rows is a day on which the roll was taken
SELECT DISTINCT school_key AS school_id, day::date AS day
FROM {{ source('warehouse', 'daily') }}
WHERE day >= make_date({{ var('school_year') }} - 1, 7, 1)
	AND day < make_date({{ var('school_year') }}, 7, 1)
