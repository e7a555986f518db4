#!/bin/sh
# Starts the server of the sidecar. The first time, it makes the database attendance and its owner,
# role district, with the password in SIDECAR_PASSWORD. Arguments are those of postgres.
set -eu
PGDATA=${PGDATA:-/var/lib/absence/data}
here=$(cd "$(dirname "$0")" && pwd)
PATH=${SIDECAR_BINDIR:-/usr/lib/postgresql/15/bin}:$PATH
export PGDATA PATH
umask 077

if [ ! -s "$PGDATA/PG_VERSION" ]; then
	if [ -z "${SIDECAR_PASSWORD:-}" ]; then
		echo "set SIDECAR_PASSWORD to the password of role district, which is to be made" >&2
		exit 1
	fi
	# a start that was broken off begins again, and a server in the place of another does not
	made=$(mktemp -d "$(dirname "$PGDATA")/made.XXXXXX")
	trap 'rm -rf "$made"' EXIT
	initdb -D "$made/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth-local=peer --auth-host=scram-sha-256 >/dev/null
	cat >>"$made/data/postgresql.conf" <<-CONF
		listen_addresses = '*'
		shared_preload_libraries = 'pg_cron'
		cron.database_name = 'attendance'
		cron.use_background_workers = on
		jit = off
	CONF
	echo "host all all all scram-sha-256" >>"$made/data/pg_hba.conf"
	echo "local all all trust" >"$made/hba"
	mkdir "$made/socket"
	pg_ctl -D "$made/data" -s -w -l "$made/log" start \
		-o "-c listen_addresses='' -c unix_socket_directories='$made/socket' -c port=5432 -c hba_file='$made/hba'" ||
		{ cat "$made/log" >&2; exit 1; }
	psql -X -q -v ON_ERROR_STOP=1 -v password="$SIDECAR_PASSWORD" -h "$made/socket" -p 5432 -U postgres -d postgres -f "$here/setup.sql" ||
		{ pg_ctl -D "$made/data" -s -w -m fast stop; exit 1; }
	pg_ctl -D "$made/data" -s -w -m fast stop
	mv "$made/data" "$PGDATA"
	rm -rf "$made"
	trap - EXIT
fi
unset SIDECAR_PASSWORD
exec postgres -D "$PGDATA" "$@"
