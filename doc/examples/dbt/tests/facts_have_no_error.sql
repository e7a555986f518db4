-- What data_issue has of severity error.
-- After {{ ref('refreshed') }}
SELECT reason, school_id, student_id, day, detail, occurrences, what_to_do
FROM {{ source('attendance', 'data_issue') }}
WHERE severity = 'error' AND school_year = {{ var('school_year') }}
