
-- publish: figures that everybody may see, as a table
--
-- sql/report/withhold.sql says which figures are withheld, and
-- sql/store/function/publish.sql gathers and writes them.

CREATE PROCEDURE absence.publish(store name, label text, as_of date DEFAULT NULL, policy text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store),
		absence_internal.must_be_new_label(store, label, as_of, 'public_release', 'published', 'publish');
	EXECUTE format('SELECT %I.publish_release($1, $2, $3, $4)', store) USING store, label, as_of, policy;
END
$$;
COMMENT ON PROCEDURE absence.publish(name, text, date, text) IS
	'Writes public_absence, the figures of a school year that everybody may see: schools and their sum by all, grade and each group kind, '
	'without figures that are too small to show and those from which these would follow; NULL is the store''s own day and definition; '
	'a label can be used only once';
