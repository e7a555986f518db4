
-- keys: texts that tell rows apart, of which an index takes only so much
--
-- Facts may hold any text. An index refuses one of more than 2,704 bytes, of several
-- columns together. So of what refresh keeps no column is longer than 500.

CREATE FUNCTION absence_internal.short_word(word text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN octet_length(word) > 500 THEN left(word, 100) || '... (md5 ' || md5(word) || ')' ELSE word END;
COMMENT ON FUNCTION absence_internal.short_word(text) IS
	'A word as it is shown: one of more than 500 bytes by its first 100 characters and a hash, which tells it from others that begin alike';
