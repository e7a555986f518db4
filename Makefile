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
SQL_PARTS = head mark policy band register tally counts register_agg fold_agg membership \
	filter key merge tally_functions days ahead line row_aggregates cohort series figures groups grade \
	policy_catalog data_element silence store access materialized near_the_line define_policy policy_audit \
	certify publish close_day load_sample
# what create_store lays down: tables, which upgrade_store keeps, then what it makes anew, or where it is missing
STORE_TABLES = setting facts derived certification publication words access
STORE_VIEWS = register membership marks asked visible issues complete_through refresh groups cohorts rolls answers trend watch_list fs195 why answers_at
DATA = $(call sources,sql/*--*--*.sql)
DATA_built = sql/absence--$(EXTVERSION).sql

# Every test there is, one after another: install, which creates the extension, and then the others by name. None needs
# another but install. No test may have the name of a file in sql/: pg_regress would run that file.
names = $(sort $(basename $(notdir $(call sources,$(1)))))
REGRESS = install $(filter-out install,$(call names,test/sql/*.sql))
REGRESS_OPTS = --inputdir=$(here)/test
ISOLATION = $(call names,test/specs/*.spec)
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
		printf "\nINSERT INTO absence.store_part VALUES (%d, '%s', %s, \$$store\$$\n" $$n $$part $$keeps; \
		cat $(here)/sql/store/$$part.sql; printf '$$store$$);\n'; \
	done >> $@
endif

# pg_regress looks for expected/ where it runs: in a VPATH build, link it
expected-here:
	@test -e expected || ln -s $(abspath $(here))/expected expected

test:
	$(here)/test/run.sh

demo torture bench:
	$(here)/test/$@/run.sh

demo-stop:
	$(here)/test/demo/stop.sh

test-majors:
	$(here)/test/majors/run.sh $(MAJORS)

.DELETE_ON_ERROR:
.PHONY: expected-here $(own_server) test-majors
