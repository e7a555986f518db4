#!/usr/bin/env bash
#
# make bench: compares the speed of the extension with other ways to get the same answers.
# It prints tables, writes the figures to a CSV file as well, and prints the name of the
# file. The variables, with their defaults:
#
#   test/bench/run.sh
#
#   SIZES="10000 100000"  numbers of students; several show how the times grow
#   ROUNDS=11             number of runs of each way
#   BUDGET=20             seconds after which a slow way is not run again
#   REFRESHES=3           number of runs of each kind of refresh
#   PEERS_TO=100000       the largest number of students at which the other ways are measured too
#
# and the variables of test/server.sh.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

# Unpacks DuckDB of Debian's newest suite into folder bench/duckdb, with all libraries that
# it needs. Nothing is installed: apt works with a state of its own. Sets shell to the
# command that starts it.
unpack_debian_duckdb() {
	local mirror apt=$work/bench/apt root=$work/bench/duckdb deb loader
	mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Origin: Debian' 'Created-By: Packages' 2>/dev/null | head -1)
	as_user mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$root"
	as_user touch "$apt/status"
	as_user tee "$apt/sources.list" >/dev/null <<-LIST
		deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} sid main
	LIST
	as_user tee "$apt/apt.conf" >/dev/null <<-CONF
		Dir::State "$apt";
		Dir::State::status "$apt/status";
		Dir::Cache "$apt/cache";
		Dir::Etc::sourcelist "$apt/sources.list";
		Dir::Etc::sourceparts "/dev/null";
		Acquire::Check-Valid-Until "false";
	CONF
	as_user env APT_CONFIG="$apt/apt.conf" apt-get -q update || return
	as_user env APT_CONFIG="$apt/apt.conf" apt-get -q -y --no-install-recommends --download-only install duckdb || return
	for deb in "$apt"/cache/archives/*.deb; do
		as_user dpkg-deb -x "$deb" "$root" || return
	done
	as_user rm -rf "$apt"
	# the libraries are newer than those of this machine, so its own loader starts it
	loader=$(echo "$root"/usr/lib/*/ld-linux*.so.*)
	shell="'$loader' --library-path '$(dirname "$loader")' '$root/usr/bin/duckdb' -bail -init /dev/null"
	as_user bash -c "$shell -c 'SELECT 1'"
}

# Installs npm's package into folder bench. Sets shell to the command that starts it.
install_npm_duckdb() {
	as_user npm install --prefix bench --silent --no-fund --no-audit @duckdb/node-api || return
	shell="node '$work/source/test/bench/duckdb_shell.mjs'"
}

# Sets duckdb to the command that answers questions with DuckDB, in folder bench. If DuckDB
# is not available, sets it to the empty string and prints the reason.
offer_duckdb() {
	local shell
	export HOME=$work/tmp                       # where they keep what they fetch
	if unpack_debian_duckdb >debian.log 2>&1 || install_npm_duckdb >npm.log 2>&1; then
		duckdb="perl '$work/source/test/bench/duckdb.pl' $shell"
	else
		echo "DuckDB is skipped. Of Debian: $(tail -1 debian.log). Of npm: $(tail -1 npm.log)"
		duckdb=
	fi
}

need_packages build
remove_at_exit
prepare_server bench "" "shared_buffers = '1GB'" "max_wal_size = '8GB'" "autovacuum = off"
as_user mkdir bench
offer_duckdb
result=$(mktemp --suffix=.csv "$tmp/absence-bench.XXXXXX")
from=1
for students in ${SIZES:=10000 100000}; do
	echo "== $students students"
	psql_on "bench_$students" -v students="$students" -v rounds="${ROUNDS:-11}" -v budget="${BUDGET:-20}" -v refreshes="${REFRESHES:-3}" \
		-v peers="$([ "$students" -le "${PEERS_TO:-100000}" ] && echo true || echo false)" -v files="$work/bench" -v duckdb="$duckdb" \
		-v csv="$work/bench/result.csv" -f "$work/source/test/bench/bench.sql"
	tail -n +"$from" bench/result.csv >>"$result"
	from=2                                  # the file has the column names now
	as_user "$bin/dropdb" "bench_$students"
done
if [ "$students" != "$SIZES" ]; then
	as_user tee bench/all.csv <"$result" >/dev/null	# the server cannot read result itself
	psql_on growth -v csv="$work/bench/all.csv" -f source/test/bench/growth.sql
fi
echo "The same as CSV: $result"
