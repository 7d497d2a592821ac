import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  revokeDefiner,
  seedCreatedAt,
  versionColumn,
  type MysqlMigration,
} from './steps';

/** Days on which the clinic is closed for every doctor; each date once, whatever it is called. */
export const clinicHolidays: MysqlMigration = {
  name: '0021-clinic-holidays',
  up: [
    createTable(
      'clinic_holidays',
      'id INT NOT NULL AUTO_INCREMENT',
      '`date` DATE NOT NULL',
      'name VARCHAR(100) NOT NULL',
      seedCreatedAt,
      versionColumn,
      'PRIMARY KEY (id)',
      'UNIQUE KEY clinic_holidays_date (`date`)',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'clinic_holidays'),
    createTrigger('clinic_holidays', 'before', 'update', bumpVersion),
  ],
  down: [revokeDefiner('clinic_holidays'), dropTable('clinic_holidays')],
};
