-- A code that nobody has mapped. A student whose verdict depends on it would have none
SELECT e.code, count(*) AS events
FROM {{ ref('attendance_event') }} AS e
LEFT JOIN {{ ref('attendance_code') }} AS c USING (code)
WHERE c.code IS NULL
GROUP BY e.code
