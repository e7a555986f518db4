{{ config(severity='warn') }}
-- A school with 30 or more verdicts of which hardly any student, or more than half, is chronically absent. Look at it before it is shown.
-- After {{ ref('refreshed') }}
SELECT school_id, school_name, verdict_n, chronic_n, chronic_rate
FROM {{ source('attendance', 'latest_school_absence') }}
WHERE school_year = {{ var('school_year') }} AND verdict_n >= 30 AND chronic_rate NOT BETWEEN 0.01 AND 0.5
