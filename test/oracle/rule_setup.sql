-- Rules, on top of setup.sql: the truth, cases worked by hand, the comparison. See
-- test/sql/rule_oracle.sql for its use, test/oracle/rule_torture.sql for more.
\ir rule_truth.sql
\ir rule_worked.sql
\ir rule_compare.sql
