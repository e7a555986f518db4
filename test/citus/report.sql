-- What was asked, by where the work was done and how often the answer was the same

\pset footer off
\pset title 'Asked of one and of two workers'
SELECT a.name AS question, a.how, max(a.rows) AS rows,
	max(CASE WHEN a.pushed_down THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 1) AS "pushed down: 1",
	max(CASE WHEN a.pushed_down THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 2) AS "2 workers",
	max(CASE WHEN a.same THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 1) AS "same text: 1",
	max(CASE WHEN a.same THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 2) AS "2 workers "
FROM answer AS a
WHERE a.how IS DISTINCT FROM 'store'
GROUP BY a.place, a.name, a.how
ORDER BY a.place, a.name;

\pset title 'Tables and views of a distributed store, beside those of one that is not'
SELECT split_part(a.name, ': ', 1) AS "when", a.workers, count(*) AS relations, count(*) FILTER (WHERE a.same) AS same,
	string_agg(split_part(a.name, ': ', 2), ', ' ORDER BY a.name) FILTER (WHERE a.same IS NOT TRUE) AS differ
FROM answer AS a
WHERE a.how = 'store'
GROUP BY 1, 2
ORDER BY min(a.workers), 1;

\pset title 'Milliseconds of a refresh, on this machine, which all servers share'
SELECT t.refresh, round(avg(t.ms) FILTER (WHERE t.store = 'together')) AS "one server",
	max(t.ms) FILTER (WHERE t.store = 'apart' AND t.workers = 1) AS "1 worker",
	max(t.ms) FILTER (WHERE t.store = 'apart' AND t.workers = 2) AS "2 workers"
FROM took AS t
GROUP BY t.place, t.refresh
ORDER BY t.place;

\pset title
SELECT a.workers, a.name, a.fault FROM answer AS a WHERE a.fault IS NOT NULL ORDER BY a.workers, a.place;
