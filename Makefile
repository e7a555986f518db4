# absence: chronic absence and attendance figures in PostgreSQL
# make && make install; make demo, make demo-stop; make test, make torture, make bench;
# make test-majors MAJORS="18 19": make test on other majors, each in a chroot;
# make installcheck-citus: tables that Citus distributes, where a server has Citus
# make dist: the release archives; make packagecheck: packages, built and tried in chroots

# the directory of this file, which is "." except in a VPATH build
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
	$(addprefix cohort/, cohort series outcome) \
	$(addprefix dictionary/, definition_catalog rule_catalog data_element) \
	$(addprefix internal/, key print figures groups grade silence relation fragment distributed parts layout guard settings answer_at amt \
		privileges latest dependents upgrade source source_edfi source_support) \
	$(addprefix report/, text svg withhold page) \
	$(addprefix entry/, create_store upgrade_store drop_store distribute_store readers school_scope define_policy adopt_rule forget \
		policy_audit near_the_line compare_totals create_amt_views refresh sources years close_day certify publish report load_sample) \
	internal/kept
# the parts that create_store runs: tables, helpers and views in the order of
# sql/internal/relation.sql, then functions
STORE_PARTS = $(patsubst sql/store/%.sql,%,$(sort $(foreach room,table helper view issue support_issue function amt,$(call sources,sql/store/$(room)/*.sql))))
# N.sql upgrades a store of the previous layout to layout N
STORE_STEPS = $(sort $(call sources,sql/store/layout/*.sql))
# Only the scripts of the current version are built. The scripts of earlier versions are
# kept as they were built.
DATA_built = sql/absence--$(EXTVERSION).sql $(patsubst sql/update/%,sql/absence--%,$(call sources,sql/update/*--$(EXTVERSION).sql))
EXTRA_CLEAN = sql/store.rows
DATA = $(filter-out $(DATA_built),$(call sources,sql/absence--*.sql))

# All tests, one after another: install, which creates the extension, then the others by
# name. They depend only on install. No test may have the name of a file in sql/, because
# pg_regress would run that file instead.
names = $(sort $(basename $(notdir $(call sources,$(1)))))
REGRESS = install $(filter-out install,$(call names,test/sql/*.sql))
REGRESS_OPTS = --inputdir=$(here)/test
ISOLATION = $(call names,test/specs/*.spec)
ISOLATION_OPTS = --inputdir=$(here)/test --outputdir=. --load-extension=absence
REGRESS_PREP = expected-here
# these run only with TAP_TESTS=1
PROVE_TESTS = test/t/*.pl

PG_CONFIG ?= pg_config
own_server = test demo demo-stop torture bench installcheck-citus
without_pgxs = $(own_server) test-majors dist packagecheck
MAJORS ?= 18 19
# the commit that make dist archives
COMMIT ?= HEAD

# these targets find or install a server by themselves, so they work without PGXS
ifneq (,$(filter-out $(without_pgxs),$(or $(MAKECMDGOALS),all)))
PGXS := $(or $(shell $(PG_CONFIG) --pgxs),$(error set PG_CONFIG to the pg_config of a server))
include $(PGXS)
ifneq (,$(filter 9.% 10 11 12 13 14,$(MAJORVERSION)))
$(error absence needs PostgreSQL 15 or newer, and $(PG_CONFIG) is of $(VERSION))
endif

$(OBJS) $(OBJS:.o=.bc): $(call sources,src/*.h) absence.control

# a VPATH build starts in an empty directory
$(shell mkdir -p src sql)

# the parts of a store and the steps of upgrade_store, as rows of tables
sql/store.rows: $(STORE_PARTS:%=sql/store/%.sql) $(STORE_STEPS)
	for part in $(STORE_PARTS); do \
		printf "\nINSERT INTO absence_internal.store_part VALUES ('%s', \$$store\$$\n" $$part; \
		cat $(here)/sql/store/$$part.sql; printf '$$store$$);\n'; \
	done > $@
	for step in $(STORE_STEPS:sql/store/layout/%.sql=%); do \
		printf "\nINSERT INTO absence_internal.layout_step VALUES (%d, \$$step\$$\n" $$step; \
		cat $(here)/sql/store/layout/$$step.sql; printf '$$step$$);\n'; \
	done >> $@

sql/absence--$(EXTVERSION).sql: $(SQL_PARTS:%=sql/%.sql) sql/store.rows
	cat $^ > $@

sql/absence--%--$(EXTVERSION).sql: sql/update/%--$(EXTVERSION).sql $(SQL_PARTS:%=sql/%.sql) sql/store.rows
	awk -f $(here)/sql/update/replace.awk $^ > $@
endif

# pg_regress looks for expected/ in the current directory, so a VPATH build needs a link
# to it
expected-here:
	@test -e expected || ln -s $(abspath $(here))/expected expected

test:
	$(here)/test/run.sh

demo torture bench:
	$(here)/test/$@/run.sh

demo-stop:
	$(here)/test/demo/stop.sh

installcheck-citus:
	$(here)/test/citus/run.sh

test-majors:
	$(here)/test/majors/run.sh $(MAJORS)

# The archives of a commit, for PGXN and for packages. The same commit always gives the
# same bytes: names, modes and times are those of the commit.
dist: archive = git -C $(here) -c tar.umask=0022 archive --prefix=absence-$(EXTVERSION)/
dist:
	@git -C $(here) diff --quiet $(COMMIT) || echo "make dist: changes that are not committed are left out" >&2
	TZ=UTC $(archive) --format=zip -9 $(COMMIT) >absence-$(EXTVERSION).zip
	TZ=UTC $(archive) --format=tar $(COMMIT) >absence-$(EXTVERSION).tar
	gzip -9nf absence-$(EXTVERSION).tar

packagecheck:
	$(here)/test/packages/run.sh

.DELETE_ON_ERROR:
.PHONY: expected-here $(without_pgxs)
