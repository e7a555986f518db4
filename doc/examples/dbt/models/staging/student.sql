SELECT student_key AS student_id, last_name, first_name, born::date AS birth_date
FROM {{ source('warehouse', 'dim_student') }}
