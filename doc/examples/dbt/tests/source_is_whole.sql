-- A relation or column that the store needs is missing in the source, or has another type. The models:
-- {{ ref('school') }} {{ ref('student') }} {{ ref('calendar') }} {{ ref('calendar_day') }}
-- {{ ref('enrollment') }} {{ ref('attendance_event') }} {{ ref('attendance_taken') }} {{ ref('attendance_code') }}
SELECT relation, column_name, problem, what_to_do
FROM absence.source_check('attendance_source', 'views', {{ var('school_year') }})
WHERE severity = 'error'
