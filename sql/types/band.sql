
-- band: how severe absence is

CREATE TYPE absence.band AS ENUM ('satisfactory', 'at_risk', 'moderate', 'severe');

COMMENT ON TYPE absence.band IS
	'How severe absence is: satisfactory < at_risk < moderate < severe; moderate and severe are chronic';
