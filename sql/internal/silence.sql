
-- silence: whether every student was present on days without an event

CREATE FUNCTION absence_internal.silence_is_believed(silent_days bigint, session_days bigint, event_days bigint) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN silent_days = 0 OR event_days = 0 THEN true
		WHEN silent_days >= session_days THEN false
		-- Logarithms are compared, because a power as small as some of these raises an
		-- underflow error. If the chance is exactly 1 in 10,000, as with 4 events and 9 of 10
		-- days silent, the last digit of a logarithm can be wrong: hence the tolerance.
		ELSE event_days * ln(1 - silent_days::double precision / session_days) >= ln(0.0001::double precision) - 1e-9 END;
COMMENT ON FUNCTION absence_internal.silence_is_believed(bigint, bigint, bigint) IS
	'Whether events at random on the session days would leave the silent days empty with a chance of 1 in 10,000 or more: '
	'if so, no student was absent on the silent days; otherwise nothing was recorded';
