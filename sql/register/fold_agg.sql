
-- fold_agg: the marks of a student's days, from events; a day can have several

CREATE FUNCTION absence_internal.fold_agg_transition(
		state bytea, day date, period text, code text, mark absence.mark, precedence integer,
		share double precision, periods double precision)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence_internal.fold_agg_transition(
	bytea, date, text, text, absence.mark, integer, double precision, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.fold_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.fold_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.fold_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_fold_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.fold_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence_internal.fold_agg(
	day date, period text, code text, mark absence.mark, precedence integer, share double precision, periods double precision) (
	SFUNC = absence_internal.fold_agg_transition, STYPE = bytea, SSPACE = 256,
	FINALFUNC = absence_internal.fold_agg_final, COMBINEFUNC = absence_internal.fold_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.fold_agg(date, text, text, absence.mark, integer, double precision, double precision) IS
	'A register of the marks of a student''s days, from events of whole days and of periods; a day can have several events';

-- the same from the rows of a store, with maps of the school's codes and of the periods of
-- the calendar's days

CREATE FUNCTION absence_internal.event_agg_transition(
		state bytea, day date, period text, code text, portion numeric, missed numeric, held numeric)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_event_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence_internal.event_agg_transition(bytea, date, text, text, numeric, numeric, numeric) IS
	'aggregate transition function';

CREATE AGGREGATE absence_internal.event_agg(day date, period text, code text, portion numeric, missed numeric, held numeric) (
	SFUNC = absence_internal.event_agg_transition, STYPE = bytea, SSPACE = 256,
	COMBINEFUNC = absence_internal.fold_agg_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.event_agg(date, text, text, numeric, numeric, numeric) IS
	'The events of a student at a school, packed for fold_events()';

CREATE FUNCTION absence_internal.map_final(bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_map_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.map_final(bytea) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.code_map_transition(
		state bytea, code text, mark absence.mark, precedence integer, share double precision)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_code_map_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.code_map_transition(bytea, text, absence.mark, integer, double precision) IS
	'aggregate transition function';

CREATE AGGREGATE absence_internal.code_map(code text, mark absence.mark, precedence integer, share double precision) (
	SFUNC = absence_internal.code_map_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.map_final, COMBINEFUNC = absence_internal.fold_agg_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.code_map(text, absence.mark, integer, double precision) IS
	'What each code means at a school, for fold_events()';

CREATE FUNCTION absence_internal.period_map_transition(state bytea, day date, periods integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_period_map_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.period_map_transition(bytea, date, integer) IS
	'aggregate transition function';

CREATE AGGREGATE absence_internal.period_map(day date, periods integer) (
	SFUNC = absence_internal.period_map_transition, STYPE = bytea, SSPACE = 4096,
	FINALFUNC = absence_internal.map_final, COMBINEFUNC = absence_internal.fold_agg_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.period_map(date, integer) IS
	'The number of periods of the days of a calendar, for fold_events()';

CREATE FUNCTION absence_internal.fold_events(events bytea, codes bytea, periods bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_fold_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.fold_events(bytea, bytea, bytea) IS
	'A register of the marks of a student''s days, as of fold_agg, from events that event_agg packed, the school''s codes and the periods '
	'of the days';

CREATE FUNCTION absence_internal.event_counts(events bytea, codes bytea, periods bytea, membership absence.register) RETURNS integer[]
	AS 'MODULE_PATHNAME', 'absence_event_counts' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.event_counts(bytea, bytea, bytea, absence.register) IS
	'Of the events that event_agg packed: how many there are, how many cannot be used or are on no membership day, how many have an '
	'unmapped code, and how many have another before them on the same day and period';

CREATE FUNCTION absence_internal.unmapped_codes(events bytea, codes bytea) RETURNS text[]
	AS 'MODULE_PATHNAME', 'absence_unmapped_codes' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION absence_internal.unmapped_codes(bytea, bytea) IS
	'Of the events that event_agg packed: the code of each one with an unmapped code; NULL without one';

CREATE FUNCTION absence_internal.events_in_doubt(events bytea, periods bytea, membership absence.register)
	RETURNS TABLE (day date, period text, code text, is_member boolean, has_share boolean)
	AS 'MODULE_PATHNAME', 'absence_events_in_doubt' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500 ROWS 3;
COMMENT ON FUNCTION absence_internal.events_in_doubt(bytea, bytea, absence.register) IS
	'The events that event_agg packed that cannot be used, or are on no membership day';

-- parts of the same rule, for the views of stores

CREATE FUNCTION absence_internal.why_not_counted(code text, mark absence.mark, precedence integer, share double precision) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_why_not_counted' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence_internal.why_not_counted(text, absence.mark, integer, double precision) IS
	'Over the events of one student, day and period: the reason why fold_agg does not count the event (another event stands, or'
	' same code counts once); NULL if it is counted';

CREATE FUNCTION absence_internal.winning_code_transition(state bytea, code text, mark absence.mark, precedence integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_winning_code_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_transition(bytea, text, absence.mark, integer) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.winning_code_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_winning_code_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.winning_code_final(bytea) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_winning_code_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence_internal.winning_code(code text, mark absence.mark, precedence integer) (
	SFUNC = absence_internal.winning_code_transition, STYPE = bytea, SSPACE = 256,
	FINALFUNC = absence_internal.winning_code_final, COMBINEFUNC = absence_internal.winning_code_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.winning_code(text, absence.mark, integer) IS
	'The code of the event that wins within a period, by the rule of fold_agg: precedence, then the order of marks, then the code';
