-- The tables of schema one, distributed over the workers there are

SET client_min_messages = warning;
CREATE SCHEMA spread;
CREATE TABLE spread.register (LIKE one.register);
CREATE TABLE spread.daily (LIKE one.daily);
CREATE TABLE spread.stay (LIKE one.stay);
CREATE TABLE spread.event (LIKE one.event);
CREATE TABLE spread.made (LIKE one.made);
CREATE TABLE spread.calendar (LIKE one.calendar);
SELECT FROM create_distributed_table('spread.register', 'student_id');
SELECT FROM create_distributed_table('spread.daily', 'student_id', colocate_with => 'spread.register');
SELECT FROM create_distributed_table('spread.stay', 'student_id', colocate_with => 'spread.register');
SELECT FROM create_distributed_table('spread.event', 'student_id', colocate_with => 'spread.register');
SELECT FROM create_distributed_table('spread.made', 'student_id', colocate_with => 'spread.register');
SELECT FROM create_reference_table('spread.calendar');
INSERT INTO spread.register SELECT * FROM one.register;
INSERT INTO spread.daily SELECT * FROM one.daily;
INSERT INTO spread.stay SELECT * FROM one.stay;
INSERT INTO spread.event SELECT * FROM one.event;
INSERT INTO spread.calendar SELECT * FROM one.calendar;
