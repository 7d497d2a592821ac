import type { MysqlMigration } from './steps';

/** Two windows of one desk may be at the same row: what each of two people does is a row of its own. */
export const presenceOfPeople: MysqlMigration = {
  name: '0017-presence-of-people',
  up: [{ sql: 'ALTER TABLE presence DROP PRIMARY KEY, ADD PRIMARY KEY (desk_id, person, what)' }],
  down: [
    // Nothing is lost: who is still there says so again within ten seconds.
    { sql: 'DELETE FROM presence' },
    { sql: 'ALTER TABLE presence DROP PRIMARY KEY, ADD PRIMARY KEY (desk_id, what)' },
  ],
};
