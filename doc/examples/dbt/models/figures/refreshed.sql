{{ config(
	materialized='table',
	pre_hook=[
		"SELECT absence.resume_sources('attendance')",
		"CALL absence.refresh('attendance', {{ var('school_year') }}, today => {{ var('today') }})"
	]
) }}
-- The store is refreshed when every model of the source has been made, and each test of the source has passed:
-- {{ ref('school') }} {{ ref('student') }} {{ ref('calendar') }} {{ ref('calendar_day') }}
-- {{ ref('enrollment') }} {{ ref('attendance_event') }} {{ ref('attendance_taken') }} {{ ref('attendance_code') }}
SELECT finished_at, today, students, events, events_used, registers, registers_added, registers_changed,
	registers_removed, verdicts_changed
FROM {{ source('attendance', 'refresh_log') }}
WHERE school_year = {{ var('school_year') }}
