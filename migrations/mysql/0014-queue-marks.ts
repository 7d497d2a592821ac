import { addColumns, dropColumns, type MysqlMigration } from './steps';

const stamps = ['called', 'stepped_out', 'skipped', 'back'].flatMap((step) => [`${step}_at`, `${step}_by`]);

/** Where a waiting patient stands in the line: called, stepped out, skipped, back, each with its time and person. */
export const queueMarks: MysqlMigration = {
  name: '0014-queue-marks',
  up: [
    addColumns(
      'appointments',
      "queue_mark ENUM('called','stepped_out','skipped') NULL",
      ...stamps.map((name) => `${name} ${name.endsWith('_at') ? 'DATETIME' : 'VARCHAR(60)'} NULL`),
    ),
  ],
  down: [dropColumns('appointments', 'queue_mark', ...stamps)],
};
