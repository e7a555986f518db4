
-- silence: whether days without an event are days on which everybody was there

CREATE FUNCTION absence_internal.silence_is_believed(silent_days bigint, session_days bigint, event_days bigint) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN silent_days = 0 OR event_days = 0 THEN true
		WHEN silent_days >= session_days THEN false
		-- As logarithms, for a power so small is an error. Where the chance is 1 in 10,000
		-- to the letter, as of 4 events on 9 of 10 days, a logarithm is off by its last digit.
		ELSE event_days * ln(1 - silent_days::double precision / session_days) >= ln(0.0001::double precision) - 1e-9 END;
COMMENT ON FUNCTION absence_internal.silence_is_believed(bigint, bigint, bigint) IS
	'Whether events that fall on session days by chance miss the silent ones of them with a chance of 1 in 10,000 or more: then nobody was absent on those; else nothing was recorded';
