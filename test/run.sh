#!/usr/bin/env bash
#
# make test: builds the extension with strict warnings, runs every test on a private
# server, and ends with "N passed, N failed".
#
#   test/run.sh
#
#   KEEP=1  leave the work folder in place
#
# and the variables of test/server.sh.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/server.sh"

passed=0 failed=0

# Prints how many tests passed and failed, by a log of pg_regress (its old form, or TAP
# from 16 on) or of prove -v. What was skipped did not run.
count_results() {
	awk '/^(test|    ) +[^ ]+ +\.\.\. ok/ { p++ }
	     /^(test|    ) +[^ ]+ +\.\.\. FAILED/ { f++ }
	     /^ok +[0-9]+ *([-+] |$)/ && !/# (skip|SKIP)/ { p++ }
	     /^not ok +[0-9]/ && !/# TODO/ { f++ }
	     END { print p + 0, f + 0 }' "$1"
}

# Runs one kind of tests, in a copy of the built sources of its own: each kind writes its
# results and differences where it runs. Arguments: its name, a pattern that its files
# match, and the variables that make installcheck run this kind alone.
run_stage() {
	local stage=$1
	compgen -G "source/$2" >/dev/null || return 0
	shift 2
	as_user cp -R source "$stage"
	as_user make -s -C "$stage" installcheck PG_CONFIG="$bin/pg_config" "$@"
}

# Starts a kind of tests beside the others.
start_stage() {
	run_stage "$@" >"$1.log" 2>&1 &
	stages+=("$1") pids+=($!)
}

# Prints what kind of tests $1, process $2, prints until it ends, and counts.
end_stage() {
	local status=0 ok bad
	echo "== $1"
	tail -n +1 -f --pid="$2" "$1.log"
	wait "$2" || status=$?
	read -r ok bad < <(count_results "$1.log")
	# it is a failure to end badly without a failed test, or to run no test
	if ((bad == 0 && (status != 0 || ok == 0))) && [ -d "$1" ]; then
		bad=1
	fi
	if ((bad > 0)) && [ -f "$1/regression.diffs" ]; then
		cat "$1/regression.diffs"
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
}

# At any exit: leaves nothing behind, counts what broke outside the tests as a failure, and
# ends with the one line that says how it went.
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

# Prints the packages that single tests need besides those of the server.
packages_of_tests() {
	local major
	major=$("$pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
	# of use to Debian's own server alone
	if [[ $("$pg_config" --bindir) == /usr/lib/postgresql/* ]] && [ ! -f "$("$pg_config" --pkglibdir)/pg_cron.so" ]; then
		echo "postgresql-$major-cron"
	fi
	printf '%s\n' unixodbc odbc-postgresql libpostgresql-jdbc-java python3-psycopg2 python3-pandas git unzip rpm
	echo r-cran-rpostgresql
	# draws one picture, and takes 780 MB of disk
	[ -z "${CI:-}" ] || echo python3-matplotlib
	command -v javac >/dev/null || echo default-jdk-headless
}

trap end_of_test EXIT
trap 'exit 1' INT TERM
need_packages tap
mapfile -t packages < <(packages_of_tests)
offer_packages "${packages[@]}"
# Strict here, where a warning stops us; not in the Makefile, where the new warning of a
# newer compiler would stop a user
prepare_server test "-Werror -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers"
if [ -d "$repo/../shared/data" ]; then
	export ABSENCE_TEST_DATA=$work/test-data
	as_user mkdir test-data
	tar -C "$repo/../shared/data" --mode=u+w -c . | as_user tar -C test-data -x
fi
stages=() pids=()
# The kinds do not share a database: one after another, half of the processors would idle. Random
# districts and stores against plain SQL take as long as all other tests of SQL together. Some TAP
# tests wait, for a schedule or a browser, so there is one more than there are processors.
oracles=(source/test/sql/*oracle.sql source/test/sql/*_changes.sql)
mapfile -t oracles < <(basename -s .sql -a "${oracles[@]}")
mapfile -t others < <(basename -s .sql -a source/test/sql/*.sql | grep -vxF -f <(printf '%s\n' install "${oracles[@]}"))
start_stage regress 'test/sql/*.sql' ISOLATION= TAP_TESTS= REGRESS="install ${others[*]}"
start_stage oracle 'test/sql/*.sql' ISOLATION= TAP_TESTS= REGRESS="install ${oracles[*]}" CONTRIB_TESTDB=oracle_regression
start_stage isolation 'test/specs/*.spec' REGRESS= TAP_TESTS=
start_stage tap 'test/t/*.pl' REGRESS= ISOLATION= TAP_TESTS=1 PROVE_FLAGS="-v --timer -j$(($(nproc) + 1))"
for i in "${!stages[@]}"; do
	end_stage "${stages[i]}" "${pids[i]}"
done
