import { Refusal } from '#shared/errors/app-error';
import { PersonKey } from '#shared/values/ids';
import { duplicateKey, isConnectionLost, mysqlFault } from '#electron/mysql/errors';
import type { Database, WriteTx } from '#electron/mysql/transactions';
import { writeAudits } from '#electron/platform/audit';
import { asBulk } from '#electron/platform/bulk';
import { writeFeed } from '#electron/platform/feed';
import type { JobContext } from '#electron/platform/jobs/runner';
import { writeOutboxes } from '#electron/platform/outbox';
import { matchPatient, soughtOf } from './match-patients';
import { HoursOfRows, outsideProblem } from './outside';
import type { ImportDeps } from './parts';
import * as repository from './repository';
import { ImportJob, type MedicineDraft, type PatientDraft, type StagedRow, type VisitDraft } from './staged';
import type { Trouble } from './table';
import { slotsOf } from './visit-rows';

/** Rows of one statement. */
const BATCH = 500;
const PAGE = 200;
/** The feed counts on no transaction being older (design section 6). */
const LONGEST_MS = 25_000;

type MedicineRow = MedicineDraft & { readonly rowNo: number };
type PatientRow = PatientDraft & { readonly rowNo: number };
type VisitRow = VisitDraft & {
  readonly rowNo: number;
  readonly patientId: number;
  /** The rule that the row was seen to break, and was taken along for with a reason. */
  readonly accepted: string | null;
};

export function batchesOf<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}

async function toMake(db: Database, jobId: number, takesWarned: boolean): Promise<StagedRow[]> {
  const found: StagedRow[] = [];
  for (let after = 0; ;) {
    const from = after;
    const page = await db.read((tx) => repository.rowsAfter(tx, jobId, [], from, PAGE));
    found.push(
      ...page.filter(({ choice, state }) => choice === 'make' || (takesWarned && state === 'warned')),
    );
    const last = page.at(-1);
    if (last === undefined) return found;
    after = last.rowNo;
  }
}

/** Whoever has come in since the rows were looked at is not made again. */
async function stillNew(
  deps: ImportDeps,
  db: Database,
  rows: readonly PatientRow[],
  forced: ReadonlySet<number>,
) {
  const left: PatientRow[] = [];
  for (const batch of batchesOf(rows, PAGE)) {
    const known = await db.read((tx) => deps.patients.candidatesFor(tx, batch.map(soughtOf)));
    left.push(
      ...batch.filter(
        (row, at) => forced.has(row.rowNo) || matchPatient(row, known[at] ?? []).thereAs === null,
      ),
    );
  }
  return left;
}

interface Writing {
  readonly importId: number;
  readonly actor: PersonKey;
  readonly deskId: string;
  /** Why rows outside the hours are written all the same. */
  readonly reason: string | null;
}

async function audit(
  tx: WriteTx,
  by: Writing,
  action: 'imports.patient' | 'imports.appointment',
  rows: readonly {
    readonly id: number;
    readonly patientId: number;
    readonly after: unknown;
    readonly reason?: string | null;
  }[],
): Promise<void> {
  await writeAudits(
    tx,
    rows.map(({ id, patientId, after, reason = null }) => ({
      actor: by.actor,
      deskId: by.deskId,
      action,
      entity: action === 'imports.patient' ? 'patient' : 'appointment',
      entityId: id,
      patientId,
      outcome: 'done' as const,
      reason,
      before: null,
      after,
    })),
  );
}

async function writePatients(
  deps: ImportDeps,
  tx: WriteTx,
  by: Writing,
  rows: readonly PatientRow[],
  told: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const batch of batchesOf(rows, BATCH)) {
    const made = await deps.patients.insert(tx, batch);
    await repository.noteMade(tx, by.importId, 'patient', made);
    await audit(
      tx,
      by,
      'imports.patient',
      made.map(({ id }, at) => ({ id, patientId: id, after: { ...batch[at], importId: by.importId } })),
    );
    done += batch.length;
    told(done);
  }
}

