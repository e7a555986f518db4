# absence: chronic absence and attendance figures in PostgreSQL
# make && make install; make demo, make demo-stop; make test, make torture, make bench;
# make test-majors MAJORS="18 19": make test on other majors, each in a chroot

# where this file lies: "." but in a VPATH build
here := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))
sources = $(patsubst $(here)/%,%,$(wildcard $(here)/$(1)))

EXTENSION = absence
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(here)/absence.control)

MODULE_big = absence
OBJS = $(patsubst %.c,%.o,$(call sources,src/*.c))
PG_CPPFLAGS = -DABSENCE_VERSION='"$(EXTVERSION)"'
SHLIB_LINK += $(filter -lm,$(LIBS))

# the extension script, in load order
SQL_PARTS = head \
	$(addprefix types/, mark policy rule band register tally counts) \
	$(addprefix register/, register_agg fold_agg membership) \
	$(addprefix filter/, filter merge) \
	$(addprefix tally/, totals days) \
	$(addprefix verdict/, verdicts ahead line crossing tier) tally/row_aggregates \
	$(addprefix cohort/, cohort series) \
	$(addprefix dictionary/, definition_catalog rule_catalog data_element) \
	$(addprefix internal/, key figures groups grade silence parts guard settings answer_at privileges materialized) \
	$(addprefix entry/, create_store upgrade_store drop_store readers school_scope define_policy policy_audit near_the_line \
		refresh years close_day certify publish load_sample)
# what create_store lays down: tables, which upgrade_store keeps, then what it makes anew, or where it is missing
STORE_TABLES = setting facts derived certification publication words access
STORE_VIEWS = register membership marks asked visible issues complete_through refresh groups cohorts rolls answers trend watch_list fs195 why answers_at
DATA = $(call sources,sql/*--*--*.sql)
DATA_built = sql/absence--$(EXTVERSION).sql

# no test may bear the name of a file in sql/: pg_regress would run that file
REGRESS = install data_elements mark_type policy_type rule_type register_type tally_type counting_cases unmapped_cases \
	membership_cases fold_cases merging_cases streak_cases crossing_cases tier_cases row_cases series_cases oracle rule_oracle parallel window_frames aggregate_memory \
	store_membership store_marks store_unmapped store_refresh complete_through store_access store_close_day sample_district \
	store_oracle store_issues store_any_facts store_no_register report_line report_groups report_views enrolled_now report_trend report_plans one_school_plans issue_plans parallel_plans \
	store_materialized state_rules policy_versions audit_cases certification_cases \
	store_definitions fs195_cases publish_cases store_catalog store_names store_settings
REGRESS_OPTS = --inputdir=$(here)/test
ISOLATION = register_table store_concurrency store_certify store_locks
ISOLATION_OPTS = --inputdir=$(here)/test --outputdir=. --load-extension=absence
REGRESS_PREP = expected-here
# these run only with TAP_TESTS=1
PROVE_TESTS = test/t/*.pl

PG_CONFIG ?= pg_config
own_server = test demo demo-stop torture bench
MAJORS ?= 18 19

# these find or install a server by themselves, so they work without PGXS
ifneq (,$(filter-out $(own_server) test-majors,$(or $(MAKECMDGOALS),all)))
PGXS := $(or $(shell $(PG_CONFIG) --pgxs),$(error set PG_CONFIG to the pg_config of a server))
include $(PGXS)
ifneq (,$(filter 9.% 10 11 12 13 14,$(MAJORVERSION)))
$(error absence needs PostgreSQL 15 or newer, and $(PG_CONFIG) is of $(VERSION))
endif

$(OBJS) $(OBJS:.o=.bc): $(call sources,src/*.h) absence.control

# a VPATH build starts in an empty folder
$(shell mkdir -p src sql)

$(DATA_built): $(SQL_PARTS:%=sql/%.sql) $(STORE_TABLES:%=sql/store/%.sql) $(STORE_VIEWS:%=sql/store/%.sql)
	cat $(filter-out sql/store/%,$(filter-out $(here)/sql/store/%,$^)) > $@
	n=0; for part in $(STORE_TABLES) $(STORE_VIEWS); do \
		n=$$((n + 1)); case " $(STORE_TABLES) " in *" $$part "*) keeps=true ;; *) keeps=false ;; esac; \
		printf "\nINSERT INTO absence_internal.store_part VALUES (%d, '%s', %s, \$$store\$$\n" $$n $$part $$keeps; \
		cat $(here)/sql/store/$$part.sql; printf '$$store$$);\n'; \
	done >> $@
endif

# pg_regress looks for expected/ where it runs: in a VPATH build, link it
expected-here:
	@test -e expected || ln -s $(abspath $(here))/expected expected

$(own_server):
	test/server.sh $@

test-majors:
	test/majors/run.sh $(MAJORS)

.DELETE_ON_ERROR:
.PHONY: expected-here $(own_server) test-majors
