-- The true figures beside those of the extension. A pair is one figure of one question.
-- `difference` has the pairs that differ, and `comparison` counts the pairs by what was
-- compared.
--
-- Floats are compared as text, to the last bit: they come from one division of the same
-- integers. Only the figures that take several steps (projected, and the limits of
-- Wilson) may differ in the twelfth digit.

-- The answer, or the expected text if the two agree to the twelfth digit.
CREATE FUNCTION about(expected double precision, answered double precision) RETURNS text
IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN abs(answered - expected) <= 1e-12 * greatest(1, abs(expected)) THEN expected ELSE answered END::text;

CREATE FUNCTION as_days(units numeric) RETURNS text
IMMUTABLE PARALLEL SAFE
RETURN (units::double precision / unit()::double precision)::text;

-- A register after output and input; the error if it cannot be read.
CREATE FUNCTION read_back(register absence.register) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	RETURN register::text::absence.register;
EXCEPTION WHEN data_exception THEN
	RETURN SQLERRM;
END
$$;

CREATE VIEW tally_pair AS
SELECT 'tally: ' || kind AS what, subject, policy, figure, expected, answered
FROM verdict v
JOIN subject s USING (subject)
JOIN policy p USING (policy)
LEFT JOIN answer USING (subject, policy),
     LATERAL (VALUES
       ('enrolled_days',   v.enrolled_days::text,   absence.enrolled_days(tally)::text),
       ('unrecorded_days', v.unrecorded_days::text, absence.unrecorded_days(tally)::text),
       ('unmapped_days',   v.unmapped_days::text,   absence.unmapped_days(tally)::text),
       ('counted_days',    v.counted_days::text,    absence.counted_days(tally)::text),
       ('absent_days',     as_days(v.absent),       absence.absent_days(tally)::text),
       ('missed_days',     as_days(v.missed),       absence.missed_days(tally)::text),
       ('present_days',    as_days(v.counted_days * unit() - v.absent), absence.present_days(tally)::text),
       ('excused_days',    as_days(v.excused),      absence.excused_days(tally)::text),
       ('unexcused_days',  as_days(v.unexcused),    absence.unexcused_days(tally)::text),
       ('oss_days',        as_days(v.oss),          absence.oss_days(tally)::text),
       ('exempt_days',     as_days(v.exempt),       absence.exempt_days(tally)::text),
       ('unverified_days', as_days(v.unverified),   absence.unverified_days(tally)::text),
       ('other_days',      as_days(v.other),        absence.other_days(tally)::text),
       ('tardy_days',      v.tardy_days::text,      absence.tardy_days(tally)::text),
       ('iss_days',        as_days(v.iss),          absence.iss_days(tally)::text),
       ('absent_minutes',  CASE WHEN p.basis = 'minutes' THEN v.a END::text, absence.absent_minutes(tally)::text),
       ('counted_minutes', CASE WHEN p.basis = 'minutes' THEN v.c END::text, absence.counted_minutes(tally)::text),
       ('unmapped_minutes', CASE WHEN p.basis = 'minutes' THEN v.u END::text, absence.unmapped_minutes(tally)::text),
       ('rate',            v.rate::text,            absence.absence_rate(tally)::text),
       ('chronic',         v.chronic::text,         absence.chronic(tally)::text),
       ('band',            v.band,                  absence.band(tally)::text),
       ('why_null',        v.why_null,              absence.why_null(tally))
     ) f(figure, expected, answered);

CREATE VIEW streak_pair AS
SELECT 'streaks' AS what, subject, policy, figure, expected, answered
FROM streak JOIN question USING (subject, policy) JOIN register USING (subject) JOIN asked_policy USING (policy),
     LATERAL (VALUES
       ('streak',         streak.streak::text,         absence.streak(register, definition, as_of)::text),
       ('streak_start',   streak.streak_start::text,   absence.streak_start(register, definition, as_of)::text),
       ('longest_streak', streak.longest_streak::text, absence.longest_streak(register, definition, as_of)::text)
     ) f(figure, expected, answered);

CREATE VIEW ahead_pair AS
SELECT 'ahead' AS what, subject, policy, figure, expected, answered
FROM ahead JOIN question USING (subject, policy) JOIN register USING (subject) JOIN asked_policy USING (policy),
     LATERAL (VALUES
       ('absences_left', ahead.absences_left::text, absence.absences_left(register, definition, as_of)::text),
       ('projected',     ahead.projected::text,     about(ahead.projected, absence.projected(register, definition, as_of)))
     ) f(figure, expected, answered);

