-- Every reason of support_issue, with its severity and what to do about it. Each file of
-- sql/store/support_issue/ adds its reasons.
CREATE OR REPLACE VIEW @store@.support_issue_kind AS
SELECT reason COLLATE "C" AS reason, severity COLLATE "C" AS severity, what_to_do
FROM (VALUES @support_issue_kinds@) AS k (reason, severity, what_to_do);
