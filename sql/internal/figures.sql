
-- figures: all figures of a student, or of a cohort, as one row. The functions are
-- written in SQL so that they can be inlined: a query computes only the columns that
-- it names.

CREATE FUNCTION absence_internal.figures_of_student(
		tally absence.tally, register absence.register, policy absence.policy, as_of date)
	RETURNS TABLE (
		enrolled_days integer, counted_days integer, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days integer, unmapped_days integer, unrecorded_days integer, absence_rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT absence.enrolled_days(tally)::integer, absence.counted_days(tally)::integer,
		absence.absent_days(tally), absence.missed_days(tally),
		absence.excused_days(tally), absence.unexcused_days(tally), absence.oss_days(tally), absence.iss_days(tally),
		absence.tardy_days(tally)::integer, absence.unmapped_days(tally)::integer, absence.unrecorded_days(tally)::integer,
		absence.absence_rate(tally), absence.chronic(tally),
		CASE WHEN absence.chronic(tally) THEN 'chronic' WHEN NOT absence.chronic(tally) THEN 'not chronic'
			WHEN absence.why_null(tally) = 'below_minimum' THEN 'too few days'
			WHEN absence.why_null(tally) = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END,
		absence.band(tally)::text,
		CASE absence.band(tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END,
		absence.why_null(tally),
		absence.streak(register, policy, as_of), absence.last_absence(register, policy, as_of),
		absence.absences_left(register, policy, as_of),
		absence.complete_through(register),
		CASE WHEN absence_internal.last_membership_day(register, as_of) IS NOT NULL
			THEN nullif(least(as_of, absence.complete_through(register)), 'infinity') END;
END;
COMMENT ON FUNCTION absence_internal.figures_of_student(absence.tally, absence.register, absence.policy, date) IS
	'The figures of a student as a row: days, rate, verdict, streak, absences left; '
	'counted_through is the day at which counts stop, NULL if there is no membership day to count. '
	'The tally is that of the register, under the policy, to the day';

CREATE FUNCTION absence_internal.figures_of_student(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days integer, counted_days integer, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days integer, unmapped_days integer, unrecorded_days integer, absence_rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days,
		f.tardy_days, f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
		f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through
	-- a function in FROM would keep a tuplestore for each row
	FROM (SELECT absence.tally(register, policy, as_of) AS tally OFFSET '0') AS t
	CROSS JOIN LATERAL absence_internal.figures_of_student(t.tally, register, policy, as_of) AS f;
END;
COMMENT ON FUNCTION absence_internal.figures_of_student(absence.register, absence.policy, date) IS
	'The figures of a student as a row, from the register alone';

CREATE FUNCTION absence_internal.figures_of_cohort(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		verdict_n integer, chronic_n integer,
		chronic_rate double precision, chronic_rate_low double precision, chronic_rate_high double precision,
		satisfactory_n integer, at_risk_n integer, moderate_n integer, severe_n integer, no_verdict_n integer)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT s.verdict_n::integer, s.chronic_n::integer, s.chronic_n::double precision / nullif(s.verdict_n, 0),
		absence_internal.chronic_rate_low(s.chronic_n, s.verdict_n), absence_internal.chronic_rate_high(s.chronic_n, s.verdict_n),
		satisfactory::integer, at_risk::integer, moderate::integer, severe::integer, no_verdict::integer
	FROM (SELECT satisfactory + at_risk + moderate + severe, moderate + severe) AS s (verdict_n, chronic_n);
END;
COMMENT ON FUNCTION absence_internal.figures_of_cohort(bigint, bigint, bigint, bigint, bigint) IS
	'The figures of a cohort as a row, from the number of students in each band and of those without a verdict';

CREATE FUNCTION absence_internal.figures_of_cohort(counts absence.counts)
	RETURNS TABLE (
		verdict_n integer, chronic_n integer,
		chronic_rate double precision, chronic_rate_low double precision, chronic_rate_high double precision,
		satisfactory_n integer, at_risk_n integer, moderate_n integer, severe_n integer, no_verdict_n integer)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(absence.satisfactory_n(counts), absence.at_risk_n(counts), absence.moderate_n(counts),
		absence.severe_n(counts), absence.no_verdict_n(counts)) AS f;
END;
COMMENT ON FUNCTION absence_internal.figures_of_cohort(absence.counts) IS
	'The figures of a cohort as a row: the number of chronically absent students, the rate with its interval, the number in each band';
