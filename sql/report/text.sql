
-- report text: the words of reports and pictures, by language
--
-- English and Spanish ship. A district changes texts, or adds a language, with rows of
-- table report_text of its store. A text that a language lacks is that of English.
--
-- {1}, {2} ... in a text stand for what a report puts there. What comes from data is put
-- there as it is, and escaped when it is written.

CREATE TABLE absence.report_text (
	language text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (language, key)
);

COMMENT ON TABLE absence.report_text IS
	'Dictionary: the words of reports and pictures in English and Spanish; read-only. A district''s own are in report_text of its store';
COMMENT ON COLUMN absence.report_text.language IS 'Language, such as en or es: what a report has as its lang';
COMMENT ON COLUMN absence.report_text.key IS 'What a report asks for';
COMMENT ON COLUMN absence.report_text.text IS 'The text; {1}, {2} ... stand for what the report puts there';

GRANT SELECT ON absence.report_text TO PUBLIC;

-- Letters with an accent are written as ^a, ^n, because the script is read in the encoding
-- of the database. A text that it cannot hold is left out, and is in English then.
DO $do$
DECLARE
	t record;
	spanish text;
	letter text;
BEGIN
	DELETE FROM absence.report_text;
	FOR t IN SELECT key, en, es FROM (VALUES
	-- numbers and days
	('direction', 'ltr', 'ltr'),
	('decimal', '.', ','),
	('percent', '{1}%', '{1} %'),
	('months', 'January February March April May June July August September October November December',
		'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
	('months_short', 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec', 'ene feb mar abr may jun jul ago sep oct nov dic'),
	('weekdays', 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday', 'lunes martes mi^ercoles jueves viernes s^abado domingo'),
	('weekdays_short', 'Mon Tue Wed Thu Fri Sat Sun', 'lun mar mi^e jue vie s^ab dom'),
	('day', '{2} {1}, {3}', '{1} de {2} de {3}'),
	('day_short', '{2} {1}', '{1} {2}'),
	('month', '{1} {2}', '{1} de {2}'),
	('rate_of', '{1} of {2}', '{1} de {2}'),
	('rate_withheld', 'withheld, {1} students', 'no se muestra, {1} estudiantes'),
	('none', 'none', 'nada'),
	('not_known', 'not known', 'no se sabe'),
	('value_Yes', 'Yes', 'S^i'),
	('value_missing', 'not recorded', 'sin registrar'),
	('value_two or more', 'two or more', 'dos o m^as'),
	-- bands
	('satisfactory', 'Satisfactory', 'Satisfactorio'),
	('at_risk', 'At risk', 'En riesgo'),
	('moderate', 'Moderate', 'Moderado'),
	('severe', 'Severe', 'Grave'),
	-- pictures
	('this_year', 'This year', 'Este a^no'),
	('last_year', 'Last year', 'A^no pasado'),
	('trend_title', 'Chronic absence by week', 'Ausentismo cr^onico por semana'),
	('trend_desc', 'From {1} on {2} to {3} on {4}. Highest: {5} on {6}.', 'De {1} el {2} a {3} el {4}. M^aximo: {5} el {6}.'),
	('trend_prior', 'Last year in the same week: {1}.', 'El a^no pasado en la misma semana: {1}.'),
	('trend_none', 'No week has enough students for a rate.', 'Ninguna semana tiene suficientes estudiantes para un porcentaje.'),
	('bands_title', 'Students by the share of days missed', 'Estudiantes seg^un la proporci^on de d^ias perdidos'),
	('bands_row', '{1}: {2} of {3} students chronically absent.', '{1}: {2} de {3} estudiantes con ausentismo cr^onico.'),
	('bands_row_not', '{1}: {2}.', '{1}: {2}.'),
	('heatmap_title', 'Attendance by day', 'Asistencia por d^ia'),
	('heatmap_desc', '{1} session days from {2} to {3}. Lowest: {4} on {5}.', '{1} d^ias de clase del {2} al {3}. M^inimo: {4} el {5}.'),
	('heatmap_none', 'No day has enough students for a rate.', 'Ning^un d^ia tiene suficientes estudiantes para un porcentaje.'),
	('no_rate', 'no rate', 'sin dato'),
	('weekday_title', 'Absence by day of the week', 'Ausencias por d^ia de la semana'),
	('weekday_row', '{1}: {2} absent.', '{1}: {2} ausente.'),
	('dots_title', 'Chronic absence, with 95% intervals', 'Ausentismo cr^onico, con intervalos del 95 %'),
	('dots_row', '{1}: {2}.', '{1}: {2}.'),
	('withheld', 'withheld', 'no se muestra'),
	('at_most', 'at most {1}', 'a lo sumo {1}'),
	('at_least', 'at least {1}', 'al menos {1}'),
	('too_few', 'too few students', 'muy pocos estudiantes'),
	('no_rows', 'No data.', 'Sin datos.'),
	-- pages
	('school_report', 'School report', 'Informe de la escuela'),
	('school_year', 'school year {1}', 'a^no escolar {1}'),
	('as_of', 'figures through {1}', 'cifras hasta el {1}'),
	('no_day', 'nothing is counted yet', 'a^un no hay d^ias contados'),
	('complete_through', 'Attendance is complete through {1}.', 'La asistencia est^a completa hasta el {1}.'),
	('not_reported', 'The school has reported no attendance.', 'La escuela no ha reportado asistencia.'),
	('not_in_figures', 'Not in the figures: {1} of {2} students.', 'Fuera de las cifras: {1} de {2} estudiantes.'),
	('all_in_figures', 'Every student is in the figures.', 'Todos los estudiantes est^an en las cifras.'),
	('below_minimum_n', '{1} with too few days', '{1} con muy pocos d^ias'),
	('not_recorded_n', '{1} with nothing recorded', '{1} sin registros'),
	('not_mapped_n', '{1} with attendance codes that nobody has mapped', '{1} con c^odigos de asistencia sin significado asignado'),
	('no_minutes_n', '{1} with days of unknown length', '{1} con d^ias de duraci^on desconocida'),
	('no_calendar_n', '{1} without the length of the school year', '{1} sin la duraci^on del a^no escolar'),
	('stay_without_calendar_n', '{1} without a calendar', '{1} sin calendario'),
	('stay_void_n', '{1} with an enrollment that does not count', '{1} con una inscripci^on que no cuenta'),
	('no_membership_n', '{1} not expected on any day so far', '{1} sin d^ias de clase hasta ahora'),
	('not_refreshed_n', '{1} since the last refresh', '{1} desde la ^ultima actualizaci^on'),
	('errors_open', 'Open errors in the data: {1}.', 'Errores abiertos en los datos: {1}.'),
	('errors_none', 'There are no open errors in the data.', 'No hay errores abiertos en los datos.'),
	('errors_not_shown', 'Errors in the data are not shown: this reader does not see them.',
		'No se muestran los errores en los datos: este lector no los ve.'),
	-- the reasons of data_issue that are errors of a school
	('error calendar day outside year', 'calendar day outside year', 'd^ia del calendario fuera del a^no'),
	('error calendar without session days', 'calendar without session days', 'calendario sin d^ias de clase'),
	('error days without calendar', 'days without calendar', 'd^ias sin calendario'),
	('error not enrolled', 'events of students who are not enrolled', 'registros de estudiantes no inscritos'),
	('error no calendar', 'events of students without a calendar', 'registros de estudiantes sin calendario'),
	('error share out of range', 'share of a day out of range', 'parte de un d^ia fuera de rango'),
	('error periods not known', 'number of periods not known', 'n^umero de per^iodos desconocido'),
	('error exit before entry', 'exit before entry', 'salida antes del ingreso'),
	('error nothing recorded', 'no attendance recorded', 'sin asistencia registrada'),
	('error stopped early', 'days since reporting stopped', 'd^ias desde que cesaron los registros'),
	('error key too long', 'key too long', 'clave demasiado larga'),
	('error not mapped', 'students without a verdict, because of unmapped codes', 'estudiantes sin resultado, por c^odigos sin significado'),
	('error stay without calendar', 'enrollments without a calendar', 'inscripciones sin calendario'),
	('error unknown school', 'school is not known', 'escuela desconocida'),
	('error unknown student', 'student is not known', 'estudiante desconocido'),
	('error unmapped code', 'events with unmapped codes', 'registros con c^odigos sin significado'),
	('chronic_rate', 'Chronically absent', 'Ausentismo cr^onico'),
	('students_of', '{1} of {2} students.', '{1} de {2} estudiantes.'),
	('interval', '95% interval {1} to {2}.', 'Intervalo del 95 %: {1} a {2}.'),
	('since', 'Chronically absent on {1}', 'Ausentismo cr^onico al {1}'),
	('before', 'Before', 'Antes'),
	('week_to', 'week to {1}', 'semana hasta el {1}'),
	('same_week', 'Last year, same week', 'A^no pasado, misma semana'),
	('whole_year', 'whole year', 'todo el a^no'),
	('attendance_to_date', 'Attendance this year', 'Asistencia este a^no'),
	('attendance_on', '{1} on {2}', '{1} el {2}'),
	('groups_title', 'Chronic absence by group, with 95% intervals', 'Ausentismo cr^onico por grupo, con intervalos del 95 %'),
	('withheld_trend', 'Withheld, because the rate of the whole school is.',
		'No se muestra, porque tampoco se muestra el porcentaje de toda la escuela.'),
	('withheld_small', 'Withheld, because the school has few students.', 'No se muestra, porque la escuela tiene pocos estudiantes.'),
	('withheld_note', 'Groups of fewer than {1} students are withheld, and so are rates near 0% and 100% and others from which withheld '
		'figures would follow.',
		'No se muestran grupos de menos de {1} estudiantes, ni porcentajes cercanos a 0 % y 100 %, ni otros de los que se deducir^ian.'),
	('line_rate', 'A student is chronically absent if at least {1} of the days enrolled were missed, for any reason that counts.',
		'Hay ausentismo cr^onico si se perdi^o al menos el {1} de los d^ias de inscripci^on, por cualquier motivo que cuente.'),
	('line_rate_above', 'A student is chronically absent if more than {1} of the days enrolled were missed, for any reason that counts.',
		'Hay ausentismo cr^onico si se perdi^o m^as del {1} de los d^ias de inscripci^on, por cualquier motivo que cuente.'),
	('line_days', 'A student is chronically absent if at least {1} days were missed, for any reason that counts.',
		'Hay ausentismo cr^onico si se perdieron al menos {1} d^ias, por cualquier motivo que cuente.'),
	('line_days_above', 'A student is chronically absent if more than {1} days were missed, for any reason that counts.',
		'Hay ausentismo cr^onico si se perdieron m^as de {1} d^ias, por cualquier motivo que cuente.'),
	('part_day', 'A day counts as missed if at least {1} of it was missed.',
		'Un d^ia cuenta como perdido si se perdi^o al menos el {1} de ^el.'),
	('part_day_above', 'A day counts as missed if more than {1} of it was missed.',
		'Un d^ia cuenta como perdido si se perdi^o m^as del {1} de ^el.'),
	('part_day_whole', 'Only days that were missed as a whole count as missed.', 'Solo cuentan los d^ias que se perdieron por completo.'),
	('part_day_proportional', 'Of a day, the part that was missed counts.', 'De cada d^ia cuenta la parte que se perdi^o.'),
	('minimum_days', 'Students enrolled for fewer than {1} days are not counted.',
		'No se cuentan estudiantes con menos de {1} d^ias de inscripci^on.'),
	('minimum_other', 'Students are counted from a minimum of days on: {1}.', 'Se cuentan estudiantes a partir de un m^inimo de d^ias: {1}.'),
	('definition', 'Definition', 'Definici^on'),
	('grade', 'Grade {1}', 'Grado {1}'),
	('grade_k', 'Kindergarten', 'K^inder'),
	('grade_tk', 'Transitional K', 'K^inder transitorio'),
	('grade_pk', 'Pre-K', 'Preescolar'),
	('grade_missing', 'No grade', 'Sin grado'),
	('kind_race_ethnicity', 'Race and ethnicity', 'Raza y etnia'),
	('kind_sex', 'Sex', 'Sexo'),
	('kind_english_learner', 'English learners', 'Aprendices de ingl^es'),
	('kind_disability_idea', 'Students with disabilities (IDEA)', 'Estudiantes con discapacidad (IDEA)'),
	('kind_disability_504', 'Students with a 504 plan', 'Estudiantes con plan 504'),
	('kind_economic_disadvantage', 'Economically disadvantaged', 'En desventaja econ^omica'),
	('kind_homeless', 'Homeless', 'Sin hogar'),
	('kind_foster_care', 'In foster care', 'En hogar de acogida'),
	('kind_migrant', 'Migrant', 'Migrantes'),
	-- the list of a school
	('education_record', 'Education record: for staff with a legitimate educational interest. Do not post or mail.',
		'Expediente educativo: solo para personal con inter^es educativo leg^itimo. No exhibir ni enviar.'),
	('no_list', 'The list of students is not shown: this reader does not see students.',
		'No se muestra la lista de estudiantes: este lector no los ve.'),
	('list_title', 'Students to look at first', 'Estudiantes por atender primero'),
	('list_empty', 'Nobody is near a line or over it.', 'Nadie est^a cerca de un l^imite ni lo supera.'),
	('list_note', 'At most 25 students: first what is new since {1}, then what is overdue, then those with most to gain: near the line, or '
		'not far over it.',
		'A lo sumo 25 estudiantes: primero lo nuevo desde el {1}, luego lo atrasado, luego quienes m^as pueden ganar: cerca del l^imite, o '
			'poco por encima.'),
	('list_student', 'Student', 'Estudiante'),
	('list_grade', 'Grade', 'Grado'),
	('list_why', 'Why', 'Motivo'),
	('list_days', 'Days missed', 'D^ias perdidos'),
	('list_rate', 'Missed', 'Perdido'),
	('list_left', 'Absences left', 'Ausencias disponibles'),
	('new', 'new', 'nuevo'),
	('since_day', '{1}, since {2}', '{1}, desde el {2}'),
	('why chronic', 'chronically absent', 'ausentismo cr^onico'),
	('why chronic in district', 'chronically absent in the district', 'ausentismo cr^onico en el distrito'),
	('why near chronic', 'near the chronic line', 'cerca del ausentismo cr^onico'),
	('why near severe', 'near the severe line', 'cerca del ausentismo grave'),
	('why not mapped', 'no verdict: codes not mapped', 'sin resultado: c^odigos sin significado'),
	('why streak of 3', 'absent 3 days in a row', '3 d^ias seguidos ausente'),
	('why streak of 5', 'absent 5 days in a row', '5 d^ias seguidos ausente'),
	('why streak of 10', 'absent 10 days in a row', '10 d^ias seguidos ausente'),
	('why rule', 'rule {1}, met {2}', 'regla {1}, cumplida el {2}'),
	('why recover', '{1} more days present to be below the line', '{1} d^ias m^as de asistencia para bajar del l^imite'),
	('why overdue', '{1} overdue since {2}', '{1}: atrasado desde el {2}'),
	-- the page of a student
	('student_report', 'Attendance of a student', 'Asistencia de un estudiante'),
	('missed_of', '{1} of {2} days missed', '{1} de {2} d^ias perdidos'),
	('days_missed', 'Days missed', 'D^ias perdidos'),
	('of_days', 'of {1} school days that were counted', 'de {1} d^ias de clase contados'),
	('share_missed', 'Share of days missed', 'Proporci^on de d^ias perdidos'),
	('below_line', 'below the line of chronic absence', 'por debajo del l^imite de ausentismo cr^onico'),
	('over_line', 'over the line of chronic absence', 'por encima del l^imite de ausentismo cr^onico'),
	('no_verdict too few days', 'too few days to say more', 'muy pocos d^ias para decir m^as'),
	('no_verdict not recorded', 'too little is recorded to say more', 'hay muy pocos registros para decir m^as'),
	('no_verdict not mapped', 'some codes have no meaning yet', 'algunos c^odigos a^un no tienen significado'),
	('absences_left', 'Before the line', 'Antes del l^imite'),
	('left_note', 'more days missed this year would stay below the line; each day counts',
		'd^ias m^as este a^no quedar^ian por debajo del l^imite; cada d^ia cuenta'),
	('left_none', 'the year ends over the line, but each day still counts', 'el a^no termina por encima del l^imite, pero cada d^ia cuenta'),
	('days_tardy', 'Days with a late arrival', 'D^ias con llegada tarde'),
	('tardy_note', 'counted only as far as time was missed', 'cuentan solo por el tiempo perdido'),
	('year_title', 'The school year', 'El a^no escolar'),
	('year_note', 'Dark: missed. Framed: something was recorded, but the day does not count as missed. Light: present. Dotted: not counted '
		'yet.',
		'Oscuro: perdido. Con marco: hay un registro, pero el d^ia no cuenta como perdido. Claro: presente. Punteado: a^un no se cuenta.'),
	('missed_on', 'Missed on {1}.', 'D^ias perdidos: {1}.'),
	('missed_none', 'No day missed.', 'Ning^un d^ia perdido.'),
	('days_title', 'What was recorded', 'Lo que se registr^o'),
	('days_day', 'Day', 'D^ia'),
	('days_recorded', 'Recorded', 'Registro'),
	('days_counts', 'How it counts', 'C^omo cuenta'),
	('days_none', 'Nothing but presence was recorded.', 'Solo se registr^o presencia.'),
	('part', '({1} of the day)', '({1} del d^ia)'),
	('in_period', 'in period {1}', 'en el per^iodo {1}'),
	('mark_tardy', 'late', 'llegada tarde'),
	('mark_left_early', 'left early', 'salida temprana'),
	('mark_unexcused', 'absent, not excused', 'ausente sin justificaci^on'),
	('mark_excused', 'absent, excused', 'ausente con justificaci^on'),
	('mark_oss', 'suspended out of school', 'suspensi^on fuera de la escuela'),
	('mark_exempt', 'absent, exempt', 'ausente, exento'),
	('mark_unverified', 'absent, reason not known', 'ausente, motivo desconocido'),
	('mark_iss', 'suspended in school', 'suspensi^on en la escuela'),
	('mark_remote', 'at home, remote', 'clase remota'),
	('mark_activity', 'school activity', 'actividad escolar'),
	('mark_homebound', 'taught at home or in hospital', 'clase en casa o en hospital'),
	('mark_unmapped', 'a code that has no meaning yet', 'un c^odigo a^un sin significado'),
	('mark_present', 'present', 'presente'),
	('counts_missed', 'days missed: {1}', 'd^ias perdidos: {1}'),
	('counts_not', 'not missed', 'no cuenta como perdido'),
	('counts_elsewhere', 'counts at another school', 'cuenta en otra escuela'),
	('counts unmapped', 'open, until the code has a meaning', 'pendiente, hasta que el c^odigo tenga significado'),
	('counts not recorded', 'not counted: too little is recorded', 'no se cuenta: faltan registros'),
	('counts after complete-through', 'not counted yet', 'a^un no se cuenta'),
	('counts after as-of', 'after the day of this report', 'posterior al d^ia de este informe'),
	('counts outside', 'not a day of school for the student', 'no es d^ia de clase para el estudiante'),
	('counts no membership day', 'not a day of school for the student', 'no es d^ia de clase para el estudiante'),
	('not_counted', 'not counted: {1}', 'no se cuenta: {1}'),
	('why_not no session day', 'no school on this day', 'no hubo clase ese d^ia'),
	('why_not before entry', 'before the student came', 'antes del ingreso'),
	('why_not after exit', 'after the student left', 'despu^es de la salida'),
	('ask_school', 'If something is wrong here, tell the school: a correction changes these figures.',
		'Si algo no es correcto, avise a la escuela: una correcci^on cambia estas cifras.'),
	('no_team', 'Alerts, supports and outreach are not shown: this reader does not see them.',
		'No se muestran alertas, apoyos ni contactos: este lector no los ve.'),
	('team_tier', 'Tier', 'Nivel'),
	('team_tier_of', 'Tier {1}', 'Nivel {1}'),
	('team_since', 'since {1}', 'desde el {1}'),
	('team_alerts', 'Alerts', 'Alertas'),
	('team_actions', 'Actions', 'Acciones'),
	('team_supports', 'Supports under way', 'Apoyos en curso'),
	('team_story', 'What happened, and what was done', 'Qu^e pas^o y qu^e se hizo'),
	('team_rule', 'Rule', 'Regla'),
	('team_met', 'Met on', 'Cumplida el'),
	('team_known', 'Known since', 'Conocida desde'),
	('team_withdrawn', 'Withdrawn on', 'Retirada el'),
	('team_action', 'Action', 'Acci^on'),
	('team_due', 'Due', 'Vence'),
	('team_status', 'Status', 'Estado'),
	('team_support', 'Support', 'Apoyo'),
	('team_begin', 'Since', 'Desde'),
	('team_staff', 'Staff', 'Personal'),
	('team_kind', 'Kind', 'Tipo'),
	('team_what', 'What', 'Qu^e'),
	('status overdue', 'overdue', 'atrasado'),
	('status open', 'open', 'abierto'),
	('status answered', 'answered', 'respondido'),
	('status answered late', 'answered late', 'respondido tarde'),
	('status active', 'active', 'activo'),
	('status paused', 'paused', 'en pausa'),
	('story outreach', 'outreach', 'contacto'),
	('story outreach planned', 'outreach planned', 'contacto previsto'),
	('story rule met', 'rule met', 'regla cumplida'),
	('story support begins', 'support begins', 'comienza un apoyo'),
	('story support ends', 'support ends', 'termina un apoyo'),
	('story tier', 'tier', 'nivel'),
	-- the page of a district
	('district_report', 'District report', 'Informe del distrito'),
	('district', 'District', 'Distrito'),
	('once', 'Each student counts once.', 'Cada estudiante cuenta una vez.'),
	('no_district', 'Schools that this reader sees: {1}. The figures of the district are not shown.',
		'Escuelas que ve este lector: {1}. No se muestran las cifras del distrito.'),
	('through', 'through {1}', 'hasta el {1}'),
	('dots_note', 'Schools stand in the order of their names. The bar is the 95% interval: where bars overlap, the difference may be chance.',
		'Las escuelas est^an en el orden de sus nombres. La barra es el intervalo del 95 %: si se solapan, la diferencia puede ser casual.'),
	('level_missing', 'Other schools', 'Otras escuelas')
) AS t (key, en, es) LOOP
		INSERT INTO absence.report_text (language, key, text) VALUES ('en', t.key, t.en);
		BEGIN
			spanish := t.es;
			FOREACH letter IN ARRAY '{a:c3a1,e:c3a9,i:c3ad,o:c3b3,u:c3ba,n:c3b1,A:c381,E:c389,I:c38d,O:c393,U:c39a}'::text[] LOOP
				IF pg_catalog.strpos(spanish, '^' || pg_catalog.left(letter, 1)) > 0 THEN
					spanish := pg_catalog.replace(spanish, '^' || pg_catalog.left(letter, 1),
						pg_catalog.convert_from(pg_catalog.decode(pg_catalog.substr(letter, 3), 'hex'), 'UTF8'));
				END IF;
			END LOOP;
			INSERT INTO absence.report_text (language, key, text) VALUES ('es', t.key, spanish);
		EXCEPTION WHEN untranslatable_character THEN
			NULL;
		END;
	END LOOP;
END
$do$;

CREATE FUNCTION absence.report_words(language text DEFAULT 'en', texts jsonb DEFAULT NULL) RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT coalesce(jsonb_object_agg(t.key, t.text), '{}')
		|| coalesce((SELECT jsonb_object_agg(t.key, t.text) FROM absence.report_text AS t WHERE t.language = report_words.language), '{}')
		|| coalesce(report_words.texts, '{}')
		|| jsonb_build_object('language', coalesce(report_words.language, 'en'))
	FROM absence.report_text AS t
	WHERE t.language = 'en'
$$;
COMMENT ON FUNCTION absence.report_words(text, jsonb) IS
	'The words of reports in a language, by key, for the pictures: those of report_text, English where it has none, with texts before them';

-- What a report puts in the places {1}, {2} ... is not looked at again, because it can be a
-- name. A text about nothing is NULL.
CREATE FUNCTION absence_internal.say(words jsonb, key text, VARIADIC puts text[] DEFAULT '{}') RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	parts text[] := string_to_array(coalesce(words ->> key, key), '{');
	said text := parts[1];
BEGIN
	IF array_position(puts, NULL) IS NOT NULL THEN
		RETURN NULL;
	END IF;
	FOR i IN 2 .. cardinality(parts) LOOP
		said := said || CASE WHEN parts[i] ~ '^[1-9][}]' THEN coalesce(puts[left(parts[i], 1)::integer], '') || substr(parts[i], 3) ELSE '{'
			|| parts[i] END;
	END LOOP;
	RETURN said;
END
$$;
COMMENT ON FUNCTION absence_internal.say(jsonb, text,
	text[]) IS 'A text of a report with what it is about, NULL if that is NULL; the key itself if there is no text';

CREATE FUNCTION absence_internal.number_text(value double precision, words jsonb, digits integer DEFAULT 1) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN abs(value) < 1e15 THEN replace(trim_scale(round(value::numeric, digits))::text, '.', coalesce(words ->> 'decimal',
		'.')) END;
COMMENT ON FUNCTION absence_internal.number_text(double precision, jsonb, integer) IS 'A number as a report shows it; NULL for none';

CREATE FUNCTION absence_internal.percent_text(rate double precision, words jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN abs(rate) < 1e12 THEN
		absence_internal.say(words, 'percent', replace(round(100 * rate::numeric, 1)::text, '.', coalesce(words ->> 'decimal', '.'))) END;
COMMENT ON FUNCTION absence_internal.percent_text(double precision,
	jsonb) IS 'A rate as a report shows it, in percent with one decimal; NULL for none';

-- key: day, or day_short without the year
CREATE FUNCTION absence_internal.day_text(day date, words jsonb, key text DEFAULT 'day') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN isfinite(day) THEN absence_internal.say(words, key, extract(day FROM day)::text,
		split_part(words ->> CASE key WHEN 'day_short' THEN 'months_short' ELSE 'months' END, ' ', extract(month FROM day)::integer),
		extract(year FROM day)::text) END;
COMMENT ON FUNCTION absence_internal.day_text(date, jsonb, text) IS 'A day as a report shows it; NULL for none';

-- Text between tags or in quotes. HTML and XML do not allow control characters.
CREATE FUNCTION absence_internal.markup(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN value COLLATE "C" ~ '[&<>"''[:cntrl:]]' THEN
		replace(replace(replace(replace(replace(regexp_replace(value COLLATE "C", '[[:cntrl:]]', ' ', 'g'),
			'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
		ELSE value END;
COMMENT ON FUNCTION absence_internal.markup(text) IS 'A text as HTML and SVG have it: what would be markup is escaped';

-- A place for a name in a line of text: its direction does not turn the rest
CREATE FUNCTION absence_internal.markup_name(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN '<bdi>' || absence_internal.markup(value) || '</bdi>';
COMMENT ON FUNCTION absence_internal.markup_name(text) IS 'A name as HTML has it, apart from the direction of the text around it';

-- Pictures do not break lines, so this does: at spaces, or in words that are longer than a
-- line. Characters are not equally wide, and how wide they are is estimated.
CREATE FUNCTION absence_internal.text_lines(value text, width integer) RETURNS text[]
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	lines text[] := '{}';
	line text := '';
	taken integer := 0;
	space integer := 0;	-- how much of line stands before its last space
	taken_to_space integer;
	wide integer;
	c text;
BEGIN
	FOREACH c IN ARRAY string_to_array(regexp_replace(trim(value), '[[:space:]]+', ' ', 'g'), NULL) LOOP
		wide := CASE WHEN ascii(c) BETWEEN 4352 AND 4607 OR ascii(c) BETWEEN 11904 AND 55215 OR ascii(c) >= 63744 THEN 20
			WHEN c ~ '[WM@%]' THEN 16 WHEN c ~ '[[:upper:]]' THEN 13 WHEN c ~ '[ilj.,''|]' THEN 6 ELSE 10 END;
		IF taken + wide > 10 * width AND c <> ' ' THEN
			IF space > 0 THEN
				lines := lines || left(line, space);
				line := substr(line, space + 2);
				taken := taken - taken_to_space;
			ELSE
				lines := lines || line;
				line := '';
				taken := 0;
			END IF;
			space := 0;
		END IF;
		IF c = ' ' THEN
			space := length(line);
			taken_to_space := taken + wide;
		END IF;
		line := line || c;
		taken := taken + wide;
	END LOOP;
	RETURN CASE WHEN line <> '' OR lines = '{}' THEN lines || line ELSE lines END;
END
$$;
COMMENT ON FUNCTION absence_internal.text_lines(text, integer) IS 'A text in lines that are as wide as so many small letters, for pictures';
