import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Reading, WantedReading } from '#shared/contract/imports';
import { clinicNow } from '#shared/domain/clinic-now';
import { CHUNK_BYTES, type ImportField, MOST_ROWS, NEEDED_FIELDS } from '#shared/domain/importing/fields';
import { guessColumns } from '#shared/domain/importing/guess-columns';
import { guessDateOrder } from '#shared/domain/importing/read-cells';
import { dateOf } from '#shared/values/wall-clock';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import type { JobContext } from '#electron/platform/jobs/runner';
import { checkPatients, type ReadRow } from './check-patients';
import { checkVisits } from './check-visits';
import { decode, guessEncoding } from './decode';
import { EarlierRows } from './in-file';
import { type EarlierMedicines, checkMedicines } from './medicine-rows';
import { HoursOfRows } from './outside';
import type { ImportDeps } from './parts';
import * as repository from './repository';
import { ImportJob, type StagedRow, StoredReading } from './staged';
import { guessDelimiter, readTable, type Table, type Trouble } from './table';

/** Rows of one short transaction. */
const BATCH = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 40;
/** Rows that say in which order a file writes its dates. */
const LOOKED_AT = 500;

/** The file as it came up, or null when parts of it are missing. */
async function bytesOf(db: Database, record: repository.ImportRecord): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(record.size);
  let at = 0;
  for (let index = 0; index * CHUNK_BYTES < record.size; index += 1) {
    const part = await db.read((tx) => repository.chunkOf(tx, record.id, index));
    if (part === null || at + part.length > record.size) return null;
    bytes.set(part, at);
    at += part.length;
  }
  return at === record.size ? bytes : null;
}

export function storedReading(text: string | null): StoredReading | null {
  if (text === null) return null;
  return StoredReading.safeParse(JSON.parse(text)).data ?? null;
}

/** What earlier files of the kind had under these headings. */
async function mappedBefore(tx: ReadTx, kind: repository.ImportRecord['kind']) {
  const last = storedReading(await repository.lastReading(tx, kind));
  const mapped: Record<string, ImportField | null> = {};
  last?.headings.forEach((heading, at) => {
    mapped[heading] = last.columns[at] ?? null;
  });
  return mapped;
}

function columnsOf(
  kind: repository.ImportRecord['kind'],
  table: Table,
  wanted: Reading['columns'] | undefined,
  before: Readonly<Record<string, ImportField | null>>,
): (ImportField | null)[] {
  if (wanted?.length === table.headings.length) return [...wanted];
  return guessColumns(kind, table.headings, before);
}

function dateCells(table: Table, columns: readonly (ImportField | null)[]): string[] {
  const at = columns.flatMap((field, index) => (field === 'birth' || field === 'date' ? [index] : []));
  return table.rows.slice(0, LOOKED_AT).flatMap(({ cells }) => at.map((index) => cells[index] ?? ''));
}

function readRows(table: Table, columns: readonly (ImportField | null)[]): ReadRow[] {
  return table.rows.map(({ rowNo, cells }) => {
    const byField = new Map<ImportField, string>();
    columns.forEach((field, at) => {
      const cell = (cells[at] ?? '').trim();
      if (field !== null && cell !== '' && !byField.has(field)) byField.set(field, cell);
    });
    const overflow = cells.slice(table.headings.length).filter((cell) => cell.trim() !== '').length;
    return { rowNo, cells, byField, overflow };
  });
}

type Read =
  | { readonly trouble: Trouble; readonly reading: StoredReading | null }
  | { readonly rows: ReadRow[]; readonly reading: StoredReading };

function readFile(
  bytes: Uint8Array,
  kind: repository.ImportRecord['kind'],
  wanted: WantedReading,
  before: Readonly<Record<string, ImportField | null>>,
): Read {
  const encoding = wanted.encoding ?? guessEncoding(bytes);
  const decoded = decode(bytes, encoding);
  const bare = (delimiter: Reading['delimiter']): StoredReading => ({
    encoding,
    delimiter,
    dateOrder: wanted.dateOrder ?? 'dmy',
    columns: [],
    headings: [],
    samples: [],
  });
  if ('trouble' in decoded)
    return { trouble: { code: decoded.trouble, params: {} }, reading: bare(wanted.delimiter ?? ',') };
  const delimiter = wanted.delimiter ?? guessDelimiter(decoded.text);
  const parsed = readTable(decoded.text, delimiter, MOST_ROWS[kind]);
  if ('trouble' in parsed) return { trouble: parsed.trouble, reading: bare(delimiter) };
  const { table } = parsed;
  const columns = columnsOf(kind, table, wanted.columns, before);
  const reading: StoredReading = {
    encoding,
    delimiter,
    dateOrder: wanted.dateOrder ?? guessDateOrder(dateCells(table, columns)),
    columns,
    headings: [...table.headings],
    samples: table.headings.map((_, at) =>
      table.rows.slice(0, SAMPLES).map(({ cells }) => (cells[at] ?? '').slice(0, SAMPLE_LENGTH)),
    ),
  };
  const missing = NEEDED_FIELDS[kind].find((group) => !group.some((field) => columns.includes(field)));
  if (missing) return { trouble: { code: 'needs_column', params: { field: missing[0] ?? '' } }, reading };
  return { rows: readRows(table, columns), reading };
}

