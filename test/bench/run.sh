#!/usr/bin/env bash
#
# make bench: compares the speed of the extension with other ways to get the same answers.
# It prints a table, writes the same as a CSV file, and prints the name of the file. The
# variables, with their defaults:
#
#   test/bench/run.sh
#
#   STUDENTS=100000  number of students; several numbers show how the times grow
#   ROUNDS=11        number of runs of each way
#   BUDGET=20        seconds after which a slow way is not run again
#   REFRESHES=3      number of runs of each refresh
#
# and the variables of test/server.sh.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

# Sets duckdb to the command that answers questions with DuckDB, in folder bench. If DuckDB
# is not available, sets it to the empty string and prints the reason.
offer_duckdb() {
	duckdb=
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		echo "DuckDB is skipped: node or npm is not installed"
	elif ! as_user env HOME="$work/tmp" npm install --prefix bench --silent --no-fund --no-audit @duckdb/node-api >npm.log 2>&1; then
		echo "DuckDB is skipped: npm install @duckdb/node-api failed: $(tail -1 npm.log)"
	else
		duckdb="node '$work/source/test/bench/duckdb.mjs'"
	fi
}

need_packages build
remove_at_exit
prepare_server bench "" "shared_buffers = '1GB'" "max_wal_size = '8GB'"
as_user mkdir bench
offer_duckdb
result=$(mktemp --suffix=.csv "$tmp/absence-bench.XXXXXX")
from=1
for students in ${STUDENTS:-100000}; do
	echo "== $students students"
	psql_on "bench_$students" -v students="$students" -v rounds="${ROUNDS:-11}" -v budget="${BUDGET:-20}" -v refreshes="${REFRESHES:-3}" \
		-v files="$work/bench" -v duckdb="$duckdb" -v csv="$work/bench/result.csv" -f "$work/source/test/bench/bench.sql"
	tail -n +"$from" bench/result.csv >>"$result"
	from=2                                  # the file has the column names now
done
if [ "$students" != "${STUDENTS:-100000}" ]; then
	as_user tee bench/all.csv <"$result" >/dev/null	# the server cannot read result itself
	psql_on growth -v csv="$work/bench/all.csv" -f source/test/bench/growth.sql
fi
echo "The same as CSV: $result"
