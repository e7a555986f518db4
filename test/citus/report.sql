-- What was asked, by where the work was done and how often the answer was the same

\pset footer off
\pset title 'Asked of one and of two workers'
SELECT a.name AS question, a.how, max(a.rows) AS rows,
	max(CASE WHEN a.pushed_down THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 1) AS "pushed down: 1",
	max(CASE WHEN a.pushed_down THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 2) AS "2 workers",
	max(CASE WHEN a.same THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 1) AS "same text: 1",
	max(CASE WHEN a.same THEN 'yes' ELSE 'NO' END) FILTER (WHERE a.workers = 2) AS "2 workers "
FROM answer AS a
GROUP BY a.place, a.name, a.how
ORDER BY a.place, a.name;

\pset title
SELECT a.workers, a.name, a.fault FROM answer AS a WHERE a.fault IS NOT NULL ORDER BY a.workers, a.place;
