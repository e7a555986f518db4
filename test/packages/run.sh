#!/usr/bin/env bash
# test/packages/run.sh: builds the packages and installs them, as README.md says, each in
# a small Debian of its own.
#
#   make packagecheck
#
#   RELEASE=bookworm       the release of Debian (default: that of this machine)
#   SHORT=1                leaves out the regression tests of the installed package
#   ABSENCE_TMP=/path      where the chroots go (default: /tmp)
#   KEEP_CHROOTS=/path     keeps the empty Debian there, and uses it if it exists already
#
# The lines of README.md run as printed, except that sudo is not needed there, and that
# there is no dnf. What is packaged is the last commit with the changes of tracked files.
#
#   Debian   the package is built, lintian has nothing to say, and it installs in a clean
#            chroot, where the first page of the guide works as printed; so do its
#            autopkgtests; nothing is left when it is purged
#   RPM      the spec is linted, and the RPM has the files of the Debian package
#   PGXN     the client installs the archive, and the first page works as printed
#
# It needs root, the Debian mirror of this machine, and about 3 GB of disk. The last line
# is "N passed, N failed". The exit status is 77 if no chroot could be made.

set -uo pipefail
umask 022
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repo=$(cd "$here/../.." && pwd -P)
tmp=${ABSENCE_TMP:-/tmp}
# shellcheck source=/dev/null
release=${RELEASE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-}")}
version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$repo/absence.control")
passed=0 failed=0
chroot='' work=''

# shellcheck source=test/chroot.sh
source "$repo/test/chroot.sh"

# Runs a command, and counts it: $1 says what holds if it succeeds
check() {
	local what=$1
	shift
	if "$@" >"$work/log" 2>&1 </dev/null; then
		echo "ok - $what"
		passed=$((passed + 1))
	else
		tail -n 30 "$work/log"
		echo "not ok - $what"
		failed=$((failed + 1))
		return 1
	fi
}

skip_all() {
	echo "packages are not tried: $1"
	trap - EXIT
	[ -z "$work" ] || rm -rf --one-file-system "$work"
	echo "0 passed, 0 failed"
	exit 77
}

end() {
	trap - EXIT
	rm -rf --one-file-system "$work"
	echo "$passed passed, $failed failed"
	((failed == 0 && passed > 0)) || exit 1
}

# The lines of README.md below the paragraph that begins with **$1
readme_lines() {
	perl -0ne 'BEGIN { $name = shift } /^\*\*\Q$name\E.*?\n\n((?: {4}[^\n]*\n)+)/ms and print $1 =~ s/^ {4}//mgr' "$1" "$repo/README.md" |
		sed "s/postgresql-15/postgresql-$major/g"
}

# Runs lines of README.md in folder $1 of the chroot
run_lines() {
	[ -n "$2" ] || { echo "README.md has no such lines"; return 1; }
	# shellcheck disable=SC2016  # the inner shell expands it
	inside bash -euxc 'sudo() { "$@"; }; cd "$0"; eval "$1"' "$1" "$2"
}

# Installs packages in the chroot
install() {
	inside timeout 900 apt-get -q -y install "$@"
}

# An empty Debian for others to be copied from: folder base
make_base() {
	base=${KEEP_CHROOTS:-$work}/absence-base-$release
	chroot=$base
	[ -x "$base/usr/bin/apt-get" ] || debootstrap_chroot "$release" || return 1
	# nobody reads manual pages there, and building their database takes long
	printf 'path-exclude=/usr/share/man/*\n' >"$base/etc/dpkg/dpkg.cfg.d/absence-man"
	echo 'man-db man-db/auto-update boolean false' | inside debconf-set-selections
	# as somebody at a terminal answers
	echo 'APT::Get::Assume-Yes "true";' >"$base/etc/apt/apt.conf.d/98absence"
	inside timeout 300 apt-get -q update
}

# Makes chroot $1 from the empty Debian, with the source in /build
make_copy() {
	chroot=$work/$1
	cp -a --reflink=auto "$base" "$chroot"
	mkdir "$chroot/build"
	tar -C "$chroot/build" -xzf "$work/dist/absence-$version.tar.gz"
}

first_page() {
	inside pg_virtualenv -v "$major" perl "/build/absence-$version/test/packages/first_page.pl" "$1"
}

