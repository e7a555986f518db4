-- Reports and pictures: structure, escaping, what is withheld, who sees what
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;
SET search_path = pg_catalog;

-- A picture has a title and a description, no id, no reference to anything, and draws what
-- it is given: three weeks, of which the first has too few students and the third is lower.
CREATE TEMP VIEW picture AS
SELECT name, svg, svg::xml AS parsed FROM (VALUES
	('trend', absence.svg_trend('[{"week_number": 1, "last_day": "2025-09-05", "verdict_n": 9, "chronic_rate": 1},
		{"week_number": 2, "last_day": "2025-09-12", "verdict_n": 40, "chronic_rate": 0.2, "prior_verdict_n": 50, "prior_chronic_rate": 0.1},
		{"week_number": 3, "last_day": "2025-09-19", "verdict_n": 40, "chronic_rate": 0.125, "prior_verdict_n": 50, "prior_chronic_rate": 0.3}]')),
	('bands', absence.svg_bands('[{"grade": "01", "verdict_n": 40, "chronic_n": 10, "chronic_rate": 0.25, "satisfactory_n": 20, "at_risk_n": 10, "moderate_n": 10, "severe_n": 0},
		{"label": "Few", "verdict_n": 9, "chronic_n": 9, "chronic_rate": 1, "severe_n": 9}, {"label": "Hidden", "shown": "at most 5% of 50"}]')),
	('heatmap', absence.svg_heatmap('[{"day": "2025-09-05", "counted": 40, "attendance_rate": 0.95, "whole_school": true},
		{"day": "2025-09-08", "counted": 9, "attendance_rate": 0.5, "whole_school": true}, {"day": "2025-09-09", "counted": 40, "attendance_rate": 0.7, "whole_school": false}]')),
	('weekday', absence.svg_weekday('[{"isodow": 1, "counted_days": 100, "absence_rate": 0.051}, {"isodow": 5, "counted_days": 100, "absence_rate": 0.082}, {"isodow": 3, "counted_days": 9, "absence_rate": 1}]')),
	('dots', absence.svg_dots('[{"heading": "Sex"}, {"group_value": "Female", "verdict_n": 40, "chronic_rate": 0.25, "chronic_rate_low": 0.14, "chronic_rate_high": 0.4},
		{"group_value": "Few", "verdict_n": 9, "chronic_rate": 1, "chronic_rate_low": 0.7, "chronic_rate_high": 1}]'))) AS p (name, svg);
SELECT name, (xpath('/svg/title/text()', parsed))[1] AS title, (xpath('/svg/desc/text()', parsed))[1] AS description FROM picture;
SELECT name, (xpath('/svg/@role', parsed))[1] AS role, (xpath('/svg/@aria-label', parsed))[1]::text <> '' AS has_label,
	svg ~ '(href|url[(]|<script|<style|xmlns| id=|<image)' AS refers FROM picture;
-- the line has two points, the year before has two, and the days are one that is drawn and two that are not
SELECT (xpath('/svg/path[@stroke-width="2.5"]/@d', parsed))[1] AS this_year, (xpath('/svg/path[@stroke-dasharray]/@d', parsed))[1] AS last_year FROM picture WHERE name = 'trend';
SELECT xpath('/svg/g/rect/title/text()', parsed) AS days FROM picture WHERE name = 'heatmap';
SELECT name, xpath('/svg/text/text()', parsed)::text AS texts FROM picture WHERE name IN ('bands', 'weekday', 'dots');
-- the same in Spanish, and with words of one's own, whatever the settings
SET datestyle = 'German';
SELECT (xpath('/svg/desc/text()', absence.svg_weekday('[{"isodow": 1, "counted_days": 100, "absence_rate": 0.051}]', words => absence.report_words('es'))::xml))[1] AS spanish,
	(xpath('/svg/title/text()', absence.svg_weekday('[]', words => absence.report_words('en', '{"weekday_title": "Ours"}'))::xml))[1] AS ours;
RESET datestyle;
-- what comes from rows is text, whatever it looks like; long names are broken into lines
SELECT xpath('/svg/text/text()', absence.svg_dots('[{"school_name": "<script>alert(1)</script> & \"Sons\" {1}", "verdict_n": 40, "chronic_rate": 0.25}]')::xml)::text AS texts;
SELECT absence_internal.text_lines('Saint Bartholomew the Apostle Preparatory Academy of Sciences', 36) AS lines,
	absence_internal.text_lines(repeat('x', 60), 36) AS one_word, absence_internal.text_lines('', 5) AS nothing;
SELECT absence_internal.markup(E'a\tb\x01c<>&"''') AS markup;
-- rows that are none
SELECT absence.svg_trend('{}');
SELECT absence.svg_dots('[1]');
SELECT absence.svg_bands('null');
SELECT count(*) FILTER (WHERE s::xml IS NOT NULL) AS empty_pictures
FROM (VALUES (absence.svg_trend('[]')), (absence.svg_bands('[]')), (absence.svg_heatmap('[]')), (absence.svg_weekday('[]')), (absence.svg_dots('[]'))) AS e (s);
SELECT count(*) FILTER (WHERE s::xml IS NOT NULL) AS pictures_of_nothing
FROM (VALUES (absence.svg_trend('[{}]')), (absence.svg_bands('[{}]')), (absence.svg_heatmap('[{"day": "infinity"}]')), (absence.svg_weekday('[{"isodow": 9}]')), (absence.svg_dots('[{}]'))) AS e (s);
SELECT absence.svg_trend(NULL) IS NOT NULL AS null_rows;

-- Every text in English has one in Spanish with the same places, and shades are dark enough.
-- The contrast of two colors is that of WCAG 2.
SELECT e.key FROM absence.report_text AS e LEFT JOIN absence.report_text AS s ON (s.language, s.key) = ('es', e.key)
WHERE e.language = 'en' AND (s.key IS NULL OR (SELECT array_agg(DISTINCT m ORDER BY m) FROM regexp_matches(e.text, '[{][1-9][}]', 'g') AS m)
	IS DISTINCT FROM (SELECT array_agg(DISTINCT m ORDER BY m) FROM regexp_matches(s.text, '[{][1-9][}]', 'g') AS m));
CREATE FUNCTION pg_temp.luminance(color text) RETURNS float8 LANGUAGE sql AS $$
	SELECT 0.2126 * l[1] + 0.7152 * l[2] + 0.0722 * l[3]
	FROM (SELECT array_agg(CASE WHEN c <= 0.03928 THEN c / 12.92 ELSE ((c + 0.055) / 1.055) ^ 2.4 END ORDER BY i) AS l
		FROM (SELECT i, get_byte(decode(substr(color, 2), 'hex'), i) / 255.0 AS c FROM generate_series(0, 2) AS i) AS c) AS l $$;
CREATE FUNCTION pg_temp.contrast(a text, b text) RETURNS float8 LANGUAGE sql AS $$
	SELECT (greatest(x, y) + 0.05) / (least(x, y) + 0.05) FROM (SELECT pg_temp.luminance(a), pg_temp.luminance(b)) AS l (x, y) $$;
SELECT p AS place, pg_temp.contrast(absence_internal.shade(p), CASE WHEN p > 3 THEN '#ffffff' ELSE '#1a1a1a' END) >= 4.5 AS text_is_read,
	pg_temp.luminance(absence_internal.shade(p)) < pg_temp.luminance(absence_internal.shade(p - 1)) AS darker
FROM generate_series(1, 5) AS p;
SELECT c AS color, pg_temp.contrast(c, '#ffffff') >= 4.5 AS text_is_read, pg_temp.contrast(c, '#ffffff') >= 3 AS line_is_seen
FROM unnest('{#595959,#404040,#12426b,#5c5c5c,#6b6b6b,#3f749c}'::text[]) AS c;

-- Withheld, worked by hand. Of 100 students C is too small, and B, the cheapest of the others,
-- is withheld with it. A rate of 0 of 25 is a code, and the other grade would tell which one.
-- Students in several programs: each program stands against the rest, and No is not shown.
SELECT * FROM absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 100, "chronic_n": 20},
	{"group_kind": "race", "group_value": "A", "verdict_n": 60, "chronic_n": 12}, {"group_kind": "race", "group_value": "B", "verdict_n": 35, "chronic_n": 7},
	{"group_kind": "race", "group_value": "C", "verdict_n": 5, "chronic_n": 1}, {"group_kind": "race", "group_value": "D", "verdict_n": 0, "chronic_n": 0}]');
SELECT * FROM absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 50, "chronic_n": 5},
	{"group_kind": "grade", "group_value": "1", "verdict_n": 25, "chronic_n": 0}, {"group_kind": "grade", "group_value": "2", "verdict_n": 25, "chronic_n": 5}]');
SELECT * FROM absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 50, "chronic_n": 10}, {"group_kind": "program", "group_value": "A", "verdict_n": 30, "chronic_n": 6},
	{"group_kind": "program", "group_value": "B", "verdict_n": 25, "chronic_n": 5}, {"group_kind": "program", "group_value": "No", "verdict_n": 5, "chronic_n": 0}]');