CREATE VIEW register_pair AS
SELECT 'complete_through' AS what, subject, NULL::integer AS policy, 'complete_through' AS figure,
       nullif(subject.complete_through, '-infinity')::text AS expected, absence.complete_through(register)::text AS answered
FROM subject JOIN register USING (subject)
UNION ALL
SELECT 'register as text and back', subject, NULL, 'register',
       register::text, read_back(register)
FROM register
UNION ALL
SELECT 'policy as text and back', NULL, policy, 'policy', 'true', (definition OPERATOR(absence.=) definition::text::absence.policy)::text
FROM asked_policy;

CREATE VIEW day_pair AS
SELECT 'days' AS what, subject, NULL::integer AS policy, day::text AS figure,
       concat_ws(' ', 'a day', m.mark, as_days(m.share)) AS expected,
       CASE WHEN a.subject IS NOT NULL THEN concat_ws(' ', 'a day', a.mark, a.portion) END AS answered
FROM (SELECT * FROM marked_day JOIN register USING (subject)) m
FULL JOIN (SELECT subject, d.* FROM register, LATERAL absence.days(register) d) a USING (subject, day);

CREATE VIEW mark_on_pair AS
SELECT 'mark_on' AS what, subject, NULL::integer AS policy, day::text AS figure, m.mark AS expected,
	absence.mark_on(register, day)::text AS answered
FROM register JOIN subject USING (subject)
CROSS JOIN LATERAL (SELECT make_date(y, 1, 1) + n * 3 + subject % 3 AS day FROM generate_series(2025, 2026) y, generate_series(0, 65) n) d
LEFT JOIN marked_day m USING (subject, day)
WHERE kind IN ('school', 'merged') AND subject % 5 = 0;

-- The days of the marks that are not membership days.
CREATE VIEW outside_pair AS
SELECT 'outside' AS what, subject, NULL::integer AS policy, day::text AS figure, e.day::text AS expected, a.day::text AS answered
FROM (SELECT DISTINCT s.subject, e.day
      FROM subject s JOIN event e USING (student, school)
      WHERE kind = 'school' AND mark IS NOT NULL AND NOT EXISTS (SELECT FROM member_day d WHERE (d.subject, d.day) = (s.subject, e.day))) e
FULL JOIN (SELECT subject, d.day
           FROM subject JOIN school_membership USING (student, school) JOIN school_marks USING (student, school),
                LATERAL absence.days(absence.marks_outside(membership, marks)) d
           WHERE kind = 'school' AND d.mark IS NOT NULL) a USING (subject, day);

-- Merging does not depend on order, and || is the same as rollup of two.
CREATE VIEW merge_pair AS
SELECT 'merging in any order' AS what, m.subject, NULL::integer AS policy, figure, r.register::text AS expected, answered::text
FROM subject m
JOIN register r USING (subject)
JOIN (SELECT student, count(*) AS schools, array_agg(register ORDER BY school) AS registers,
             absence.rollup(register ORDER BY school) AS rising, absence.rollup(register ORDER BY school DESC) AS falling
      FROM subject JOIN register USING (subject) WHERE kind = 'school' GROUP BY student) s USING (student),
     LATERAL (VALUES
       ('rising', rising),
       ('falling', falling),
       ('with itself', r.register OPERATOR(absence.||) r.register),
       ('a || b', CASE schools WHEN 2 THEN registers[1] OPERATOR(absence.||) registers[2] ELSE r.register END),
       ('b || a', CASE schools WHEN 2 THEN registers[2] OPERATOR(absence.||) registers[1] ELSE r.register END),
       ('(a || b) || c', CASE schools WHEN 3 THEN (registers[1] OPERATOR(absence.||) registers[2]) OPERATOR(absence.||) registers[3]
           ELSE r.register END),
       ('a || (b || c)', CASE schools WHEN 3 THEN registers[1] OPERATOR(absence.||) (registers[2] OPERATOR(absence.||) registers[3])
           ELSE r.register END)
     ) f(figure, answered)
WHERE m.kind = 'merged';

