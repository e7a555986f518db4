/*
 * store_guard.c
 *		Checks of the roles that may run the code of a store.
 *
 * The objects of a store belong to its owner.  Its triggers, functions and
 * views run with the privileges of the role that uses them.  Neither SET ROLE
 * nor SET SESSION AUTHORIZATION protects that role, because a trigger can
 * reset both.  The checks therefore use the user of the session.  They read
 * nothing but the system catalogs, before any object of the store is used.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* The schema of a store and its owner */
typedef struct Store
{
	const char *name;
	Oid			schema;
	Oid			owner;
} Store;

/* The store, or schema, of the first argument; an error if it does not exist */
static Store
find_schema(FunctionCallInfo fcinfo, bool is_store)
{
	Store		store;
	HeapTuple	tuple;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("store must not be null")));
	store.name = NameStr(*PG_GETARG_NAME(0));
	store.schema = InvalidOid;
	store.owner = InvalidOid;

	tuple = SearchSysCache1(NAMESPACENAME, CStringGetDatum(store.name));
	if (HeapTupleIsValid(tuple))
	{
		Form_pg_namespace schema = (Form_pg_namespace) GETSTRUCT(tuple);

		store.schema = schema->oid;
		store.owner = schema->nspowner;
		ReleaseSysCache(tuple);
	}
	if (!OidIsValid(store.schema) ||
		(is_store && !OidIsValid(get_relname_relid("store_setting", store.schema))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_SCHEMA_NAME),
				 errmsg("store \"%s\" does not exist", store.name),
				 errhint("To create a store: SELECT absence.create_store('name');")));
	return store;
}

/* Can the session user become the owner by SET ROLE? */
static bool
can_become(Oid role, Oid owner)
{
#if PG_VERSION_NUM >= 160000
	return member_can_set_role(role, owner);
#else
	return is_member_of_role(role, owner);
#endif
}

static bool
can_login(Oid role)
{
	HeapTuple	tuple = SearchSysCache1(AUTHOID, ObjectIdGetDatum(role));
	bool		result = false;

	if (HeapTupleIsValid(tuple))
	{
		result = ((Form_pg_authid) GETSTRUCT(tuple))->rolcanlogin;
		ReleaseSysCache(tuple);
	}
	return result;
}

/*
 * Raise the error for an object in a store of a superuser that belongs to
 * another role.
 */
static void
refuse_foreign(const Store *store, const char *what, const char *name, Oid owner)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("%s \"%s\" of store \"%s\" belongs to role \"%s\"",
					what, name, store->name, GetUserNameFromId(owner, false)),
			 errdetail("It could run with the rights of superuser \"%s\", who owns the store.",
					   GetUserNameFromId(store->owner, false)),
			 errhint("Give it to the owner of the store, or move it out of the schema.")));
}

/*
 * A trigger on a table of a superuser's store must run a function of a
 * superuser, because other roles can be granted the privilege to create
 * triggers.
 */
static void
check_triggers(const Store *store, const FormData_pg_class *relation)
{
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation->oid));
	scan = systable_beginscan(triggers, TriggerRelidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_trigger trigger = (Form_pg_trigger) GETSTRUCT(tuple);
		HeapTuple	function = SearchSysCache1(PROCOID, ObjectIdGetDatum(trigger->tgfoid));

		if (HeapTupleIsValid(function))
		{
			Oid			owner = ((Form_pg_proc) GETSTRUCT(function))->proowner;

			ReleaseSysCache(function);
			if (!superuser_arg(owner))
				refuse_foreign(store, "function of trigger",
							   psprintf("%s.%s", NameStr(relation->relname), NameStr(trigger->tgname)), owner);
		}
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
}

/*
 * Every object in a superuser's store must belong to the superuser.  The owner
 * of a single table or function could otherwise run code as the superuser.
 */
static void
check_contents(const Store *store)
{
	Relation	catalog = table_open(RelationRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_class_relnamespace, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(store->schema));
	scan = systable_beginscan(catalog, InvalidOid, false, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class relation = (Form_pg_class) GETSTRUCT(tuple);

		if (relation->relowner != store->owner)
			refuse_foreign(store, "relation", NameStr(relation->relname), relation->relowner);
		if (relation->relhastriggers)
			check_triggers(store, relation);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);

	catalog = table_open(ProcedureRelationId, AccessShareLock);
	ScanKeyInit(&key, Anum_pg_proc_pronamespace, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(store->schema));
	scan = systable_beginscan(catalog, InvalidOid, false, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_proc function = (Form_pg_proc) GETSTRUCT(tuple);

		if (function->proowner != store->owner)
			refuse_foreign(store, "function", NameStr(function->proname), function->proowner);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
}

/*
 * An error if the session user is a superuser, whatever the current role is,
 * and the store belongs to another role.
 */
static void
refuse_superuser(const Store *store)
{
	Oid			user = GetAuthenticatedUserId();
	const char *owner;

	if (!superuser_arg(user))
		return;
	if (user == store->owner)
	{
		check_contents(store);
		return;
	}
	owner = GetUserNameFromId(store->owner, false);
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("store \"%s\" belongs to role \"%s\", and superuser \"%s\" must not run its code",
					store->name, owner, GetUserNameFromId(user, false)),
			 errdetail("Triggers and functions of the store could act as the superuser, even after SET ROLE or SET SESSION AUTHORIZATION."),
			 can_login(store->owner) ?
			 errhint("Connect as \"%s\"; or as a member of it that is not a superuser, and run: SET ROLE %s;",
					 owner, quote_identifier(owner)) :
			 errhint("Connect as a member of \"%s\" that is not a superuser, and run: SET ROLE %s;",
					 owner, quote_identifier(owner))));
}

/* An error unless the current role owns the store */
static void
refuse_others(const Store *store)
{
	Oid			user = GetUserId();

	if (user != store->owner)
	{
		const char *owner = GetUserNameFromId(store->owner, false);

		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("must be owner of store \"%s\"", store->name),
				 errdetail("It belongs to role \"%s\", and the current role is \"%s\".",
						   owner, GetUserNameFromId(user, false)),
				 can_become(GetSessionUserId(), store->owner) ?
				 errhint("Run: SET ROLE %s;", quote_identifier(owner)) : 0));
	}
}

PG_FUNCTION_INFO_V1(absence_must_own_store);
PG_FUNCTION_INFO_V1(absence_must_own_schema);
PG_FUNCTION_INFO_V1(absence_must_trust_store);

/*
 * must_own_store(store): an error unless the current role owns the store.
 * Membership in the owner is not enough, because new objects would belong to
 * the member.
 */
Datum
absence_must_own_store(PG_FUNCTION_ARGS)
{
	Store		store = find_schema(fcinfo, true);

	refuse_superuser(&store);
	refuse_others(&store);
	PG_RETURN_VOID();
}

/*
 * must_own_schema(schema): the same for a schema that becomes a store.
 */
Datum
absence_must_own_schema(PG_FUNCTION_ARGS)
{
	Store		store = find_schema(fcinfo, false);

	refuse_superuser(&store);
	refuse_others(&store);
	PG_RETURN_VOID();
}

/*
 * must_trust_store(store): an error if the store does not exist, or if this
 * session must not run its code.  Functions that readers can call use it.
 */
Datum
absence_must_trust_store(PG_FUNCTION_ARGS)
{
	Store		store = find_schema(fcinfo, true);

	refuse_superuser(&store);
	PG_RETURN_VOID();
}