-- nothing is shown of a total that is too small
SELECT * FROM absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 7, "chronic_n": 3}]');
SELECT * FROM absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 7, "chronic_n": 3}]', 1);
SELECT count(*) AS of_nothing FROM absence.withhold('[]');
SELECT absence.withhold('{}');
SELECT absence.withhold('[1]');
SELECT absence.withhold('[{"group_kind": "sex", "group_value": "F", "verdict_n": 7, "chronic_n": 3}]');
SELECT absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 7, "chronic_n": 3}, {"group_kind": "all", "group_value": "all", "verdict_n": 7, "chronic_n": 3}]');
SELECT absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 7, "chronic_n": 8}]');
SELECT absence.withhold('[{"group_kind": "all", "group_value": "x", "verdict_n": 7, "chronic_n": 1}]');
SELECT absence.withhold('[{"group_kind": "all", "group_value": "all", "verdict_n": 20, "chronic_n": 8}, {"group_kind": "p", "group_value": "a", "verdict_n": 20, "chronic_n": 9}, {"group_kind": "p", "group_value": "b", "verdict_n": 2, "chronic_n": 0}]');
SELECT absence.withhold('[]', 0);
SELECT absence_internal.withhold_cells('{all,sex}', '{0}', '{all,F}', '{1,1}', '{0,0}', '{f,f}', '{f,f}', 10);
SELECT absence_internal.withhold_cells('{{all}}', '{{0}}', '{{all}}', '{{1}}', '{{0}}', '{{f}}', '{{f}}', 10);
SELECT absence_internal.withhold_cells('{NULL}', '{0}', '{all}', '{1}', '{0}', '{f}', '{f}', 10);