-- The sum of the tallies of a school under a policy. A percent minimum is left out,
-- because it needs a calendar and a sum has none.
CREATE VIEW sum_pair AS
SELECT 'tallies added' AS what, v.school AS subject, v.policy, figure, expected, answered
FROM (
	SELECT school, policy, bool_or(has_membership) AS has_membership,
	       sum(enrolled_days)::bigint AS e, sum(counted_days)::bigint AS c, sum(days_of_unknown_length)::bigint AS unknown,
	       sum(unmapped_of_unknown_length)::bigint AS unmapped_unknown, sum(unmapped_minutes) AS unmapped_minutes,
	       sum(unrecorded_days) AS unrecorded_days, sum(unmapped_days) AS unmapped_days, sum(tardy_days) AS tardy_days,
	       sum(absent) AS absent, sum(missed) AS missed, sum(excused) AS excused, sum(unexcused) AS unexcused, sum(oss) AS oss,
	       sum(exempt) AS exempt, sum(unverified) AS unverified, sum(other) AS other, sum(iss) AS iss,
	       sum(absent_minutes) AS absent_minutes, sum(counted_minutes) AS counted_minutes,
	       absence.rollup(tally) AS tally, absence.rollup(tally) OPERATOR(absence.+) absence.rollup(tally) AS twice
	FROM verdict JOIN answer USING (subject, policy) JOIN subject USING (subject)
	WHERE kind = 'school'
	GROUP BY school, policy
) v
JOIN policy p USING (policy),
     LATERAL (SELECT CASE WHEN p.basis = 'days' THEN v.absent  WHEN unknown = 0 THEN absent_minutes  END AS amount,
                     CASE WHEN p.basis = 'days' THEN c * unit() WHEN unknown = 0 THEN counted_minutes END AS whole,
                     CASE WHEN p.basis = 'days' THEN v.unmapped_days * unit()
                         WHEN unmapped_unknown = 0 THEN v.unmapped_minutes END AS unmapped) a,
     LATERAL (
         SELECT why_null_of(has_membership, e, c, v.unmapped_days::bigint, unknown + unmapped_unknown, NULL,
             amount, whole, unmapped, p) AS why_null
     ) w,
     LATERAL (VALUES
       ('enrolled_days',   e::text,                      absence.enrolled_days(tally)::text),
       ('twice',           (2 * e)::text,                absence.enrolled_days(twice)::text),
       ('unrecorded_days', v.unrecorded_days::text,      absence.unrecorded_days(tally)::text),
       ('unmapped_days',   v.unmapped_days::text,        absence.unmapped_days(tally)::text),
       ('counted_days',    c::text,                      absence.counted_days(tally)::text),
       ('absent_days',     as_days(v.absent),            absence.absent_days(tally)::text),
       ('missed_days',     as_days(v.missed),            absence.missed_days(tally)::text),
       ('present_days',    as_days(c * unit() - v.absent), absence.present_days(tally)::text),
       ('excused_days',    as_days(v.excused),           absence.excused_days(tally)::text),
       ('unexcused_days',  as_days(v.unexcused),         absence.unexcused_days(tally)::text),
       ('oss_days',        as_days(v.oss),               absence.oss_days(tally)::text),
       ('exempt_days',     as_days(v.exempt),            absence.exempt_days(tally)::text),
       ('unverified_days', as_days(v.unverified),        absence.unverified_days(tally)::text),
       ('other_days',      as_days(v.other),             absence.other_days(tally)::text),
       ('tardy_days',      v.tardy_days::text,           absence.tardy_days(tally)::text),
       ('iss_days',        as_days(v.iss),               absence.iss_days(tally)::text),
       ('absent_minutes',  CASE WHEN p.basis = 'minutes' THEN amount END::text, absence.absent_minutes(tally)::text),
       ('counted_minutes', CASE WHEN p.basis = 'minutes' THEN whole END::text,  absence.counted_minutes(tally)::text),
       ('unmapped_minutes', CASE WHEN p.basis = 'minutes' THEN unmapped END::text, absence.unmapped_minutes(tally)::text),
       ('rate',            rate_of(amount, whole)::text, absence.absence_rate(tally)::text),
       ('chronic',         CASE WHEN why_null IS NULL THEN band_of(amount, whole, p) IN ('moderate', 'severe') END::text,
           absence.chronic(tally)::text),
       ('band',            CASE WHEN why_null IS NULL THEN band_of(amount, whole, p) END, absence.band(tally)::text),
       ('why_null',        why_null,                     absence.why_null(tally))
     ) f(figure, expected, answered)
WHERE p.minimum <> 'percent';