# Are the files of the RPM below the folders of PostgreSQL those of the Debian package?
same_files() {
	inside bash -c 'rpm -qlp /root/rpmbuild/RPMS/*/*.rpm | grep /postgresql/ | grep -v "^/usr/share/doc" | sort' >"$work/rpm.list"
	inside bash -c "dpkg-deb -c /build/postgresql-$major-absence_*.deb | grep -v '/\$' | sed 's|.* \./|/|'" |
		grep /postgresql/ | grep -v '/bitcode/' | sort >"$work/deb.list"
	[ -s "$work/rpm.list" ] && diff "$work/rpm.list" "$work/deb.list"
}

why=$(why_not)
[ -z "$why" ] || skip_all "$why"
[ -n "$release" ] || skip_all "the release of Debian is not known: set RELEASE"
trap end EXIT
trap 'exit 1' INT TERM
work=$(mktemp -d "$tmp/absence-packages.XXXXXX")
chmod 755 "$work"
make_base >"$work/log" 2>&1 </dev/null || { tail -n 5 "$work/log"; skip_all "no chroot of Debian $release could be made"; }

mkdir "$work/dist"
commit=$(git -C "$repo" stash create 2>/dev/null)
check "make dist archives the source" make -s -C "$work/dist" -f "$repo/Makefile" dist COMMIT="${commit:-HEAD}" || exit 1

# ------------------------------------------------------------------ Debian

make_copy build
major=$(inside apt-cache depends postgresql | sed -n 's/^ *Depends: postgresql-\([0-9]*\)$/\1/p')
echo "== Debian $release, PostgreSQL $major"
cp "$work/dist/absence-$version.tar.gz" "$chroot/build/absence_$version.orig.tar.gz"
check "the Debian package is built and installed by the lines of README.md" \
	run_lines "/build/absence-$version" "$(readme_lines 'A Debian package')" || exit 1
check "the source package is built" inside bash -c "cd /build/absence-$version && dpkg-buildpackage -us -uc -S -d"
check "lintian is installed" install lintian &&
	check "lintian has nothing to say" inside bash -c \
		"lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs /build/absence_*.dsc /build/absence_*_*.changes"

package=$(cd "$chroot/build" && echo postgresql-"$major"-absence_*.deb)
make_copy clean
cp "$work/build/build/$package" "$chroot/build/"
check "$package is installed in a clean chroot" install "/build/$package"
check "the first page of its guide works as printed" first_page "/usr/share/doc/postgresql-$major-absence/doc/dba_guide.md"
check "it is purged" inside apt-get -q -y purge "postgresql-$major-absence"
check "and nothing is left of it" inside bash -c '! find /usr /etc/postgresql* /var/lib -xdev -name "*absence*" | grep .'
tests=()
[ -z "${SHORT:-}" ] || tests=(--test-name=first-page)
check "autopkgtest is installed" install autopkgtest &&
	check "its autopkgtests pass" inside autopkgtest "${tests[@]}" -B "/build/$package" "/build/absence-$version/" -- null

# --------------------------------------------------------------------- RPM

chroot=$work/build
check "rpm and rpmlint are installed" install rpm rpmlint
spec=/build/absence-$version/doc/rpm/absence.spec
check "the spec can be read" inside rpmspec -P "$spec"
check "rpmlint finds no error in it" inside rpmlint "$spec"
# the server is Debian's, and rpm knows nothing of it
echo "%pg_config /usr/lib/postgresql/$major/bin/pg_config" >"$chroot/root/.rpmmacros"
cp "$work/dist/absence-$version.tar.gz" "$chroot/build/absence-$version/"
check "the RPM is built by the lines of README.md" \
	run_lines "/build/absence-$version" "$(readme_lines 'An RPM' | sed '/dnf/d; s/rpmbuild -bb/& --nodeps/')"
check "it has the files of the Debian package" same_files

# -------------------------------------------------------------------- PGXN

check "the Debian package is removed" inside apt-get -q -y remove "postgresql-$major-absence"
check "the PGXN client is installed" install pgxnclient
mkdir "$chroot/build/pgxn"
cp "$work/dist/absence-$version.zip" "$chroot/build/pgxn/"
check "the archive is installed by the lines of README.md" run_lines /build/pgxn "$(readme_lines 'PGXN')"
check "the first page of the guide works as printed" first_page "/build/absence-$version/doc/dba_guide.md"
