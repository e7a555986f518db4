-- what the codes mean; marks are listed in doc/counting.md
SELECT code, mark
FROM (VALUES ('E', 'excused'), ('U', 'unexcused'), ('T', 'tardy')) AS c (code, mark)
