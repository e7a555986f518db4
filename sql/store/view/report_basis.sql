-- What a report says beside its figures, for each school and year: the definition asked
-- for with the text of its policy, the smallest group that is shown, the level of the school,
-- and the day that was today in the last refresh
CREATE OR REPLACE VIEW @store@.report_basis WITH (security_barrier) AS
SELECT k.school_year, k.school_id, h.name AS school_name, h.school_level, s.minimum_group, a.policy_name AS policy,
	a.policy::text AS policy_text,
	k.complete_through, @counts_to(a.as_of, k.complete_through)@ AS as_of, @is_current(k.school_year)@ AS is_current_year,
	(SELECT l.today FROM @store@.refresh_log AS l WHERE l.school_year = k.school_year ORDER BY l.refresh_id DESC LIMIT 1) AS today
FROM @store@.school_complete AS k
JOIN @asked@ AS a USING (school_year)
CROSS JOIN @store@.store_setting AS s
LEFT JOIN @store@.fact_school AS h ON h.school_id = k.school_id
WHERE @known@ AND @sees(k.school_id)@;
