#!/usr/bin/env bash
#
# make torture: the tests that take too long for make test. It prints what each step found,
# and stops at the first step that fails. The variables, with their defaults:
#
#   test/torture/run.sh
#
#   SEEDS=20        random districts, and random stores, compared with plain SQL
#   STUDENTS=1000   students of each of these districts
#   REGISTERS=100   random registers for each seed, under RULES=40 random rules, compared with plain SQL
#   STORE=300       students of each of the random stores
#   SAMPLE=500      students of the store with the sample district, compared with plain SQL
#   CHANGES=2000    changes of facts, each refreshed and compared with a store made afresh
#   SOURCES=300     changes of a source, each refreshed and compared with a store into which the facts were loaded
#   ALERTS=1000     changes of facts and rules, each refreshed, with 200 students, and the alerts after each
#   OUTCOME=100     times that 60 students of DISTRICT=40000 get support whose effect is known, for each of four kinds of it
#   FACTS=80        kinds of unusual facts, each loaded, refreshed and read
#   EDFI=100000     students of an Ed-Fi ODS in which schools take attendance in sections
#   DISTRICTS=100   districts whose publications are attacked, and a fifth as many by two releases
#   TRIES=20000     mutations of the input of each type
#   LOOPS=10000000  mutations inside the server, of input and of states of aggregates
#   KILLS=30        refreshes that are killed
#   CANCELS=100     refreshes and other calls that are cancelled
#   QUERIES=2000    random queries of sqlsmith
#   SEED=1          the seed of sqlsmith
#
# and the variables of test/server.sh. As root, it also fills a disk.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

# Runs TAP test $1 with the environment variables in the other arguments. Prints its
# counts and its failures.
run_tap() {
	as_user env "${@:2}" make -s -C source installcheck PG_CONFIG="$bin/pg_config" \
		REGRESS= ISOLATION= TAP_TESTS=1 PROVE_FLAGS=-v PROVE_TESTS="$1" | sed '/^ok /d'
}

# Mounts a disk of 64 MB, in memory, in a mount namespace that ends with the test.
run_full_disk() {
	as_user mkdir small
	if [ "$(id -u)" != 0 ] || ! unshare --mount --propagation private mount -t tmpfs tmpfs small 2>/dev/null; then
		echo "The full disk is skipped: it needs root and a mount namespace"
		return
	fi
	export -f run_tap as_user
	# shellcheck disable=SC2016  # the inner shell expands it
	bin=$bin unshare --mount --propagation private bash -c '
		set -euo pipefail
		mount -t tmpfs -o "size=64m,mode=700,uid=$(id -u postgres),gid=$(id -g postgres)" tmpfs small
		run_tap test/torture/full_disk.pl ABSENCE_SMALL_DISK="$PWD/small"'
}

# Runs $1 random queries as a role that owns a store, over everything in it.
run_sqlsmith() {
	local log
	if ! command -v sqlsmith >/dev/null; then
		echo "sqlsmith is skipped: it is not installed"
		return
	fi
	# sqlsmith writes operators without a schema
	psql_on postgres -c 'CREATE ROLE smith LOGIN' \
		-c 'ALTER ROLE smith SET search_path = absence, attendance' -c 'CREATE DATABASE smith OWNER smith'
	psql_on smith -c 'CREATE EXTENSION absence'
	psql_on smith -U smith -c 'SET client_min_messages = warning' \
		-c 'SELECT absence.create_store()' -c "CALL absence.load_sample('attendance', 60, 3, 1)" \
		-c 'CALL absence.refresh()' >/dev/null
	log=$(wc -l <server.log)
	# sqlsmith continues after a query that ends its own session
	as_user sqlsmith --target="host=$work user=smith dbname=smith" --max-queries="$1" --seed="${SEED:-1}" \
		--exclude-catalog >sqlsmith.log 2>&1 ||
		{ tail -n 5 sqlsmith.log; die "sqlsmith failed"; }
	tail -n +"$((log + 1))" server.log >smith.log
	awk '/ERROR:/ { errors++ } END { print errors + 0 " of them ended with an error" }' smith.log
	if grep -E 'terminated by signal|PANIC|ERROR: .*(cache lookup failed|unrecognized node|invalid memory alloc)' smith.log; then
		die "a query of sqlsmith crashed the server or failed with an internal error"
	fi
	psql_on smith -At -c "SELECT count(*) || ' rows of the store are readable' FROM attendance.student_absence"
}

