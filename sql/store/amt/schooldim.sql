-- The schools of the store. What a store does not know of a school is empty, as the Analytics
-- Middle Tier has it.
CREATE OR REPLACE VIEW @schema@.schooldim WITH (security_barrier) AS
SELECT h.school_id::varchar AS schoolkey, h.name::varchar AS schoolname, ''::varchar AS schooltype, ''::text AS schooladdress,
	''::varchar AS schoolcity, ''::varchar AS schoolcounty, ''::varchar AS schoolstate, ''::varchar AS localeducationagencyname,
	coalesce(h.lea_id, '')::varchar AS localeducationagencykey, ''::varchar AS stateeducationagencyname,
	''::varchar AS stateeducationagencykey, ''::varchar AS educationservicecentername, ''::varchar AS educationservicecenterkey,
	NULL::timestamp AS lastmodifieddate
FROM @store@.fact_school AS h
WHERE @sees(h.school_id)@;

COMMENT ON COLUMN @schema@.schooldim.schoolkey IS 'Id of the school';
COMMENT ON COLUMN @schema@.schooldim.schoolname IS 'Name of the school';
COMMENT ON COLUMN @schema@.schooldim.schooltype IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.schooladdress IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.schoolcity IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.schoolcounty IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.schoolstate IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.localeducationagencyname IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.localeducationagencykey IS 'Id of the local education agency; empty if it is not known';
COMMENT ON COLUMN @schema@.schooldim.stateeducationagencyname IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.stateeducationagencykey IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.educationservicecentername IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.educationservicecenterkey IS 'Always empty';
COMMENT ON COLUMN @schema@.schooldim.lastmodifieddate IS 'Always NULL';
