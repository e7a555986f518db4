\echo Use "CREATE EXTENSION absence" to load this file. \quit

-- A schema made here belongs to the extension, and one that somebody else has
-- made before is an error, not a trap.
CREATE SCHEMA absence;

COMMENT ON SCHEMA absence IS
	'Chronic absence and attendance figures: types, functions, aggregates and definitions; no student data';

-- What a person calls is in absence; what types, operators, aggregates and stores need
-- beneath is here.
CREATE SCHEMA absence_internal;

COMMENT ON SCHEMA absence_internal IS
	'What the types, operators, aggregates and stores of absence are made with; nothing in it is to be called by hand, and it can change with any release';

-- What is in them computes, and names definitions; no table holds student data.
GRANT USAGE ON SCHEMA absence, absence_internal TO PUBLIC;
