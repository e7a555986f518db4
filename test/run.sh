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
	     /^ok +[0-9]/ && !/# (skip|SKIP)/ { p++ }
	     /^not ok +[0-9]/ && !/# TODO/ { f++ }
	     END { print p + 0, f + 0 }' "$1"
}

# Runs one kind of tests. Arguments: its name, a pattern that its files match, and the
# variables that make installcheck run this kind alone.
run_stage() {
	local log=$1.log status=0 ok bad
	compgen -G "source/$2" >/dev/null || return 0
	echo "== $1"
	shift 2
	as_user make -s -C source installcheck PG_CONFIG="$bin/pg_config" "$@" 2>&1 | as_user tee "$log" || status=$?
	read -r ok bad < <(count_results "$log")
	# it is a failure to end badly without a failed test, or to run no test
	if ((bad == 0 && (status != 0 || ok == 0))); then
		bad=1
	fi
	if ((bad > 0)) && [ -f source/regression.diffs ]; then
		cat source/regression.diffs
	fi
	as_user rm -f source/regression.diffs       # the next kind writes its own
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
	printf '%s\n' unixodbc odbc-postgresql libpostgresql-jdbc-java python3-psycopg2 python3-pandas
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
run_stage regress 'test/sql/*.sql' ISOLATION= TAP_TESTS=
run_stage isolation 'test/specs/*.spec' REGRESS= TAP_TESTS=
run_stage tap 'test/t/*.pl' REGRESS= ISOLATION= TAP_TESTS=1 PROVE_FLAGS="-v -j$(nproc)"
