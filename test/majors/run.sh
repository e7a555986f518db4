#!/usr/bin/env bash
# test/majors/run.sh: runs the whole test suite (make test) on other major versions of
# PostgreSQL.
#
#   make test-majors MAJORS="18 19"   builds and tests in a chroot of each
#
# Each release of Debian has one major version. So each major version gets a small
# Debian of the release that has it, made by debootstrap, in which test/run.sh runs.
# This needs root, the Debian mirror of this machine, and about 2 GB of disk.
#
#   ABSENCE_TMP=/path      where the chroots go (default: /tmp)
#   KEEP_CHROOTS=/path     keeps them there, and uses those that exist already
#
# The last line is "N passed, N failed" for all major versions together. The exit status
# is 77 if a major version could not be tried and none failed.

set -uo pipefail
umask 022
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repo=$(cd "$here/../.." && pwd -P)
tmp=${ABSENCE_TMP:-/tmp}
passed=0 failed=0 skipped=0
chroot='' log=''

# shellcheck source=test/chroot.sh
source "$repo/test/chroot.sh"

# The release of Debian that has major version $1
release_of() {
	case $1 in
		13) echo bullseye ;;
		15) echo bookworm ;;
		17) echo trixie ;;
		18) echo forky ;;
		*) echo sid ;;
	esac
}

# Makes the chroot for major version $1
make_chroot() {
	local release
	release=$(release_of "$1")
	debootstrap_chroot "$release" || return 1
	if [ "$release" = sid ]; then
		# a major version that is not released yet is in experimental
		echo "deb $(mirror) experimental main" >"$chroot/etc/apt/sources.list.d/experimental.list"
		printf 'Package: *-%s *-%s-* libpq5 libpq-dev\nPin: release a=experimental\nPin-Priority: 990\n' "$1" "$1" \
			>"$chroot/etc/apt/preferences.d/absence"
	fi
	inside timeout 300 apt-get -q update || return 1
	# here and not by test/run.sh, so that a failing mirror is not a failed test
	inside timeout 900 apt-get -q -y install "postgresql-$1" "postgresql-server-dev-$1" libipc-run-perl gcc make libc6-dev
}

# Copies what is to be tested: the files that git tracks or would track, or all files;
# and the data beside the checkout, which some tests read
copy_sources() {
	rm -rf "$chroot/absence"
	mkdir -p "$chroot/absence/main"
	(
		cd "$repo" || exit
		if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$repo" ]; then
			git ls-files -z --cached --others --exclude-standard
		else
			find . -name .git -prune -o -type f -print0
		fi | while IFS= read -r -d '' file; do
			[ ! -e "$file" ] || printf '%s\0' "$file"
		done
	) | tar -C "$repo" --null -T - -c | tar -C "$chroot/absence/main" -x
	if [ -d "$repo/../shared/data" ]; then
		mkdir "$chroot/absence/shared"
		cp -r "$repo/../shared/data" "$chroot/absence/shared/"
	fi
}

skip() {
	echo "PostgreSQL $1 is skipped: $2"
	skipped=$((skipped + 1))
}

test_major() {
	local why ok bad status=0
	echo "== PostgreSQL $1"
	why=$(why_not)
	[ -z "$why" ] || { skip "$1" "$why"; return; }
	if [ -n "${KEEP_CHROOTS:-}" ]; then
		mkdir -p "$KEEP_CHROOTS"
		chroot=$KEEP_CHROOTS/absence-major-$1
	else
		chroot=$(mktemp -d "$tmp/absence-major-$1.XXXXXX")
		chmod 755 "$chroot"
	fi
	log=$(mktemp)
	if [ ! -x "$chroot/usr/lib/postgresql/$1/bin/postgres" ] && ! make_chroot "$1" </dev/null >"$log" 2>&1; then
		tail -n 5 "$log"
		rm -f "$log"
		log=
		remove_chroot
		skip "$1" "no chroot of Debian $(release_of "$1") could be made"
		return
	fi
	copy_sources
	inside env PG_CONFIG="/usr/lib/postgresql/$1/bin/pg_config" LEAN=1 bash /absence/main/test/run.sh 2>&1 | tee "$log" || status=$?
	read -r ok bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
	rm -f "$log"
	log=
	# a run that ended without a count has failed
	if [ -z "${bad:-}" ] || ((bad == 0 && status != 0)); then
		ok=${ok:-0} bad=1
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
	remove_chroot
}

end() {
	trap - EXIT
	[ -z "$log" ] || rm -f "$log"
	remove_chroot
	echo "$passed passed, $failed failed"
	((failed == 0)) || exit 1
	((skipped == 0)) || exit 77
}

[ $# -gt 0 ] || { echo "usage: test/majors/run.sh MAJOR ..., as in make test-majors MAJORS=\"18 19\"" >&2; exit 2; }
trap end EXIT
trap 'exit 1' INT TERM
for major in "$@"; do
	test_major "$major"
done
