# Real input: the attendance events of the sample district that Ed-Fi has published,
# Grand Bend. This runs if the folder with its CSV files exists. Calendars and
# enrollments are not published. So the calendar of each session is rebuilt: from its
# weekdays, those with the fewest events are removed, the earliest first, until the
# number of instructional days is the published one. Each student with an event is
# enrolled all year.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $data = ($ENV{ABSENCE_TEST_DATA} || '../shared/data') . '/grand-bend';
plan skip_all => "no sample district at $data" unless -d $data;

my $node = PostgreSQL::Test::Cluster->new('grand_bend');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

$node->safe_psql('postgres', <<"SQL");
CREATE TABLE school (school_id int, name text, local_education_agency_id int);
CREATE TABLE session (school_id int, session_name text, school_year int, begin_date date, end_date date,
	term text, total_instructional_days int);
CREATE TABLE student (student_unique_id text, birth_date date);
CREATE TABLE event (student_unique_id text, school_id int, session_name text, school_year int, event_date date,
	category text, reason text, event_duration numeric(3,2));
\\copy school FROM '$data/schools.csv' CSV HEADER
\\copy session FROM '$data/sessions.csv' CSV HEADER
\\copy student FROM '$data/students.csv' CSV HEADER
\\copy event FROM '$data/attendance_events.csv' CSV HEADER

CREATE TABLE calendar_day AS
SELECT school_id, session_name, day
FROM (
	SELECT s.school_id, s.session_name, d.day::date,
		row_number() OVER (PARTITION BY s.school_id, s.session_name ORDER BY e.events, d.day) AS place,
		count(*) OVER (PARTITION BY s.school_id, s.session_name) - s.total_instructional_days AS too_many
	FROM session AS s,
		generate_series(s.begin_date::timestamp, s.end_date, '1 day') AS d (day),
		LATERAL (SELECT count(*) AS events FROM event AS e
			WHERE e.school_id = s.school_id AND e.session_name = s.session_name AND e.event_date = d.day) AS e
	WHERE extract(isodow FROM d.day) < 6) AS weekday
WHERE place > too_many;

CREATE TABLE category (category text, mark absence.mark);
INSERT INTO category VALUES ('Excused Absence', 'excused'), ('Unexcused Absence', 'unexcused'),
	('Tardy', 'tardy'), ('Partial', 'left_early');

-- The registers
CREATE TABLE student_register AS
SELECT student_unique_id, school_id, absence.with_marks(membership, marks, '2022-05-27') AS register,
	absence.marks_outside(membership, marks) AS outside
FROM (SELECT student_unique_id, school_id, absence.register_agg(event_date, mark, event_duration) AS marks
	FROM event JOIN category USING (category) GROUP BY student_unique_id, school_id) AS m
JOIN (SELECT school_id, absence.enroll(absence.calendar_agg(day), min(day), NULL) AS membership
	FROM calendar_day GROUP BY school_id) AS c USING (school_id);

-- The same figures in plain SQL, over a row for each student and session day
CREATE TABLE truth AS
WITH student_day AS (
	SELECT m.student_unique_id, m.school_id, c.day,
		coalesce(bool_or(e.category = 'Excused Absence'), false) AS excused,
		coalesce(bool_or(e.category = 'Unexcused Absence'), false) AS unexcused,
		coalesce(bool_or(e.category = 'Tardy'), false) AS tardy
	FROM (SELECT DISTINCT student_unique_id, school_id FROM event) AS m
	JOIN calendar_day AS c USING (school_id)
	LEFT JOIN event AS e ON (e.student_unique_id, e.school_id, e.event_date) = (m.student_unique_id, m.school_id, c.day)
	GROUP BY m.student_unique_id, m.school_id, c.day
), run AS (
	SELECT student_unique_id, school_id, excused OR unexcused AS absent,
		row_number() OVER (PARTITION BY student_unique_id ORDER BY day)
			- row_number() OVER (PARTITION BY student_unique_id, excused OR unexcused ORDER BY day) AS run
	FROM student_day
), streak AS (
	SELECT student_unique_id, max(days) AS longest
	FROM (SELECT student_unique_id, count(*) FILTER (WHERE absent) AS days FROM run GROUP BY student_unique_id, run, absent) AS r
	GROUP BY student_unique_id
)
SELECT student_unique_id, school_id, count(*) AS enrolled, count(*) FILTER (WHERE excused OR unexcused) AS absent,
	count(*) FILTER (WHERE unexcused) AS unexcused, count(*) FILTER (WHERE excused AND NOT unexcused) AS excused,
	count(*) FILTER (WHERE tardy) AS tardy, longest
