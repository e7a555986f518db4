
-- pages: HTML made of what a store answers
--
-- The functions of a store, in sql/store/function/report.sql, gather the rows that a page
-- shows from the views, with the privileges of the caller. What is here lays them out, and
-- reads no table. A page is one file: no script, no font, no picture from elsewhere, and a
-- policy that lets a browser fetch nothing. It has no time of day in it, so that the same
-- figures make the same page. Its characters are those of ASCII, and references to others, so
-- that it is right whatever the encodings of the database and of the client are.

CREATE FUNCTION absence_internal.page_style() RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN $css$
:root{color-scheme:light}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:68rem;padding:1rem;font:14px/1.4 system-ui,"Segoe UI","Noto Sans",Arial,sans-serif;color:#1a1a1a;
background:#fff;overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.2;margin:0}
h2{font-size:1.15em;margin:0 0 .3rem}
p{margin:.3rem 0}
header{border-bottom:2px solid #1a1a1a;padding-bottom:.5rem;margin-bottom:.75rem}
.small{font-size:.87em;color:#404040}
.figures{margin:0 0 .75rem;padding:0}
.figures div{border:1px solid #6b6b6b;padding:.4rem .6rem}
.figures dt{font-size:.87em}
.figures dd{margin:0}
.figures .value{font-size:1.7em;font-weight:600;line-height:1.25}
@media print{
.figures div{display:inline-block;vertical-align:top;width:24%;margin-right:.5%;min-height:4.6em}
.panels>*{display:inline-block;vertical-align:top;width:48.5%;margin-right:1%}
.months>*{display:inline-block;vertical-align:top;width:18.5%;margin-right:1%}
}
@supports (display:grid){
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.5rem}
.panels{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem 1.5rem;align-items:start}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.5rem 1rem}
.figures div,.panels>*,.months>*{display:block;width:auto;margin-right:0;min-height:0}
@media (min-width:44rem){.panels{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
}
section{min-width:0}
.panels section{break-inside:avoid}
svg{display:block;width:100%;height:auto;max-width:31rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.2rem .4rem .2rem 0;border-bottom:1px solid #b0b0b0}
th{font-weight:600}
td.number,th.number{text-align:end;white-space:nowrap}
tr{break-inside:avoid}
.record{border:2px solid #1a1a1a;padding:.4rem .6rem;margin:0 0 .75rem;font-weight:600}
.page{break-before:page}
.months svg{max-width:13rem}
@media screen{.page{margin-top:2rem}}
@media screen and (max-width:40rem){
table.list,table.list tbody,table.list tr,table.list td,table.list th[scope=row]{display:block}
table.list thead{position:absolute;left:0;clip-path:inset(50%)}
table.list thead tr,table.list thead th{display:block;width:1px;height:1px;padding:0;overflow:hidden;white-space:nowrap}
table.list tr{padding:.4rem 0;border-bottom:1px solid #6b6b6b}
table.list td,table.list th{border:0;padding:0;text-align:start}
table.list td[data-label]::before{content:attr(data-label) ": ";color:#404040}
}
@page{margin:11mm}
@media print{
body{max-width:none;padding:0;font-size:8.5pt;line-height:1.3}
h1{font-size:15pt}
table.list{font-size:8pt;line-height:1.2}
th,td{padding-top:.12rem;padding-bottom:.12rem}
.months{grid-template-columns:repeat(5,1fr)}
p{margin:.15rem 0}
header{padding-bottom:.2rem;margin-bottom:.4rem}
.figures{grid-template-columns:repeat(4,1fr);margin-bottom:.5rem;gap:.3rem}
.figures .value{font-size:13pt}
.panels{grid-template-columns:1fr 1fr;gap:.5rem 1.2rem}
svg{max-width:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
$css$;
COMMENT ON FUNCTION absence_internal.page_style() IS
	'The style sheet of the pages; a program that does not know grids, as some that print, has the boxes in a row';

-- In a database of encoding SQL_ASCII nobody knows which characters the bytes stand for, and
-- they stay as they are.
CREATE FUNCTION absence_internal.ascii_page(page text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- no backslash: it would depend on standard_conforming_strings
	not_ascii constant text := format('[^%s-%s]', chr(1), chr(127));
	result text := page;
	letter text;
	bytes bytea;
	code integer;
BEGIN
	IF getdatabaseencoding() = 'SQL_ASCII' OR page COLLATE "C" !~ not_ascii THEN
		RETURN page;
	END IF;
	FOR letter IN SELECT DISTINCT m.found[1] FROM regexp_matches(page COLLATE "C", not_ascii, 'g') AS m (found) LOOP
		-- the code point, from the bytes of UTF-8
		bytes := convert_to(letter, 'UTF8');
		code := get_byte(bytes, 0) & CASE length(bytes) WHEN 1 THEN 127 WHEN 2 THEN 31 WHEN 3 THEN 15 ELSE 7 END;
		FOR i IN 1 .. length(bytes) - 1 LOOP
			code := (code << 6) | (get_byte(bytes, i) & 63);
		END LOOP;
		-- HTML does not allow the control characters
		result := replace(result, letter, CASE WHEN code BETWEEN 128 AND 159 THEN ' ' ELSE '&#' || code || ';' END);
	END LOOP;
	RETURN result;
END
$$;
COMMENT ON FUNCTION absence_internal.ascii_page(text) IS
	'A page with references in place of the characters that are not in ASCII, so that it is the same in every encoding';

CREATE FUNCTION absence_internal.page(title text, words jsonb, body text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT absence_internal.ascii_page(format($page$<!DOCTYPE html>
<html lang="%s" dir="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>%s</style>
</head>
<body>
%s
</body>
</html>
$page$, absence_internal.markup(words ->> 'language'), CASE words ->> 'direction' WHEN 'rtl' THEN 'rtl' ELSE 'ltr' END,
		absence_internal.markup(title), absence_internal.page_style(), body))
$$;
COMMENT ON FUNCTION absence_internal.page(text, jsonb, text) IS 'A page: a whole HTML document';

-- A text of the language table as HTML has it
CREATE FUNCTION absence_internal.page_text(words jsonb, key text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN absence_internal.markup(absence_internal.say(words, key));
COMMENT ON FUNCTION absence_internal.page_text(jsonb, text) IS 'A text of a page without anything put into it, escaped';

-- Texts in a line, escaped, with a dot between them
CREATE FUNCTION absence_internal.page_line(VARIADIC parts text[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT string_agg(absence_internal.markup(p.part), ' &#183; ' ORDER BY p.place) FROM unnest(parts) WITH ORDINALITY AS p (part, place)
$$;
COMMENT ON FUNCTION absence_internal.page_line(text[]) IS 'Texts in a line of a page; those that are NULL are left out';

-- A figure of the row of figures at the top; value and note are HTML
CREATE FUNCTION absence_internal.page_figure(name text, value text, note text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '<div><dt>' || absence_internal.markup(name) || '</dt><dd class="value">' || coalesce(value, '&#8211;') || '</dd>'
		|| CASE WHEN note <> '' THEN '<dd class="small">' || note || '</dd>' ELSE '' END || '</div>';
COMMENT ON FUNCTION absence_internal.page_figure(text, text, text) IS 'One of the figures at the top of a page';

CREATE FUNCTION absence_internal.page_section(heading text, content text, note text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '<section><h2>' || absence_internal.markup(heading) || '</h2>' || content
		|| CASE WHEN note <> '' THEN '<p class="small">' || absence_internal.markup(note) || '</p>' ELSE '' END || '</section>' || chr(10);
COMMENT ON FUNCTION absence_internal.page_section(text, text, text) IS 'A part of a page under a heading';

-- The value of a key of a policy as the canonical text has it, without the key
CREATE FUNCTION absence_internal.policy_item(policy_text text, key text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT substr(i.item, length(key) + 2) FROM string_to_table(policy_text, ', ') AS i (item) WHERE starts_with(i.item, key || ' ') LIMIT 1
$$;
COMMENT ON FUNCTION absence_internal.policy_item(text, text) IS 'What the text of a policy says of a key, such as "= 10%" of chronic';

-- A definition in plain words, as far as words can say it
CREATE FUNCTION absence_internal.policy_words(policy_text text, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT concat_ws(' ',
		CASE WHEN p.line <> 'none' THEN absence_internal.say(words, CASE WHEN p.measure = '= days' THEN 'line_days' ELSE 'line_rate' END
			|| CASE p.compare WHEN '= >' THEN '_above' ELSE '' END, CASE WHEN right(p.line, 1) = '%'
				THEN absence_internal.say(words, 'percent', replace(left(p.line, -1), '.', words ->> 'decimal')) ELSE replace(split_part(p.line, ' ',
					1), '.', words ->> 'decimal') END) END,
		CASE WHEN p.part ~ '^>=? [0-9.]+%$' THEN absence_internal.say(words, CASE WHEN starts_with(p.part, '>=') THEN 'part_day'
				ELSE 'part_day_above' END, absence_internal.say(words, 'percent', replace(rtrim(split_part(p.part, ' ', 2), '%'), '.',
				words ->> 'decimal')))
			WHEN p.part IN ('= whole', '= proportional') THEN absence_internal.say(words, 'part_day_' || substr(p.part, 3)) END,
		CASE WHEN p.minimum ~ '^= [0-9]+ days$' THEN absence_internal.say(words, 'minimum_days', split_part(p.minimum, ' ', 2))
			WHEN p.minimum <> '= none' THEN absence_internal.say(words, 'minimum_other', p.minimum) END)
	FROM (
		SELECT absence_internal.policy_item(policy_text, 'measure') AS measure, absence_internal.policy_item(policy_text, 'compare') AS compare,
			substr(absence_internal.policy_item(policy_text, 'chronic'), 3) AS line, absence_internal.policy_item(policy_text, 'minimum') AS minimum,
			absence_internal.policy_item(policy_text, 'part_day') AS part
	) AS p
$$;
COMMENT ON FUNCTION absence_internal.policy_words(text, jsonb) IS 'A definition in plain words: the line, and who is not counted';

-- A published code, such as "<= 5%", in words
CREATE FUNCTION absence_internal.code_words(code text, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN absence_internal.say(words, CASE left(code, 2) WHEN '<=' THEN 'at_most' ELSE 'at_least' END,
		absence_internal.say(words, 'percent', rtrim(substr(code, 4), '%')));
COMMENT ON FUNCTION absence_internal.code_words(text, jsonb) IS 'A rate that is shown as a code, in words';

-- Rows of a view with what is withheld in place of their rates. rows have verdict_n and
-- chronic_n, and kind and value by which absence.withhold() names them.
CREATE FUNCTION absence_internal.shown_rows(rows jsonb, minimum integer, words jsonb) RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT coalesce(jsonb_agg(CASE WHEN s.instead IS NULL THEN r.row
			ELSE (r.row - '{verdict_n,chronic_n,chronic_rate,chronic_rate_low,chronic_rate_high,satisfactory_n,at_risk_n,moderate_n,severe_n,'
				'no_verdict_n}'::text[])
				|| jsonb_build_object('shown', s.instead) END ORDER BY r.place), '[]')
	FROM jsonb_array_elements(rows) WITH ORDINALITY AS r (row, place)
	LEFT JOIN absence.withhold((
		SELECT jsonb_agg(jsonb_build_object('group_kind', c.row -> 'kind', 'group_value', c.row -> 'value', 'verdict_n', c.row -> 'verdict_n',
			'chronic_n', c.row -> 'chronic_n'))
		FROM jsonb_array_elements(rows) AS c (row)), minimum) AS w
		ON (w.group_kind, w.group_value) = (r.row ->> 'kind' COLLATE "C", r.row ->> 'value' COLLATE "C")
	CROSS JOIN LATERAL (
		SELECT CASE
			WHEN w.shown = 'all' THEN NULL
			WHEN w.shown = 'code' THEN absence_internal.say(words, 'rate_of', absence_internal.code_words(w.chronic_rate_shown, words),
				w.verdict_n::text)
			WHEN w.shown = 'verdict_n' THEN absence_internal.say(words, 'rate_withheld', w.verdict_n::text)
			WHEN w.shown = 'nothing' OR (r.row ->> 'verdict_n')::integer > 0 THEN absence_internal.say(words, 'withheld')
			ELSE absence_internal.say(words, 'too_few') END AS instead
	) AS s
$$;
COMMENT ON FUNCTION absence_internal.shown_rows(jsonb, integer, jsonb) IS
	'Rows of cohorts of one total (kind, value, verdict_n, chronic_n ...) as a page shows them: without the figures that are withheld, and '
	'with shown, the text in their place';

-- The students who are in no figure, and why
CREATE FUNCTION absence_internal.coverage_words(coverage jsonb, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN (coverage ->> 'students')::integer > (coverage ->> 'verdict_n')::integer THEN
		absence_internal.say(words, 'not_in_figures', ((coverage ->> 'students')::integer - (coverage ->> 'verdict_n')::integer)::text,
			coverage ->> 'students')
		|| ' ' || (
			SELECT string_agg(absence_internal.say(words, k.key, coverage ->> k.key), '; ' ORDER BY k.place)
			FROM unnest('{below_minimum_n,not_recorded_n,not_mapped_n,no_minutes_n,no_calendar_n,stay_without_calendar_n,stay_void_n,'
				'no_membership_n,not_refreshed_n}'::text[])
				WITH ORDINALITY AS k (key, place)
			WHERE (coverage ->> k.key)::integer > 0) || '.'
		WHEN coverage IS NOT NULL THEN absence_internal.say(words, 'all_in_figures') END
$$;
COMMENT ON FUNCTION absence_internal.coverage_words(jsonb,
	jsonb) IS 'A row of coverage in words: the students who are in no figure, by reason';

-- errors is NULL if the reader does not see them
CREATE FUNCTION absence_internal.error_words(errors jsonb, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN errors IS NULL OR jsonb_typeof(errors) = 'null' THEN absence_internal.say(words, 'errors_not_shown')
		WHEN jsonb_array_length(errors) = 0 THEN absence_internal.say(words, 'errors_none')
		ELSE absence_internal.say(words, 'errors_open', (
			SELECT string_agg(coalesce(words ->> ('error ' || (e.row ->> 'reason')), e.row ->> 'reason') || ' (' || (e.row ->> 'occurrences')
				|| ')', '; ' ORDER BY e.place)
			FROM jsonb_array_elements(errors) WITH ORDINALITY AS e (row, place))) END
$$;
COMMENT ON FUNCTION absence_internal.error_words(jsonb, jsonb) IS
	'The open errors of data_issue (reason, occurrences) in words, or that the reader does not see them';

CREATE FUNCTION absence_internal.grade_words(grade text, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN grade IS NULL THEN absence_internal.say(words, 'grade_missing')
		WHEN g.place BETWEEN 1 AND 13 THEN absence_internal.say(words, 'grade', g.place::text)
		WHEN g.place IN (0, -1, -2) THEN absence_internal.say(words, CASE g.place WHEN 0 THEN 'grade_k' WHEN -1 THEN 'grade_tk'
			ELSE 'grade_pk' END) ELSE grade END
	FROM absence_internal.grade_order(grade) AS g (place)
$$;
COMMENT ON FUNCTION absence_internal.grade_words(text, jsonb) IS 'A grade as a page names it';

CREATE FUNCTION absence_internal.kind_words(group_kind text, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(words ->> ('kind_' || group_kind), replace(group_kind, '_', ' '));
COMMENT ON FUNCTION absence_internal.kind_words(text, jsonb) IS 'A kind of groups as a page names it';

-- The second page: students. list is NULL if the reader does not see students.
CREATE FUNCTION absence_internal.school_page_list(list jsonb, school_name text, words jsonb, since date) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN list IS NULL OR jsonb_typeof(list) = 'null' THEN '<p class="small">'
		|| absence_internal.page_text(words, 'no_list') || '</p>' || chr(10)
		ELSE '<section class="page"><p class="record">' || absence_internal.page_text(words, 'education_record') || '</p><h2>'
			|| absence_internal.page_text(words, 'list_title') || ' &#8211; ' || absence_internal.markup_name(school_name)
				|| '</h2>'
			|| CASE WHEN jsonb_array_length(list) = 0 THEN '<p>' || absence_internal.page_text(words, 'list_empty') || '</p>'
				ELSE '<p class="small">' || coalesce(absence_internal.markup(absence_internal.say(words, 'list_note', absence_internal.day_text(since,
					words))), '') || '</p>'
					|| '<table class="list"><thead><tr>' || (
					SELECT string_agg('<th scope="col"' || CASE WHEN k.key IN ('list_days', 'list_rate', 'list_left') THEN ' class="number"' ELSE '' END
						|| '>'
						|| absence_internal.markup(absence_internal.say(words, k.key)) || '</th>', '' ORDER BY k.place)
					FROM unnest('{list_student,list_grade,list_why,list_days,list_rate,list_left}'::text[]) WITH ORDINALITY AS k (key, place))
					|| '</tr></thead><tbody>' || chr(10) || (
					SELECT string_agg('<tr><th scope="row">' || absence_internal.markup_name(coalesce(nullif(concat_ws(', ', r.row ->> 'last_name',
						r.row ->> 'first_name'), ''), r.row ->> 'student_id'))
						|| ' <span class="small">' || absence_internal.markup_name(r.row ->> 'student_id') || '</span></th><td data-label="'
						|| absence_internal.page_text(words, 'list_grade') || '">'
						|| coalesce(absence_internal.markup(absence_internal.grade_words(r.row ->> 'grade', words)), '')
						|| coalesce(' &#183; ' || absence_internal.markup_name(r.row ->> 'homeroom'), '') || '</td><td data-label="'
							|| absence_internal.page_text(words, 'list_why') || '">'
						|| coalesce((SELECT string_agg(absence_internal.markup(CASE w.why ->> 'reason'
									WHEN 'rule' THEN absence_internal.say(words, 'why rule', w.why ->> 'what', absence_internal.day_text((w.why ->> 'day')::date,
										words, 'day_short'))
									WHEN 'recover' THEN absence_internal.say(words, 'why recover', w.why ->> 'what')
									WHEN 'overdue' THEN absence_internal.say(words, 'why overdue', w.why ->> 'what',
										absence_internal.day_text((w.why ->> 'day')::date, words, 'day_short'))
									ELSE CASE WHEN w.why ->> 'day' IS NULL THEN absence_internal.say(words, 'why ' || (w.why ->> 'reason'))
										ELSE absence_internal.say(words, 'since_day', absence_internal.say(words, 'why ' || (w.why ->> 'reason')),
											absence_internal.day_text((w.why ->> 'day')::date, words, 'day_short')) END END)
							|| CASE WHEN (w.why ->> 'is_new')::boolean THEN ' <b>' || absence_internal.page_text(words, 'new') || '</b>'
								ELSE '' END, '; ' ORDER BY w.place)
							FROM jsonb_array_elements(r.row -> 'reasons') WITH ORDINALITY AS w (why, place)), '')
						|| '</td><td class="number" data-label="' || absence_internal.page_text(words, 'list_days') || '">'
						|| coalesce(absence_internal.number_text((r.row ->> 'absent_days')::float8, words), '') || '</td><td class="number" data-label="'
						|| absence_internal.page_text(words, 'list_rate') || '">'
							|| coalesce(absence_internal.percent_text((r.row ->> 'absence_rate')::float8, words), '')
						|| '</td><td class="number" data-label="' || absence_internal.page_text(words, 'list_left') || '">'
						|| coalesce(r.row ->> 'absences_left', '&#8211;') || '</td></tr>' || chr(10), '' ORDER BY r.place)
					FROM jsonb_array_elements(list) WITH ORDINALITY AS r (row, place)) || '</tbody></table>' END || '</section>' || chr(10) END
$$;
COMMENT ON FUNCTION absence_internal.school_page_list(jsonb, text, jsonb, date) IS 'The second page of the report of a school: students';

CREATE FUNCTION absence_internal.school_page(data jsonb, words jsonb, since date) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	basis jsonb := data -> 'basis';
	school jsonb := data -> 'school';
	minimum integer := greatest((data -> 'basis' ->> 'minimum_group')::integer, 1);
	name text := coalesce(school ->> 'school_name', school ->> 'school_id');
	as_of date := (school ->> 'as_of')::date;
	cells jsonb;
	whole jsonb;	-- the row of the whole school as the page shows it
	trend jsonb := data -> 'trend';
	before jsonb;
	week jsonb;
	today jsonb;
	grades jsonb;
	groups jsonb;
	highest numeric;	-- of the intervals of groups
	content text;
BEGIN
	-- all, grades and groups are cells of one table, so that none follows from the others
	SELECT jsonb_agg(q.cell || jsonb_build_object('kind', q.kind, 'value', q.value) ORDER BY q.part, q.place)
	INTO cells
	FROM (
		SELECT 0 AS part, 0::bigint AS place, school AS cell, 'all' AS kind, 'all' AS value
		UNION ALL
		SELECT 1, g.place, g.row || jsonb_build_object('label', absence_internal.grade_words(g.row ->> 'grade', words)), 'grade',
			coalesce(g.row ->> 'grade', 'missing')
		FROM jsonb_array_elements(data -> 'grades') WITH ORDINALITY AS g (row, place)
		UNION ALL
		SELECT 2, g.place, g.row || jsonb_build_object('label', coalesce(words ->> ('value_' || (g.row ->> 'group_value')),
			g.row ->> 'group_value')), g.row ->> 'group_kind', g.row ->> 'group_value'
		FROM jsonb_array_elements(data -> 'groups') WITH ORDINALITY AS g (row, place)
	) AS q;
	cells := absence_internal.shown_rows(cells, minimum, words);
	whole := cells -> 0;
	SELECT jsonb_agg(r.row ORDER BY r.place) INTO grades
	FROM jsonb_array_elements(cells) WITH ORDINALITY AS r (row, place) WHERE r.row ->> 'kind' = 'grade';
	-- Each kind under a heading, unless Yes is all it has; those come first, because they would
	-- seem to belong to the heading before them. No is the others of a kind, and is not shown,
	-- because publish does not show it where students are in several values.
	SELECT jsonb_agg(CASE WHEN h.is_heading THEN jsonb_build_object('heading', absence_internal.kind_words(r.row ->> 'kind', words))
			WHEN r.is_only_yes THEN r.row || jsonb_build_object('label', absence_internal.kind_words(r.row ->> 'kind', words)) ELSE r.row END
		|| jsonb_build_object('of', r.row -> 'kind') ORDER BY r.is_only_yes DESC, r.place, h.is_heading DESC),
		max(CASE WHEN r.row ->> 'shown' IS NULL THEN (r.row ->> 'chronic_rate_high')::numeric END)
	INTO groups, highest
	FROM (
		SELECT r.row, r.place, lag(r.row ->> 'kind') OVER (ORDER BY r.place) IS DISTINCT FROM r.row ->> 'kind' AS is_first,
			bool_and(r.row ->> 'value' = 'Yes') OVER (PARTITION BY r.row ->> 'kind') AS is_only_yes
		FROM jsonb_array_elements(cells) WITH ORDINALITY AS r (row, place)
		WHERE r.row ->> 'kind' NOT IN ('all', 'grade') AND r.row ->> 'value' <> 'No'
	) AS r
	CROSS JOIN LATERAL (VALUES (true), (false)) AS h (is_heading)
	WHERE r.is_first AND NOT r.is_only_yes OR NOT h.is_heading;
	-- the week of the page, and the week that since falls into
	SELECT t.row INTO week FROM jsonb_array_elements(trend) AS t (row) ORDER BY (t.row ->> 'week_number')::integer DESC LIMIT 1;
	SELECT t.row INTO before FROM jsonb_array_elements(trend) AS t (row)
	WHERE (t.row ->> 'last_day')::date <= since AND (t.row ->> 'verdict_n')::integer >= minimum
	ORDER BY (t.row ->> 'week_number')::integer DESC LIMIT 1;
	SELECT t.row INTO today FROM jsonb_array_elements(data -> 'daily') AS t (row)
	WHERE (t.row ->> 'counted')::integer >= minimum AND (t.row ->> 'whole_school')::boolean
	ORDER BY t.row ->> 'day' DESC LIMIT 1;

	content := '<main>' || chr(10) || '<header><h1>' || absence_internal.markup_name(name) || '</h1><p>'
		|| absence_internal.page_line(absence_internal.say(words, 'school_report'), absence_internal.say(words, 'school_year',
			((school ->> 'school_year')::integer - 1)::text || '-' || (school ->> 'school_year')),
			coalesce(absence_internal.say(words, 'as_of', absence_internal.day_text(as_of, words)), absence_internal.say(words, 'no_day')))
				|| '</p><p class="small">'
		|| absence_internal.markup(concat_ws(' ', CASE WHEN school ->> 'complete_through' IS NULL THEN absence_internal.say(words, 'not_reported')
				ELSE absence_internal.say(words, 'complete_through', absence_internal.day_text((school ->> 'complete_through')::date, words)) END,
			absence_internal.coverage_words(data -> 'coverage', words), absence_internal.error_words(data -> 'errors', words)))
		|| '</p></header>' || chr(10);
	content := content || '<dl class="figures">'
		|| absence_internal.page_figure(absence_internal.say(words, 'chronic_rate'),
			absence_internal.markup(coalesce(whole ->> 'shown', absence_internal.percent_text((whole ->> 'chronic_rate')::float8, words))),
			CASE WHEN whole ->> 'shown' IS NULL THEN absence_internal.markup(absence_internal.say(words, 'students_of', whole ->> 'chronic_n',
				whole ->> 'verdict_n') || ' '
				|| absence_internal.say(words, 'interval', absence_internal.percent_text((whole ->> 'chronic_rate_low')::float8, words),
					absence_internal.percent_text((whole ->> 'chronic_rate_high')::float8, words))) END)
		|| absence_internal.page_figure(coalesce(absence_internal.say(words, 'since', absence_internal.day_text(since, words)),
			absence_internal.say(words, 'before')),
			absence_internal.markup(CASE WHEN whole ->> 'shown' IS NOT NULL THEN absence_internal.say(words, 'withheld')
				ELSE coalesce(absence_internal.percent_text((before ->> 'chronic_rate')::float8, words), absence_internal.say(words, 'not_known')) END),
			CASE WHEN before IS NOT NULL AND whole ->> 'shown' IS NULL THEN absence_internal.markup(absence_internal.say(words, 'week_to',
				absence_internal.day_text((before ->> 'last_day')::date, words))) END)
		|| absence_internal.page_figure(absence_internal.say(words, 'same_week'),
			absence_internal.markup(CASE WHEN whole ->> 'shown' IS NOT NULL THEN absence_internal.say(words, 'withheld')
				WHEN (week ->> 'prior_verdict_n')::integer >= minimum THEN
					coalesce(absence_internal.percent_text((week ->> 'prior_chronic_rate')::float8, words), absence_internal.say(words, 'not_known'))
				ELSE absence_internal.say(words, 'not_known') END),
			CASE WHEN whole ->> 'shown' IS NULL AND (week ->> 'prior_verdict_n')::integer >= minimum THEN absence_internal.markup(
				coalesce(absence_internal.say(words, 'week_to', absence_internal.day_text((week ->> 'prior_last_day')::date, words)),
					absence_internal.say(words, 'whole_year'))) END)
		|| absence_internal.page_figure(absence_internal.say(words, 'attendance_to_date'),
			absence_internal.markup(coalesce(absence_internal.percent_text((today ->> 'attendance_rate_to_date')::float8, words),
				absence_internal.say(words, 'not_known'))),
			CASE WHEN today IS NOT NULL THEN absence_internal.markup(absence_internal.say(words, 'attendance_on',
				absence_internal.percent_text((today ->> 'attendance_rate')::float8, words),
				absence_internal.day_text((today ->> 'day')::date, words))) END)
		|| '</dl>' || chr(10) || '<div class="panels">' || chr(10)
		|| absence_internal.page_section(absence_internal.say(words, 'trend_title'), CASE WHEN whole ->> 'shown' IS NOT NULL
			THEN '<p>' || absence_internal.page_text(words, 'withheld_trend') || '</p>' ELSE absence.svg_trend(trend, NULL,
				words, minimum) END)
		|| absence_internal.page_section(absence_internal.say(words, 'bands_title'), absence.svg_bands(coalesce(grades, '[]'), NULL, words,
			minimum))
		|| absence_internal.page_section(absence_internal.say(words, 'heatmap_title'), absence.svg_heatmap(data -> 'daily', NULL, words, minimum))
		|| absence_internal.page_section(absence_internal.say(words, 'weekday_title'), CASE
			WHEN (data -> 'coverage' ->> 'students')::integer < minimum THEN '<p>' || absence_internal.page_text(words, 'withheld_small') || '</p>'
			ELSE absence.svg_weekday(data -> 'weekdays', NULL, words, minimum) END)
		|| '</div>' || chr(10);
	-- groups in two columns, each with whole kinds, on one axis
	IF jsonb_array_length(groups) > 0 THEN
		content := content || '<h2>' || absence_internal.page_text(words, 'groups_title') || '</h2><div class="panels">' || (
			SELECT string_agg(absence.svg_dots(h.rows, absence_internal.say(words, 'groups_title') || ' ' || h.half, words, minimum, highest),
				chr(10) ORDER BY h.half)
			FROM (
				SELECT k.half, jsonb_agg(k.row ORDER BY k.place) AS rows
				FROM (
					SELECT r.row, r.place, CASE WHEN avg(r.place) OVER (PARTITION BY r.row ->> 'of') <= jsonb_array_length(groups) / 2.0 THEN 1
						ELSE 2 END AS half
					FROM jsonb_array_elements(groups) WITH ORDINALITY AS r (row, place)
				) AS k
				GROUP BY k.half
			) AS h) || '</div>' || chr(10);
	END IF;
	content := content || '<footer class="small"><p>' || absence_internal.markup(concat_ws(' ',
		absence_internal.policy_words(basis ->> 'policy_text', words),
			absence_internal.say(words, 'withheld_note', minimum::text))) || '</p><p>' || absence_internal.markup(absence_internal.say(words,
				'definition')) || ' '
		|| absence_internal.markup_name(school ->> 'policy') || ': <span lang="en">' || absence_internal.markup(basis ->> 'policy_text')
			|| '</span></p></footer>' || chr(10);
	content := content || absence_internal.school_page_list(data -> 'list', name, words, since) || '</main>';
	RETURN absence_internal.page(absence_internal.say(words, 'school_report') || ': ' || name, words, content);
END
$$;
COMMENT ON FUNCTION absence_internal.school_page(jsonb, jsonb,
	date) IS 'The page of a school, from what school_report_rows() of a store gathers';

-- A month of a student's year, as a picture of its own: on a narrow screen the months wrap
CREATE FUNCTION absence_internal.svg_month(month date, days jsonb, words jsonb) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_place integer := extract(isodow FROM month)::integer - 1;
	length integer := extract(day FROM (month + interval '1 month' - interval '1 day'))::integer;
	content text;
	missed text;
	name text := absence_internal.say(words, 'month', split_part(words ->> 'months', ' ', extract(month FROM month)::integer), extract(year
		FROM month)::text);
BEGIN
	SELECT string_agg(CASE
				WHEN d.shows = 'missed' THEN format('<rect x="%s" y="%s" width="19" height="16" fill="#12314d"/>', p.x, p.y)
				WHEN d.shows = 'noted' THEN format('<rect x="%s" y="%s" width="19" height="16" fill="#fff" stroke="#1a1a1a" stroke-width="1.5"/>',
					p.x, p.y)
				WHEN d.shows = 'present' THEN format('<rect x="%s" y="%s" width="19" height="16" fill="#d5e4ef"/>', p.x, p.y)
				WHEN d.shows = 'unknown' THEN format('<rect x="%s" y="%s" width="19" height="16" fill="#fff" stroke="#6b6b6b" stroke-dasharray="2 '
					'2"/>', p.x, p.y)
				ELSE '' END
			|| absence_internal.svg_text(p.x + 9.5, p.y + 12, k::text, 'middle', CASE WHEN d.shows = 'missed' THEN ' fill="#fff" font-weight="700"'
				WHEN d.shows IS NULL THEN ' fill="#595959"' ELSE '' END), '' ORDER BY k),
		string_agg(k::text, ', ' ORDER BY k) FILTER (WHERE d.shows = 'missed')
	INTO content, missed
	FROM generate_series(1, length) AS k
	CROSS JOIN LATERAL (SELECT 1 + 21 * ((first_place + k - 1) % 7) AS x, 34 + 18 * ((first_place + k - 1) / 7) AS y) AS p
	LEFT JOIN jsonb_to_recordset(days) AS d (day date, shows text) ON d.day = month + k - 1;
	content := absence_internal.svg_text(2, 12, name, 'start', ' font-weight="600"')
		|| (SELECT string_agg(absence_internal.svg_text(10.5 + 21 * (w - 1), 28, left(split_part(words ->> 'weekdays_short', ' ', w), 2),
			'middle', ' fill="#595959"'), '' ORDER BY w)
			FROM generate_series(1, 7) AS w) || content;
	RETURN replace(absence_internal.svg(144, name, coalesce(absence_internal.say(words, 'missed_on', missed), absence_internal.say(words,
		'missed_none')), content),
		'viewBox="0 0 360 ', 'viewBox="0 0 148 ');
END
$$;
COMMENT ON FUNCTION absence_internal.svg_month(date, jsonb, jsonb) IS 'A month of the calendar of a student: which days were missed';

-- A table of a page; columns are keys of texts, and rows are HTML
CREATE FUNCTION absence_internal.page_table(heading text, columns text[], rows text, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT '<section><h2>' || absence_internal.markup(heading) || '</h2>' || coalesce('<table class="list"><thead><tr>' || (
			SELECT string_agg('<th scope="col">' || absence_internal.markup(absence_internal.say(words, c.key)) || '</th>', '' ORDER BY c.place)
			FROM unnest(columns) WITH ORDINALITY AS c (key, place))
		|| '</tr></thead><tbody>' || rows || '</tbody></table>', '<p>' || absence_internal.page_text(words, 'none')
			|| '</p>') || '</section>' || chr(10)
$$;
COMMENT ON FUNCTION absence_internal.page_table(text, text[], text, jsonb) IS 'A table of a page under a heading';

-- What the family's report does not have: tier, alerts, what is due and what was done. No
-- barriers: those who may see them find them in the views.
CREATE FUNCTION absence_internal.student_page_team(team jsonb, words jsonb) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN team IS NULL OR jsonb_typeof(team) = 'null' THEN '<p>' || absence_internal.markup(absence_internal.say(words,
		'no_team')) || '</p>' || chr(10)
		ELSE CASE WHEN team -> 'tier' ->> 'tier' IS NOT NULL THEN '<section><h2>' || absence_internal.markup(absence_internal.say(words,
			'team_tier')) || '</h2><p>'
				|| absence_internal.markup(absence_internal.say(words, 'team_tier_of', team -> 'tier' ->> 'tier')
					|| coalesce(', ' || absence_internal.say(words, 'team_since', absence_internal.day_text((team -> 'tier' ->> 'since')::date, words)),
						'')
					|| coalesce(' (' || (SELECT string_agg(r.reason, ', ' ORDER BY r.place)
						FROM jsonb_array_elements_text(CASE jsonb_typeof(team -> 'tier' -> 'reasons') WHEN 'array' THEN team -> 'tier' -> 'reasons'
							ELSE '[]' END)
							WITH ORDINALITY AS r (reason, place)) || ')', ''))
				|| '</p></section>' || chr(10) ELSE '' END
			|| absence_internal.page_table(absence_internal.say(words, 'team_alerts'), '{team_rule,team_met,team_known,team_withdrawn}', (
				SELECT string_agg('<tr><th scope="row">' || absence_internal.markup_name(a.rule) || '</th>' || (
					SELECT string_agg('<td data-label="' || absence_internal.markup(absence_internal.say(words, c.key)) || '">'
						|| coalesce(absence_internal.markup(absence_internal.day_text(c.day, words)), '&#8211;') || '</td>', '' ORDER BY c.place)
					FROM (VALUES (1, 'team_met', a.met_on), (2, 'team_known', a.known_on), (3, 'team_withdrawn', a.withdrawn_on)) AS c (place, key,
						day)) || '</tr>', chr(10) ORDER BY a.place)
				FROM ROWS FROM (jsonb_to_recordset(team -> 'alerts') AS (rule text, met_on date, known_on date, withdrawn_on date))
					WITH ORDINALITY AS a (rule, met_on, known_on, withdrawn_on, place)), words)
			|| absence_internal.page_table(absence_internal.say(words, 'team_actions'), '{team_action,team_rule,team_due,team_status}', (
				SELECT string_agg('<tr><th scope="row">' || absence_internal.markup_name(a.kind) || '</th><td data-label="'
					|| absence_internal.page_text(words, 'team_rule')
					|| '">' || absence_internal.markup_name(a.rule) || '</td><td data-label="' || absence_internal.markup(absence_internal.say(words,
						'team_due')) || '">'
					|| coalesce(absence_internal.markup(absence_internal.day_text(a.due_on, words)), '&#8211;') || '</td><td data-label="'
						|| absence_internal.page_text(words, 'team_status')
					|| '">' || absence_internal.markup(coalesce(words ->> ('status ' || a.status), a.status)) || '</td></tr>', chr(10) ORDER BY a.place)
				FROM ROWS FROM (jsonb_to_recordset(team -> 'actions') AS (rule text, kind text, due_on date, status text)) WITH ORDINALITY AS a (rule,
					kind, due_on, status, place)), words)
			|| absence_internal.page_table(absence_internal.say(words, 'team_supports'), '{team_support,team_begin,team_status,team_staff}', (
				SELECT string_agg('<tr><th scope="row">' || absence_internal.markup_name(a.intervention) || '</th><td data-label="'
					|| absence_internal.page_text(words, 'team_begin')
					|| '">' || coalesce(absence_internal.markup(absence_internal.day_text(a.begin_date, words)), '&#8211;') || '</td><td data-label="'
						|| absence_internal.page_text(words, 'team_status')
					|| '">' || absence_internal.markup(coalesce(words ->> ('status ' || a.status), a.status, '')) || '</td><td data-label="'
						|| absence_internal.page_text(words, 'team_staff')
					|| '">' || coalesce(absence_internal.markup_name(a.staff_name), '&#8211;') || '</td></tr>', chr(10) ORDER BY a.place)
				FROM ROWS FROM (jsonb_to_recordset(team -> 'supports') AS (intervention text, begin_date date, status text, staff_name text))
					WITH ORDINALITY AS a (intervention, begin_date, status, staff_name, place)), words)
			|| absence_internal.page_table(absence_internal.say(words, 'team_story'), '{days_day,team_kind,team_what}', (
				SELECT string_agg('<tr><th scope="row">' || coalesce(absence_internal.markup(absence_internal.day_text(a.day, words)), '&#8211;')
					|| '</th><td data-label="'
					|| absence_internal.page_text(words, 'team_kind') || '">' || absence_internal.markup(coalesce(words ->> ('story '
						|| a.kind), a.kind))
					|| '</td><td data-label="' || absence_internal.page_text(words, 'team_what') || '">'
						|| coalesce(absence_internal.markup_name(a.what), '') || '</td></tr>', chr(10) ORDER BY a.place)
				FROM ROWS FROM (jsonb_to_recordset(team -> 'story') AS (day date, kind text, what text)) WITH ORDINALITY AS a (day, kind, what,
					place)), words) END
$$;
COMMENT ON FUNCTION absence_internal.student_page_team(jsonb,
	jsonb) IS 'The part of the page of a student for the team: tier, alerts, actions, supports, and what was done';

CREATE FUNCTION absence_internal.student_page(data jsonb, words jsonb, audience text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	student jsonb := data -> 'student';
	name text := coalesce(nullif(concat_ws(' ', student ->> 'first_name', student ->> 'last_name'), ''), student ->> 'student_id');
	absent double precision := (student ->> 'absent_days')::float8;
	counted integer := (student ->> 'counted_days')::integer;
	-- what is recorded of days to come, such as a trip, is not what happened
	today date := coalesce((data -> 'basis' ->> 'today')::date, 'infinity');
	days jsonb;
	content text;
BEGIN
	-- what each day shows: of several schools, the one whose mark counts
	SELECT jsonb_agg(jsonb_build_object('day', d.day, 'shows', d.shows) ORDER BY d.day) INTO days
	FROM (
		SELECT d.day, CASE WHEN bool_or(coalesce(d.district_absent, d.absent) > 0) THEN 'missed'
				WHEN bool_or(d.counts_as = 'after as-of') OR d.day > today THEN CASE WHEN bool_or(d.is_member) THEN 'unknown' END
				WHEN bool_or(d.counts_as IN ('not recorded', 'after complete-through', 'unmapped')) THEN CASE WHEN bool_or(d.code IS NOT NULL) THEN
					'noted' ELSE 'unknown' END
				WHEN bool_or(d.code IS NOT NULL AND d.mark IS DISTINCT FROM 'present') THEN 'noted'
				WHEN bool_or(d.is_member) THEN 'present' END AS shows
		FROM jsonb_to_recordset(data -> 'days') AS d (day date, code text, mark text, counts_as text, is_member boolean, absent float8,
			district_absent float8, yields_to text)
		WHERE d.yields_to IS NULL
		GROUP BY d.day
	) AS d;
	content := '<main>' || chr(10) || CASE audience WHEN 'team' THEN '<p class="record">'
		|| absence_internal.page_text(words, 'education_record') || '</p>' ELSE '' END
		|| '<header><h1>' || absence_internal.markup_name(name) || '</h1><p>' || absence_internal.page_line(absence_internal.say(words,
			'student_report'), absence_internal.say(words, 'school_year', ((student ->> 'school_year')::integer - 1)::text || '-'
				|| (student ->> 'school_year')),
			coalesce(absence_internal.say(words, 'as_of', absence_internal.day_text((student ->> 'as_of')::date, words)),
				absence_internal.say(words, 'no_day'))) || '</p><p class="small">'
		|| coalesce((
			SELECT string_agg(absence_internal.markup_name(coalesce(s.row ->> 'school_name', s.row ->> 'school_id')) || coalesce(' &#183; '
				|| absence_internal.markup(absence_internal.grade_words(s.row ->> 'grade', words)), '') || coalesce(' &#183; '
					|| absence_internal.markup_name(s.row ->> 'homeroom'), '')
				|| CASE WHEN jsonb_array_length(data -> 'schools') > 1 THEN ': ' || absence_internal.markup(absence_internal.say(words, 'missed_of',
					absence_internal.number_text((s.row ->> 'absent_days')::float8, words), s.row ->> 'counted_days')) ELSE '' END, '<br>'
						ORDER BY s.place)
			FROM jsonb_array_elements(data -> 'schools') WITH ORDINALITY AS s (row, place)), '') || '</p></header>' || chr(10)
		|| '<dl class="figures">'
		|| absence_internal.page_figure(absence_internal.say(words, 'days_missed'), absence_internal.markup(absence_internal.number_text(absent,
			words)),
			absence_internal.markup(absence_internal.say(words, 'of_days', counted::text)))
		|| absence_internal.page_figure(absence_internal.say(words, 'share_missed'),
			absence_internal.markup(coalesce(absence_internal.percent_text((student ->> 'absence_rate')::float8, words),
			absence_internal.say(words, 'not_known'))), absence_internal.markup(CASE student ->> 'status' WHEN 'not chronic' THEN
				absence_internal.say(words, 'below_line')
				WHEN 'chronic' THEN absence_internal.say(words, 'over_line') ELSE absence_internal.say(words, 'no_verdict '
					|| (student ->> 'status')) END))
		|| absence_internal.page_figure(absence_internal.say(words, 'absences_left'), absence_internal.markup(student ->> 'absences_left'),
			absence_internal.markup(CASE WHEN student ->> 'absences_left' IS NOT NULL THEN absence_internal.say(words, 'left_note')
				WHEN (student ->> 'chronic')::boolean THEN absence_internal.say(words, 'left_none') ELSE absence_internal.say(words, 'not_known') END))
		|| absence_internal.page_figure(absence_internal.say(words, 'days_tardy'), absence_internal.markup(student ->> 'tardy_days'),
			absence_internal.page_text(words, 'tardy_note'))
		|| '</dl>' || chr(10)
		|| '<section><h2>' || absence_internal.page_text(words, 'year_title') || '</h2><p class="small">'
			|| absence_internal.page_text(words, 'year_note') || '</p><div class="months">' || coalesce((
			SELECT string_agg(absence_internal.svg_month(m.month::date, days, words), chr(10) ORDER BY m.month)
			FROM (SELECT date_trunc('month', min(d.day)::timestamp) AS first, max(d.day)::timestamp AS last
				FROM jsonb_to_recordset(days) AS d (day date)) AS r
			CROSS JOIN LATERAL generate_series(r.first, r.last, interval '1 month') AS m (month)
			-- no more than four years, whatever days somebody has entered
			WHERE r.last < r.first + interval '48 months'), '') || '</div></section>' || chr(10);
	content := content || '<section><h2>' || absence_internal.page_text(words, 'days_title') || '</h2>'
		|| coalesce('<table class="list"><thead><tr><th scope="col">'
			|| absence_internal.page_text(words, 'days_day') || '</th><th scope="col">'
				|| absence_internal.page_text(words, 'days_recorded')
			|| '</th><th scope="col">' || absence_internal.page_text(words, 'days_counts') || '</th></tr></thead><tbody>'
				|| chr(10) || (
		SELECT string_agg('<tr><th scope="row">' || absence_internal.markup(absence_internal.day_text(d.day, words)) || '</th><td data-label="'
			|| absence_internal.page_text(words, 'days_recorded') || '">' || absence_internal.markup(concat_ws(' ',
				CASE WHEN d.mark IS NOT NULL THEN absence_internal.say(words, 'mark_' || d.mark) END,
				CASE WHEN d.share_missed > 0 AND d.share_missed < 1 THEN absence_internal.say(words, 'part',
					absence_internal.percent_text(d.share_missed, words)) END,
				CASE WHEN d.periods IS NOT NULL THEN absence_internal.say(words, 'in_period', d.periods) END))
			|| coalesce(' <span class="small">' || absence_internal.markup_name(d.code) || '</span>', '') || '</td><td data-label="'
				|| absence_internal.page_text(words, 'days_counts') || '">'
			|| absence_internal.markup(CASE
				WHEN d.why_not_counted IS NOT NULL THEN absence_internal.say(words, 'not_counted', coalesce(words ->> ('why_not '
					|| d.why_not_counted), d.why_not_counted))
				WHEN d.yields_to IS NOT NULL THEN absence_internal.say(words, 'counts_elsewhere')
				WHEN d.absent > 0 THEN absence_internal.say(words, 'counts_missed', absence_internal.number_text(d.absent, words, 2))
				WHEN d.counts_as IN ('present', 'absent') THEN absence_internal.say(words, 'counts_not')
				ELSE absence_internal.say(words, 'counts ' || d.counts_as) END) || '</td></tr>' || chr(10), '' ORDER BY d.day DESC, d.place)
		FROM (
			-- the periods of a day with the same code stand in one row
			SELECT d.day, d.code, d.mark, d.why_not_counted, d.yields_to, d.counts_as, min(d.place) AS place,
				CASE WHEN count(*) = 1 THEN max(d.share_missed) END AS share_missed, string_agg(d.period, ', ' ORDER BY d.place) AS periods, d.absent
			FROM (
				-- the share of a day stands in its first row
				SELECT d.*, max(d.absent_first) OVER (PARTITION BY d.day, d.school_id) AS absent
				FROM ROWS FROM (jsonb_to_recordset(data -> 'days') AS (day date, school_id text, code text, mark text, period text, share_missed float8,
					why_not_counted text, yields_to text, counts_as text, absent float8))
					WITH ORDINALITY AS d (day, school_id, code, mark, period, share_missed, why_not_counted, yields_to, counts_as, absent_first, place)
			) AS d
			WHERE d.counts_as IS DISTINCT FROM 'after as-of' AND d.day <= today
			GROUP BY d.day, d.school_id, d.code, d.mark, d.why_not_counted, d.yields_to, d.counts_as, d.absent
		) AS d
		WHERE d.code IS NOT NULL AND d.mark IS DISTINCT FROM 'present') || '</tbody></table>', '<p>'
			|| absence_internal.page_text(words, 'days_none') || '</p>')
		|| '</section>' || chr(10)
		|| CASE WHEN audience = 'team' THEN absence_internal.student_page_team(data -> 'team', words) ELSE '' END
		|| '<footer class="small"><p>' || absence_internal.markup(concat_ws(' ',
			absence_internal.policy_words(data -> 'basis' ->> 'policy_text', words),
			CASE audience WHEN 'family' THEN absence_internal.say(words, 'ask_school') END)) || '</p></footer></main>';
	RETURN absence_internal.page(absence_internal.say(words, 'student_report') || ': ' || name, words, content);
END
$$;
COMMENT ON FUNCTION absence_internal.student_page(jsonb, jsonb,
	text) IS 'The page of a student, from what student_report_rows() of a store gathers';

CREATE FUNCTION absence_internal.district_page(data jsonb, words jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	minimum integer := greatest((data ->> 'minimum_group')::integer, 1);
	district jsonb := nullif(data -> 'district', 'null');
	cells jsonb;
	whole jsonb;
	highest numeric;
	content text;
BEGIN
	-- schools are cells of one total, so that a school that is withheld does not follow from it
	SELECT jsonb_build_array(jsonb_build_object('kind', 'all', 'value', 'all', 'verdict_n', sum((s.row ->> 'verdict_n')::bigint),
		'chronic_n', sum((s.row ->> 'chronic_n')::bigint)))
		|| coalesce(jsonb_agg(s.row || jsonb_build_object('kind', 'school', 'value', s.row -> 'school_id', 'label',
			coalesce(s.row ->> 'school_name', s.row ->> 'school_id'),
			'note', coalesce(absence_internal.say(words, 'through', absence_internal.day_text((s.row ->> 'as_of')::date, words)),
				absence_internal.say(words, 'no_day'))) ORDER BY s.place), '[]')
	INTO cells
	FROM jsonb_array_elements(data -> 'schools') WITH ORDINALITY AS s (row, place);
	cells := absence_internal.shown_rows(cells, minimum, words);
	SELECT max((c.row ->> 'chronic_rate_high')::numeric) INTO highest FROM jsonb_array_elements(cells) AS c (row)
		WHERE c.row ->> 'shown' IS NULL;
	IF district IS NOT NULL THEN
		whole := absence_internal.shown_rows(jsonb_build_array(district || jsonb_build_object('kind', 'all', 'value', 'all', 'label',
			absence_internal.say(words, 'district'))), minimum, words) -> 0;
	END IF;
	content := '<main>' || chr(10) || '<header><h1>' || absence_internal.page_text(words, 'district_report')
		|| '</h1><p>' || absence_internal.page_line(absence_internal.say(words, 'school_year', ((data ->> 'school_year')::integer - 1)::text
			|| '-' || (data ->> 'school_year')),
			coalesce(absence_internal.say(words, 'as_of', absence_internal.day_text((coalesce(district ->> 'as_of', data ->> 'as_of'))::date,
				words)), absence_internal.say(words, 'no_day'))) || '</p>'
		|| CASE WHEN district IS NULL THEN '<p class="small">' || absence_internal.markup(absence_internal.say(words, 'no_district',
			jsonb_array_length(data -> 'schools')::text)) || '</p>' ELSE '' END
		|| '</header>' || chr(10);
	IF district IS NOT NULL THEN
		content := content || '<div class="panels"><dl class="figures">'
			|| absence_internal.page_figure(absence_internal.say(words, 'chronic_rate'),
				absence_internal.markup(coalesce(whole ->> 'shown', absence_internal.percent_text((whole ->> 'chronic_rate')::float8, words))),
				CASE WHEN whole ->> 'shown' IS NULL THEN absence_internal.markup(absence_internal.say(words, 'students_of', whole ->> 'chronic_n',
					whole ->> 'verdict_n') || ' '
					|| absence_internal.say(words, 'interval', absence_internal.percent_text((whole ->> 'chronic_rate_low')::float8, words),
						absence_internal.percent_text((whole ->> 'chronic_rate_high')::float8, words)) || ' ' || absence_internal.say(words, 'once')) END)
			|| '</dl>' || absence.svg_bands(jsonb_build_array(whole), NULL, words, minimum) || '</div>' || chr(10);
	END IF;
	content := content || '<p class="small">' || absence_internal.page_text(words, 'dots_note') || '</p>' || coalesce((
		SELECT string_agg('<h2>' || absence_internal.markup(l.heading) || '</h2><div class="panels">' || l.pictures || '</div>' || chr(10), ''
			ORDER BY l.place)
		FROM (
			SELECT h.heading, min(h.place) AS place, string_agg(absence.svg_dots(h.rows, h.heading || CASE WHEN h.halves > 1 THEN ' ' || h.half
				ELSE '' END, words, minimum, highest),
				chr(10) ORDER BY h.half) AS pictures
			FROM (
				SELECT q.level, q.heading, q.half, min(q.place) AS place, jsonb_agg(q.row ORDER BY q.place) AS rows,
					max(q.half) OVER (PARTITION BY q.level) AS halves
				FROM (
					SELECT r.level, coalesce(r.level, absence_internal.say(words, 'level_missing')) AS heading, r.row, r.place,
						CASE WHEN 2 * row_number() OVER (PARTITION BY r.level ORDER BY r.place) <= count(*) OVER (PARTITION BY r.level) + 1 THEN 1
							ELSE 2 END AS half
					FROM (
						SELECT c.row, c.place, c.row ->> 'school_level' AS level FROM jsonb_array_elements(cells) WITH ORDINALITY AS c (row, place)
							WHERE c.row ->> 'kind' = 'school'
					) AS r
				) AS q
				GROUP BY q.level, q.heading, q.half
			) AS h
			GROUP BY h.level, h.heading
		) AS l), '')
		|| '<footer class="small"><p>' || absence_internal.markup(concat_ws(' ', absence_internal.policy_words(data ->> 'policy_text', words),
			absence_internal.say(words, 'withheld_note', minimum::text))) || '</p><p>' || absence_internal.markup(absence_internal.say(words,
				'definition')) || ' '
		|| absence_internal.markup_name(data ->> 'policy') || ': <span lang="en">' || absence_internal.markup(data ->> 'policy_text')
			|| '</span></p></footer></main>';
	RETURN absence_internal.page(absence_internal.say(words, 'district_report'), words, content);
END
$$;
COMMENT ON FUNCTION absence_internal.district_page(jsonb,
	jsonb) IS 'The page of a district, from what district_report_rows() of a store gathers';
