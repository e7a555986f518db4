-- The rows of support that stand, and what of a barrier the reader sees.

-- Supports, without those that were entered in error
CREATE OR REPLACE VIEW @store@.known_support AS
SELECT s.support_id, s.student_id, s.school_id, s.school_year, s.intervention_id, s.begin_date, s.end_date, s.planned_end_date,
	s.review_date,
	s.status, s.end_reason, s.tier, s.staff_id, s.rule, s.met_on, s.barrier, s.note_ref, s.entered_by, s.begin_unknown
FROM @store@.student_intervention AS s
WHERE s.end_reason IS DISTINCT FROM 'entered in error';

-- Outreach, without the rows that another row of the student replaces
CREATE OR REPLACE VIEW @store@.known_outreach AS
SELECT o.outreach_id, o.student_id, o.school_id, o.school_year, o.day, o.due_on, o.kind, o.method, o.outcome, o.reached, o.staff_id,
	o.language, o.rule, o.step, o.met_on, o.referred_to, o.referral_outcome, o.replaces, o.note_ref, o.entered_by
FROM @store@.outreach AS o
WHERE NOT EXISTS (
	SELECT FROM @store@.outreach AS r
	WHERE (r.student_id, r.replaces) = (o.student_id, o.outreach_id) AND r.outreach_id IS DISTINCT FROM o.outreach_id);

-- Whether the reader sees the words of sensitive barriers: the owner of the store, roles with
-- the privileges of the owner, and roles of level sensitive and their members
CREATE OR REPLACE VIEW @store@.sees_sensitive AS
SELECT pg_has_role(c.relowner, 'USAGE') OR EXISTS (
	SELECT FROM @store@.reader AS d
	JOIN pg_roles AS r ON r.rolname = d.role_name
	WHERE d.level = 'sensitive' AND pg_has_role(r.oid, 'USAGE')) AS all_words
FROM @store@.store_setting AS s
JOIN pg_class AS c ON c.oid = s.tableoid;

-- Barriers as the reader sees them. A word that is not in its list could be sensitive.
CREATE OR REPLACE VIEW @store@.shown_barrier AS
SELECT b.student_id, b.school_year, b.category,
	CASE WHEN w.sensitive IS FALSE OR (SELECT all_words FROM @store@.sees_sensitive) THEN b.barrier END AS barrier,
	b.identified_on, b.resolved_on, b.told_by, b.main, b.entered_by
FROM @store@.student_barrier AS b
LEFT JOIN @store@.support_word AS w ON (w.list, w.word) = ('barrier', b.barrier);