/** The list is nobody's record: that it was brought in is audited once, and which rows stands in import_made. */
async function writeMedicines(
  deps: ImportDeps,
  tx: WriteTx,
  by: Writing,
  rows: readonly MedicineRow[],
  told: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const batch of batchesOf(rows, BATCH)) {
    await repository.noteMade(tx, by.importId, 'medicine', await deps.medicines.put(tx, batch, by.actor));
    done += batch.length;
    told(done);
  }
}

class Gone extends Error {
  readonly trouble: Trouble;
  constructor(code: 'patient_gone' | 'doctor_gone' | 'outside_now', row: number) {
    super(code);
    this.trouble = { code, params: { row } };
  }
}

/** Locks go patients, doctors, appointments, each ascending (design section 3). */
async function lockAll(deps: ImportDeps, tx: WriteTx, rows: readonly VisitRow[]): Promise<void> {
  const patientIds = [...new Set(rows.map(({ patientId }) => patientId))].sort((a, b) => a - b);
  const present = new Set<number>();
  for (const batch of batchesOf(patientIds, BATCH)) {
    for (const { id, is_deleted, archived_at } of await deps.patients.lock(tx, batch))
      if (is_deleted === 0 && archived_at === null) present.add(id);
  }
  const lost = rows.find(({ patientId }) => !present.has(patientId));
  if (lost) throw new Gone('patient_gone', lost.rowNo);
  const doctors = await deps.visits.lockDoctors(
    tx,
    rows.map(({ doctorId }) => doctorId),
  );
  const working = new Set(doctors.filter(({ is_deleted }) => is_deleted === 0).map(({ id }) => id));
  const without = rows.find(({ doctorId }) => !working.has(doctorId));
  if (without) throw new Gone('doctor_gone', without.rowNo);
}

/** Asked again under the doctors' locks: nobody is away by then unless somebody saw that and said why. */
async function checkHours(deps: ImportDeps, tx: WriteTx, rows: readonly VisitRow[]): Promise<Set<number>> {
  const hours = new HoursOfRows(deps.hours);
  const outside = new Set<number>();
  for (const batch of batchesOf(rows, PAGE)) {
    const found = await hours.outside(tx, batch);
    batch.forEach(({ rowNo, accepted }, at) => {
      const why = found[at];
      if (!why) return;
      if (outsideProblem(why).code !== accepted) throw new Gone('outside_now', rowNo);
      outside.add(rowNo);
    });
  }
  return outside;
}

async function writeVisits(
  deps: ImportDeps,
  tx: WriteTx,
  by: Writing,
  rows: readonly VisitRow[],
  told: (done: number) => void,
): Promise<void> {
  if (rows.length === 0) return;
  await lockAll(deps, tx, rows);
  const outside = await checkHours(deps, tx, rows);
  let done = 0;
  for (const batch of batchesOf(rows, BATCH)) {
    const made = await deps.visits.insert(tx, batch, by.actor);
    await repository.noteMade(tx, by.importId, 'appointment', made);
    const byRow = new Map(batch.map((row) => [row.rowNo, row]));
    await audit(
      tx,
      by,
      'imports.appointment',
      made.map(({ rowNo, id }) => ({
        id,
        patientId: byRow.get(rowNo)?.patientId ?? 0,
        after: { ...byRow.get(rowNo), importId: by.importId },
        reason: outside.has(rowNo) ? by.reason : null,
      })),
    );
    await writeOutboxes(
      tx,
      made.map(({ id, version }) => ({ topic: 'visit' as const, entityId: id, version })),
    );
    done += batch.length;
    told(done);
  }
}

const ENTRY = /Duplicate entry '(.*)' for key/;

