# Soft errors, from PostgreSQL 16 on: pg_input_is_valid, and COPY that continues after
# an error
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('soft');
$node->init;
$node->start;
my $version = $node->safe_psql('postgres', 'SHOW server_version_num');
if ($version < 160000)
{
	$node->stop;
	plan skip_all => 'soft errors need PostgreSQL 16 or newer';
}
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

for my $case (
	[ 'mark', 'oss', 't' ],
	[ 'mark', 'sick', 'f' ],
	[ 'policy', 'chronic = 10%', 't' ],
	[ 'policy', 'chronic = 4%', 'f' ],
	[ 'policy', 'chronic', 'f' ],
	[ 'rule', 'amount >= 3', 't' ],
	[ 'rule', 'amount >= 3, within = 0 days', 'f' ],
	[ 'rule', 'amount', 'f' ],
	[ 'register', 'days 2025-08-18; complete none', 't' ],
	[ 'register', 'days 2025-08-18; complete', 'f' ],
	[ 'register', 'days 2025-08-18; complete none; marks 2025-08-19 oss', 'f' ],
	[ 'register', 'days 2025-08-18; complete none; calendar 2026:0', 'f' ],
	[ 'tally', '; member_days = 3', 't' ],
	[ 'tally', 'chronic; member_days = 3', 'f' ],
	[ 'tally', '; enrolled_days = 3', 'f' ],
	[ 'counts', '; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0', 't' ],
	[ 'counts', '; no_verdict = 0', 'f' ],
	[ 'series', '; daily; 2025-08-18: 7/2 of 40', 't' ],
	[ 'series', '; daily; 2025-08-18: 7/2', 'f' ],
	[ 'series', '; daily; 2025-08-18: 7/2 of 3', 'f' ],
	[ 'series', '; weekly; none', 'f' ])
{
	my ($type, $text, $valid) = @$case;
	is($node->safe_psql('postgres', "SELECT pg_input_is_valid('$text', 'absence.$type')"), $valid, "$type: $text");
}
is($node->safe_psql('postgres', "SELECT sql_error_code, message, detail FROM pg_input_error_info('chronic = 4%', 'absence.policy')"),
	'22P02|invalid input syntax for type policy: "chronic = 4%"|The lines must not fall from at_risk to chronic to severe.',
	'the fault is reported');

SKIP:
{
	skip 'COPY with ON_ERROR needs PostgreSQL 17 or newer', 1 if $version < 170000;
	$node->safe_psql('postgres', 'CREATE TABLE loaded (mark absence.mark)');
	$node->safe_psql('postgres', "COPY loaded FROM STDIN (ON_ERROR ignore);\noss\nsick\ntardy\n\\.\n");
	is($node->safe_psql('postgres', 'SELECT count(*) FROM loaded'), '2', 'COPY continues after an invalid mark');
}

# version 17 and later fill a materialized view under an empty search_path
$node->safe_psql('postgres', 'CREATE MATERIALIZED VIEW mv AS
	SELECT absence.chronic(absence.tally(absence.register_agg(d::date, \'oss\'))) AS chronic
	FROM generate_series(timestamp \'2025-08-18\', \'2025-08-29\', \'1 day\') AS d');
$node->safe_psql('postgres', 'REFRESH MATERIALIZED VIEW mv');
is($node->safe_psql('postgres', 'SELECT chronic FROM mv'), 't', 'a materialized view is refreshed');

$node->stop;
done_testing();
