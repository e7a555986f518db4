#!/usr/bin/env bash
#
# make demo: builds the extension, starts a private server, and shows a small district. The
# server goes on running; make demo-stop removes it.
#
#   test/demo/run.sh
#
# Its variables are those of test/server.sh.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

need_packages build
"$repo/test/demo/stop.sh"                       # demos of earlier runs
remove_at_exit
prepare_server demo ""
psql_on demo -c 'CREATE EXTENSION absence' \
	-c 'ALTER DATABASE demo SET search_path = attendance, absence, public'
cd source/test/demo                             # \copy reads the files beside the script
export PGCLIENTENCODING=UTF8
psql_on demo -f demo.sql
report=$work/school_report.html
psql_on demo -At -c "SELECT absence.school_report('attendance', '301')" > "$report"
trap - EXIT
cat <<-END

	The report of Aldersgate High as a page for a browser:
	    $report

	The server goes on running. To look around:
	    $("$pg_config" --bindir)/psql -h $work -U postgres demo
	To stop and remove it:
	    make -C $repo demo-stop
END
