-- A school that counts through a day more than a week before the last day with rows in the warehouse, or not at all.
-- After {{ ref('refreshed') }}
SELECT school_id, school_name, complete_through
FROM {{ source('attendance', 'latest_school_absence') }}
WHERE school_year = {{ var('school_year') }}
	AND (complete_through IS NULL OR complete_through < (SELECT max(day) - 7 FROM {{ ref('attendance_taken') }}))
