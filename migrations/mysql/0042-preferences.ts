import { createTable, dropTable, type MysqlMigration } from './steps';

/** How the screens look and speak to each person, at whichever desk (docs/adr/0049). */
export const preferences: MysqlMigration = {
  name: '0042-preferences',
  up: [
    // No foreign key: a person is a row of `admin` or of `doctors`, and accounts are never deleted.
    createTable('preferences', 'person VARCHAR(60) NOT NULL', 'body JSON NOT NULL', 'PRIMARY KEY (person)'),
  ],
  down: [dropTable('preferences')],
};
