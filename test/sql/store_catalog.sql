-- What the system catalogs must contain for a store, so that it outlives pg_upgrade,
-- replication and a restore

SET client_min_messages = warning;
SELECT absence.create_store('cataloged');

-- Nothing outside the extension depends on an operator class of the extension, or on an
-- operator in one. pg_upgrade restores views before operator classes, because no
-- dependency records that a view which sorts, groups or compares needs one
CREATE VIEW cataloged.needs AS
WITH member AS (
	SELECT d.classid, d.objid
	FROM pg_depend AS d
	JOIN pg_extension AS x ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = x.oid
	WHERE x.extname = 'absence' AND d.deptype = 'e'
)
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS object, pg_describe_object(d.refclassid, d.refobjid, 0) AS needs
FROM pg_depend AS d
JOIN member AS m ON (m.classid, m.objid) = (d.refclassid, d.refobjid)
WHERE (d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
		OR d.refclassid = 'pg_operator'::regclass AND EXISTS (SELECT FROM pg_amop AS a WHERE a.amopopr = d.refobjid))
	-- without the parts of the operator classes themselves; functions and views of the
	-- extension count
	AND d.classid NOT IN ('pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass);
SELECT object, needs FROM cataloged.needs ORDER BY 1, 2;
-- such a view is found
CREATE VIEW cataloged.sorted AS SELECT code FROM cataloged.attendance_code ORDER BY mark::absence.mark;
CREATE VIEW cataloged.grouped AS SELECT register FROM cataloged.student_register GROUP BY register;
CREATE VIEW cataloged.compared AS SELECT code FROM cataloged.attendance_code WHERE mark::absence.mark OPERATOR(absence.<) 'oss';
SELECT object, needs FROM cataloged.needs ORDER BY 1, 2;
DROP VIEW cataloged.sorted, cataloged.grouped, cataloged.compared;

-- The only column of the tables of a store that has a type of the extension: a restore
-- without the extension cannot create it
SELECT c.relname, a.attname, a.atttypid::regtype
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_depend AS d ON (d.classid, d.objid, d.deptype) = ('pg_type'::regclass, a.atttypid, 'e')
WHERE c.relnamespace = 'cataloged'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum;
-- and no default, check or index depends on the extension, because it would be missing
SELECT pg_describe_object(o.classid, o.objid, 0) AS object, pg_describe_object(d.refclassid, d.refobjid, 0) AS needs
FROM (
	SELECT 'pg_attrdef'::regclass AS classid, oid AS objid, adrelid AS relid FROM pg_attrdef
	UNION ALL SELECT 'pg_constraint'::regclass, oid, conrelid FROM pg_constraint
	UNION ALL SELECT 'pg_class'::regclass, indexrelid, indrelid FROM pg_index
) AS o
JOIN pg_class AS c ON c.oid = o.relid AND c.relnamespace = 'cataloged'::regnamespace
JOIN pg_depend AS d ON (d.classid, d.objid) = (o.classid, o.objid)
JOIN pg_depend AS m ON (m.classid, m.objid, m.deptype) = (d.refclassid, d.refobjid, 'e')
JOIN pg_extension AS x ON m.refclassid = 'pg_extension'::regclass AND m.refobjid = x.oid AND x.extname = 'absence';

-- Every table can be replicated: it has a primary key, or its replica identity is another key
-- or all columns
SELECT c.oid::regclass AS table_without_identity
FROM pg_class AS c
WHERE c.relnamespace IN ('cataloged'::regnamespace, 'absence'::regnamespace) AND c.relkind IN ('r', 'p')
	AND c.relreplident NOT IN ('f', 'i') AND NOT (c.relreplident = 'd' AND EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary))
ORDER BY 1;

-- A publication FOR ALL TABLES does not prevent anything that is done to a store
SET client_min_messages = error;	-- a warning says that wal_level is too low
CREATE PUBLICATION everything FOR ALL TABLES;
SET client_min_messages = warning;
CALL absence.load_sample('cataloged', 60, 3, 1);
CALL absence.refresh('cataloged');
SET search_path = cataloged;
-- the whole year is loaded again
CREATE TEMP TABLE extract AS SELECT * FROM attendance_event;
CREATE TEMP TABLE stays AS SELECT * FROM enrollment;
DELETE FROM attendance_event WHERE school_year = 2026;
DELETE FROM enrollment WHERE school_year = 2026;
INSERT INTO enrollment SELECT * FROM stays;
INSERT INTO attendance_event SELECT * FROM extract;
RESET search_path;
DO $$
DECLARE
	loaded name;
BEGIN
	FOR loaded IN SELECT relation FROM absence_internal.store_relation WHERE loader = 'writes' LOOP
		EXECUTE format('CREATE TEMP TABLE kept AS SELECT * FROM cataloged.%I', loaded);
		EXECUTE format('UPDATE cataloged.%1$I SET %2$I = %2$I', loaded, (SELECT attname FROM pg_attribute WHERE attrelid = format('cataloged.%I', loaded)::regclass AND attnum = 1));
		EXECUTE format('DELETE FROM cataloged.%I', loaded);
		EXECUTE format('INSERT INTO cataloged.%I SELECT * FROM kept', loaded);
		DROP TABLE kept;
	END LOOP;
END
$$;
CALL absence.refresh('cataloged');
SELECT registers_added, registers_changed, registers_removed FROM cataloged.refresh_log ORDER BY refresh_id;
-- one register changes, and one is removed
DELETE FROM cataloged.attendance_event WHERE student_id = (SELECT min(student_id) FROM cataloged.student_absence WHERE absent_days > 0);
DELETE FROM cataloged.enrollment WHERE student_id = (SELECT max(student_id) FROM cataloged.enrollment);
CALL absence.refresh('cataloged');
SELECT registers_added, registers_changed > 0 AS changed, registers_removed > 0 AS removed FROM cataloged.refresh_log ORDER BY refresh_id DESC LIMIT 1;
CALL absence.certify('cataloged', 'june', 2026);
CALL absence.publish('cataloged', 'june');
CALL absence.publish('cataloged', 'june again');
SELECT absence.enable_school_scope('cataloged');
INSERT INTO cataloged.staff_school (role_name) VALUES ('nobody');
DELETE FROM cataloged.staff_school;
SELECT absence.upgrade_store('cataloged');
DROP PUBLICATION everything;

-- A new year comes to tables that have another year: before a refresh reads them, it
-- makes sure that the planner does not estimate the year as empty
INSERT INTO cataloged.calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM cataloged.calendar;
INSERT INTO cataloged.calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM cataloged.calendar_day;
INSERT INTO cataloged.enrollment (student_id, school_id, school_year, entry_date, calendar_code)
SELECT student_id, school_id, 2025, entry_date - 364, calendar_code FROM cataloged.enrollment;
INSERT INTO cataloged.attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, 2025, day - 364, code FROM cataloged.attendance_event;
SELECT FROM pg_stat_force_next_flush();	-- statistics are flushed once a second
CALL absence.refresh('cataloged');
SELECT tablename, ARRAY(SELECT unnest(most_common_vals::text::integer[]) ORDER BY 1) AS years_known
FROM pg_stats
WHERE schemaname = 'cataloged' AND attname = 'school_year' AND tablename IN ('enrollment', 'attendance_event', 'calendar_day') ORDER BY 1;

SELECT absence.drop_store('cataloged', 'cataloged');
