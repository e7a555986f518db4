#!/usr/bin/env bash
#
# Makes the pictures of README.md and doc/examples.md, doc/pictures/*.png, from the sample
# district: builds the extension, starts a private server, shows two reports in Chromium, and
# runs the scripts of doc/examples. Names are made up.
#
#   test/pictures.sh
#
# Its variables are those of test/server.sh.

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/server.sh"

need_packages build
command -v chromium >/dev/null || die "needs Chromium: apt-get install chromium"
if ! /usr/bin/python3 -c 'import psycopg2, matplotlib' || ! Rscript -e 'library(RPostgreSQL)' >/dev/null; then
	die "needs apt-get install python3-psycopg2 python3-matplotlib r-cran-rpostgresql"
fi
remove_at_exit
prepare_server pictures ""
psql_on pictures -q -c 'SET client_min_messages = error' -c 'CREATE EXTENSION absence' -c "SELECT absence.create_store('attendance')" \
	-c "CALL absence.load_sample('attendance', 4000, 8, 3)" -c "CALL absence.refresh('attendance', today => '2026-04-18')" >/dev/null

# picture NAME WIDTH HEIGHT QUERY: the top of a page, as wide and high as that
picture() {
	psql_on pictures -At -c "$4" >"$work/$1.html"
	as_user chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --window-size="$2,$3" \
		--screenshot="$work/$1.png" "file://$work/$1.html" 2>/dev/null
	mkdir -p "$repo/doc/pictures"
	cp "$work/$1.png" "$repo/doc/pictures/$1.png"
}
picture school_report 1000 900 "SELECT absence.school_report('attendance', (SELECT min(school_id) FROM attendance.school))"
# a student near the line
picture student_report 1000 700 "SELECT absence.student_report('attendance', (
	SELECT student_id FROM attendance.student_absence WHERE absences_left = 4 AND tardy_days > 1 AND entry_date < '2025-09-01'
	ORDER BY student_id LIMIT 1))"
# example NAME COMMAND...: what a script draws
example() {
	as_user env PGDATABASE=pictures LC_ALL=C.UTF-8 "${@:2}" "$work/$1.png"
	cp "$work/$1.png" "$repo/doc/pictures/$1.png"
}
example chronic_by_school /usr/bin/python3 source/doc/examples/python/chronic_by_school.py
example chronic_by_week Rscript source/doc/examples/r/chronic_by_week.R
ls -l "$repo"/doc/pictures/*.png
