#!/bin/sh
# The figures of the overview, without students. A role of level aggregate is enough. What is
# withheld leaves the database no more than the page shows it: a reader of the site can read
# this file too.
exec psql -X -q -A -t -v ON_ERROR_STOP=1 -v store="${STORE:-attendance}" -f "$(dirname "$0")/overview.sql"