-- What a page withholds is what publish withholds of a district of that school alone. Five
-- schools, each a store: small grades and groups, nobody absent in a grade, students in two programs.
CREATE FUNCTION pg_temp.same_as_published(seed integer) RETURNS TABLE (cells bigint, withheld bigint, codes bigint, different bigint) LANGUAGE plpgsql AS $$
DECLARE
	s name := 'one_school_' || seed;
	page text;
BEGIN
	PERFORM absence.create_store(s);
	EXECUTE format('SET LOCAL search_path = %I', s);
	INSERT INTO school VALUES ('A', 'Adams');
	INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2026, 'D');
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT 'A', 2026, 'D', d::date, 'Instructional day' FROM pg_catalog.generate_series(timestamp '2025-08-18', '2025-09-26', '1 day') AS d WHERE extract(isodow FROM d) < 6;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade)
	SELECT 's' || i, 'A', 2026, '2025-08-18', (ARRAY['01', '02', '02', '03', '03', '03', '03', NULL])[1 + pg_catalog.abs(pg_catalog.hashint4(i * 7 + seed)) % 8] FROM pg_catalog.generate_series(1, 10 + 16 * seed) AS i;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT e.student_id, 'A', 2026, d.day, 'Excused' FROM enrollment AS e, calendar_day AS d
	WHERE pg_catalog.abs(pg_catalog.hashtext(e.student_id || d.day || seed)) % 100 < CASE WHEN e.grade = '02' THEN 1 WHEN seed = 3 THEN 2 ELSE 9 END;
	INSERT INTO student_group
	SELECT e.student_id, g.kind, g.value FROM enrollment AS e
	CROSS JOIN LATERAL (VALUES (1, 'sex', CASE WHEN pg_catalog.hashtext(e.student_id) % 2 = 0 THEN 'F' ELSE 'M' END), (pg_catalog.abs(pg_catalog.hashtext('h' || e.student_id)) % 12, 'homeless', 'Yes'),
		(pg_catalog.abs(pg_catalog.hashtext('a' || e.student_id)) % 5, 'program', 'A'), (pg_catalog.abs(pg_catalog.hashtext('b' || e.student_id)) % 4, 'program', 'B'),
		(1, 'race_ethnicity', (ARRAY['White', 'White', 'White', 'Asian', 'Black', 'Native'])[1 + pg_catalog.abs(pg_catalog.hashtext('r' || e.student_id)) % 6])) AS g (chance, kind, value)
	WHERE g.chance <= 1;
	CALL absence.refresh(s, today => '2025-10-01');
	CALL absence.publish(s, 'first');
	RETURN QUERY
	SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE p.verdict_n IS NULL), pg_catalog.count(*) FILTER (WHERE p.shown = 'code'),
		pg_catalog.count(*) FILTER (WHERE (p.verdict_n IS NULL, p.chronic_n IS NULL, CASE WHEN p.shown = 'code' THEN p.chronic_rate_shown END)
			IS DISTINCT FROM (w.verdict_n IS NULL, w.chronic_n IS NULL, CASE WHEN w.shown = 'code' THEN w.chronic_rate_shown END))
	FROM public_absence AS p
	FULL JOIN (
		SELECT w.* FROM absence.withhold((
			SELECT pg_catalog.jsonb_agg(c) FROM (
				SELECT group_kind, group_value, verdict_n, chronic_n FROM group_absence
				WHERE sex = 'all' AND status_basis = 'on_day' AND group_kind <> 'grade'
				UNION ALL
				SELECT 'grade', coalesce(grade, 'missing'), verdict_n, chronic_n FROM grade_absence) AS c), 10) AS w
	) AS w ON (w.group_kind, w.group_value) = (p.group_kind, p.group_value)
	WHERE p.scope IS DISTINCT FROM 'sum_of_schools';
