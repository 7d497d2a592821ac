import type { TimelineWhose } from '#electron/mongo/collections';
import { NAMED } from '#electron/mysql/named-rows';
import type { ReadTx } from '#electron/mysql/transactions';
import { doctorName, namesOf } from '#electron/platform/people';

interface DoctorRow {
  readonly id: number;
  readonly title: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
}

const NAME = 'd.title, d.first_name, d.last_name';

async function doctorsBy(
  tx: ReadTx,
  select: string,
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number | null, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await tx.select<DoctorRow>(select, [JSON.stringify(known)]);
  return new Map(
    rows.map(({ id, title, first_name: firstName, last_name: lastName }) => [
      id,
      doctorName({ title, firstName, lastName }),
    ]),
  );
}

/** Who is named with each line, as they are called now: the person, else the doctor, else the visit's. */
export async function namesFor(
  tx: ReadTx,
  lines: readonly TimelineWhose[],
): Promise<(whose: TimelineWhose) => string | null> {
  const person = await namesOf(
    tx,
    lines.map((whose) => whose.person),
  );
  const doctors = await doctorsBy(
    tx,
    `SELECT d.id, ${NAME} FROM ${NAMED} STRAIGHT_JOIN doctors d ON d.id = named.id`,
    lines.map((whose) => whose.doctor),
  );
  const visits = await doctorsBy(
    tx,
    `SELECT a.id, ${NAME} FROM ${NAMED} STRAIGHT_JOIN appointments a ON a.id = named.id JOIN doctors d ON d.id = a.doctor_id`,
    lines.map((whose) => whose.appointment),
  );
  return (whose) =>
    person(whose.person) ?? doctors.get(whose.doctor) ?? visits.get(whose.appointment) ?? null;
}
