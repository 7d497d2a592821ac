import type { AuditFilters, AuditLooking } from '#shared/contract/audit';
import type { ReadTx, SqlValue } from '#electron/mysql/transactions';

/** A place in the audit's order: the time, then the id. */
export interface AuditPlace {
  /** UTC as the column writes it, `2027-01-04 05:45:00.123`. */
  readonly at: string;
  readonly id: number;
}

export interface LineRow extends AuditPlace {
  readonly actor: string | null;
  readonly actor_name: string | null;
  readonly desk_id: string | null;
  readonly desk_name: string | null;
  readonly action: string;
  readonly entity: string | null;
  readonly entity_id: string | null;
  readonly patient_id: number | null;
  readonly patient_name: string | null;
  readonly outcome: 'done' | 'refused' | 'viewed';
  readonly reason: string | null;
}

export interface EntryRow extends LineRow {
  readonly before_json: unknown;
  readonly after_json: unknown;
}

/** What is looked for, its days already instants. */
export interface AuditSearch {
  readonly filters: Omit<AuditFilters, 'from' | 'to'>;
  readonly order: AuditLooking['order'];
  /** UTC as the column writes it, the end not included. */
  readonly from: string | null;
  readonly until: string | null;
  readonly after: AuditPlace | null;
}

/** One equality by which an index can lead. */
interface Lead {
  readonly index: string;
  readonly sql: string;
  readonly value: SqlValue;
}

function leadsOf({ filters }: AuditSearch): Lead[] {
  const all: readonly (readonly [string, string, SqlValue])[] = [
    ['audit_log_patient_at', 'patient_id', filters.patientId],
    ['audit_log_actor_at', 'actor', filters.person],
    ['audit_log_action_at', 'action', filters.action],
    ['audit_log_entity_at', 'entity', filters.entity],
    ['audit_log_desk_at', 'desk_id', filters.deskId],
    ['audit_log_outcome_at', 'outcome', filters.outcome],
  ];
  return all.flatMap(([index, column, value]) =>
    value === null ? [] : [{ index, sql: `${column} = ?`, value }],
  );
}

interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The stretch of time that is left to look through. */
function stretchOf({ from, until, after, order }: AuditSearch): Condition {
  const parts: Condition[] = [];
  if (from !== null) parts.push({ sql: '`at` >= ?', params: [from] });
  if (until !== null) parts.push({ sql: '`at` < ?', params: [until] });
  if (after !== null) parts.push(beyond(after, order));
  return {
    sql: parts.map(({ sql }) => ` AND ${sql}`).join(''),
    params: parts.flatMap(({ params }) => params),
  };
}

function beyond({ at, id }: AuditPlace, order: AuditLooking['order']): Condition {
  const [side, strictly] = order === 'newest' ? ['<=', '<'] : ['>=', '>'];
  return { sql: `\`at\` ${side} ? AND (\`at\` ${strictly} ? OR id ${strictly} ?)`, params: [at, at, id] };
}

/** The way there, that place included. */
function upTo({ at, id }: AuditPlace, order: AuditLooking['order']): Condition {
  const [side, strictly] = order === 'newest' ? ['>=', '>'] : ['<=', '<'];
  return { sql: ` AND \`at\` ${side} ? AND (\`at\` ${strictly} ? OR id ${side} ?)`, params: [at, at, id] };
}

function ordered(order: AuditLooking['order'], table: 'l.' | 'audit_log.'): string {
  const way = order === 'newest' ? 'DESC' : 'ASC';
  return `ORDER BY ${table}\`at\` ${way}, ${table}id ${way}`;
}

/** The filter with the fewest rows leads; counting ends where more would make no difference. */
async function bestLead(
  tx: ReadTx,
  leads: readonly Lead[],
  stretch: Condition,
  most: number,
): Promise<Lead | null> {
  const [first] = leads;
  if (leads.length < 2) return first ?? null;
  const counted = await tx.select<{ place: number; n: number }>(
    leads
      .map(
        ({ index, sql }, place) =>
          `SELECT ${String(place)} AS place, COUNT(*) AS n FROM (SELECT 1 FROM audit_log FORCE INDEX (${index})
             WHERE ${sql}${stretch.sql} LIMIT ${String(most + 1)}) AS l${String(place)}`,
      )
      .join(' UNION ALL '),
    leads.flatMap(({ value }) => [value, ...stretch.params]),
  );
  const [fewest] = counted.toSorted((one, other) => one.n - other.n);
  return leads[fewest?.place ?? 0] ?? null;
}

