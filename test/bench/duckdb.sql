-- DuckDB over the same rows answers the ways whose SQL it understands, and one that an
-- expert would write for it: the days of a year as bits of 64-bit words. It is another
-- process with a thread of its own, and its answers are compared like all others.
-- The scripts must have been named by an absolute path.
\cd :files
ALTER TABLE bench.way ADD COLUMN text_of integer;    -- the way that must give the same answer
ALTER TABLE bench.way ADD COLUMN own_text text;      -- the query for DuckDB
-- Materialized, because DuckDB 2.0 otherwise groups within the joins of the stretches, which
-- takes ten times as long
INSERT INTO bench.way (question, way, text_of, own_text)
SELECT question, replace(way, 'SQL', 'DuckDB'), n, replace(query, 'WITH stretch AS (', 'WITH stretch AS MATERIALIZED (')
FROM bench.way WHERE portable ORDER BY n;

SELECT string_agg(format('(substring(member::bit(%1$s) FROM %2$s FOR 64))::bigint AS member_%3$s, '
			'(substring(absent::bit(%1$s) FROM %2$s FOR 64))::bigint AS absent_%3$s', 64 * words, 64 * n - 63, n), ', ') AS word_columns,
	string_agg(format('bit_count(member_%s)::integer', n), ' + ') AS word_counted,
	string_agg(format('bit_count(absent_%s)::integer', n), ' + ') AS word_absent
FROM (SELECT ceil(count(*) / 64.0)::integer AS words FROM bench.district_day) AS d
CROSS JOIN LATERAL generate_series(1, words) AS n \gset
INSERT INTO bench.way (question, way, text_of, own_text)
SELECT question, 'DuckDB over packed 64-bit words', n, format('
	SELECT school_id, count(*) FILTER (WHERE counted >= 10 AND 10 * absent >= counted)::double precision
		/ nullif(count(*) FILTER (WHERE counted >= 10), 0) AS rate
	FROM (SELECT school_id, %s AS counted, %s AS absent FROM bench.word) AS student
	GROUP BY school_id', :'word_counted', :'word_absent')
FROM bench.way WHERE way = 'bit_count() of packed columns';

COPY bench.stay TO STDOUT (FORMAT csv, HEADER) \g stay.csv
COPY bench.school_day TO STDOUT (FORMAT csv, HEADER) \g school_day.csv
COPY bench.district_day TO STDOUT (FORMAT csv, HEADER) \g district_day.csv
COPY bench.absence_event TO STDOUT (FORMAT csv, HEADER) \g absence_event.csv
COPY (SELECT student_id, school_id, :word_columns FROM bench.packed) TO STDOUT (FORMAT csv, HEADER) \g word.csv
\pset format unaligned
\pset tuples_only on
SELECT jsonb_build_object('rounds', :rounds, 'budget', :budget, 'ways',
	jsonb_agg(jsonb_build_object('n', n, 'query', own_text) ORDER BY n))
FROM bench.way WHERE text_of IS NOT NULL \g questions.json
\pset tuples_only off
\pset format aligned

\setenv BENCH_DUCKDB :duckdb
\! eval "$BENCH_DUCKDB"
SELECT pg_read_file(:'files' || '/duckdb_version') AS duckdb_version \gset
UPDATE bench.way SET way = replace(way, 'DuckDB', :'duckdb_version') WHERE text_of IS NOT NULL;

CREATE PROCEDURE bench.compare_files(files text) LANGUAGE plpgsql AS $$
DECLARE
	w record;
	differing bigint;
BEGIN
	FOR w IN SELECT d.n, d.question, d.way, t.query FROM bench.way AS d JOIN bench.way AS t ON t.n = d.text_of ORDER BY d.n LOOP
		DROP TABLE IF EXISTS pg_temp.answer, pg_temp.other;
		EXECUTE 'CREATE TEMP TABLE answer AS ' || w.query;
		CREATE TEMP TABLE other (LIKE pg_temp.answer);
		EXECUTE format('COPY pg_temp.other FROM %L (FORMAT csv, HEADER)', format('%s/answer_%s.csv', files, w.n));
		SELECT count(*) INTO differing
		FROM ((TABLE pg_temp.other EXCEPT ALL TABLE pg_temp.answer) UNION ALL (TABLE pg_temp.answer EXCEPT ALL TABLE pg_temp.other)) AS d;
		IF differing > 0 THEN
			RAISE EXCEPTION '%: "%" differs in % rows', w.question, w.way, differing;
		END IF;
	END LOOP;
END
$$;
CALL bench.compare_files(:'files');
SELECT format('COPY bench.timing FROM %L (FORMAT csv)', :'files' || '/timing.csv') \gexec