FROM student_day JOIN streak USING (student_unique_id)
GROUP BY student_unique_id, school_id, longest;
SQL

is($node->safe_psql('postgres', 'SELECT (SELECT count(*) FROM school), (SELECT count(*) FROM session), (SELECT count(*) FROM student),
	(SELECT count(*) FROM event), (SELECT count(DISTINCT student_unique_id) FROM event)'),
	'3|6|960|1917|227', 'the district is complete');
is($node->safe_psql('postgres', 'SELECT school_id, count(*) FROM calendar_day GROUP BY 1 ORDER BY 1'),
	"255901001|169\n255901044|169\n255901107|169", 'each calendar has the published 81 + 88 days');

is($node->safe_psql('postgres', q{
	SELECT count(*), count(*) FILTER (WHERE (absence.enrolled_days(t), absence.counted_days(t)) IS DISTINCT FROM (enrolled, enrolled)),
		count(*) FILTER (WHERE absence.absent_days(t) <> absent),
		count(*) FILTER (WHERE (absence.excused_days(t), absence.unexcused_days(t)) <> (excused, unexcused)),
		count(*) FILTER (WHERE absence.tardy_days(t) <> tardy),
		count(*) FILTER (WHERE absence.absence_rate(t) <> absent::float8 / enrolled),
		count(*) FILTER (WHERE absence.chronic(t) IS DISTINCT FROM (absent * 10 >= enrolled)),
		count(*) FILTER (WHERE absence.longest_streak(register) <> longest)
	FROM student_register JOIN truth USING (student_unique_id, school_id), absence.tally(register) AS t}),
	'227|0|0|0|0|0|0|0', "the figures of each student are those of plain SQL");
is($node->safe_psql('postgres', q{
	SELECT count(*) FROM (
		SELECT school_id, absence.verdict_n(c), absence.chronic_n(c), absence.at_risk_n(c), absence.severe_n(c)
		FROM (SELECT school_id, absence.band_counts(register) AS c FROM student_register GROUP BY school_id) AS q
		EXCEPT
		SELECT school_id, count(*), count(*) FILTER (WHERE absent * 10 >= enrolled),
			count(*) FILTER (WHERE absent * 20 >= enrolled AND absent * 10 < enrolled), count(*) FILTER (WHERE absent * 5 >= enrolled)
		FROM truth GROUP BY school_id) AS differing}),
	'0', "the counts of each school are those of plain SQL");

# The three events on a Sunday are outside, and so are only the events on weekdays that
# the rebuilt calendar has removed
is($node->safe_psql('postgres', q{
	SELECT day, mark, count(*) FROM student_register, absence.days(outside) AS d (day, mark, portion)
	WHERE extract(isodow FROM day) > 5 GROUP BY 1, 2}),
	'2022-05-15|tardy|3', 'the events on a Sunday are outside');
is($node->safe_psql('postgres', q{
	SELECT count(*) FROM (
		(SELECT student_unique_id, day FROM student_register, absence.days(outside) AS d (day, mark, portion)
		EXCEPT SELECT student_unique_id, event_date FROM event
			WHERE NOT EXISTS (SELECT FROM calendar_day AS c WHERE (c.school_id, c.day) = (event.school_id, event_date)))
		UNION ALL
		(SELECT student_unique_id, event_date FROM event
			WHERE NOT EXISTS (SELECT FROM calendar_day AS c WHERE (c.school_id, c.day) = (event.school_id, event_date))
		EXCEPT SELECT student_unique_id, day FROM student_register, absence.days(outside) AS d (day, mark, portion))) AS differing}),
	'0', 'the events outside are those on no session day');

# The day with an excused absence and a Partial is one excused day
is($node->safe_psql('postgres', q{
	SELECT absence.mark_on(register, '2021-12-15'), absence.absent_days(t), absence.excused_days(t)
	FROM student_register, absence.tally(absence.clip(register, '2021-12-15', '2021-12-15')) AS t WHERE student_unique_id = '604822'}),
	'excused|1|1', 'excused and Partial on one day are one day');

note $node->safe_psql('postgres', q{SELECT count(*), sum((c.day IS NULL)::int) AS outside FROM event
	LEFT JOIN calendar_day AS c ON (c.school_id, c.day) = (event.school_id, event_date)});
note $node->safe_psql('postgres', q{SELECT school_id, absence.chronic_rate(register) FROM student_register GROUP BY 1 ORDER BY 1});

$node->stop;
done_testing();