END $$;
SELECT i AS seed, s.* FROM generate_series(1, 5) AS i, pg_temp.same_as_published(i) AS s;
SELECT absence.drop_store('one_school_' || i, 'one_school_' || i) FROM generate_series(1, 5) AS i;

-- Two schools of one district. Names are data.
SELECT absence.create_store('pages');
SET search_path = pages;
INSERT INTO school (school_id, name, school_level) VALUES ('A', 'Adams <script>alert(1)</script> & Sons', 'Elementary'), ('B', 'Baker', 'Elementary');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, 2026, 'D' FROM unnest('{A,B}'::text[]) AS s;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'D', d::date, 'Instructional day' FROM calendar, generate_series(timestamp '2025-08-18', '2025-10-10', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO student (student_id, last_name, first_name)
SELECT s || i, CASE i WHEN 1 THEN '<b>' || s || '</b>' WHEN 2 THEN 'עברית' WHEN 3 THEN repeat('Long', 15) WHEN 4 THEN NULL ELSE 'Last' || i END, CASE WHEN i <> 4 THEN 'First' END
FROM unnest('{A,B}'::text[]) AS s, generate_series(1, 20) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade)
SELECT s || i, s, 2026, '2025-08-18', CASE WHEN i <= 12 THEN 'KG' ELSE '10' END FROM unnest('{A,B}'::text[]) AS s, generate_series(1, 20) AS i;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT s || i, s, 2026, d::date, 'Excused' FROM unnest('{A,B}'::text[]) AS s, generate_series(1, 6) AS i, generate_series(timestamp '2025-10-06', '2025-10-10', '1 day') AS d;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('A7', 'A', 2026, '2025-09-01', 'Tardy'), ('A7', 'A', 2026, '2025-09-06', 'Excused');
INSERT INTO marking_period VALUES (NULL, 2026, 'Q1', '2025-08-18', '2025-09-19'), ('B', 2026, 'First', '2025-09-01', '2025-10-31');
CALL absence.refresh('pages', today => '2025-10-20');
CREATE ROLE regress_absence_pages_aggregate;
CREATE ROLE regress_absence_pages_student;
CREATE ROLE regress_absence_pages_team;
CREATE ROLE regress_absence_pages_public;
SELECT absence.grant_reader('pages', 'regress_absence_pages_' || l, l) FROM unnest('{aggregate,student,team,public}'::text[]) AS l;
SET search_path = '';