/** Who acted, by the name that screens show; whom it was about; the desk. Each row finds its names by key. */
const NAMES = `
  LEFT JOIN admin a ON a.id = CASE WHEN l.actor LIKE 'admin:%' THEN CAST(SUBSTRING(l.actor, 7) AS UNSIGNED) END
  LEFT JOIN doctors own ON own.admin_id = a.id
  LEFT JOIN doctors d ON d.id = CASE WHEN l.actor LIKE 'doctor:%' THEN CAST(SUBSTRING(l.actor, 8) AS UNSIGNED) END
  LEFT JOIN desks k ON k.id = l.desk_id
  LEFT JOIN patients p ON p.id = l.patient_id`;

const NAMED = `
  COALESCE(NULLIF(CONCAT_WS(' ', own.title, own.first_name, own.last_name), ''), a.display_name, a.username,
           NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), '')) AS actor_name,
  k.name AS desk_name, NULLIF(CONCAT_WS(' ', p.first_name, p.last_name), '') AS patient_name`;

/** With its milliseconds, also when there are none: the driver leaves those out. */
const MOMENT = 'CAST(l.`at` AS CHAR) AS `at`';

const LINE = [
  'id',
  '`at`',
  'actor',
  'desk_id',
  'action',
  'entity',
  'entity_id',
  'patient_id',
  'outcome',
  'reason',
];
const ENTRY = [...LINE, 'before_json', 'after_json'];

function ofLine(columns: readonly string[]): string {
  return columns.map((column) => (column === '`at`' ? MOMENT : `l.${column}`)).join(', ');
}

export interface Found<Row> {
  /** Up to `limit` + 1 rows: one more says that there is a next page. */
  readonly rows: readonly Row[];
  /** The last place that was looked at when more than `most` rows would have had to be; null when all were. */
  readonly edge: AuditPlace | null;
}

async function find<Row>(
  tx: ReadTx,
  columns: readonly string[],
  search: AuditSearch,
  limit: number,
  most: number,
): Promise<Found<Row>> {
  const stretch = stretchOf(search);
  const leads = leadsOf(search);
  const lead = await bestLead(tx, leads, stretch, most);
  const index = lead?.index ?? 'audit_log_at';
  const led = `${lead?.sql ?? 'TRUE'}${stretch.sql}`;
  const ledBy = [...(lead ? [lead.value] : []), ...stretch.params];
  const others = leads.filter((other) => other !== lead);
  // What the index alone answers needs no bound: each row that is read is one that was asked for.
  const [edge] =
    others.length === 0
      ? []
      : await tx.select<AuditPlace>(
          `SELECT id, CAST(\`at\` AS CHAR) AS \`at\` FROM audit_log FORCE INDEX (${index}) WHERE ${led}
           ${ordered(search.order, 'audit_log.')} LIMIT 1 OFFSET ${String(most - 1)}`,
          ledBy,
        );
  const within = edge ? upTo(edge, search.order) : { sql: '', params: [] };
  const rows = await tx.select<Row & AuditPlace>(
    `SELECT ${ofLine(columns)}, ${NAMED}
     FROM (SELECT ${columns.join(', ')} FROM audit_log FORCE INDEX (${index})
           WHERE ${led}${others.map(({ sql }) => ` AND ${sql}`).join('')}${within.sql}
           ${ordered(search.order, 'audit_log.')} LIMIT ${String(limit + 1)}) AS l ${NAMES}
     ${ordered(search.order, 'l.')}`,
    [...ledBy, ...others.map(({ value }) => value), ...within.params],
  );
  return { rows, edge: edge ?? null };
}

/** Lines of the audit; of filters that no one index answers together at most `most` rows are looked at. */
export function findLines(tx: ReadTx, search: AuditSearch, limit: number, most: number) {
  return find<LineRow>(tx, LINE, search, limit, most);
}

/** As `findLines`, with what stood there before and after. */
export function findEntries(tx: ReadTx, search: AuditSearch, limit: number, most: number) {
  return find<EntryRow>(tx, ENTRY, search, limit, most);
}

export async function selectEntry(tx: ReadTx, id: number): Promise<EntryRow | null> {
  const [row] = await tx.select<EntryRow>(
    `SELECT ${ofLine(ENTRY)}, ${NAMED} FROM audit_log l ${NAMES} WHERE l.id = ?`,
    [id],
  );
  return row ?? null;
}

/** Everyone with an account, also those who may no longer sign in: they stand in the audit. */
export function selectPeople(tx: ReadTx): Promise<{ key: string; name: string }[]> {
  return tx.select(
    `SELECT CONCAT('admin:', a.id) AS \`key\`,
            COALESCE(NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), ''), a.display_name, a.username) AS name
       FROM admin a LEFT JOIN doctors d ON d.admin_id = a.id
      UNION ALL
     SELECT CONCAT('doctor:', id), CONCAT_WS(' ', title, first_name, last_name) FROM doctors WHERE admin_id IS NULL
      ORDER BY name, \`key\``,
    [],
  );
}

export function selectDesks(tx: ReadTx): Promise<{ id: string; name: string }[]> {
  return tx.select('SELECT id, name FROM desks ORDER BY name, id', []);
}
