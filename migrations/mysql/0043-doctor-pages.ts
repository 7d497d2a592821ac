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

/** How a doctor's pages are printed: which sections they leave out. No row: none. */
export const doctorPages: MysqlMigration = {
  name: '0043-doctor-pages',
  up: [
    createTable(
      'doctor_pages',
      'doctor_id INT NOT NULL',
      'hidden JSON NOT NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (doctor_id)',
      'CONSTRAINT doctor_pages_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE CASCADE ON UPDATE CASCADE',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'doctor_pages'),
    createTrigger('doctor_pages', 'before', 'update', bumpVersion),
  ],
  down: [revokeDefiner('doctor_pages'), dropTable('doctor_pages')],
};
