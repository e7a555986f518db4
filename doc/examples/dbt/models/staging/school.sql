SELECT school_key AS school_id, name
FROM {{ source('warehouse', 'dim_school') }}
