#!/bin/sh
# Students to look at: an education record. A role that sees no students gets an empty list.
exec psql -X -q -A -t -v ON_ERROR_STOP=1 -v store="${STORE:-attendance}" -f "$(dirname "$0")/students.sql"