# Makes $1 changes: seeds of 160 steps, in which each kind of change has its turn, on all processors
# at once. Prints what each of these found, and fails if one of them does.
run_changes() {
	local seeds=$((($1 + 159) / 160)) steps=$(($1 < 160 ? $1 : 160)) jobs from job failed=0 pids=()
	jobs=$(($(nproc) < seeds ? $(nproc) : seeds))
	for ((job = 0; job < jobs; job++)); do
		from=$((job * seeds / jobs + 1))
		psql_on "change_torture_$job" -v seed_from="$from" -v seed_to="$(((job + 1) * seeds / jobs))" -v changes="$steps" \
			-f source/test/oracle/refresh_torture.sql >"changes_$job.log" 2>&1 &
		pids+=($!)
	done
	for ((job = 0; job < jobs; job++)); do
		wait "${pids[job]}" || failed=1
		cat "changes_$job.log"
	done
	((failed == 0)) || die "a refresh after a change differs from a store made afresh"
}

seeds=${SEEDS:-20}
need_packages tap
remove_at_exit
prepare_server torture "" "shared_buffers = '1GB'" "max_wal_size = '8GB'"
offer_packages sqlsmith
echo "== $seeds districts of ${STUDENTS:-1000} students against plain SQL"
psql_on torture -v seed_from=1 -v seed_to="$seeds" -v students="${STUDENTS:-1000}" \
	-f source/test/oracle/torture.sql
echo "== $seeds times ${REGISTERS:-100} registers under ${RULES:-40} rules against plain SQL"
psql_on rule_torture -v seed_from=1 -v seed_to="$seeds" -v registers="${REGISTERS:-100}" -v rules="${RULES:-40}" \
	-f source/test/oracle/rule_torture.sql
echo "== $seeds stores of ${STORE:-300} students and one of ${SAMPLE:-500}, corrected and refreshed, against plain SQL"
psql_on store_torture -v seed_from=1 -v seed_to="$seeds" -v students="${STORE:-300}" -v sample="${SAMPLE:-500}" \
	-f source/test/oracle/store_torture.sql
echo "== ${CHANGES:-2000} changes, each refreshed and compared with a store made afresh"
run_changes "${CHANGES:-2000}"
echo "== ${SOURCES:-300} changes of a source, beside a store with the same facts"
psql_on source_torture -v seed_from=1 -v seed_to="$(((${SOURCES:-300} + 99) / 100))" -v changes=100 \
	-f source/test/oracle/source_torture.sql
echo "== ${ALERTS:-1000} changes of facts and rules, and the alerts after each"
psql_on alert_torture -v seed_from=1 -v seed_to="$(((${ALERTS:-1000} + 199) / 200))" -v changes=200 -v students=200 \
	-f source/test/oracle/alert_torture.sql
echo "== Three districts and three random stores with support against plain SQL, and ${OUTCOME:-100} draws of support with a known effect"
psql_on outcome_torture -v seed_from=1 -v seed_to=3 -v draws="${OUTCOME:-100}" -v district="${DISTRICT:-40000}" \
	-f source/test/oracle/outcome_torture.sql
echo "== ${FACTS:-80} kinds of unusual facts, each refreshed, and all views read"
psql_on facts_torture -v kinds="${FACTS:-80}" -f source/test/oracle/facts_torture.sql
echo "== An Ed-Fi ODS of ${EDFI:-100000} students, ten schools of which take the share of periods, beside the same facts loaded"
run_tap test/t/037_edfi_plans.pl ABSENCE_EDFI_STUDENTS="${EDFI:-100000}"
echo "== ${DISTRICTS:-100} districts whose publications are attacked"
run_tap test/t/012_publish.pl ABSENCE_DISTRICTS="${DISTRICTS:-100}" ABSENCE_RELEASES="$((${DISTRICTS:-100} / 5))"
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