-- the pages are the same each time, and under other settings; a page is well formed but for
-- its void elements
CREATE TEMP TABLE page AS SELECT absence.school_report('pages', 'A') AS html;
SELECT html = absence.school_report('pages', 'A') AS same FROM pg_temp.page;
SET datestyle = 'German'; SET timezone = 'Asia/Tokyo'; SET extra_float_digits = 0; SET absence.as_of = '2025-09-01';
SELECT html = absence.school_report('pages', 'A') AS same, current_setting('absence.as_of') AS as_of FROM pg_temp.page;
RESET datestyle; RESET timezone; RESET extra_float_digits; RESET absence.as_of;
CREATE FUNCTION pg_temp.parsed(html text) RETURNS xml LANGUAGE sql AS $$
	SELECT pg_catalog.replace(pg_catalog.replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(html, '<meta[^>]*>', '', 'g'), '<style>.*</style>', ''), '<br>', '<br/>'), '<!DOCTYPE html>', '')::xml $$;
SELECT (xpath('/html/@lang', x))[1] AS lang, (xpath('count(//main)', x))[1] AS mains, (xpath('count(//svg)', x))[1] AS pictures, (xpath('count(//h1)', x))[1] AS headings,
	(xpath('count(//script)', x))[1] AS scripts, (xpath('//h1/bdi/text()', x))[1] AS school, (xpath('count(//tbody/tr)', x))[1] AS students
FROM (SELECT pg_temp.parsed(html) AS x FROM pg_temp.page) AS p;
SELECT xpath('//p[@class="record"]/text()', pg_temp.parsed(html)) AS record, html !~ '(http:|https:|src=|href=|url[(])' AS refers_to_nothing FROM pg_temp.page;
-- figures: 6 of 20 are chronically absent; K with 12 students is shown only with the rest, which is fewer than 10
SELECT unnest(xpath('//dl/div[1]//text()', pg_temp.parsed(html))) AS figure FROM pg_temp.page;
SELECT unnest(xpath('//section[2]/svg/text/text()', pg_temp.parsed(html)))::text AS bands FROM pg_temp.page;
-- students with names of every kind, each once
SELECT unnest(xpath('//tbody/tr/th/bdi/text()', pg_temp.parsed(html)))::text AS names FROM pg_temp.page;
-- as of a day before anybody was absent, and a day before school; with another definition
SELECT (xpath('//header/p/text()', pg_temp.parsed(absence.school_report('pages', 'A', as_of => '2025-10-01'))))[1] AS header,
	(xpath('count(//tbody/tr)', pg_temp.parsed(absence.school_report('pages', 'A', as_of => '2025-10-01'))))[1] AS students;
SELECT (xpath('//header/p/text()', x))[1] AS header, xpath('//dd[@class="value"]/text()', x) AS figures
FROM (SELECT pg_temp.parsed(absence.school_report('pages', 'A', as_of => '2025-08-01')) AS x) AS p;
SELECT (xpath('//header/p/text()', x))[1] AS header, xpath('//dd[@class="value"]/text()', x) AS figures
FROM (SELECT pg_temp.parsed(absence.student_report('pages', 'A1', as_of => '2025-08-01')) AS x) AS p;
SELECT xpath('//header/p/text()', pg_temp.parsed(absence.district_report('pages', as_of => '2025-08-01'))) AS header;
SELECT (xpath('//footer/p/text()', pg_temp.parsed(absence.school_report('pages', 'A', policy => 'ten_days', language => 'es'))))[1] AS footer;
SELECT absence.school_report('pages', 'A', policy => 'californa');
SELECT absence.school_report('pages', 'Z');
SELECT absence.school_report('pages', NULL);
SELECT absence.school_report('pages', 'A', as_of => 'infinity');
SELECT absence.school_report('pg_catalog', 'A');
-- words of the district, in a language of its own
INSERT INTO pages.report_text VALUES ('he', 'direction', 'rtl'), ('he', 'school_report', '<i>דוח</i>');
SELECT (xpath('/html/@dir', x))[1] AS dir, (xpath('/html/@lang', x))[1] AS lang, (xpath('//header/p/text()', x))[1] AS header
FROM (SELECT pg_temp.parsed(absence.school_report('pages', 'A', language => 'he')) AS x) AS p;

