import { addColumn, addIndex, dropColumn, dropIndex, type MysqlMigration } from './steps';

/** Where patients live, and who shares an e-mail address. */
export const patientDesk: MysqlMigration = {
  name: '0012-patient-desk',
  up: [
    ...addColumn('patients', 'address', 'VARCHAR(300) NULL AFTER contact_email'),
    ...addIndex('patients', 'patients_contact_email', 'contact_email'),
  ],
  down: [...dropIndex('patients', 'patients_contact_email'), ...dropColumn('patients', 'address')],
};