function countsOf(rows: readonly StagedRow[]) {
  const of = (state: StagedRow['state']) => rows.filter((row) => row.state === state).length;
  return {
    rows: rows.length,
    fresh: of('fresh'),
    there: of('there'),
    alike: of('alike'),
    repeat: of('repeat'),
    warned: of('warned'),
    wrong: of('wrong'),
    make: rows.filter(({ choice }) => choice === 'make').length,
  };
}

/** Looks at each row; the answer for a batch is given by the areas' own rules. */
async function checker(
  deps: ImportDeps,
  db: Database,
  kind: repository.ImportRecord['kind'],
  reading: StoredReading,
) {
  if (kind === 'medicines') {
    const listed: EarlierMedicines = new Map();
    return (batch: readonly ReadRow[]) => db.read((tx) => checkMedicines(deps, tx, batch, listed));
  }
  const settings = await deps.settings.current();
  const now = clinicNow(deps.clock.now(), settings.timeZone);
  const earlier = new EarlierRows();
  if (kind === 'patients') {
    const how = {
      dateOrder: reading.dateOrder,
      today: Temporal.PlainDate.from(dateOf(now)),
      country: settings.country,
    };
    return (batch: readonly ReadRow[]) => db.read((tx) => checkPatients(deps, tx, batch, how, earlier));
  }
  const doctors = await db.read((tx) => deps.doctors.list(tx));
  const how = { dateOrder: reading.dateOrder, timeZone: settings.timeZone, now, doctors };
  const hours = new HoursOfRows(deps.hours);
  return (batch: readonly ReadRow[]) => db.read((tx) => checkVisits(deps, tx, batch, how, earlier, hours));
}

/** Reads an import's file and stages its rows, each with what it would come to. Writes nothing else. */
export function checkImport(deps: ImportDeps) {
  return async ({ id: jobId, params, db, signal, progress }: JobContext): Promise<void> => {
    const job = ImportJob.parse(JSON.parse(params ?? '{}'));
    const record = await db.read((tx) => repository.selectImport(tx, job.importId));
    if (record?.state !== 'reading' || record.job_id !== jobId) return;
    const bytes = await bytesOf(db, record);
    const before = await db.read((tx) => mappedBefore(tx, record.kind));

    const end = (change: repository.ImportChange) =>
      db.write(async (tx) => {
        const now = await repository.lockImport(tx, record.id);
        if (now?.state !== 'reading' || now.job_id !== jobId) return;
        await repository.updateImport(tx, record.id, { state: 'ready', ...change });
        await writeFeed(tx, { area: 'imports', entityId: record.id });
      });
    // A crashed try, and what was read before, leave their rows.
    await db.write(async (tx) => {
      await repository.dropRows(tx, jobId);
      if (record.rows_job_id !== null) await repository.dropRows(tx, record.rows_job_id);
    });
    if (bytes === null) {
      await end({ trouble: { code: 'incomplete', params: {} }, counts: null, reading: null });
      return;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const read = readFile(bytes, record.kind, job.reading ?? {}, before);
    if ('trouble' in read) {
      await end({ sha256, trouble: read.trouble, counts: null, reading: read.reading, rowsJobId: null });
      return;
    }
    const check = await checker(deps, db, record.kind, read.reading);
    const staged: StagedRow[] = [];
    for (let at = 0; at < read.rows.length; at += BATCH) {
      signal.throwIfAborted();
      const batch = await check(read.rows.slice(at, at + BATCH));
      await db.write((tx) => repository.stageRows(tx, jobId, batch), { signal });
      staged.push(...batch.map((row) => ({ ...row, cells: [], patient: null, visit: null, medicine: null })));
      progress(at + batch.length, read.rows.length);
    }
    const counts = countsOf(staged);
    const trouble =
      counts.wrong === counts.rows ? { code: 'all_wrong', params: { count: counts.rows } } : null;
    await end({ sha256, trouble, counts, reading: read.reading, rowsJobId: jobId });
  };
}
