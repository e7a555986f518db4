\echo Use "CREATE EXTENSION absence" to load this file. \quit

-- The schemas are created here and not by the control file, so that they belong to
-- the extension. If a schema of that name already exists, CREATE EXTENSION fails:
-- its owner could have put objects into it.
CREATE SCHEMA absence;

COMMENT ON SCHEMA absence IS
	'Chronic absence and attendance figures: types, functions, aggregates and definitions; no student data';

-- Schema absence holds the functions that users call. Schema absence_internal holds the
-- functions that types, operators, aggregates and stores need.
CREATE SCHEMA absence_internal;

COMMENT ON SCHEMA absence_internal IS
	'Support functions of the types, operators, aggregates and stores of absence; they are not meant to be called directly, '
	'and any release can change them';

-- Every user may use both: they hold functions and definitions, but no student data.
GRANT USAGE ON SCHEMA absence, absence_internal TO PUBLIC;