-- Years of which only totals are known: they have no calendar, no lengths and no
-- reasons.
CREATE VIEW total_pair AS
SELECT 'totals' AS what, e AS subject, policy, figure, expected, answered
FROM policy p JOIN asked_policy USING (policy),
     generate_series(1, 190, 7) e,
     LATERAL (
         SELECT least(e, draw(e * 10 + 1, concat_ws(' ', 'total', policy, e)) / 10.0 * (ARRAY[0, 0.1, 0.2, 1])[1 + (e + policy) % 4]) AS a
     ) a,
     LATERAL (
         SELECT floor(a * unit() + 0.5) AS units, absence.tally(e::numeric, a, definition) AS tally,
             why_null_of(true, e, e, 0, e, NULL, floor(a * unit() + 0.5), e * unit(), 0, p) AS why_null
     ) t,
     LATERAL (VALUES
       ('enrolled_days',   e::text,        absence.enrolled_days(tally)::text),
       ('counted_days',    e::text,        absence.counted_days(tally)::text),
       ('absent_days',     as_days(units), absence.absent_days(tally)::text),
       ('unverified_days', as_days(units), absence.unverified_days(tally)::text),
       ('rate',            CASE WHEN p.basis = 'days' THEN rate_of(units, e * unit()) END::text, absence.absence_rate(tally)::text),
       ('chronic',         CASE WHEN why_null IS NULL THEN band_of(units, e * unit(), p) IN ('moderate', 'severe') END::text,
           absence.chronic(tally)::text),
       ('band',            CASE WHEN why_null IS NULL THEN band_of(units, e * unit(), p) END, absence.band(tally)::text),
       ('why_null',        why_null, absence.why_null(tally))
     ) f(figure, expected, answered);

-- Cohorts. The second count of a school adds two halves of it.
CREATE VIEW cohort_pair AS
SELECT 'cohort: ' || CASE WHEN c.school IS NULL THEN 'merged' ELSE 'school' END AS what, c.school AS subject, c.policy, figure, expected,
	answered
FROM cohort c
JOIN (
	SELECT s.school, q.policy,
	       absence.band_counts(register, definition, as_of) AS counts,
	       absence.band_counts(register, definition, as_of) FILTER (WHERE student % 2 = 0) AS even,
	       absence.band_counts(register, definition, as_of) FILTER (WHERE student % 2 = 1) AS odd,
	       absence.chronic_rate(register, definition, as_of) AS rate,
	       bool_and(as_of = 'infinity') AS at_end,
	       absence.band_counts(register, definition) AS counts_at_end,
	       absence.chronic_rate(register, definition) AS rate_at_end,
	       absence.band_counts(register) AS counts_by_default,
	       absence.chronic_rate(register) AS rate_by_default
	FROM question q JOIN subject s USING (subject) JOIN register USING (subject) JOIN asked_policy USING (policy)
	WHERE kind IN ('school', 'merged')
	GROUP BY s.school, q.policy
) a ON a.school IS NOT DISTINCT FROM c.school AND a.policy = c.policy,
     LATERAL (SELECT CASE WHEN even IS NULL THEN odd WHEN odd IS NULL THEN even ELSE even OPERATOR(absence.+) odd END AS added) s,
     LATERAL (VALUES
       ('n',              c.n::text,              absence.verdict_n(counts)::text),
       ('no_verdict',     c.no_verdict::text,     absence.no_verdict_n(counts)::text),
       ('chronic_n',      c.chronic_n::text,      absence.chronic_n(counts)::text),
       ('satisfactory_n', c.satisfactory_n::text, absence.satisfactory_n(counts)::text),
       ('at_risk_n',      c.at_risk_n::text,      absence.at_risk_n(counts)::text),
       ('moderate_n',     c.moderate_n::text,     absence.moderate_n(counts)::text),
       ('severe_n',       c.severe_n::text,       absence.severe_n(counts)::text),
       ('rate',           c.rate::text,           absence.chronic_rate(counts)::text),
       ('low',            c.low::text,            about(c.low, absence.chronic_rate_low(counts))),
       ('high',           c.high::text,           about(c.high, absence.chronic_rate_high(counts))),
       ('chronic_rate',   c.rate::text,           a.rate::text),
       ('halves added',   counts::text,           added::text),
       ('no as-of',       c.n || ' ' || c.chronic_n,
           CASE WHEN at_end THEN absence.verdict_n(counts_at_end) || ' ' || absence.chronic_n(counts_at_end)
                                                          ELSE c.n || ' ' || c.chronic_n END),
       ('rate, no as-of', c.rate::text,           CASE WHEN at_end THEN rate_at_end ELSE c.rate END::text),
       ('no policy',      c.n || ' ' || c.chronic_n,
           CASE WHEN c.policy = 1 THEN absence.verdict_n(counts_by_default) || ' ' || absence.chronic_n(counts_by_default)
                                                          ELSE c.n || ' ' || c.chronic_n END),
       ('rate, no policy', c.rate::text,          CASE WHEN c.policy = 1 THEN rate_by_default ELSE c.rate END::text)
     ) f(figure, expected, answered);

