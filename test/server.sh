# shellcheck shell=bash
#
# A private PostgreSQL that is thrown away at the end. The tools under test/ source this file:
#
#   test/run.sh          make test
#   test/demo/run.sh     make demo
#   test/demo/stop.sh    make demo-stop
#   test/torture/run.sh  make torture
#   test/bench/run.sh    make bench
#   test/citus/run.sh    make installcheck-citus
#
# These variables are for every tool:
#
#   PG_CONFIG=/path/pg_config  the server to build for (default: the newest found)
#   LEAN=1                     install no packages that only single tests need
#   ABSENCE_TMP=/path          where work folders go (default: /tmp)
#
# Nothing changes outside the work folder, except that root installs the Debian packages
# that are missing. The server's files are copied, so that the extension built here
# overwrites no installed one. The copy listens only on a socket in the work folder. No
# other server is touched.

set -euo pipefail
umask 022

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
tmp=${ABSENCE_TMP:-/tmp}
asked_pg_config=${PG_CONFIG:-}
work=''

# The caller's settings must not reach the builds and clients below: PGHOST and the like
# would name another server, MAKEFLAGS carries the variables of an outer make.
unset "${!PG@}" MAKEFLAGS MFLAGS MAKELEVEL COPT PROFILE
export LC_ALL=C

# Everything except apt-get runs as an ordinary user: initdb refuses root, and nothing
# else needs its rights. The work folder belongs to this user alone (mode 700). That makes
# a server safe that trusts its socket.
if [ "$(id -u)" = 0 ]; then
	user=postgres
	as_user() { runuser -u postgres -- "$@"; }
else
	user=$(id -un)
	as_user() { "$@"; }
fi

# The tool that runs, as it is called from the top of the checkout
tool=$(realpath "$0")
tool=${tool#"$repo/"}

die() { echo "$tool: $*" >&2; exit 1; }

(($# == 0)) || die "takes no arguments, only variables: see the comment on top of it"

# ---------------------------------------------------------------- packages

# Succeeds when pg_config $1 belongs to a server with headers and PGXS. The one on PATH
# may have none: Debian has a pg_config in libpq-dev and in the client too.
has_server() {
	local bindir
	bindir=$("$1" --bindir 2>/dev/null) && [ -x "$bindir/postgres" ] &&
		[ -f "$("$1" --pgxs)" ] && [ -f "$("$1" --includedir-server)/postgres.h" ]
}

# Names the pg_config asked for; otherwise Debian's, newest first, and the one on PATH.
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

# Prints the major whose packages are missing: the one that the first candidate belongs
# to, or the one that this Debian has by default.
wanted_major() {
	if [[ $(candidates) =~ ^/usr/lib/postgresql/([0-9]+)/ ]]; then
		echo "${BASH_REMATCH[1]}"
	elif [ -n "$asked_pg_config" ]; then
		die "PG_CONFIG=$asked_pg_config belongs to no server with headers and PGXS"
	else
		apt-cache depends postgresql 2>/dev/null | sed -n 's/^ *Depends: postgresql-\([0-9]*\)$/\1/p'
	fi
}

# Sets missing to the packages that are not there, of those that a build and a server need
# or, where $1 is tap, TAP tests too.
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
	if [ "$1" = tap ]; then
		perl -MIPC::Run -e 1 2>/dev/null || missing+=(libipc-run-perl)
	fi
}

# Installs the packages that are missing, as root. $1 is build or tap, as above.
need_packages() {
	find_missing "$1"
	[ ${#missing[@]} -gt 0 ] || return 0
	if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		die "missing packages (Debian's names): ${missing[*]}"
	fi
	apt-get -q update || echo "$tool: going on with the package lists that are here" >&2
	find_missing "$1"                           # now apt knows which major is the default
	DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}"
	find_missing "$1"
	[ ${#missing[@]} -eq 0 ] || die "still missing: ${missing[*]}"
}

# Installs packages that single tests need, where there are such packages. What needs one
# that is not there is skipped, and says so.
offer_packages() {
	local package
	if [ -n "${LEAN:-}" ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		return
	fi
	for package in "$@"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
			DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "$package" ||
			echo "$tool: going on without $package" >&2
	done
}

# ------------------------------------------------------ the private server

# Sets work to a new folder, whose name no other user can have taken, and goes there: user
# postgres may not enter the folder of the caller.
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

# Names the files to build from, each ended by NUL: what git tracks or would track, and so
# no build products; or all files, where git is missing or does not trust the owner of the
# folder. A tracked file may be deleted.
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

# Builds a copy of the checkout, with compiler flags $1 and those of the server, and
# installs it into the copied server.
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
		# the planner takes small tables that are not analysed yet for large ones, and
		# would compile
		jit = off
	CONF
	for setting in "$@"; do
		echo "$setting" | as_user tee -a data/postgresql.conf >/dev/null
	done
	as_user "$bin/pg_ctl" -D data -l server.log -w start >/dev/null ||
		{ cat server.log; die "the server did not start"; }
	export PGHOST=$work PGUSER=postgres
}

# Stops at once every server whose data lies in folder $1; TAP tests start some of their
# own. A process counts only if it runs in the data folder: after a reboot the number in
# the file may be that of any other process.
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

# The work folder goes at any exit.
remove_at_exit() {
	trap '[ -z "$work" ] || remove_work_folder "$work"' EXIT
	trap 'exit 1' INT TERM
}

# Makes the private server of tool $1 and starts it: built with compiler flags $2, with
# the settings of the further arguments.
prepare_server() {
	make_work_folder "$1"
	copy_server
	build "$2"
	start_server "${@:3}"
}

# Runs psql on the private server's database $1, as superuser. Makes the database where
# it is missing.
psql_on() {
	as_user "$bin/createdb" "$1" 2>/dev/null || true
	as_user "$bin/psql" -X -q -v ON_ERROR_STOP=1 -d "$1" "${@:2}"
}
