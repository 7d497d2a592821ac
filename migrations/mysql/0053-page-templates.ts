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

/** Medicines, tests and advice that a doctor keeps under a complaint. */
export const pageTemplates: MysqlMigration = {
  name: '0053-page-templates',
  up: [
    createTable(
      'page_templates',
      'id INT NOT NULL AUTO_INCREMENT',
      'doctor_id INT NOT NULL',
      'name VARCHAR(80) NOT NULL',
      'page JSON NOT NULL',
      'removed_at DATETIME NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY page_templates_doctor (doctor_id, name)',
      'CONSTRAINT page_templates_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE CASCADE ON UPDATE CASCADE',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'page_templates'),
    createTrigger('page_templates', 'before', 'update', bumpVersion),
  ],
  down: [revokeDefiner('page_templates'), dropTable('page_templates')],
};
