import { addColumns, dropColumns, type MysqlMigration } from './steps';

/** A doctor who writes by hand: a sheet is printed when a patient comes, and nothing must be written on the screen. */
export const onPaper: MysqlMigration = {
  name: '0054-on-paper',
  up: [addColumns('doctor_pages', 'on_paper TINYINT(1) NOT NULL DEFAULT 0')],
  down: [dropColumns('doctor_pages', 'on_paper')],
};
