-- Absence by day of the week, at each school
CREATE OR REPLACE VIEW @store@.weekday_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.isodow,
	('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[c.isodow] AS weekday,
	absence.enrolled_days(c.tally)::integer AS enrolled_days, absence.counted_days(c.tally)::integer AS counted_days,
	absence.absent_days(c.tally) AS absent_days, absence.absence_rate(c.tally) AS absence_rate,
	k.complete_through, @counts_to(c.as_of, k.complete_through)@ AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of,
		absence.rollup(absence.tally(absence.on_weekday(r.register, d.isodow), a.policy, a.as_of)) AS tally
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	CROSS JOIN generate_series(1, 7) AS d (isodow)
	GROUP BY r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of
) AS c
@school_of(c)@
WHERE @known@ AND absence.enrolled_days(c.tally) > 0 AND @sees(c.school_id)@;
