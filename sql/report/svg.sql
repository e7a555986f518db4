
-- pictures: SVG made of the rows of views
--
-- Each takes the rows as jsonb_agg() makes them of a view, and finds the columns by the
-- names that they have in the view:
--
--     SELECT absence.svg_trend(jsonb_agg(t)) FROM attendance.latest_absence_trend AS t
--     WHERE t.school_id = '101' AND t.school_year = 2026 AND t.group_kind = 'all'
--
-- A picture is a part of a page: it has no name space, no script, no style sheet and no id,
-- so several can stand on one page. It is 360 units wide and as high as it needs. Shades
-- differ in lightness and each stands beside a line or a text, so that it reads in black and
-- white too. Text has a contrast of at least 4.5 to 1, and lines have one of at least 3.
-- What is of fewer than minimum students is not drawn as a rate.

CREATE FUNCTION absence_internal.must_be_rows(rows jsonb) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF jsonb_typeof(rows) <> 'array' OR EXISTS (SELECT FROM jsonb_array_elements(rows) AS r WHERE jsonb_typeof(r) <> 'object') THEN
		RAISE EXCEPTION 'rows of a picture must be an array of objects'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The rows of a view or of a query q are jsonb_agg(q).';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_rows(jsonb) IS 'Raises an error unless the rows of a picture are an array of objects';

CREATE FUNCTION absence_internal.coordinate(value double precision) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN trim_scale(round(value::numeric, 1))::text;
COMMENT ON FUNCTION absence_internal.coordinate(double precision) IS 'A coordinate of a picture, to a tenth';

