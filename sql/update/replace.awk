# Reads an update script and prints it; in place of its line "-- @parts@" come the parts
# of the extension script, which follow it as arguments, as an update can run them:
# functions, procedures, aggregates and views are replaced or made, tables made where they are
# missing, their rows written anew, and comments and grants given again. What no
# statement can replace, a type, an operator, a cast, a class or a schema, is left out:
# the update script itself says what becomes of those. In place of its line
# "-- @part types/x@" comes that part as it is, for a type that the older version lacks.
#
# A statement begins with its first word in the first column, and ends where the next
# begins.

function replace(statement) {
	if (statement ~ /^CREATE (FUNCTION|PROCEDURE|AGGREGATE|VIEW) /)
		sub(/^CREATE /, "CREATE OR REPLACE ", statement)
	else if (statement ~ /^CREATE TABLE /)
		sub(/^CREATE TABLE /, "CREATE TABLE IF NOT EXISTS ", statement)
	else if (statement ~ /^CREATE /)
		return ""
	else if (statement ~ /^INSERT INTO /) {
		split(statement, word, /[ (;\n]+/)
		if (!(word[3] in emptied)) {
			emptied[word[3]] = 1
			statement = "DELETE FROM " word[3] ";\n" statement
		}
	}
	return statement
}

function print_parts(	i, line, statement, quote) {
	statement = quote = ""
	for (i = 2; i < ARGC; i++) {
		while ((getline line < ARGV[i]) > 0) {
			if (quote == "" && line ~ /^(CREATE|COMMENT|GRANT|INSERT|DO|UPDATE|ALTER) /) {
				printf "%s", replace(statement)
				statement = ""
			}
			# a line of psql, and a comment between statements, belong to none
			if (quote != "" || line !~ /^(\\|--)/)
				statement = statement line "\n"
			# what create_store lays is text, whatever stands in it
			if (quote == "" && match(line, /\$(store|step)\$$/))
				quote = substr(line, RSTART, RLENGTH)
			else if (quote != "" && index(line, quote) == 1)
				quote = ""
		}
		close(ARGV[i])
	}
	printf "%s", replace(statement)
}

function print_part(name,	i, line, found) {
	for (i = 2; i < ARGC; i++)
		if (substr(ARGV[i], length(ARGV[i]) - length(name) + 1) == name) {
			found = 1
			while ((getline line < ARGV[i]) > 0)
				print line
			close(ARGV[i])
		}
	if (!found) {
		print "no part " name > "/dev/stderr"
		exit 1
	}
}

BEGIN {
	while ((getline line < ARGV[1]) > 0)
		if (line == "-- @parts@")
			print_parts()
		else if (line ~ /^-- @part .*@$/)
			print_part("sql/" substr(line, 10, length(line) - 10) ".sql")
		else
			print line
	exit
}
