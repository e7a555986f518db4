#!/usr/bin/env bash
#
# make installcheck-citus: the extension over tables that Citus distributes. Starts a
# coordinator and two workers on this machine, runs the commands of the Citus section of
# doc/beyond_one_machine.md, and asks every question of the rows on one server and of the
# same rows on one worker, and then on two. The answers must be the same, text for text,
# and the aggregates must run on the workers.
#
#   PG_CONFIG=/path/pg_config test/citus/run.sh
#
# The server must have Citus. Where none has it, the test is skipped, says so, and succeeds.
# STUDENTS is the number of students (1000). The other variables are those of
# test/server.sh. The last line is "N passed, N failed".

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

students=${STUDENTS:-1000}
coordinator=5432

# Sets asked_pg_config to the first server that has Citus.
find_citus() {
	local candidate
	for candidate in $(candidates); do
		if has_server "$candidate" && [ -f "$("$candidate" --pkglibdir)/citus.so" ]; then
			asked_pg_config=$(command -v "$candidate")
			return
		fi
	done
	return 1
}

# Starts a server in folder $1, on port $2.
start_node() {
	local said
	said=$(as_user "$bin/initdb" -D "$1" -U postgres -A trust -E UTF8 --no-locale --no-sync 2>&1) || die "initdb failed: $said"
	as_user tee -a "$1/postgresql.conf" >/dev/null <<-CONF
		listen_addresses = ''
		unix_socket_directories = '$work'
		port = $2
		fsync = off
		jit = off
		max_connections = 80
		max_prepared_transactions = 80
		shared_buffers = 64MB
		shared_preload_libraries = 'citus'
		citus.node_conninfo = 'sslmode=prefer'
		citus.shard_count = 8
		citus.local_hostname = '$work'
	CONF
	as_user "$bin/pg_ctl" -D "$1" -l "$1.log" -w start >/dev/null || { cat "$1.log"; die "server $1 did not start"; }
	as_user "$bin/createdb" -p "$2" citus
	node_psql "$2" -c 'SET client_min_messages = warning' -c 'CREATE EXTENSION citus' -c 'CREATE EXTENSION absence'
}

# Runs psql on the server of port $1.
node_psql() {
	as_user "$bin/psql" -X -q -v ON_ERROR_STOP=1 -p "$1" -d citus "${@:2}"
}

# Prints the commands of section $1 of the page, as printed there.
page() {
	awk -v section="### $1" '/^#/ { on = $0 == section } /^```/ { code = /^```sql/ && on; next } code' \
		"$repo/doc/beyond_one_machine.md"
}

if ! find_citus; then
	echo "$tool: skipped, because no server here has Citus; PG_CONFIG names another server"
	exit 0
fi
need_packages build
remove_at_exit
make_work_folder citus
copy_server
build ""
export PGHOST=$work PGUSER=postgres
start_node coordinator "$coordinator"
start_node worker1 $((coordinator + 1))
start_node worker2 $((coordinator + 2))
node_psql "$coordinator" -Atq -c "SELECT FROM pg_catalog.citus_set_coordinator_host('$work', $coordinator)"
echo "== $students students, $(node_psql "$coordinator" -Atc "SELECT 'Citus ' || extversion FROM pg_extension WHERE extname = 'citus'")"

for file in facts questions ask; do
	node_psql "$coordinator" -v students="$students" -f "source/test/citus/$file.sql" -o /dev/null
done
page "Make the table" >make.sql
page "After each refresh" >after.sql
page "Ask" >ask.sql
for workers in 1 2; do
	node_psql "$coordinator" -Atq -c "SELECT FROM pg_catalog.citus_add_node('$work', $((coordinator + workers)))"
	node_psql "$coordinator" -c 'SET client_min_messages = warning' -c 'DROP SCHEMA IF EXISTS state, spread CASCADE'
	node_psql "$coordinator" -f make.sql -f after.sql -f ask.sql -o /dev/null
	node_psql "$coordinator" -f source/test/citus/spread.sql -o /dev/null
	# corrections, and the state's table after the next refresh
	node_psql "$coordinator" -f source/test/citus/change.sql -f after.sql -o /dev/null
	node_psql "$coordinator" -c "CALL check_all($workers)"
	node_psql "$coordinator" -v students="$students" -v workers="$workers" -f source/test/citus/store.sql -o /dev/null
	# what a refresh sends to the workers: each shard prints its events, and folds them
	for work_of in 'print_agg' 'fold_events'; do
		sent=$(node_psql "$coordinator" -c 'SET citus.log_remote_commands = on' \
			-c "CALL absence.refresh('apart', everything => true)" 2>&1 | grep -c "issuing .*$work_of.* FROM " || true)
		node_psql "$coordinator" -c "INSERT INTO answer (workers, place, name, how, pushed_down, same)
			VALUES ($workers, 1700, 'refresh sends $work_of', 'whole', $sent = 8, true)"
	done
	node_psql "$coordinator" -c 'SET client_min_messages = warning' -o /dev/null \
		-c "SELECT absence.drop_store(s, s) FROM unnest('{together,apart}'::name[]) AS s"
done
node_psql "$coordinator" -f source/test/citus/report.sql
said=$(node_psql "$coordinator" -At -c "
	SELECT count(*) FILTER (WHERE passed) || ' passed, ' || count(*) FILTER (WHERE passed IS NOT TRUE) || ' failed' FROM answer")
echo "$said"
[[ $said == *", 0 failed" ]]