/** Which row it was that another desk, or another program, was faster than. */
function clashOf(
  error: unknown,
  patients: readonly PatientRow[],
  visits: readonly VisitRow[],
): Trouble | null {
  if (error instanceof Gone) return error.trouble;
  const key = duplicateKey(error);
  if (key === null) return null;
  const entry = ENTRY.exec(mysqlFault(error)?.message ?? '')?.[1] ?? '';
  if (key.includes('appointment_slots')) {
    const [, doctorId, date, time] = /^(\d+)-(\d{4}-\d\d-\d\d) (\d\d:\d\d)/.exec(entry) ?? [];
    const slot = `${doctorId ?? ''} ${date ?? ''}T${time ?? ''}`;
    const row = visits.find((visit) => slotsOf(visit).includes(slot));
    return { code: 'clash', params: { row: row?.rowNo ?? 0, time: `${date ?? ''}T${time ?? ''}` } };
  }
  const row = patients.find(
    ({ clinicNo, identifier }) =>
      clinicNo?.toLowerCase() === entry.toLowerCase() ||
      (identifier !== null && entry.toLowerCase().endsWith(`-${identifier.toLowerCase()}`)),
  );
  return { code: 'number_clash', params: { row: row?.rowNo ?? 0, value: entry.slice(0, 60) } };
}

/** Writes all of an import's rows that are to be made, in one transaction: all of them or none. */
export function writeImport(deps: ImportDeps) {
  return async ({ id: jobId, params, db, signal, progress }: JobContext): Promise<void> => {
    const job = ImportJob.parse(JSON.parse(params ?? '{}'));
    const by: Writing = {
      importId: job.importId,
      actor: PersonKey.parse(job.actor),
      deskId: job.deskId,
      reason: job.reason,
    };
    const record = await db.read((tx) => repository.selectImport(tx, job.importId));
    if (record?.state !== 'writing' || record.job_id !== jobId || record.rows_job_id === null) return;
    const staged = await toMake(db, record.rows_job_id, job.reason !== null);
    const chosen = new Set(staged.filter(({ state }) => state !== 'fresh').map(({ rowNo }) => rowNo));
    const read = staged.flatMap(({ rowNo, patient }) => (patient ? [{ ...patient, rowNo }] : []));
    const patients = await stillNew(deps, db, read, chosen);
    const visits = staged.flatMap(({ rowNo, visit, patientId, state, problems }) => {
      const accepted = state === 'warned' ? (problems[0]?.code ?? null) : null;
      return visit && patientId !== null ? [{ ...visit, rowNo, patientId, accepted }] : [];
    });
    const medicines = staged.flatMap(({ rowNo, medicine }) => (medicine ? [{ ...medicine, rowNo }] : []));
    const total = patients.length + visits.length + medicines.length;
    const within = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
    try {
      await db.write(
        (tx) =>
          asBulk(tx, async () => {
            const now = await repository.lockImport(tx, record.id);
            if (now?.state !== 'writing' || now.job_id !== jobId) throw new Refusal({ code: 'CANCELLED' });
            const told = (done: number) => {
              progress(done, total);
            };
            await writePatients(deps, tx, by, patients, told);
            await writeVisits(deps, tx, by, visits, told);
            await writeMedicines(deps, tx, by, medicines, told);
            const counts = { ...(JSON.parse(now.counts ?? '{}') as object), make: total };
            await repository.updateImport(tx, record.id, {
              state: 'done',
              counts,
              trouble: null,
              finished: true,
            });
            await repository.dropChunks(tx, record.id);
            // One row for all of it: every screen asks for everything again.
            await writeFeed(tx, { area: 'imports', entityId: record.id, kind: 'bulk' });
          }),
        { signal: within },
      );
    } catch (error) {
      const trouble = isConnectionLost(error) ? null : clashOf(error, patients, visits);
      if (trouble === null) throw error;
      await db.write(async (tx) => {
        await repository.updateImport(tx, record.id, { state: 'ready', trouble });
        await writeFeed(tx, { area: 'imports', entityId: record.id });
      });
    }
  };
}
