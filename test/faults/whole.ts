import mysql, { type RowDataPacket } from 'mysql2/promise';
import type { FreshDatabase } from '#test/support/databases';

/** How many rows each part of a booking has left, and which visits lack one of them. */
export interface Left {
  readonly visits: number;
  readonly answered: number;
  /** Visits without exactly their slots, one audit row, one outbox row, one feed row. */
  readonly torn: readonly number[];
  /** Rows that speak of a visit that is not there. */
  readonly orphans: number;
}

/** On a connection of its own, since the server may have come back meanwhile. */
export async function whatIsLeft(database: FreshDatabase): Promise<Left> {
  const owner = await mysql.createConnection({ uri: database.adminUrl, dateStrings: true });
  try {
    const count = async (rows: string): Promise<number> => {
      const [found] = await owner.query<RowDataPacket[]>(`SELECT COUNT(*) AS total FROM ${rows}`);
      return Number(found[0]?.['total']);
    };
    const [torn] = await owner.query<RowDataPacket[]>(
      `SELECT a.id FROM appointments a
        WHERE (SELECT COUNT(*) FROM appointment_slots s WHERE s.appointment_id = a.id)
                <> TIMESTAMPDIFF(MINUTE, a.start_time, a.end_time) / 5
           OR (SELECT COUNT(*) FROM audit_log l WHERE l.entity = 'appointment' AND l.entity_id = a.id) <> 1
           OR (SELECT COUNT(*) FROM outbox o WHERE o.topic = 'visit' AND o.entity_id = a.id) <> 1
           OR (SELECT COUNT(*) FROM feed f WHERE f.area = 'appointments' AND f.entity_id = a.id) <> 1`,
    );
    const gone = '(SELECT id FROM appointments)';
    const orphans = [
      `appointment_slots WHERE appointment_id NOT IN ${gone}`,
      `audit_log WHERE entity = 'appointment' AND entity_id NOT IN ${gone}`,
      `outbox WHERE topic = 'visit' AND entity_id NOT IN ${gone}`,
      `feed WHERE area = 'appointments' AND entity_id NOT IN ${gone}`,
      `client_requests WHERE name = 'appointments.book' AND (answer IS NULL OR answer->'$.appointment.id' NOT IN ${gone})`,
    ];
    const counted = await Promise.all(orphans.map(count));
    return {
      visits: await count('appointments'),
      answered: await count("client_requests WHERE name = 'appointments.book'"),
      torn: torn.map((row) => Number(row['id'])),
      orphans: counted.reduce((sum, one) => sum + one, 0),
    };
  } finally {
    await owner.end();
  }
}
