import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import { addDoctor, addPatient, book, openAsDesk, rows, run } from './support';

let database: FreshDatabase;
let desk: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  desk = await openAsDesk(database.mysqlUrl);
});

afterAll(async () => {
  await desk.end();
  await database.drop();
});

// Typed by hand: what the desk's account holds on whole tables. Nothing here can UPDATE a whole table.
const tableRights = [
  'admin INSERT,SELECT',
  'appointment_series INSERT,SELECT',
  'appointment_slots SELECT',
  'appointments INSERT,SELECT',
  'audit_log INSERT,SELECT',
  'availability_exceptions DELETE,INSERT,SELECT',
  'chart_openings INSERT,SELECT',
  'client_requests DELETE,INSERT,SELECT',
  'clinic_holidays DELETE,INSERT,SELECT',
  'delayed_visits INSERT,SELECT',
  'desk_settings DELETE,INSERT,SELECT',
  'desks INSERT,SELECT',
  'doctor_availability DELETE,INSERT,SELECT',
  'doctor_delays INSERT,SELECT',
  'doctor_fees DELETE,INSERT,SELECT',
  'doctor_pages INSERT,SELECT',
  'doctor_sessions INSERT,SELECT',
  'doctors INSERT,SELECT',
  'drafts DELETE,INSERT,SELECT',
  'failed_papers DELETE,INSERT,SELECT',
  'feed DELETE,INSERT,SELECT',
  'freed_times DELETE,SELECT',
  'grid_steps SELECT',
  'hours_changes INSERT,SELECT',
  'import_chunks DELETE,INSERT,SELECT',
  'import_made INSERT,SELECT',
  'imports INSERT,SELECT',
  'job_rows DELETE,INSERT,SELECT',
  'jobs DELETE,INSERT,SELECT',
  'medical_history INSERT,SELECT',
  'medical_papers INSERT,SELECT',
  'medicines INSERT,SELECT',
  'note_templates INSERT,SELECT',
  'outbox DELETE,INSERT,SELECT',
  'page_templates INSERT,SELECT',
  'patient_allergies INSERT,SELECT',
  'patient_conditions INSERT,SELECT',
  'patient_identifiers DELETE,INSERT,SELECT',
  'patient_tokens DELETE,INSERT,SELECT',
  'patients INSERT,SELECT',
  'payments INSERT,SELECT',
  'preferences INSERT,SELECT',
  'prescription_items DELETE,INSERT,SELECT',
  'prescriptions INSERT,SELECT',
  'presence DELETE,INSERT,SELECT',
  'review_calls INSERT,SELECT',
  'schema_migrations SELECT',
  'settings INSERT,SELECT',
  'sign_in_failures DELETE,INSERT,SELECT',
  'sign_in_names DELETE,INSERT,SELECT',
  'staff_grants DELETE,INSERT,SELECT',
  'visit_messages INSERT,SELECT',
  'visit_note_addenda INSERT,SELECT',
  'visit_notes INSERT,SELECT',
  'vitals INSERT,SELECT',
  'waiting_list INSERT,SELECT',
];

