// Answers the questions in questions.json over the CSV files beside it, with DuckDB.
// Writes answer_N.csv for each question, and the times to timing.csv.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// the package is in the folder in which this runs
const require = createRequire(pathToFileURL(process.cwd() + '/'));
const { DuckDBInstance, version } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const { rounds, budget, ways } = JSON.parse(readFileSync('questions.json', 'utf8'));

await connection.run('SET threads = 1');
await connection.run('CREATE SCHEMA bench');
for (const table of ['stay', 'school_day', 'district_day', 'absence_event'])
	await connection.run(`CREATE TABLE bench.${table} AS SELECT * FROM read_csv('${table}.csv')`);
await connection.run(`CREATE TABLE bench.daily AS
	SELECT s.student_id, s.school_id, d.day, e.day IS NOT NULL AS absent
	FROM bench.stay AS s
	JOIN bench.school_day AS d ON d.school_id = s.school_id AND d.day BETWEEN s.entry_date AND s.exit_date
	LEFT JOIN bench.absence_event AS e ON e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day
	ORDER BY s.student_id, s.school_id, d.day`);

const timing = [];
for (const { n, query } of ways) {
	await connection.run(`COPY (${query}) TO 'answer_${n}.csv' (HEADER)`);
	for (let round = 1, spent = 0; round <= rounds && (spent < 1000 * budget || round === 1); round++) {
		const cpu = process.cpuUsage();
		const began = performance.now();
		await connection.runAndReadAll(query);
		const ms = performance.now() - began;
		const { user, system } = process.cpuUsage(cpu);
		timing.push(`${n},${round},${ms},${(user + system) / 1000}`);
		spent += ms;
	}
}
writeFileSync('timing.csv', timing.join('\n') + '\n');
writeFileSync('duckdb_version', `DuckDB ${version()}`);
