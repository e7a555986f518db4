-- A student at a school whose days or absences in the store are not those of the warehouse, counted by plain SQL.
-- After {{ ref('refreshed') }}
WITH counted AS (
	SELECT student_id, school_id, counted_days, absent_days
	FROM {{ source('attendance', 'latest_student_absence') }}
	WHERE school_year = {{ var('school_year') }}
), warehouse AS (
	SELECT student_key::text AS student_id, school_key::text AS school_id, count(*) AS counted_days,
		count(*) FILTER (WHERE code IN ('E', 'U')) AS absent_days
	FROM {{ source('warehouse', 'daily') }}
	WHERE day >= make_date({{ var('school_year') }} - 1, 7, 1)
		AND day < least(make_date({{ var('school_year') }}, 7, 1), {{ var('today') }})
	GROUP BY student_key, school_key
)
SELECT student_id, school_id, c.counted_days, w.counted_days AS warehouse_days, c.absent_days, w.absent_days AS warehouse_absent_days
FROM counted AS c
FULL JOIN warehouse AS w USING (student_id, school_id)
WHERE c.counted_days IS DISTINCT FROM w.counted_days OR c.absent_days IS DISTINCT FROM w.absent_days