// Typed by hand: the columns of each table that an UPDATE of the desk's may not touch.
const untouchable = {
  admin: 'account_epoch,created_at,id,updated_at,version',
  appointment_series: 'created_at,created_by,id,patient_id,recurrence_rule,updated_at,version',
  appointment_slots: 'appointment_id,doctor_id,slot_start',
  appointments: 'created_at,created_by,id,patient_id,series_id,updated_at,version',
  audit_log: 'action,actor,after_json,at,before_json,desk_id,entity,entity_id,id,outcome,patient_id,reason',
  availability_exceptions: 'availability_id,date',
  chart_openings: 'id,open_until,opened_at,opened_by,patient_id,reason',
  client_requests: 'actor,created_at,id,input_hash,name',
  clinic_holidays: 'created_at,id,version',
  delayed_visits: 'appointment_id,delay_id,end_after,end_before,start_after,start_before',
  desk_settings: 'desk_id,name',
  desks: 'id',
  doctor_availability: 'created_at,doctor_id,id,updated_at,version',
  doctor_delays: 'created_at,created_by,date,doctor_id,from_time,gaps,id,minutes,version',
  doctor_fees: 'amount,currency,doctor_id,visit_type',
  doctor_pages: 'doctor_id,version',
  doctor_sessions: 'date,doctor_id,id,version',
  doctors: 'account_epoch,created_at,id,updated_at,version',
  drafts: 'name,person',
  failed_papers: 'desk_id,id,kind,person,request,title',
  freed_times: 'doctor_id,end_time,freed_at,id,patient_id,start_time',
  feed: 'area,created_at,date_from,date_to,doctor_id,entity_id,id,kind',
  grid_steps: 'n',
  hours_changes: 'created_at,created_by,doctor_id,id,version',
  import_chunks: 'chunk_no,import_id',
  import_made: 'entity,entity_id,import_id,row_no,version',
  imports: 'created_at,created_by,file_name,id,kind,size,version',
  job_rows: 'job_id,row_no',
  jobs: 'created_at,created_by,id,kind,params,unfinished_kind',
  medical_history:
    'appointment_id,began,began_precision,corrects_id,created_at,ended,ended_precision,entered_by,habit,id,kind,onset_age,patient_id,place,relation,standing_corrects_id,version,what',
  medical_papers:
    'addressed_to,appointment_id,doctor_id,findings,fit_for,from_date,id,kind,patient_id,question,reason,shows_reason,signed_at,signed_by,to_date,version',
  medicines: 'brand,created_at,form,generic,id,identity,strength,version',
  note_templates: 'doctor_id,id,version',
  outbox: 'created_at,entity_id,id,payload,topic,version',
  page_templates: 'doctor_id,id,version',
  patient_allergies: 'created_at,id,noted_by,patient_id,version',
  patient_conditions: 'created_at,id,noted_by,patient_id,version',
  patient_identifiers: 'id,patient_id',
  patient_tokens: 'kind,patient_id,token',
  patients: 'created_at,id,updated_at,version',
  payments: 'amount,appointment_id,created_at,created_by,currency,id,patient_id,updated_at,version',
  preferences: 'person',
  prescription_items: 'id,prescription_id',
  prescriptions:
    'amends_id,appointment_id,created_at,created_by,doctor_id,id,patient_id,review_on,updated_at,version',
  presence: 'desk_id,person,what',
  review_calls: 'called_at,called_by,id,outcome,prescription_id,version',
  schema_migrations: 'applied_at,name',
  settings: 'key,version',
  sign_in_failures: 'name',
  sign_in_names: 'admin_id,doctor_id',
  staff_grants: 'admin_id,permission',
  waiting_list: 'created_at,created_by,id,patient_id,updated_at,version',
  visit_note_addenda: 'body,created_at,created_by,id,note_id',
  visit_notes: 'appointment_id,created_at,created_by,id,patient_id,updated_at,version',
  vitals:
    'appointment_id,corrects_id,created_at,diastolic,entered_by,glucose_mg_dl,height_cm,id,note,patient_id,pulse,respiration,spo2,standing_corrects_id,systolic,taken_at,temperature_c,version,weight_kg',
  visit_messages: 'appointment_id,id,kind,language,start_told,told_at,told_by,version,way',
} as const;

