#!/usr/bin/env bash
#
# A private, throw-away PostgreSQL for the tests and the demo.
#
#   test/server.sh test        build, run every test, end with "N passed, N failed"
#   test/server.sh demo        build, start a server, show a small district
#   test/server.sh demo-stop   stop the demo's server and remove its folder
#   test/server.sh torture     many random districts against plain SQL, much
#                              mutated input, facts of any content, kills, cancels, a
#                              full disk, sqlsmith: SEEDS, STUDENTS, TRIES, FACTS,
#                              LOOPS, KILLS, CANCELS, QUERIES
#   test/server.sh bench       how fast it is, side by side: STUDENTS, one number
#                              or several, for growth; ROUNDS, BUDGET, REFRESHES
#
#   PG_CONFIG=/path/pg_config  the server to build for (default: the newest found)
#   KEEP=1                     leave the work folder of a test run in place
#   LEAN=1                     install no packages that only single tests need
#   ABSENCE_TMP=/path          where work folders go (default: /tmp)
#
# Nothing changes outside the work folder, but for Debian packages that root
# lacks. The server's files are copied, so that installing the extension here
# overwrites no installed one. The copy listens on a socket in the work folder
# alone, and no other server is touched.

set -euo pipefail
umask 022

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
tmp=${ABSENCE_TMP:-/tmp}
asked_pg_config=${PG_CONFIG:-}
work='' passed=0 failed=0
# for the tests of clients of others
offered=()

# The caller's settings must not reach the builds and clients below: PGHOST and
# its kin would name another server, MAKEFLAGS carries an outer make's variables.
unset "${!PG@}" MAKEFLAGS MFLAGS MAKELEVEL COPT PROFILE
export LC_ALL=C

# All but apt-get runs as an ordinary user: initdb refuses root, and nothing
# else needs its rights. The work folder is this user's alone (mode 700), which
# is what makes a server that trusts its socket safe.
if [ "$(id -u)" = 0 ]; then
	user=postgres
	as_user() { runuser -u postgres -- "$@"; }
else
	user=$(id -un)
	as_user() { "$@"; }
fi

die() { echo "test/server.sh: $*" >&2; exit 1; }

# ---------------------------------------------------------------- packages

# Succeeds when pg_config $1 has a server, its headers and PGXS behind it. That
# one is on PATH says little: Debian has it in libpq-dev and in the client too.
has_server() {
	local bindir
	bindir=$("$1" --bindir 2>/dev/null) && [ -x "$bindir/postgres" ] &&
		[ -f "$("$1" --pgxs)" ] && [ -f "$("$1" --includedir-server)/postgres.h" ]
}

# Names the pg_config asked for; or Debian's, newest first, and the one on PATH.
candidates() {
	echo "${asked_pg_config:-$(printf '%s\n' /usr/lib/postgresql/*/bin/pg_config | sort -rV) pg_config}"
}

# Sets pg_config to the first that has a server.
find_server() {
	local candidate
	for candidate in $(candidates); do
		if has_server "$candidate"; then
			pg_config=$(command -v "$candidate")
			return
		fi
	done
	return 1
}

# Prints the major whose packages lack: the one the first candidate belongs to,
# or the one that this Debian has by default.
wanted_major() {
	if [[ $(candidates) =~ ^/usr/lib/postgresql/([0-9]+)/ ]]; then
		echo "${BASH_REMATCH[1]}"
	elif [ -n "$asked_pg_config" ]; then
		die "PG_CONFIG=$asked_pg_config has no server with headers and PGXS behind it"
	else
		apt-cache depends postgresql 2>/dev/null | sed -n 's/^ *Depends: postgresql-\([0-9]*\)$/\1/p'
	fi
}

# Sets missing to the packages that subcommand $1 lacks.
find_missing() {
	local major
	missing=()
	if ! find_server; then
		major=$(wanted_major)
		missing+=("postgresql-${major:-NN}" "postgresql-server-dev-${major:-NN}")
	elif ! id "$user" >/dev/null 2>&1; then
		missing+=(postgresql-common)            # it makes user postgres
	fi
	command -v make >/dev/null || missing+=(make)
	command -v gcc >/dev/null || missing+=(gcc)
	[ -f /usr/include/stdio.h ] || missing+=(libc6-dev)
	if [ "$1" = test ] || [ "$1" = torture ]; then
		perl -MIPC::Run -e 1 2>/dev/null || missing+=(libipc-run-perl)
	fi
}

