-- An event on a day that is no school day of the school
SELECT e.student_id, e.school_id, e.day, e.code
FROM {{ ref('attendance_event') }} AS e
LEFT JOIN {{ ref('calendar_day') }} AS d ON d.school_id = e.school_id AND d.day = e.day
WHERE d.day IS NULL