describe("the desk's account", () => {
  test('holds these rights on tables and no others', async () => {
    const found = await rows(
      desk,
      `SELECT CONCAT(table_name, ' ', GROUP_CONCAT(privilege_type ORDER BY privilege_type)) AS described
       FROM information_schema.table_privileges WHERE table_schema = DATABASE() AND privilege_type <> 'UPDATE'
       GROUP BY table_name`,
    );
    expect(found.map((row) => row['described'] as string).sort()).toEqual(tableRights);
  });

  test('holds nothing on the database or the server', async () => {
    const found = await rows(desk, 'SHOW GRANTS');
    const wide = found
      .map((row) => String(Object.values(row)[0]))
      .filter((grant) => grant.includes('*') || grant.includes('GRANT OPTION'));
    expect(wide).toEqual([expect.stringMatching(/^GRANT USAGE ON \*\.\* TO `clinic_desk`/)]);
  });

  test.each(Object.entries(untouchable))('%s: may not update %s', async (table, wanted) => {
    const found = await rows(
      desk,
      `SELECT GROUP_CONCAT(c.column_name ORDER BY c.column_name) AS columns FROM information_schema.columns c
       WHERE c.table_schema = DATABASE() AND c.table_name = ? AND NOT FIND_IN_SET('update', c.privileges)`,
      [table],
    );
    expect(found[0]?.['columns']).toBe(wanted);
  });

  test.each([
    ['CREATE TABLE other (id INT)', 1142],
    ['ALTER TABLE patients ADD COLUMN extra INT', 1142],
    ['DROP TABLE drafts', 1142],
    ['TRUNCATE TABLE feed', 1142],
    ['DROP TRIGGER appointments_after_insert', 1142],
    ["CREATE TRIGGER mine BEFORE INSERT ON patients FOR EACH ROW SET NEW.phone = ''", 1142],
    ["INSERT INTO appointment_slots VALUES (1, '2027-01-04 10:00', 1)", 1142],
    ['DELETE FROM appointment_slots', 1142],
    ["UPDATE appointment_slots SET slot_start = '2027-01-04 10:00'", 1142],
    ['SELECT * FROM appointment_slots FOR UPDATE', 1142],
    ['DELETE FROM appointments', 1142],
    ['DELETE FROM patients', 1142],
    ['DELETE FROM doctors', 1142],
    ['DELETE FROM prescriptions', 1142],
    ['DELETE FROM payments', 1142],
    ['DELETE FROM audit_log', 1142],
    ["UPDATE audit_log SET reason = ''", 1142],
    ['UPDATE payments SET amount = 0', 1143],
    ['UPDATE patients SET id = id + 1', 1143],
    ['UPDATE appointments SET version = 1', 1143],
    ['UPDATE appointments SET patient_id = 1', 1143],
    ['SELECT * FROM schema_grants', 1142],
    ['SELECT * FROM mysql.user', 1142],
    ['CREATE USER other', 1227],
    ['SET GLOBAL log_bin_trust_function_creators = 0', 1227],
  ])('is refused %s', async (sql, errno) => {
    await expect(run(desk, sql)).rejects.toMatchObject({ errno });
  });

  test('does a day of work: book, move, close, lock, take and give back', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    await desk.beginTransaction();
    expect(await rows(desk, 'SELECT id FROM patients WHERE id = ? FOR UPDATE', [patient])).toHaveLength(1);
    expect(await rows(desk, 'SELECT id FROM doctors WHERE id = ? FOR SHARE', [doctor])).toHaveLength(1);
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(
      desk,
      "UPDATE appointments SET start_time = '2027-01-04 11:00', end_time = '2027-01-04 11:15', updated_by = 'admin:1' WHERE id = ? AND version = 1",
      [id],
    );
    await run(desk, "UPDATE appointments SET status = 'cancelled', closed_as = 'left' WHERE id = ?", [id]);
    await run(
      desk,
      "INSERT INTO client_requests (id, actor, name, input_hash) VALUES ('r1', 'admin:1', 'x', REPEAT('a', 64))",
    );
    await run(desk, "UPDATE client_requests SET answer = '{}' WHERE id = 'r1'");
    await run(
      desk,
      "INSERT INTO drafts (person, name, cipher) VALUES ('admin:1', 'booking', 'x') ON DUPLICATE KEY UPDATE cipher = 'y'",
    );
    await run(
      desk,
      "INSERT INTO desks (id, name, version) VALUES ('d', 'Front', '1') ON DUPLICATE KEY UPDATE last_seen = UTC_TIMESTAMP()",
    );
    await run(
      desk,
      "INSERT INTO sign_in_failures (name, failures) VALUES ('x', 1) ON DUPLICATE KEY UPDATE failures = failures + 1",
    );
    await run(desk, "DELETE FROM sign_in_failures WHERE name = 'x'");
    await desk.commit();
    expect(
      await rows(desk, 'SELECT status, closed_as, version FROM appointments WHERE id = ?', [id]),
    ).toEqual([{ status: 'cancelled', closed_as: 'left', version: 3 }]);
  });
});
