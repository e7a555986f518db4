# shellcheck shell=bash
#
# A small Debian in a folder, made by debootstrap, in which something is built or tried.
# The tools that need one source this file:
#
#   test/majors/run.sh     make test-majors
#   test/packages/run.sh   make packagecheck
#
# A chroot needs root and the Debian mirror of this machine. Everything is mounted in a
# mount namespace of its own, which ends with the command in any case. So nothing of this
# machine, above all its /dev, is ever mounted in a folder that is removed.
#
# The variable chroot is the folder. KEEP_CHROOTS=/path keeps it.

# The mirror from which this machine installs packages
mirror() {
	local mirror
	mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -1)
	[ -n "$mirror" ] || mirror=$(sed -n 's/^deb  *\(\[[^]]*\] *\)\?\([^ ]*\).*/\2/p' /etc/apt/sources.list 2>/dev/null | head -1)
	echo "$mirror"
}

# The reason why no chroot can be made here; nothing if one can
why_not() {
	[ "$(id -u)" = 0 ] || { echo "not root"; return; }
	if ! command -v debootstrap >/dev/null; then
		command -v apt-get >/dev/null || { echo "no debootstrap"; return; }
		{ apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends debootstrap; } >&2
		command -v debootstrap >/dev/null || { echo "no debootstrap"; return; }
	fi
	unshare --mount --pid --fork --kill-child --propagation private true 2>/dev/null || echo "no mount namespace"
}

# Runs a command in the chroot, as root, with the file systems of the kernel mounted
# meanwhile. Processes that it leaves running end with it.
inside() {
	# shellcheck disable=SC2016  # the inner shell expands it
	unshare --mount --pid --fork --kill-child --propagation private bash -c '
		set -e
		mount -t proc proc "$0/proc"
		mount --bind /dev "$0/dev"
		mount -t tmpfs tmpfs "$0/dev/shm"
		status=0	# no exec: the first process of a namespace is special
		chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@" || status=$?
		exit "$status"' "$chroot" "$@"
}

# Makes the chroot: a minimal Debian of release $1 with package lists
debootstrap_chroot() {
	rm -rf --one-file-system "$chroot"
	# the script of sid makes any release, also one that this debootstrap does not know
	# yet
	timeout 900 unshare --mount --propagation private debootstrap --variant=minbase "$1" "$chroot" "$(mirror)" sid || return 1
	# installing a package starts no service and makes no cluster
	printf '#!/bin/sh\nexit 101\n' >"$chroot/usr/sbin/policy-rc.d"
	chmod +x "$chroot/usr/sbin/policy-rc.d"
	# a chroot need not survive a crash of the machine
	echo force-unsafe-io >"$chroot/etc/dpkg/dpkg.cfg.d/absence"
	mkdir -p "$chroot/etc/postgresql-common"
	echo 'create_main_cluster = false' >"$chroot/etc/postgresql-common/createcluster.conf"
	# the clock of this machine can be later than the day until which the lists are
	# valid
	printf '%s\n' 'Acquire::Check-Valid-Until "false";' 'APT::Install-Recommends "false";' >"$chroot/etc/apt/apt.conf.d/99absence"
}

# Nothing is mounted there, because the mounts are in another namespace
remove_chroot() {
	[ -n "$chroot" ] && [ -z "${KEEP_CHROOTS:-}" ] || return 0
	rm -rf --one-file-system "$chroot"
}
