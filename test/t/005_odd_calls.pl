# Every function and aggregate, called with NULL and extreme arguments: the result is a
# value or a proper error, never a crash or an internal error
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('odd');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

my $out = $node->safe_psql('postgres', <<'SQL');
SET search_path = pg_catalog;
CREATE TEMP TABLE value (type regtype, literal text);
INSERT INTO value VALUES
	('boolean', 'true'), ('boolean', 'NULL'),
	('integer', '0'), ('integer', '-1'), ('integer', '2147483647'), ('integer', 'NULL'),
	('bigint', '0'), ('bigint', '-1'), ('bigint', '-9223372036854775808'), ('bigint', 'NULL'),
	('numeric', '0.5'), ('numeric', '-1'), ('numeric', '1e200'), ('numeric', '''NaN'''), ('numeric', '''-Infinity'''),
	('numeric', 'NULL'),
	('double precision', '0.5'), ('double precision', '-1e-300'), ('double precision', '''Infinity'''),
	('double precision', '''NaN'''), ('double precision', 'NULL'),
	('text', '''federal'''), ('text', ''''''), ('text', 'NULL'),
	('bytea', '''\x'''), ('bytea', '''\x0100'''), ('bytea', '''\x01000000ffffffffffffffff'''),
	('bytea', '''\x0200000000000000000000000100000000000000'''), ('bytea', 'NULL'),
	('cstring', '''x'''), ('cstring', 'NULL'),
	('date[]', '''{2025-08-18,NULL,infinity,4713-01-01 BC}'''), ('date[]', 'NULL'), ('date', '''2025-08-18'''),
	('date', '''infinity'''), ('date', '''-infinity'''), ('date', '''4713-01-01 BC'''), ('date', '''5874897-12-31'''),
	('date', 'NULL'),
	('absence.mark', '''oss'''), ('absence.mark', '''present'''), ('absence.mark', 'NULL'),
	('absence.policy', ''''''), ('absence.policy', '''basis = minutes, minimum = 50%, unrecorded = absent'''),
	('absence.policy', '''measure = days'''), ('absence.policy', 'NULL'),
	('absence.rule', '''amount >= 1, within = 12 months'''), ('absence.rule', '''measure = minutes, part_day = proportional, amount > 0 minutes, within = row'''),
	('absence.rule', '''measure = rate, amount > 0%'''), ('absence.rule', '''amount > 0, per = month, first = 366 school days'''), ('absence.rule', 'NULL'),
	('absence.rule[]', '''{}'''), ('absence.rule[]', '''{NULL,"amount >= 1, part_day > 30 minutes","amount > 0, within = 366 days"}'''), ('absence.rule[]', 'NULL'),
	('absence.band', '''severe'''), ('absence.band', 'NULL'),
	('absence.register', '''days none; complete none'''),
	('absence.register', '''days 2025-08-18..2025-09-05; complete infinity; calendar 2026:180; minutes 1440; unrecorded 2025-08-19;'
		' marks 2025-08-18 oss 1/3 present 2/3'''),
	('absence.register', '''days 4713-01-01BC 5874897-12-31; complete 2025-08-18; yielded 5874897-12-31; marks 5874897-12-31 oss'''),
	('absence.register', 'NULL'),
	('absence.tally', '''; '''),
	('absence.tally', '''basis = minutes; member_days = 102000000000, enrolled_days = 102000000000, counted_days = 102000000000,'
		' absent_days = 101000000000, oss_days = 101000000000, missed_days = 101000000000, counted_minutes = 9223372036854775807,'
		' absent_minutes = 9223372036854775807'''),
	('absence.tally', '''minimum = none; member_days = 102000000000, enrolled_days = 102000000000, counted_days = 102000000000,'
		' absent_days = 101000000000, oss_days = 101000000000, missed_days = 101000000000'''),
	('absence.tally', 'NULL'),
	('absence.counts', '''; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0'''),
	('absence.counts', '''; no_verdict = 9223372036854775807, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0'''),
	('absence.counts', 'NULL'),
	('absence.series', '''; running; none'''),
	('absence.series', '''; daily; 4713-01-01BC: 1/3 of 102000000000, 5874897-12-31: 0 of 0'''), ('absence.series', 'NULL');

CREATE TEMP TABLE given AS
SELECT type, literal, row_number() OVER of_type - 1 AS place, count(*) OVER of_type AS literals
FROM value
WINDOW of_type AS (PARTITION BY type ORDER BY literal ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

CREATE TEMP TABLE outcome (call text, state text, message text);
DO $$
DECLARE
	f record;
	call text;
BEGIN
	FOR f IN
		SELECT p.oid, p.pronamespace, p.proname, p.prokind, p.pronargs, p.proargtypes
		FROM pg_proc AS p
		WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace)
			AND NOT ('internal'::regtype = ANY (p.proargtypes::oid[]))
	LOOP
		FOR call IN
			-- every argument with every other; from a thousand lists on, each gets one further argument
			WITH RECURSIVE arguments AS (
				SELECT 0 AS n, '' AS list, 1::bigint AS lists
				UNION ALL
				SELECT a.n + 1, a.list || CASE WHEN a.n > 0 THEN ', ' ELSE '' END || v.literal || '::' || v.type,
					CASE WHEN a.lists > 1000 THEN a.lists ELSE a.lists * v.literals END
				FROM arguments AS a JOIN given AS v ON v.type = f.proargtypes[a.n]
				WHERE a.n < f.pronargs AND (a.lists <= 1000 OR abs(hashtext(a.list)::bigint) % v.literals = v.place))
			SELECT format(CASE f.prokind WHEN 'w' THEN 'SELECT (%s.%I(%s) OVER ())::text' ELSE 'SELECT %s.%I(%s)::text' END,
				f.pronamespace::regnamespace, f.proname, list) FROM arguments WHERE n = f.pronargs
		LOOP
			BEGIN
				EXECUTE call;
				INSERT INTO outcome VALUES (call, 'good', NULL);
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO outcome VALUES (call, SQLSTATE, SQLERRM);
			END;
		END LOOP;
	END LOOP;
END
$$;
SELECT 'functions ' || count(DISTINCT split_part(call, '(', 1)) || ' calls ' || count(*) FROM outcome;
SELECT state || ' ' || message || ' <- ' || min(call) FROM outcome
-- data exceptions, limits, an unknown policy or store, an inverse called by hand
WHERE state <> 'good' AND state NOT LIKE '22%' AND state NOT LIKE '54%' AND state NOT IN ('42704', '3F000', '0A000', '55000')
GROUP BY state, message;
SQL

my ($summary, @bad) = split /\n/, $out;
like($summary, qr/functions \d\d+ calls \d{4,}/, $summary);
is(join("\n", @bad), '', 'every error is about the arguments');
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'no process crashed');

$node->stop;
done_testing();
