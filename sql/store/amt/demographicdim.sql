-- The groups of students that the store knows, in the words of the Analytics Middle Tier. Sex and
-- english_learner stand in studentschooldim, as there.
CREATE OR REPLACE VIEW @schema@.demographicdim WITH (security_barrier) AS
SELECT w.parent || ':' || w.label AS demographickey, w.parent AS demographicparentkey, w.label AS demographiclabel,
	w.label::varchar AS shortdescription
FROM (SELECT DISTINCT b.kind, b.value FROM @store@.fact_student_group AS b WHERE b.kind NOT IN ('sex', 'english_learner')) AS g
CROSS JOIN LATERAL @amt_group(g)@ AS w
GROUP BY w.parent, w.label;

COMMENT ON COLUMN @schema@.demographicdim.demographickey IS 'Parent and label, as in Race:Asian; the key of the row';
COMMENT ON COLUMN @schema@.demographicdim.demographicparentkey IS 'Race or StudentCharacteristic';
COMMENT ON COLUMN @schema@.demographicdim.demographiclabel IS
	'Value of the group; of a group whose value is Yes, its kind, with Homeless and Economic Disadvantaged for the kinds of these names';
COMMENT ON COLUMN @schema@.demographicdim.shortdescription IS 'As demographiclabel';
