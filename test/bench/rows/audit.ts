import { AuditFilters, type AuditLooking } from '#shared/contract/audit';
import { AuditService } from '#electron/features/audit/service';
import { openSequelize } from '#electron/mysql/connection';
import { type Database, openDatabase } from '#electron/mysql/transactions';
import { machineClock } from '#electron/shell/clock';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { smallClinic } from '#test/support/clinic';
import { type Bench, ROUNDS, stopwatch } from '../bench';
import { median } from '../numbers';
import { type Row, judged, ms } from '../table';

const ROWS = { small: 50_000, full: 1_000_000 };
const A_STATEMENT = 1_000;
const FIRST = Date.parse('2027-01-01T03:00:00Z') / 1_000;
const PAGE = 200;

const everything = AuditFilters.parse({
  person: null,
  patientId: null,
  action: null,
  entity: null,
  outcome: null,
  deskId: null,
  from: null,
  to: null,
});

/** Forty persons, twenty desks and twenty calls of very unequal frequency; a minute between two statements. */
async function fill(database: FreshDatabase, rows: number): Promise<void> {
  const clinic = await smallClinic(database);
  try {
    for (let from = 0; from < rows; from += A_STATEMENT) {
      await clinic.owner.query(`SET SESSION timestamp = ${String(FIRST + (from / A_STATEMENT) * 3_600)}`);
      await clinic.owner.query(
        'INSERT INTO audit_log (actor, desk_id, action, entity, entity_id, patient_id, outcome) VALUES ?',
        [
          Array.from({ length: A_STATEMENT }, (_, index) => {
            const at = from + index;
            return [
              `admin:${String(1 + (at % 40))}`,
              `0b0f8f9e-6f0a-4c6e-9d0e-2f6f3f0c1a${String(10 + (Math.floor(at / 7) % 20))}`,
              `calls.call${'abcdefghijklmnopqrst'.charAt(Math.floor(Math.sqrt((at * 7919) % 400)))}`,
              at % 9 === 0 ? 'patient' : 'appointment',
              String(at),
              null,
              at % 5_000 === 0 ? 'refused' : 'done',
            ];
          }),
        ],
      );
    }
    await clinic.owner.query('ANALYZE TABLE audit_log');
  } finally {
    await clinic.close();
  }
}

/** The median time of one page, each time on a warm connection. */
async function pageTime(db: Database, audit: AuditService, looking: AuditLooking): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS * 3; round += 1)
    times.push(await stopwatch(() => db.read((tx) => audit.page(tx, looking))));
  return median(times);
}

/** A page of the audit: the newest, the very last, and by filters that fit nothing together. */
export async function audit(bench: Bench): Promise<Row[]> {
  const rows = bench.full ? ROWS.full : ROWS.small;
  const database = await freshDatabase();
  const db = openDatabase(openSequelize(database.mysqlUrl), machineClock);
  const service = new AuditService({
    settings: { current: () => Promise.resolve({ timeZone: 'Asia/Kolkata' }) },
  });
  const of = `page of 200 among ${String(rows)} audit rows`;
  const looking = (given: Partial<AuditFilters>, after: string | null = null): AuditLooking => ({
    filters: AuditFilters.parse({ ...everything, ...given }),
    order: 'newest',
    after,
    limit: PAGE,
  });
  try {
    await fill(database, rows);
    const first = await pageTime(db, service, looking({}));
    // The last page begins after the 200th of the oldest rows.
    const oldest = await db.read((tx) => service.page(tx, { ...looking({}), order: 'oldest' }));
    const last = await pageTime(db, service, looking({}, oldest.next));
    const single = await pageTime(
      db,
      service,
      looking(AuditFilters.parse({ ...everything, person: 'admin:7' })),
    );
    const crossed = await pageTime(
      db,
      service,
      looking(
        AuditFilters.parse({ ...everything, person: 'admin:7', entity: 'appointment', outcome: 'refused' }),
      ),
    );
    const never = AuditFilters.parse({
      ...everything,
      person: 'admin:2',
      entity: 'patient',
      action: 'calls.callt',
    });
    const unmet = await pageTime(db, service, looking(never));
    return [
      judged({
        what: `${of}, the newest, p50`,
        ours: ms(first),
        value: first,
        aim: { most: 30 },
        unit: 'ms',
      }),
      judged({
        what: `${of}, the very last beside the newest, p50`,
        ours: ms(last),
        floor: ms(first),
        value: last / first,
        aim: { most: 1.5 },
        unit: 'x',
      }),
      judged({
        what: `${of}, of one person, p50`,
        ours: ms(single),
        value: single,
        aim: { most: 30 },
        unit: 'ms',
      }),
      judged({
        what: `${of}, by three filters, p50`,
        ours: ms(crossed),
        value: crossed,
        aim: { most: 300 },
        unit: 'ms',
      }),
      judged({
        what: `${of}, three that seldom meet, p50`,
        ours: ms(unmet),
        value: unmet,
        aim: { most: 300 },
        unit: 'ms',
      }),
    ];
  } finally {
    await db.close();
    await database.drop();
  }
}
