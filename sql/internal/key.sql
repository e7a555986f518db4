
-- keys: texts that are short enough for an index
--
-- Facts can hold texts of any length, but a btree index refuses an entry of more than
-- 2,704 bytes, all columns together. So no column that refresh writes is longer
-- than 500 bytes.

CREATE FUNCTION absence_internal.short_word(word text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN octet_length(word) > 500 THEN left(word, 100) || '... (md5 ' || md5(word) || ')' ELSE word END;
COMMENT ON FUNCTION absence_internal.short_word(text) IS
	'The text; if it is longer than 500 bytes, its first 100 characters and a hash that tells it from texts with the same beginning';
