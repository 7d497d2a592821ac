import type { z } from 'zod';
import { ImportDto, type ImportRow } from '#shared/contract/imports';
import type { PatientSummary } from '#shared/contract/patients';
import { utcStamp } from '#electron/platform/stamps';
import { storedReading } from './check';
import type { ImportRecord } from './repository';
import type { StagedRow } from './staged';

type View = z.input<typeof ImportDto>;

const ENDED: ReadonlySet<string | null> = new Set(['failed', 'cancelled']);
/** Longer cells are cut where the preview shows them. */
const SHOWN_CELL = 60;

/** A job that ended without its last step leaves the import where it began it. */
export function stateOf(record: ImportRecord): {
  state: View['state'];
  stopped: 'cancelled' | 'failed' | null;
} {
  const stopped = record.job_state === 'cancelled' || record.job_state === 'failed' ? record.job_state : null;
  if (stopped === null || !ENDED.has(record.job_state)) return { state: record.state, stopped: null };
  switch (record.state) {
    case 'reading':
      return { state: 'uploading', stopped };
    case 'writing':
      return { state: 'ready', stopped };
    case 'undoing':
      return { state: 'done', stopped };
    default:
      return { state: record.state, stopped: null };
  }
}

function json(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** An import that was looked at before rows were asked for the hours has none outside. */
function countsOf({ counts }: ImportRecord): unknown {
  return counts === null ? null : { warned: 0, ...(JSON.parse(counts) as object) };
}

export function importView(record: ImportRecord): View {
  const { state, stopped } = stateOf(record);
  const read = storedReading(record.reading);
  const { encoding, delimiter, dateOrder, columns } = read ?? {};
  const works = state === 'reading' || state === 'writing' || state === 'undoing';
  return ImportDto.parse({
    id: record.id,
    version: record.version,
    kind: record.kind,
    fileName: record.file_name,
    size: record.size,
    state,
    reading: read === null ? null : { encoding, delimiter, dateOrder, columns },
    columns: (read?.headings ?? []).map((heading, at) => ({ heading, samples: read?.samples[at] ?? [] })),
    counts: countsOf(record),
    trouble: stopped === null ? json(record.trouble) : { code: stopped, params: {} },
    progress:
      works && record.job_id !== null
        ? { jobId: record.job_id, done: record.progress_done ?? 0, total: record.progress_total }
        : null,
    sameFileAt: record.same_at === null ? null : utcStamp(record.same_at),
    createdBy: record.created_by,
    createdAt: utcStamp(record.created_at),
    finishedAt: record.finished_at === null ? null : utcStamp(record.finished_at),
  });
}

export function rowView(row: StagedRow, known: ReadonlyMap<number, PatientSummary>): ImportRow {
  return {
    rowNo: row.rowNo,
    cells: row.cells.map((cell) => (cell.length > SHOWN_CELL ? `${cell.slice(0, SHOWN_CELL)}…` : cell)),
    state: row.state,
    problems: row.problems,
    alike: row.alike.flatMap(({ id, reasons }) => {
      const patient = known.get(id);
      return patient ? [{ patient, reasons }] : [];
    }),
    choice: row.choice,
  };
}
