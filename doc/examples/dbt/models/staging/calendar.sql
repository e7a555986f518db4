-- each school has one calendar, called main
SELECT school_id, {{ var('school_year') }} AS school_year, 'main' AS calendar_code
FROM {{ ref('school') }}
