\echo Use "CREATE EXTENSION absence" to load this file. \quit

-- A schema made here belongs to the extension, and one that somebody else has
-- made before is an error, not a trap.
CREATE SCHEMA absence;

COMMENT ON SCHEMA absence IS
	'Chronic absence and attendance figures: types, functions, aggregates and definitions; no student data';

-- What is in it computes, and names definitions; no table holds student data.
GRANT USAGE ON SCHEMA absence TO PUBLIC;
