import type { CallName } from '#shared/contract/contract';
import type { ExampleRows } from './example-values';

type OfFiles = Extract<CallName, `exports.${string}` | `keptCalendars.${string}` | `scanFolder.${string}`>;

const SCAN = { name: 'scan.pdf', bytes: 100, changedAt: 1_800_000_000_000 };
const KEPT = '7f0b5a52-1c1e-4c0e-9a5e-0d9a3a8b6c11';

/** One well-formed input for every call that leaves files. */
export function examplesOfFiles(rows: ExampleRows): Readonly<Record<OfFiles, unknown>> {
  return {
    'exports.preview': {},
    'exports.latest': {},
    'exports.start': { withAudit: false },
    'exports.fetch': { jobId: rows.jobId },
    'exports.calendar': {
      doctorId: rows.doctorId,
      from: '2028-02-01',
      to: '2028-02-29',
      shows: 'initials',
      withReason: false,
    },
    'keptCalendars.list': {},
    'keptCalendars.chooseFolder': {},
    'keptCalendars.start': {
      folder: '/nowhere',
      doctorId: rows.doctorId,
      daysBack: 30,
      daysAhead: 180,
      shows: 'initials',
      withReason: false,
    },
    'keptCalendars.writeNow': { id: KEPT },
    'keptCalendars.stop': { id: KEPT, removeFile: false },
    'scanFolder.get': {},
    'scanFolder.choose': {},
    'scanFolder.start': { folder: '/nowhere' },
    'scanFolder.stop': {},
    'scanFolder.open': SCAN,
    'scanFolder.putAside': SCAN,
  };
}
