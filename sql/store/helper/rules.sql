-- The rules in force in each school year of the store: of each name, the latest version that
-- is in force and for the year.

CREATE OR REPLACE VIEW @store@.rule_of_year AS
SELECT DISTINCT ON (y.school_year, r.name) y.school_year, r.name, r.version, r.basis, r.rule, r.group_kind, r.group_value, r.scope, r.again,
	r.tier, r.stands, r.settle_days, r.grades, r.from_age, r.to_age, r.truant, r.authority
FROM @store@.school_year_state AS y
JOIN @store@.attendance_rule AS r ON r.in_force AND coalesce(y.school_year >= r.from_year, true)
	AND coalesce(y.school_year <= r.to_year, true)
ORDER BY y.school_year, r.name, r.version DESC;
