import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
} from './steps';

/**
 * One change of hours or holidays with the rows as they were and as they became, and the visits that it set
 * aside: what undo goes by, since one change may end a rule, begin another and move a dozen visits.
 */
export const hoursChanges: MysqlMigration = {
  name: '0022-hours-changes',
  up: [
    createTable(
      'hours_changes',
      'id INT NOT NULL AUTO_INCREMENT',
      // NULL: holidays, which are every doctor's.
      'doctor_id INT NULL',
      'what JSON NOT NULL',
      'taken_back_at DATETIME NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'created_by VARCHAR(60) NOT NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY hours_changes_doctor (doctor_id, id)',
      'CONSTRAINT hours_changes_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE CASCADE ON UPDATE CASCADE',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'hours_changes'),
    createTrigger('hours_changes', 'before', 'update', bumpVersion),
  ],
  down: [revokeDefiner('hours_changes'), dropTable('hours_changes')],
};
