
-- figures: all of a student, or of a cohort, as a row. They are written in SQL so
-- that a query that names a few of them works out no other.

CREATE FUNCTION absence.student_figures(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days bigint, counted_days bigint, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days bigint, unmapped_days bigint, unrecorded_days bigint, rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT absence.enrolled_days(t.tally), absence.counted_days(t.tally), absence.absent_days(t.tally), absence.missed_days(t.tally),
		absence.excused_days(t.tally), absence.unexcused_days(t.tally), absence.oss_days(t.tally), absence.iss_days(t.tally),
		absence.tardy_days(t.tally), absence.unmapped_days(t.tally), absence.unrecorded_days(t.tally), absence.rate(t.tally), absence.chronic(t.tally),
		CASE WHEN absence.chronic(t.tally) THEN 'chronic' WHEN NOT absence.chronic(t.tally) THEN 'not chronic'
			WHEN absence.why_null(t.tally) = 'below_minimum' THEN 'too few days'
			WHEN absence.why_null(t.tally) = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END,
		absence.band(t.tally)::text,
		CASE absence.band(t.tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END,
		absence.why_null(t.tally),
		absence.streak(register, policy, as_of), absence.last_absence(register, policy, as_of), absence.absences_left(register, policy, as_of),
		absence.complete_through(register),
		CASE WHEN absence.last_membership_day(register, as_of) IS NOT NULL THEN nullif(least(as_of, absence.complete_through(register)), 'infinity') END
	FROM absence.tally(register, policy, as_of) AS t (tally);
END;
COMMENT ON FUNCTION absence.student_figures(absence.register, absence.policy, date) IS
	'A student''s figures as a row: days, rate, verdict, streak, absences left; counted_through is the day at which counts stop, NULL if there is no day before it';

CREATE FUNCTION absence.cohort_figures(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT s.n, s.chronic_n, s.chronic_n::double precision / nullif(s.n, 0), absence.low(s.chronic_n, s.n), absence.high(s.chronic_n, s.n),
		satisfactory, at_risk, moderate, severe, no_verdict
	FROM (SELECT satisfactory + at_risk + moderate + severe, moderate + severe) AS s (n, chronic_n);
END;
COMMENT ON FUNCTION absence.cohort_figures(bigint, bigint, bigint, bigint, bigint) IS
	'A cohort''s figures as a row, from how many students are in each band and how many have no verdict';

CREATE FUNCTION absence.cohort_figures(counts absence.counts)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.n, f.chronic_n, f.rate, f.low, f.high, f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence.cohort_figures(absence.satisfactory_n(counts), absence.at_risk_n(counts), absence.moderate_n(counts),
		absence.severe_n(counts), absence.no_verdict(counts)) AS f;
END;
COMMENT ON FUNCTION absence.cohort_figures(absence.counts) IS
	'A cohort''s figures as a row: how many are chronically absent, the rate with its interval, how many are in each band';