# Installs what single tests need besides, where there is such a package; without
# it they are skipped, and say so.
offer_packages() {
	local major
	major=$("$pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
	# it is of use to Debian's own server alone
	[ -f "$("$pg_config" --pkglibdir)/pg_cron.so" ] || [[ $("$pg_config" --bindir) != /usr/lib/postgresql/* ]] ||
		offered+=("postgresql-$major-cron")
	offered+=(unixodbc odbc-postgresql libpostgresql-jdbc-java)
	command -v javac >/dev/null || offered+=(default-jdk-headless)
	install_offered
}

install_offered() {
	local package
	[ -z "${LEAN:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
	for package in "${offered[@]}"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
			DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "$package" ||
			echo "test/server.sh: going on without $package" >&2
	done
}

need_packages() {
	find_missing "$1"
	[ ${#missing[@]} -gt 0 ] || return 0
	if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		die "missing packages (Debian's names): ${missing[*]}"
	fi
	apt-get -q update || echo "test/server.sh: going on with the package lists that are here" >&2
	find_missing "$1"                           # now apt knows which major is the default
	DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}"
	find_missing "$1"
	[ ${#missing[@]} -eq 0 ] || die "still missing: ${missing[*]}"
}

# ------------------------------------------------------ the private server

# Sets work to a new folder, of a name that no other user can be in the way of,
# and goes there: user postgres may not enter the folder of the caller.
make_work_folder() {
	work=$(cd / && as_user mktemp -d "$tmp/absence-$1.XXXXXX")
	cd "$work"
	[ ${#work} -lt 80 ] || die "$work is too long a path for a socket: set ABSENCE_TMP to a shorter one"
	as_user mkdir tmp source server
	export TMPDIR=$work/tmp                     # TAP tests put their sockets there
}

# Copies the files of the server below server/. PostgreSQL finds its folders
# relative to the program that runs, so the copy is a server of its own.
copy_server() {
	local what dir
	for what in bindir pkglibdir sharedir; do
		dir=$("$pg_config" "--$what")
		as_user mkdir -p "server$dir"
		as_user cp -R "$dir/." "server$dir"
	done
	for what in includedir pkgincludedir includedir-server; do
		dir=$("$pg_config" "--$what")
		if [ ! -e "server$dir" ]; then          # else it lies in one linked already
			as_user mkdir -p "server$(dirname "$dir")"
			as_user ln -s "$dir" "server$dir"
		fi
	done
	bin=$work/server$("$pg_config" --bindir)
	# files of an absence that is installed there must not be mixed with ours
	as_user find server \( -name 'absence.*' -o -name 'absence--*.sql' -o -path '*/bitcode/absence' \) \
		-prune -exec rm -rf {} +
}

# Names the files to build from, NUL-ended: what git tracks or would track, so
# no build products; or all files, where git is missing or not content with the
# owner of the folder. A tracked file may be deleted.
list_sources() {
	cd "$repo"
	if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$repo" ]; then
		git ls-files -z --cached --others --exclude-standard
	else
		find . -name .git -prune -o -type f -print0
	fi | while IFS= read -r -d '' file; do
		[ ! -e "$file" ] || printf '%s\0' "$file"
	done
}

# Builds a copy of the checkout, with compiler flags $1 besides the server's
# own, and installs it into the copied server.
build() {
	echo "== build for $("$pg_config" --version)"
	list_sources | tar -C "$repo" --null -T - -c | as_user tar -C source -x
	as_user make -s -C source clean PG_CONFIG="$bin/pg_config"
	as_user make -s -C source -j"$(nproc)" PG_CONFIG="$bin/pg_config" COPT="$1"
	as_user make -s -C source install PG_CONFIG="$bin/pg_config" >/dev/null
}

# Starts the server, with further settings from the arguments.
start_server() {
	local said setting
	said=$(as_user "$bin/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync 2>&1) ||
		die "initdb failed: $said"
	as_user tee -a data/postgresql.conf >/dev/null <<-CONF
		listen_addresses = ''
		unix_socket_directories = '$work'
		fsync = off
		# tables of a few rows, not yet analysed, look dear enough to compile for
		jit = off
	CONF
	for setting in "$@"; do
		echo "$setting" | as_user tee -a data/postgresql.conf >/dev/null
	done
	as_user "$bin/pg_ctl" -D data -l server.log -w start >/dev/null ||
		{ cat server.log; die "the server did not start"; }
	export PGHOST=$work PGUSER=postgres
}

# Stops at once every server whose data lies in folder $1; TAP tests start some
# of their own. A process counts only if it runs in the data folder: after a
# reboot the number in the file may be that of any other server.
stop_servers() {
	local pid_file pid tries
	while IFS= read -r pid_file; do
		pid=$(head -1 "$pid_file" 2>/dev/null) || continue      # it has just stopped
		for ((tries = 0; tries < 100; tries++)); do
			[ "$(readlink "/proc/$pid/cwd")" = "$(dirname "$pid_file")" ] || break
			((tries > 0)) || kill -QUIT "$pid"
			sleep 0.1
		done
	done < <(find "$1" -name postmaster.pid)
}

remove_work_folder() {
	cd /
	stop_servers "$1"
	as_user rm -rf "$1"
}

# -------------------------------------------------------------------- test

# Prints how many tests passed and failed by a log of pg_regress (its old form,
# or TAP from 16 on) or of prove -v. What was skipped did not run.
count_results() {
	awk '/^(test|    ) +[^ ]+ +\.\.\. ok/ { p++ }
	     /^(test|    ) +[^ ]+ +\.\.\. FAILED/ { f++ }
	     /^ok +[0-9]/ && !/# (skip|SKIP)/ { p++ }
	     /^not ok +[0-9]/ && !/# TODO/ { f++ }
	     END { print p + 0, f + 0 }' "$1"
}

# Runs one kind of tests: its name, a pattern that its files match, and the
# variables that make installcheck run this kind alone.
run_stage() {
	local log=$1.log status=0 ok bad
	compgen -G "source/$2" >/dev/null || return 0
	echo "== $1"
	shift 2
	as_user make -s -C source installcheck PG_CONFIG="$bin/pg_config" "$@" 2>&1 | as_user tee "$log" || status=$?
	read -r ok bad < <(count_results "$log")
	# to end badly without a failed test, or to run none of its files, is a failure
	if ((bad == 0 && (status != 0 || ok == 0))); then
		bad=1
	fi
	if ((bad > 0)) && [ -f source/regression.diffs ]; then
		cat source/regression.diffs
	fi
	as_user rm -f source/regression.diffs       # the next kind writes its own
	passed=$((passed + ok)) failed=$((failed + bad))
}

# At any exit: leaves nothing behind, counts whatever broke outside the tests as
# a failure, and ends with the one line that says how it went.
end_of_test() {
	local status=$?
	trap - EXIT
	if [ -n "$work" ] && [ -n "${KEEP:-}" ]; then
		stop_servers "$work" || true
		echo "kept: $work"
	elif [ -n "$work" ]; then
		remove_work_folder "$work" || true
	fi
	if ((failed == 0 && (status != 0 || passed == 0))); then
		failed=1
	fi
	echo "$passed passed, $failed failed"
	exit $((failed > 0))
}

run_tests() {
	trap end_of_test EXIT
	trap 'exit 1' INT TERM
	need_packages test
	offer_packages
	make_work_folder test
	copy_server
	# strict here, where a warning stops us; not in the Makefile, where the new
	# warning of a newer compiler would stop a user
	build "-Werror -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers"
	start_server
	if [ -d "$repo/../shared/data" ]; then
		export ABSENCE_TEST_DATA=$work/test-data
		as_user mkdir test-data
		tar -C "$repo/../shared/data" --mode=u+w -c . | as_user tar -C test-data -x
	fi
	run_stage regress 'test/sql/*.sql' ISOLATION= TAP_TESTS=
	run_stage isolation 'test/specs/*.spec' REGRESS= TAP_TESTS=
	run_stage tap 'test/t/*.pl' REGRESS= ISOLATION= TAP_TESTS=1 PROVE_FLAGS="-v -j$(nproc)"
}

# ------------------------------------------------------- torture and bench

# Runs psql on the private server's database $1, as superuser.
psql_on() {
	as_user "$bin/createdb" "$1" 2>/dev/null || true
	as_user "$bin/psql" -X -q -v ON_ERROR_STOP=1 -d "$1" "${@:2}"
}

prepare_run() {
	need_packages "$1"
	trap '[ -z "$work" ] || remove_work_folder "$work"' EXIT
	trap 'exit 1' INT TERM
	make_work_folder "$1"
	copy_server
	build ""
	start_server "shared_buffers = '1GB'" "max_wal_size = '8GB'"
}

run_torture() {
	local seeds=${SEEDS:-20}
	prepare_run torture
	offered=(sqlsmith)
	install_offered
	echo "== $seeds districts of ${STUDENTS:-1000} students against plain SQL"
	psql_on torture -v seed_from=1 -v seed_to="$seeds" -v students="${STUDENTS:-1000}" \
		-f source/test/oracle/torture.sql
	echo "== $seeds times ${REGISTERS:-100} registers under ${RULES:-40} rules against plain SQL"
	psql_on rule_torture -v seed_from=1 -v seed_to="$seeds" -v registers="${REGISTERS:-100}" -v rules="${RULES:-40}" \
		-f source/test/oracle/rule_torture.sql
	echo "== $seeds stores of 300 students, corrected and refreshed, against plain SQL"
	psql_on store_torture -v seed_from=1 -v seed_to="$seeds" -f source/test/oracle/store_torture.sql
	echo "== ${FACTS:-80} kinds of facts that are odd, each refreshed, and all views read"
	psql_on facts_torture -v kinds="${FACTS:-80}" -f source/test/oracle/facts_torture.sql
	echo "== ${TRIES:-20000} mutations of the input of each type"
	run_tap test/t/001_malformed_input.pl ABSENCE_FUZZ_TRIES="${TRIES:-20000}"
	echo "== ${LOOPS:-10000000} mutations inside the server, of input and of states of aggregates"
	run_tap test/t/021_fuzz.pl ABSENCE_LOOP_TRIES="${LOOPS:-10000000}"
	echo "== ${KILLS:-30} kills"
	run_tap test/torture/kills.pl ABSENCE_KILLS="${KILLS:-30}"
	echo "== ${CANCELS:-100} cancels"
	run_tap test/torture/cancels.pl ABSENCE_CANCELS="${CANCELS:-100}"
	echo "== A full disk"
	run_full_disk
	echo "== ${QUERIES:-2000} queries of sqlsmith"
	run_sqlsmith "${QUERIES:-2000}"
}

# Runs TAP test $1 with variables from the further arguments; prints what it counts and
# what fails.
run_tap() {
	as_user env "${@:2}" make -s -C source installcheck PG_CONFIG="$bin/pg_config" \
		REGRESS= ISOLATION= TAP_TESTS=1 PROVE_FLAGS=-v PROVE_TESTS="$1" | sed '/^ok /d'
}

# A disk of its own, of 64 MB of memory, mounted in a mount namespace that ends with the test
run_full_disk() {
	as_user mkdir small
	if [ "$(id -u)" != 0 ] || ! unshare --mount --propagation private mount -t tmpfs tmpfs small 2>/dev/null; then
		echo "A full disk is skipped: it takes root and a mount namespace"
		return
	fi
	export -f run_tap as_user
	bin=$bin unshare --mount --propagation private bash -c '
		set -euo pipefail
		mount -t tmpfs -o "size=64m,mode=700,uid=$(id -u postgres),gid=$(id -g postgres)" tmpfs small
		run_tap test/torture/full_disk.pl ABSENCE_SMALL_DISK="$PWD/small"'
}

# Random queries of a role that owns a store, over all that is in it
run_sqlsmith() {
	local log
	if ! command -v sqlsmith >/dev/null; then
		echo "sqlsmith is skipped: it is not here"
		return
	fi
	# it writes operators without a schema
	psql_on postgres -c 'CREATE ROLE smith LOGIN' -c 'ALTER ROLE smith SET search_path = absence, attendance' -c 'CREATE DATABASE smith OWNER smith'
	psql_on smith -c 'CREATE EXTENSION absence'
	psql_on smith -U smith -c 'SET client_min_messages = warning' \
		-c 'SELECT absence.create_store()' -c "CALL absence.load_sample('attendance', 60, 3, 1)" -c 'CALL absence.refresh()' >/dev/null
	log=$(wc -l <server.log)
	# it loses its connection where a query ends its own session, and goes on
	as_user sqlsmith --target="host=$work user=smith dbname=smith" --max-queries="$1" --seed="${SEED:-1}" --exclude-catalog >sqlsmith.log 2>&1 ||
		{ tail -n 5 sqlsmith.log; die "sqlsmith ended badly"; }
	tail -n +"$((log + 1))" server.log >smith.log
	awk '/ERROR:/ { errors++ } END { print errors + 0 " of them ended with an error" }' smith.log
	if grep -E 'terminated by signal|PANIC|ERROR: .*(cache lookup failed|unrecognized node|invalid memory alloc)' smith.log; then
		die "a query of sqlsmith crashed the server, or met an internal error"
	fi
	psql_on smith -At -c "SELECT count(*) || ' rows of the store are there' FROM attendance.student_absence"
}

# Sets duckdb to the command that answers questions with DuckDB, in folder bench;
# to nothing, with a word, where it cannot be had.
offer_duckdb() {
	duckdb=
	if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
		echo "DuckDB is skipped: no node or npm here"
	elif ! as_user env HOME="$work/tmp" npm install --prefix bench --silent --no-fund --no-audit @duckdb/node-api >npm.log 2>&1; then
		echo "DuckDB is skipped: npm install @duckdb/node-api failed: $(tail -1 npm.log)"
	else
		duckdb="node '$work/source/test/bench/duckdb.mjs'"
	fi
}

run_bench() {
	local students result
	prepare_run bench
	as_user mkdir bench
	offer_duckdb
	result=$(mktemp --suffix=.csv "$tmp/absence-bench.XXXXXX")
	for students in ${STUDENTS:-100000}; do
		echo "== $students students"
		psql_on "bench_$students" -v students="$students" -v rounds="${ROUNDS:-11}" -v budget="${BUDGET:-20}" -v refreshes="${REFRESHES:-3}" \
			-v files="$work/bench" -v duckdb="$duckdb" -v csv="$work/bench/result.csv" -f "$work/source/test/bench/bench.sql"
		if [ -s "$result" ]; then tail -n +2 bench/result.csv; else cat bench/result.csv; fi >>"$result"
	done
	if [ "$students" != "${STUDENTS:-100000}" ]; then
		as_user tee bench/all.csv <"$result" >/dev/null	# ours to read, not the server's
		psql_on growth -v csv="$work/bench/all.csv" -f source/test/bench/growth.sql
	fi
	echo "The same as CSV: $result"
}

# -------------------------------------------------------------------- demo

# Demos of earlier runs are known by name and owner.
stop_demo() {
	local folder
	while IFS= read -r folder; do
		remove_work_folder "$folder"
		echo "removed $folder"
	done < <(find "$tmp" -maxdepth 1 -type d -name 'absence-demo.*' -user "$user")
}

run_demo() {
	need_packages demo
	stop_demo
	trap '[ -z "$work" ] || remove_work_folder "$work"' EXIT
	trap 'exit 1' INT TERM
	make_work_folder demo
	copy_server
	build ""
	start_server
	as_user "$bin/createdb" demo
	as_user "$bin/psql" -X -q -d demo -c 'CREATE EXTENSION absence' \
		-c 'ALTER DATABASE demo SET search_path = attendance, absence, public'
	cd source/test/demo                         # \copy reads the files beside the script
	as_user env PGCLIENTENCODING=UTF8 "$bin/psql" -X -q -v ON_ERROR_STOP=1 -d demo -f demo.sql
	trap - EXIT
	cat <<-END

		The server goes on running. To look around:
		    $("$pg_config" --bindir)/psql -h $work -U postgres demo
		To stop and remove it:
		    make -C $repo demo-stop
	END
}

case "${1:-}" in
	test) run_tests ;;
	demo) run_demo ;;
	demo-stop) stop_demo ;;
	torture) run_torture ;;
	bench) run_bench ;;
	*) die "usage: test/server.sh test | demo | demo-stop | torture | bench" ;;
esac