-- Series: each day of a cohort under a policy, of registers that are complete through
-- the earlier of their own day and the as-of. The first policy is asked once more
-- without naming a policy, and the halves of a cohort are added.
CREATE VIEW series_pair AS
WITH answer AS MATERIALIZED (
	SELECT s.school, q.policy,
	       absence.chronic_trend(r.register, definition) AS trend, absence.daily_absence(r.register, definition) AS daily,
	       absence.chronic_trend(r.register, definition) FILTER (WHERE student % 2 = 0) AS even_trend,
	       absence.chronic_trend(r.register, definition) FILTER (WHERE student % 2 = 1) AS odd_trend,
	       absence.daily_absence(r.register, definition) FILTER (WHERE student % 2 = 0) AS even_daily,
	       absence.daily_absence(r.register, definition) FILTER (WHERE student % 2 = 1) AS odd_daily,
	       absence.chronic_trend(r.register) AS trend_by_default, absence.daily_absence(r.register) AS daily_by_default
	FROM question q JOIN subject s USING (subject) JOIN register USING (subject) JOIN asked_policy USING (policy),
	     LATERAL (SELECT absence.as_of(register.register, q.last_day) AS register) r
	WHERE kind IN ('school', 'merged')
	GROUP BY s.school, q.policy
), added AS (
	SELECT school, policy, absence.rollup(half.trend) AS trend, absence.rollup(half.daily) AS daily
	FROM answer, LATERAL (VALUES (even_trend, even_daily), (odd_trend, odd_daily)) half(trend, daily)
	GROUP BY school, policy
), point AS (
	SELECT 'trend' AS kind, school, policy, p.* FROM answer, LATERAL absence.points(trend) p
	UNION ALL
	SELECT 'daily', school, policy, p.* FROM answer, LATERAL absence.points(daily) p
), truth AS (
	SELECT 'trend' AS kind, school, policy, day, n, k::double precision AS k, rate FROM trend
	UNION ALL
	SELECT 'daily', school, policy, day, n, k::double precision / unit()::double precision, rate FROM daily
)
SELECT 'series: ' || coalesce(t.kind, p.kind) AS what, coalesce(t.school, p.school) AS subject, coalesce(t.policy, p.policy) AS policy,
       coalesce(t.day, p.day)::text AS figure, concat_ws(' ', t.n, t.k, t.rate) AS expected, concat_ws(' ', p.n, p.k, p.rate) AS answered
FROM truth t
FULL JOIN point p ON p.kind = t.kind AND coalesce(p.school, -1) = coalesce(t.school, -1) AND p.policy = t.policy AND p.day = t.day
UNION ALL
SELECT 'series: ' || figure, answer.school, answer.policy, figure, expected, answered
FROM answer JOIN added ON added.school IS NOT DISTINCT FROM answer.school AND added.policy = answer.policy,
     LATERAL (VALUES
       ('halves added', answer.trend::text, added.trend::text),
       ('halves added', answer.daily::text, added.daily::text),
       ('no policy', concat(answer.trend, answer.daily), concat(trend_by_default, daily_by_default))) f(figure, expected, answered)
WHERE answer.policy = 1 OR figure <> 'no policy';