CREATE FUNCTION absence_internal.svg(height double precision, title text, description text, content text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('<svg viewBox="0 0 360 %s" role="img" aria-label="%s" font-family="system-ui, Segoe UI, Noto Sans, Arial, sans-serif" '
		'font-size="11" fill="#1a1a1a"><title>%s</title><desc>%s</desc>%s</svg>', absence_internal.coordinate(height),
		absence_internal.markup(concat_ws('. ', rtrim(title, '.'), description)), absence_internal.markup(title),
		absence_internal.markup(coalesce(description, '')), coalesce(content, ''))
$$;
COMMENT ON FUNCTION absence_internal.svg(double precision, text, text, text) IS
	'A picture with its title and its description for screen readers';

-- anchor: start, middle or end
CREATE FUNCTION absence_internal.svg_text(x double precision, y double precision, value text, anchor text DEFAULT 'start',
	attributes text DEFAULT '')
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '<text x="' || absence_internal.coordinate(x) || '" y="' || absence_internal.coordinate(y) || '"'
		|| CASE anchor WHEN 'start' THEN '' ELSE ' text-anchor="' || anchor || '"' END || attributes || '>' || absence_internal.markup(value)
			|| '</text>';
COMMENT ON FUNCTION absence_internal.svg_text(double precision, double precision, text, text, text) IS 'A text of a picture, escaped';

-- The end of an axis of rates from 0, and its step
CREATE FUNCTION absence_internal.rate_axis(highest double precision, OUT upto double precision, OUT step double precision)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT (ceil(greatest(coalesce(highest, 0), 2 * s.step)::numeric / s.step) * s.step)::float8, s.step::float8
	FROM (SELECT CASE WHEN highest > 0.5 THEN 0.20 WHEN highest > 0.2 THEN 0.10 WHEN highest > 0.08 THEN 0.05 ELSE 0.02 END) AS s (step)
$$;
COMMENT ON FUNCTION absence_internal.rate_axis(double precision) IS 'The end of an axis of rates from 0, and the step of its marks';

CREATE FUNCTION absence_internal.trend_points(rows jsonb, minimum integer)
	RETURNS TABLE (week integer, day date, rate double precision, prior double precision)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.week_number, r.last_day, CASE WHEN r.verdict_n >= minimum THEN r.chronic_rate END,
		CASE WHEN r.prior_verdict_n >= minimum THEN r.prior_chronic_rate END
	FROM jsonb_to_recordset(rows) AS r (week_number integer, last_day date, verdict_n integer, chronic_rate double precision,
		prior_verdict_n integer, prior_chronic_rate double precision)
	WHERE r.week_number > 0 AND isfinite(r.last_day)
$$;
COMMENT ON FUNCTION absence_internal.trend_points(jsonb,
	integer) IS 'The points of svg_trend(): rates that are of enough students to be drawn, else NULL';

CREATE FUNCTION absence.svg_trend(rows jsonb, title text DEFAULT NULL, words jsonb DEFAULT NULL, minimum integer DEFAULT 10) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said jsonb := coalesce(words, absence.report_words());
	name text := coalesce(title, absence_internal.say(said, 'trend_title'));
	weeks integer;
	n record;
	axis record;
	content text;
	this_line text;
	last_line text;
	description text;
BEGIN
	PERFORM absence_internal.must_be_rows(rows);
	SELECT count(*) FILTER (WHERE p.rate IS NOT NULL) AS drawn, max(p.week) AS weeks, greatest(max(p.rate), max(p.prior)) AS highest,
		(array_agg(p.rate ORDER BY p.week) FILTER (WHERE p.rate IS NOT NULL))[1] AS first_rate,
		(array_agg(p.day ORDER BY p.week) FILTER (WHERE p.rate IS NOT NULL))[1] AS first_day,
		(array_agg(p.rate ORDER BY p.week DESC) FILTER (WHERE p.rate IS NOT NULL))[1] AS last_rate,
		(array_agg(p.day ORDER BY p.week DESC) FILTER (WHERE p.rate IS NOT NULL))[1] AS last_day,
		(array_agg(p.prior ORDER BY p.week DESC) FILTER (WHERE p.rate IS NOT NULL))[1] AS last_prior,
		max(p.week) FILTER (WHERE p.rate IS NOT NULL) AS last_week,
		max(p.rate) AS top_rate, (array_agg(p.day ORDER BY p.rate DESC, p.week) FILTER (WHERE p.rate IS NOT NULL))[1] AS top_day,
		count(p.prior) AS prior_drawn
	INTO n
	FROM absence_internal.trend_points(rows, minimum) AS p;
	SELECT * INTO axis FROM absence_internal.rate_axis(n.highest);
	weeks := greatest(n.weeks, 2);

	-- marks of the axis, with lines across
	SELECT string_agg(format('<path d="M32 %1$sH352" stroke="%2$s" stroke-width="1"/>', absence_internal.coordinate(g.y),
			CASE g.k WHEN 0 THEN '#595959' ELSE '#d0d0d0' END)
		|| absence_internal.svg_text(28, g.y + 4, absence_internal.say(said, 'percent', round(100 * g.k * axis.step::numeric)::text), 'end'),
			'' ORDER BY g.k)
	INTO content
	FROM (SELECT k, 172 - 144 * k * axis.step / axis.upto AS y FROM generate_series(0, round(axis.upto / axis.step)::integer) AS k) AS g;
	-- the first week of each month
	content := content || coalesce((
		SELECT string_agg(absence_internal.svg_text(m.x, 186, split_part(said ->> 'months_short', ' ', extract(month FROM m.day)::integer),
			'middle'),
			'' ORDER BY m.week)
		FROM (
			SELECT DISTINCT ON (date_trunc('month', p.day::timestamp)) p.week, p.day, 32 + 320.0 * (p.week - 1) / (weeks - 1) AS x
			FROM absence_internal.trend_points(rows, minimum) AS p
			WHERE p.week > 0
			ORDER BY date_trunc('month', p.day::timestamp), p.week
		) AS m
		WHERE m.x BETWEEN 40 AND 344), '');
	-- a line breaks where a week is not drawn
	SELECT string_agg(CASE WHEN q.rate IS NOT NULL THEN CASE WHEN q.rate_before IS NULL THEN 'M' ELSE 'L' END || q.x || ' '
			|| absence_internal.coordinate(172 - 144 * q.rate / axis.upto) END, '' ORDER BY q.week),
		string_agg(CASE WHEN q.prior IS NOT NULL THEN CASE WHEN q.prior_before IS NULL THEN 'M' ELSE 'L' END || q.x || ' '
			|| absence_internal.coordinate(172 - 144 * q.prior / axis.upto) END, '' ORDER BY q.week)
	INTO this_line, last_line
	FROM (
		SELECT p.week, p.rate, p.prior, absence_internal.coordinate(32 + 320.0 * (p.week - 1) / (weeks - 1)) AS x,
			CASE WHEN lag(p.week) OVER w = p.week - 1 THEN lag(p.rate) OVER w END AS rate_before,
			CASE WHEN lag(p.week) OVER w = p.week - 1 THEN lag(p.prior) OVER w END AS prior_before
		FROM absence_internal.trend_points(rows, minimum) AS p
		WINDOW w AS (ORDER BY p.week)
	) AS q;
	content := content
		|| coalesce('<path d="' || last_line || '" fill="none" stroke="#5c5c5c" stroke-width="1.5" stroke-dasharray="4 3"/>', '')
		|| coalesce('<path d="' || this_line || '" fill="none" stroke="#12426b" stroke-width="2.5" stroke-linejoin="round"/>', '')
		|| coalesce('<circle cx="' || absence_internal.coordinate(32 + 320.0 * (n.last_week - 1) / (weeks - 1)) || '" cy="'
			|| absence_internal.coordinate(172 - 144 * n.last_rate / axis.upto) || '" r="3.5" fill="#12426b"/>', '')
		|| CASE WHEN n.drawn > 0 THEN '<path d="M32 10H54" stroke="#12426b" stroke-width="2.5"/>'
			|| absence_internal.svg_text(58, 14, absence_internal.say(said, 'this_year') || ' ' || absence_internal.percent_text(n.last_rate, said),
				'start', ' font-weight="600"') ELSE absence_internal.svg_text(192, 100, absence_internal.say(said, 'trend_none'), 'middle') END
		|| CASE WHEN n.prior_drawn > 0 THEN '<path d="M200 10H222" stroke="#5c5c5c" stroke-width="1.5" stroke-dasharray="4 3"/>'
			|| absence_internal.svg_text(226, 14, concat_ws(' ', absence_internal.say(said, 'last_year'),
				absence_internal.percent_text(n.last_prior, said)))
			ELSE '' END;
	description := CASE WHEN n.drawn > 0 THEN absence_internal.say(said, 'trend_desc', absence_internal.percent_text(n.first_rate, said),
			absence_internal.day_text(n.first_day, said), absence_internal.percent_text(n.last_rate, said), absence_internal.day_text(n.last_day,
				said),
			absence_internal.percent_text(n.top_rate, said), absence_internal.day_text(n.top_day, said))
		ELSE absence_internal.say(said, 'trend_none') END
		|| coalesce(' ' || absence_internal.say(said, 'trend_prior', absence_internal.percent_text(n.last_prior, said)), '');
	RETURN absence_internal.svg(192, name, description, content);
END
$$;
COMMENT ON FUNCTION absence.svg_trend(jsonb, text, jsonb, integer) IS
	'A line of the chronic rate by week, and of the year before: rows of absence_trend (week_number, last_day, verdict_n, chronic_rate, '
	'prior_verdict_n, prior_chronic_rate); SVG';

-- The shades of the bands, from light to dark, and of the text on them
CREATE FUNCTION absence_internal.shade(place integer) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN ('{#eef4f8,#bcd4e6,#8db3d0,#3f749c,#12314d}'::text[])[place];
COMMENT ON FUNCTION absence_internal.shade(integer) IS 'Shades of pictures from 1, light, to 5, dark. Text on the last two is white, on '
	'the others black';

CREATE FUNCTION absence_internal.svg_box(x double precision, y double precision, width double precision, height double precision,
	place integer)
	RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN '<rect x="' || absence_internal.coordinate(x) || '" y="' || absence_internal.coordinate(y) || '" width="'
		|| absence_internal.coordinate(width)
		|| '" height="' || absence_internal.coordinate(height) || '" fill="' || absence_internal.shade(place) || '"/>';
COMMENT ON FUNCTION absence_internal.svg_box(double precision, double precision, double precision, double precision,
	integer) IS 'A box of a shade';

CREATE FUNCTION absence.svg_bands(rows jsonb, title text DEFAULT NULL, words jsonb DEFAULT NULL, minimum integer DEFAULT 10) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said jsonb := coalesce(words, absence.report_words());
	content text;
	description text;
	height double precision;
BEGIN
	PERFORM absence_internal.must_be_rows(rows);
	-- each row, with the place of its first line, and what stands in place of a bar that is not drawn
	WITH entry AS (
		SELECT r.place, r.name, r.lines, r.verdict_n, r.chronic_n, r.chronic_rate, r.satisfactory_n, r.at_risk_n, r.moderate_n, r.severe_n,
			CASE WHEN r.shown IS NOT NULL THEN r.shown WHEN r.chronic_rate IS NULL OR coalesce(r.verdict_n, 0) < greatest(minimum, 1)
				THEN absence_internal.say(said, 'too_few') END AS instead,
			28 + sum(greatest(20, 13 * cardinality(r.lines) + 5)) OVER (ORDER BY r.place) - greatest(20, 13 * cardinality(r.lines) + 5) AS y
		FROM (
			SELECT r.*, coalesce(r.label, r.grade, r.school_name, '') AS name,
				absence_internal.text_lines(coalesce(r.label, r.grade, r.school_name, ''), 14) AS lines
			FROM ROWS FROM (jsonb_to_recordset(rows) AS (label text, grade text, school_name text, shown text, verdict_n integer, chronic_n integer,
				chronic_rate double precision, satisfactory_n integer, at_risk_n integer, moderate_n integer, severe_n integer))
				WITH ORDINALITY AS r (label, grade, school_name, shown, verdict_n, chronic_n, chronic_rate, satisfactory_n, at_risk_n, moderate_n,
					severe_n, place)
		) AS r
	), segment AS (
		SELECT e.place, e.y, s.place AS shade, s.n, 182.0 * s.n / e.verdict_n AS width,
			84 + 182.0 * (sum(s.n) OVER (PARTITION BY e.place ORDER BY s.place) - s.n) / e.verdict_n AS x
		FROM entry AS e
		CROSS JOIN LATERAL (VALUES (1, e.satisfactory_n), (2, e.at_risk_n), (4, e.moderate_n), (5, e.severe_n)) AS s (place, n)
		WHERE e.instead IS NULL AND s.n > 0
	)
	SELECT
		(SELECT string_agg(
			(SELECT string_agg(absence_internal.svg_text(78, e.y + 11 + 13 * (l.place - 1), l.line, 'end'), '' ORDER BY l.place)
				FROM unnest(e.lines) WITH ORDINALITY AS l (line, place))
			|| CASE WHEN e.instead IS NOT NULL THEN absence_internal.svg_text(84, e.y + 11, e.instead, 'start', ' fill="#595959"')
				ELSE absence_internal.svg_text(356, e.y + 11, absence_internal.say(said, 'rate_of', absence_internal.percent_text(e.chronic_rate, said),
					e.verdict_n::text), 'end') END, '' ORDER BY e.place) FROM entry AS e)
		|| coalesce('<g stroke="#1a1a1a" stroke-width="0.6">' || (SELECT string_agg(absence_internal.svg_box(g.x, g.y, g.width, 15, g.shade), ''
			ORDER BY g.place, g.shade) FROM segment AS g) || '</g>', '')
		|| coalesce((SELECT string_agg(absence_internal.svg_text(g.x + g.width / 2, g.y + 11, g.n::text, 'middle',
				CASE WHEN g.shade > 3 THEN ' fill="#fff"' ELSE '' END), '' ORDER BY g.place, g.shade)
			FROM segment AS g WHERE g.width >= 7 * length(g.n::text) + 3), ''),
		(SELECT string_agg(CASE WHEN e.instead IS NOT NULL THEN absence_internal.say(said, 'bands_row_not', e.name, e.instead)
			ELSE absence_internal.say(said, 'bands_row', e.name, coalesce(e.chronic_n::text, '?'), e.verdict_n::text) END, ' ' ORDER BY e.place)
				FROM entry AS e),
		(SELECT max(e.y + greatest(20, 13 * cardinality(e.lines) + 5)) FROM entry AS e)
	INTO content, description, height;
	-- which shade is which band
	content := coalesce(content, absence_internal.svg_text(180, 40, absence_internal.say(said, 'no_rows'), 'middle')) || (
		SELECT string_agg('<rect x="' || b.x || '" y="4" width="11" height="11" fill="' || absence_internal.shade(b.shade)
			|| '" stroke="#1a1a1a" stroke-width="0.6"/>' || absence_internal.svg_text(b.x + 15, 14, absence_internal.say(said, b.band)), ''
				ORDER BY b.x)
		FROM (VALUES (2, 1, 'satisfactory'), (104, 2, 'at_risk'), (186, 4, 'moderate'), (274, 5, 'severe')) AS b (x, shade, band));
	RETURN absence_internal.svg(coalesce(height, 48), coalesce(title, absence_internal.say(said, 'bands_title')),
		coalesce(description, absence_internal.say(said, 'no_rows')), content);
END
$$;
COMMENT ON FUNCTION absence.svg_bands(jsonb, text, jsonb, integer) IS
	'A bar for each row of how many students are in each band: rows of grade_absence or school_absence (label, else grade, else school_name; '
	'verdict_n, chronic_n, chronic_rate, satisfactory_n, at_risk_n, moderate_n, severe_n; shown is a text in place of the bar); SVG';

CREATE FUNCTION absence_internal.heatmap_days(rows jsonb, minimum integer) RETURNS TABLE (day date, rate double precision)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.day, CASE WHEN r.counted >= greatest(minimum, 1) AND r.whole_school IS NOT FALSE THEN r.attendance_rate END
	FROM jsonb_to_recordset(rows) AS r (day date, counted integer, attendance_rate double precision, whole_school boolean)
	WHERE isfinite(r.day)
$$;
COMMENT ON FUNCTION absence_internal.heatmap_days(jsonb, integer) IS
	'The days of svg_heatmap(): rates that are of enough students and of the whole school, else NULL';

CREATE FUNCTION absence.svg_heatmap(rows jsonb, title text DEFAULT NULL, words jsonb DEFAULT NULL, minimum integer DEFAULT 10) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said jsonb := coalesce(words, absence.report_words());
	days_drawn date[];
	rates double precision[];
	first_week date;
	weeks integer;
	days integer;
	wide double precision;
	n record;
	content text;
	bottom double precision;
BEGIN
	PERFORM absence_internal.must_be_rows(rows);
	SELECT array_agg(d.day ORDER BY d.day), array_agg(d.rate ORDER BY d.day) INTO days_drawn, rates FROM absence_internal.heatmap_days(rows,
		minimum) AS d;
	SELECT min(d.day), max(d.day), count(*) AS days, min(d.rate) AS lowest, count(d.rate) AS drawn,
		(array_agg(d.day ORDER BY d.rate, d.day) FILTER (WHERE d.rate IS NOT NULL))[1] AS lowest_day, max(extract(isodow FROM d.day)) AS weekday
	INTO n FROM unnest(days_drawn, rates) AS d (day, rate);
	first_week := n.min - (extract(isodow FROM n.min)::integer - 1);
	weeks := greatest((n.max - first_week) / 7 + 1, 1);
	days := greatest(n.weekday, 5);
	wide := least(14, 326.0 / coalesce(weeks, 1));
	bottom := 18 + 14 * days;
	SELECT string_agg(absence_internal.svg_text(28, 28 + 14 * (k - 1), split_part(said ->> 'weekdays_short', ' ', k), 'end'), '' ORDER BY k)
	INTO content FROM generate_series(1, days) AS k;
	content := content || coalesce((
		SELECT string_agg(absence_internal.svg_text(m.x, 12, m.name), '' ORDER BY m.x)
		FROM (
			SELECT m.x, l.name, coalesce(lead(m.x) OVER (ORDER BY m.x), 362) - m.x AS room
			FROM (
				SELECT extract(month FROM d.day)::integer AS month, 32 + wide * ((min(d.day) - first_week) / 7) AS x
				FROM unnest(days_drawn, rates) AS d (day, rate)
				GROUP BY extract(year FROM d.day), extract(month FROM d.day)
			) AS m
			CROSS JOIN LATERAL (SELECT split_part(said ->> 'months_short', ' ', m.month)) AS l (name)
		) AS m
		-- a month has its name only if there is room before the next month
		WHERE m.room >= 7 * length(m.name) + 4), '');
	content := content || coalesce('<g stroke="#6b6b6b" stroke-width="0.6">' || (
		SELECT string_agg(format('<rect x="%s" y="%s" width="%s" height="12" fill="%s"><title>%s</title></rect>',
			absence_internal.coordinate(c.x), c.y,
				absence_internal.coordinate(wide - 1.2), coalesce(absence_internal.shade(c.place), '#fff'),
				absence_internal.markup(absence_internal.day_text(c.day, said) || ': '
					|| coalesce(absence_internal.percent_text(c.rate, said), absence_internal.say(said, 'no_rate'))))
			|| CASE WHEN c.place IS NULL THEN format('<path d="M%s %sl%s 12"/>', absence_internal.coordinate(c.x), c.y,
				absence_internal.coordinate(wide - 1.2)) ELSE '' END,
			'' ORDER BY c.day)
		FROM (
			SELECT d.day, d.rate, 32 + wide * ((d.day - first_week) / 7) AS x, 18 + 14 * (extract(isodow FROM d.day)::integer - 1) AS y,
				CASE WHEN d.rate >= 0.96 THEN 1 WHEN d.rate >= 0.94 THEN 2 WHEN d.rate >= 0.92 THEN 3 WHEN d.rate >= 0.90 THEN 4
					WHEN d.rate IS NOT NULL THEN 5 END AS place
			FROM unnest(days_drawn, rates) AS d (day, rate)
		) AS c) || '</g>', '');
	content := content || (
		SELECT string_agg('<rect x="' || b.x || '" y="' || bottom + 6 || '" width="10" height="10" fill="'
			|| coalesce(absence_internal.shade(b.place), '#fff')
			|| '" stroke="#6b6b6b" stroke-width="0.6"/>' || CASE WHEN b.place IS NULL THEN '<path d="M' || b.x || ' ' || bottom + 6
			|| 'l10 10" stroke="#6b6b6b" stroke-width="0.6"/>' ELSE '' END || absence_internal.svg_text(b.x + 13, bottom + 15, b.says), ''
				ORDER BY b.x)
		FROM (VALUES (4, 1, '96-' || absence_internal.say(said, 'percent', '100')), (74, 2, '94-' || absence_internal.say(said, 'percent', '96')),
			(138, 3, '92-' || absence_internal.say(said, 'percent', '94')), (202, 4, '90-' || absence_internal.say(said, 'percent', '92')),
			(262, 5, '<' || absence_internal.say(said, 'percent', '90')), (318, NULL, absence_internal.say(said, 'none'))) AS b (x, place, says));
	RETURN absence_internal.svg(bottom + 22, coalesce(title, absence_internal.say(said, 'heatmap_title')),
		CASE WHEN n.drawn > 0 THEN absence_internal.say(said, 'heatmap_desc', n.days::text, absence_internal.day_text(n.min, said),
			absence_internal.day_text(n.max, said), absence_internal.percent_text(n.lowest, said), absence_internal.day_text(n.lowest_day, said))
		ELSE absence_internal.say(said, 'heatmap_none') END, content);
END
$$;
COMMENT ON FUNCTION absence.svg_heatmap(jsonb, text, jsonb, integer) IS
	'A calendar of the attendance rate of each day, weeks across and days of the week down: rows of daily_attendance (day, counted, '
	'attendance_rate, whole_school); SVG';

CREATE FUNCTION absence.svg_weekday(rows jsonb, title text DEFAULT NULL, words jsonb DEFAULT NULL, minimum integer DEFAULT 10) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said jsonb := coalesce(words, absence.report_words());
	content text;
	description text;
	axis record;
BEGIN
	PERFORM absence_internal.must_be_rows(rows);
	SELECT a.* INTO axis FROM absence_internal.rate_axis((SELECT max(r.absence_rate)
		FROM jsonb_to_recordset(rows) AS r (absence_rate double precision))) AS a;
	SELECT string_agg(absence_internal.svg_text(b.middle, 118, b.short, 'middle')
			|| CASE WHEN b.rate IS NULL THEN absence_internal.svg_text(b.middle, 96, absence_internal.say(said, 'no_rate'), 'middle',
				' fill="#595959"')
				ELSE format('<rect x="%s" y="%s" width="%s" height="%s" fill="#3f749c"/>', absence_internal.coordinate(b.middle - b.wide / 2),
					absence_internal.coordinate(104 - 84 * b.rate / axis.upto), absence_internal.coordinate(b.wide),
						absence_internal.coordinate(84 * b.rate / axis.upto))
				|| absence_internal.svg_text(b.middle, 100 - 84 * b.rate / axis.upto, absence_internal.percent_text(b.rate, said), 'middle') END, ''
					ORDER BY b.isodow),
		string_agg(coalesce(absence_internal.say(said, 'weekday_row', b.long, absence_internal.percent_text(b.rate, said)),
			absence_internal.say(said, 'dots_row', b.long, absence_internal.say(said, 'no_rate'))), ' ' ORDER BY b.isodow)
	INTO content, description
	FROM (
		SELECT r.isodow, CASE WHEN r.counted_days >= greatest(minimum, 1) THEN r.absence_rate END AS rate, split_part(said ->> 'weekdays', ' ',
			r.isodow) AS long,
			split_part(said ->> 'weekdays_short', ' ', r.isodow) AS short, 16 + 336.0 * (row_number() OVER w - 0.5) / count(*) OVER () AS middle,
			least(44, 336.0 / count(*) OVER () * 0.66) AS wide
		FROM jsonb_to_recordset(rows) AS r (isodow integer, counted_days integer, absence_rate double precision)
		WHERE r.isodow BETWEEN 1 AND 7
		WINDOW w AS (ORDER BY r.isodow)
	) AS b;
	RETURN absence_internal.svg(124, coalesce(title, absence_internal.say(said, 'weekday_title')), coalesce(description,
		absence_internal.say(said, 'no_rows')),
		coalesce(content, absence_internal.svg_text(180, 60, absence_internal.say(said, 'no_rows'), 'middle'))
			|| '<path d="M16 104H352" stroke="#595959"/>');
END
$$;
COMMENT ON FUNCTION absence.svg_weekday(jsonb, text, jsonb, integer) IS
	'A bar of the absence rate for each day of the week: rows of weekday_absence (isodow, counted_days, absence_rate); SVG';

CREATE FUNCTION absence.svg_dots(rows jsonb, title text DEFAULT NULL, words jsonb DEFAULT NULL, minimum integer DEFAULT 10,
		highest numeric DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	said jsonb := coalesce(words, absence.report_words());
	content text;
	description text;
	height double precision;
	axis record;
BEGIN
	PERFORM absence_internal.must_be_rows(rows);
	SELECT a.* INTO axis
	FROM absence_internal.rate_axis(coalesce(highest::double precision, (
		SELECT max(greatest(r.chronic_rate, r.chronic_rate_high))
		FROM jsonb_to_recordset(rows) AS r (verdict_n integer, chronic_rate double precision, chronic_rate_high double precision, shown text)
		WHERE r.verdict_n >= minimum AND r.shown IS NULL))) AS a;
	WITH entry AS (
		SELECT r.*, sum(r.high) OVER (ORDER BY r.place) - r.high AS y
		FROM (
			SELECT r.*, CASE WHEN r.heading IS NOT NULL THEN 4 + 14 * cardinality(l.lines) WHEN r.instead IS NOT NULL THEN
				4 + 13 * cardinality(l.lines)
				ELSE 15 + 13 * cardinality(l.lines) END AS high, l.lines
			FROM (
				SELECT r.place, r.heading, coalesce(r.label, r.group_value, r.school_name, '') AS name, r.verdict_n, r.chronic_n,
					r.chronic_rate AS rate,
					r.chronic_rate_low AS rate_low, r.chronic_rate_high AS rate_high, r.note,
					CASE WHEN r.heading IS NOT NULL THEN NULL WHEN r.shown IS NOT NULL THEN r.shown
						WHEN r.chronic_rate IS NULL OR coalesce(r.verdict_n, 0) < greatest(minimum, 1) THEN absence_internal.say(said,
							'too_few') END AS instead
				FROM ROWS FROM (jsonb_to_recordset(rows) AS (label text, group_value text, school_name text, heading text, shown text, note text,
					verdict_n integer, chronic_n integer, chronic_rate double precision, chronic_rate_low double precision,
						chronic_rate_high double precision))
					WITH ORDINALITY AS r (label, group_value, school_name, heading, shown, note, verdict_n, chronic_n, chronic_rate, chronic_rate_low,
						chronic_rate_high, place)
			) AS r
			CROSS JOIN LATERAL (
				SELECT absence_internal.text_lines(coalesce(r.heading, r.name), CASE WHEN r.heading IS NOT NULL THEN 52 ELSE 36 END)
					|| CASE WHEN r.note <> '' THEN absence_internal.text_lines(r.note, 52) ELSE '{}' END
			) AS l (lines)
		) AS r
	), drawn AS (
		SELECT e.*, e.y + e.high - 8 AS line, 4 + 352 * least(e.rate / axis.upto, 1) AS x, 4 + 352 * greatest(e.rate_low, 0) / axis.upto AS x_low,
			4 + 352 * least(e.rate_high, axis.upto) / axis.upto AS x_high
		FROM entry AS e
		WHERE e.heading IS NULL AND e.instead IS NULL
	)
	SELECT
		(SELECT string_agg(
			(SELECT string_agg(absence_internal.svg_text(4, e.y + 12 + 13 * (l.place - 1), l.line, 'start',
					CASE WHEN e.heading IS NOT NULL THEN ' font-weight="600"' ELSE '' END), '' ORDER BY l.place)
				FROM unnest(e.lines) WITH ORDINALITY AS l (line, place))
			|| CASE WHEN e.heading IS NOT NULL THEN ''
				WHEN e.instead IS NOT NULL THEN absence_internal.svg_text(356, e.y + 12, e.instead, 'end', ' fill="#595959"')
				ELSE absence_internal.svg_text(356, e.y + 12, absence_internal.say(said, 'rate_of', absence_internal.percent_text(e.rate, said),
					e.verdict_n::text), 'end')
			END, '' ORDER BY e.place) FROM entry AS e)
		|| coalesce((SELECT string_agg(format('<path d="M4 %1$sH356" stroke="#d0d0d0"/>', absence_internal.coordinate(d.line))
			|| coalesce(format('<path d="M%1$s %2$sH%3$s" stroke="#12426b" stroke-width="3" stroke-opacity="0.75"/>',
				absence_internal.coordinate(d.x_low),
				absence_internal.coordinate(d.line), absence_internal.coordinate(d.x_high)), '')
			|| format('<circle cx="%1$s" cy="%2$s" r="4.5" fill="#12426b" stroke="#fff" stroke-width="1.2"/>', absence_internal.coordinate(d.x),
				absence_internal.coordinate(d.line)), '' ORDER BY d.place) FROM drawn AS d), ''),
		(SELECT string_agg(absence_internal.say(said, 'dots_row', e.name, coalesce(e.instead, absence_internal.say(said, 'rate_of',
			absence_internal.percent_text(e.rate, said), e.verdict_n::text))), ' ' ORDER BY e.place) FROM entry AS e WHERE e.heading IS NULL),
		(SELECT max(e.y + e.high) FROM entry AS e)
	INTO content, description, height;
	IF content IS NULL THEN
		RETURN absence_internal.svg(24, coalesce(title, absence_internal.say(said, 'dots_title')), absence_internal.say(said, 'no_rows'),
			absence_internal.svg_text(180, 16, absence_internal.say(said, 'no_rows'), 'middle'));
	END IF;
	-- the axis, below, if there is a dot
	IF strpos(content, '<circle') = 0 THEN
		RETURN absence_internal.svg(height + 4, coalesce(title, absence_internal.say(said, 'dots_title')), description, content);
	END IF;
	content := content || (
		SELECT string_agg(absence_internal.svg_text(4 + 352 * k * axis.step / axis.upto, height + 14,
			absence_internal.say(said, 'percent', round(100 * k * axis.step::numeric)::text),
			CASE WHEN k = 0 THEN 'start' WHEN k * axis.step > axis.upto * 0.999 THEN 'end' ELSE 'middle' END), '' ORDER BY k)
		FROM generate_series(0, round(axis.upto / axis.step)::integer) AS k);
	RETURN absence_internal.svg(height + 20, coalesce(title, absence_internal.say(said, 'dots_title')), description, content);
END
$$;
COMMENT ON FUNCTION absence.svg_dots(jsonb, text, jsonb, integer, numeric) IS
	'A dot for the chronic rate of each row, with its interval, in the order of the rows: rows of school_absence or group_absence (label, '
		'else '
	'group_value, else school_name; verdict_n, chronic_rate, chronic_rate_low, chronic_rate_high; note stands below; shown is a text in place '
	'of the dot; heading makes a heading of a row). The axis ends at highest or above, so that several pictures can have the same one; SVG';