-- Months and marking periods, worked by hand: 20 students of 40 days; September has 22 days
-- from 1 September, and nobody was absent; 6 of them were for 5 of the 8 days of October
SELECT school_id, month, marking_period, first_day, last_day, session_days, counted_days, absent_days, absence_rate, verdict_n, chronic_n, chronic_rate
FROM pages.month_absence ORDER BY school_id, first_day, marking_period NULLS FIRST;

-- Who sees what. Aggregate: no students. Student: students, and nothing of support. Public: nothing.
SET ROLE regress_absence_pages_aggregate;
SELECT xpath('//main/p/text()', x) AS says, (xpath('count(//table)', x))[1] AS tables, x::text ~ '(Last5|Long|First)' AS names
FROM (SELECT pg_temp.parsed(absence.school_report('pages', 'A')) AS x) AS p;
SELECT absence.student_report('pages', 'A1');
SELECT absence.district_report('pages') LIKE '%Baker%' AS district;
SET ROLE regress_absence_pages_student;
SELECT (xpath('count(//tbody/tr)', x))[1] AS students, xpath('//thead/tr/th/text()', x) AS columns FROM (SELECT pg_temp.parsed(absence.school_report('pages', 'A')) AS x) AS p;
SELECT xpath('//main/p[last()]/text()', pg_temp.parsed(absence.student_report('pages', 'A1', 'team'))) AS says;
SET ROLE regress_absence_pages_team;
SELECT xpath('//thead/tr/th/text()', pg_temp.parsed(absence.school_report('pages', 'A'))) AS columns, xpath('//h2/text()', pg_temp.parsed(absence.student_report('pages', 'A1', 'team'))) AS parts;
SET ROLE regress_absence_pages_public;
SELECT absence.school_report('pages', 'A');
RESET ROLE;
-- the report of a student: for the family no tier, no barrier
SELECT xpath('//h2/text()', x) AS parts, xpath('//dd[@class="value"]/text()', x) AS figures, (xpath('//h1/bdi/text()', x))[1] AS name
FROM (SELECT pg_temp.parsed(absence.student_report('pages', 'A1')) AS x) AS p;
SELECT unnest(xpath('//tbody/tr', pg_temp.parsed(absence.student_report('pages', 'A7')))) AS recorded;
SELECT absence.student_report('pages', 'A1', 'everybody');
SELECT absence.student_report('pages', 'Z9');
SELECT absence.student_report('pages', NULL);

-- A reader of one school: its page, and of the other nothing, in no page
SELECT absence.enable_school_scope('pages');
INSERT INTO pages.staff_school VALUES ('regress_absence_pages_team', 'A');
GRANT SELECT ON pg_temp.page TO regress_absence_pages_team;
SET ROLE regress_absence_pages_team;
SELECT (SELECT html FROM pg_temp.page) = absence.school_report('pages', 'A') AS same_page;
SELECT absence.school_report('pages', 'B');
SELECT absence.student_report('pages', 'B1');
SELECT d LIKE '%Baker%' AS baker, d LIKE '%Adams%' AS adams, xpath('//header/p/text()', pg_temp.parsed(d)) AS says FROM absence.district_report('pages') AS d;
RESET ROLE;
-- a renamed schema
ALTER SCHEMA pages RENAME TO "Pages 2";
SELECT (SELECT html FROM pg_temp.page) = absence.school_report('Pages 2', 'A') AS same_page;
ALTER SCHEMA "Pages 2" RENAME TO pages;
-- in a transaction that only reads, as on a standby
BEGIN READ ONLY;
SELECT (SELECT html FROM pg_temp.page) = absence.school_report('pages', 'A') AS same_page, length(absence.student_report('pages', 'A1')) > 10000 AS student, length(absence.district_report('pages')) > 5000 AS district;
COMMIT;
SELECT absence.drop_store('pages', 'pages');
DROP TABLE pg_temp.page;
DROP ROLE regress_absence_pages_aggregate, regress_absence_pages_student, regress_absence_pages_team, regress_absence_pages_public;
