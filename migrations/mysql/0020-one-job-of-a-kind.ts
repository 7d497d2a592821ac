import { addColumn, dropColumn, type MysqlMigration } from './steps';

/** Of each kind of job one is under way at most, also when two desks start it in the same instant. */
export const oneJobOfAKind: MysqlMigration = {
  name: '0020-one-job-of-a-kind',
  up: [
    {
      sql: `UPDATE jobs later JOIN jobs earlier ON earlier.kind = later.kind AND earlier.id < later.id
            SET later.state = 'cancelled', later.finished_at = UTC_TIMESTAMP()
            WHERE later.state IN ('waiting', 'running') AND earlier.state IN ('waiting', 'running')`,
    },
    ...addColumn(
      'jobs',
      'unfinished_kind',
      "VARCHAR(40) GENERATED ALWAYS AS (IF(state IN ('waiting', 'running'), kind, NULL)) VIRTUAL UNIQUE",
    ),
  ],
  down: [...dropColumn('jobs', 'unfinished_kind')],
};
