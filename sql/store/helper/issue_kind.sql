-- Every reason of data_issue, with its severity and what to do about it. Each file of
-- sql/store/issue/ adds its reasons.
CREATE OR REPLACE VIEW @store@.issue_kind AS
SELECT reason COLLATE "C" AS reason, severity COLLATE "C" AS severity, what_to_do
FROM (VALUES @issue_kinds@) AS k (reason, severity, what_to_do);