-- Row aggregates, over the share as numeric and double precision, and over whether it
-- is at least half a day. The first policy is asked once more without naming a policy.
CREATE VIEW row_pair AS
SELECT 'row aggregates' AS what, subject, policy, figure, expected, answered
FROM (
	SELECT subject, policy,
	       absence.absence_rate(portion, definition) AS numeric_rate, absence.absence_rate(portion) AS numeric_rate_1,
	       absence.chronic_flag(portion, definition) AS numeric_flag, absence.chronic_flag(portion) AS numeric_flag_1,
	       absence.absence_band(portion, definition) AS numeric_band, absence.absence_band(portion) AS numeric_band_1,
	       absence.absence_rate(portion::double precision, definition) AS double_rate,
	       absence.absence_rate(portion::double precision) AS double_rate_1,
	       absence.chronic_flag(portion::double precision, definition) AS double_flag,
	       absence.chronic_flag(portion::double precision) AS double_flag_1,
	       absence.absence_band(portion::double precision, definition) AS double_band,
	       absence.absence_band(portion::double precision) AS double_band_1,
	       absence.absence_rate(portion >= 0.5, definition) AS boolean_rate, absence.absence_rate(portion >= 0.5) AS boolean_rate_1,
	       absence.chronic_flag(portion >= 0.5, definition) AS boolean_flag, absence.chronic_flag(portion >= 0.5) AS boolean_flag_1,
	       absence.absence_band(portion >= 0.5, definition) AS boolean_band, absence.absence_band(portion >= 0.5) AS boolean_band_1
	FROM question
	JOIN (SELECT subject, CASE WHEN portion > 1 THEN 1 ELSE portion END AS portion FROM daily_row) r USING (subject)
	JOIN asked_policy USING (policy)
	GROUP BY subject, policy
) a
JOIN row_verdict s USING (subject, policy)
JOIN row_verdict b USING (subject, policy),
     LATERAL (VALUES
       ('rate of numeric', s.rate::text,    numeric_rate::text),
       ('flag of numeric', s.chronic::text, numeric_flag::text),
       ('band of numeric', s.band,          numeric_band::text),
       ('rate of double',  s.rate::text,    double_rate::text),
       ('flag of double',  s.chronic::text, double_flag::text),
       ('band of double',  s.band,          double_band::text),
       ('rate of boolean', b.rate::text,    boolean_rate::text),
       ('flag of boolean', b.chronic::text, boolean_flag::text),
       ('band of boolean', b.band,          boolean_band::text),
       ('no policy', CASE WHEN policy = 1 THEN concat_ws(' ', s.rate, s.chronic, s.band, s.rate, s.chronic, s.band, b.rate, b.chronic,
           b.band) END,
                     CASE WHEN policy = 1 THEN concat_ws(' ', numeric_rate_1, numeric_flag_1, numeric_band_1, double_rate_1, double_flag_1,
                         double_band_1,
                                                         boolean_rate_1, boolean_flag_1, boolean_band_1) END)
     ) f(figure, expected, answered)
WHERE NOT s.as_boolean AND b.as_boolean;

CREATE VIEW pair AS
SELECT * FROM tally_pair
UNION ALL SELECT * FROM streak_pair
UNION ALL SELECT * FROM ahead_pair
UNION ALL SELECT what, subject, policy, figure, expected, answered FROM register_pair
UNION ALL SELECT what, subject, policy, figure, expected, answered FROM day_pair
UNION ALL SELECT what, subject, policy, figure, expected, answered FROM mark_on_pair
UNION ALL SELECT what, subject, policy, figure, expected, answered FROM outside_pair
UNION ALL SELECT what, subject, policy, figure, expected, answered FROM merge_pair
UNION ALL SELECT * FROM sum_pair
UNION ALL SELECT * FROM total_pair
UNION ALL SELECT * FROM cohort_pair
UNION ALL SELECT * FROM series_pair
UNION ALL SELECT * FROM row_pair;

CREATE VIEW comparison AS
SELECT what COLLATE "C", count(*) AS compared, count(*) FILTER (WHERE expected IS DISTINCT FROM answered) AS differing
FROM pair
GROUP BY 1;

-- For reading: the pairs that differ, with what was asked.
CREATE VIEW difference AS
SELECT what, figure, subject, policy, as_of, expected, answered, text AS definition
FROM pair
LEFT JOIN question USING (subject, policy)
LEFT JOIN policy_text USING (policy)
WHERE expected IS DISTINCT FROM answered;

CREATE UNLOGGED TABLE result (seed integer, what text COLLATE "C", compared bigint, differing bigint);

-- For each seed: draw the district, compute the true figures, ask the extension,
-- compare.
CREATE PROCEDURE compare(seed_from integer, seed_to integer, students integer) LANGUAGE plpgsql AS
$$
BEGIN
	FOR seed IN seed_from .. seed_to LOOP
		CALL define_policies(seed);
		CALL fill(seed, students);
		CALL expand(seed);
		CALL ask(seed);
		CALL count_truth();
		CALL ask_extension();
		INSERT INTO result SELECT seed, * FROM comparison;
		COMMIT;
	END LOOP;
END
$$;
