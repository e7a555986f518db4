// Stands in for DuckDB's own shell, with npm's package in the folder in which it runs: it
// runs the statements on standard input, each of which ends with a semicolon at the end of
// a line, prints their rows as CSV and, as .timer on does, their times. It leaves out the
// commands of the shell, which begin with a point.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(process.cwd() + '/'));
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();

let statement = '';
for await (const line of createInterface({ input: process.stdin })) {
	if (statement === '' && line.startsWith('.'))
		continue;
	statement += line + '\n';
	if (!line.endsWith(';'))
		continue;
	const cpu = process.cpuUsage();
	const began = performance.now();
	const result = await connection.runAndReadAll(statement);
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	for (const row of result.getRows())
		console.log(row.join(','));
	console.log(`Run Time (s): real ${seconds} user ${user / 1e6} sys ${system / 1e6}`);
	statement = '';
}
