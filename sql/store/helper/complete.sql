-- The day through which a school's figures count: the earliest complete-through of its
-- calendars. A calendar that is complete to its end does not count for this, nor does one
-- that never reported. If all calendars are complete to their end, it is the latest of them.
CREATE OR REPLACE VIEW @store@.school_complete AS
SELECT school_year, school_id,
	coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year, school_id;

-- The same for all schools together
CREATE OR REPLACE VIEW @store@.district_complete AS
SELECT school_year,
	coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year;
