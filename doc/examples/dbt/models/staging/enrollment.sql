-- withdrawn is the last day at the school; if yours is the first day away, set exit_day_counts in store_setting to false
SELECT student_key AS student_id, school_key AS school_id, {{ var('school_year') }} AS school_year,
	entered::date AS entry_date, withdrawn::date AS exit_date,
	CASE grade WHEN 0 THEN 'K' ELSE grade::text END AS grade
FROM {{ source('warehouse', 'stay') }}
WHERE entered < make_date({{ var('school_year') }}, 7, 1)
	AND (withdrawn IS NULL OR withdrawn >= make_date({{ var('school_year') }} - 1, 7, 1))
