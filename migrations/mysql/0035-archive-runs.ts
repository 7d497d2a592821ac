import { addColumn, addIndex, dropColumn, dropIndex, type MysqlMigration } from './steps';

/** Which run has archived a patient, so that a whole run can be taken back. */
export const archiveRuns: MysqlMigration = {
  name: '0035-archive-runs',
  up: [
    ...addColumn('patients', 'archive_job_id', 'INT NULL'),
    ...addIndex('patients', 'patients_archive_job', 'archive_job_id, id'),
  ],
  down: [...dropIndex('patients', 'patients_archive_job'), ...dropColumn('patients', 'archive_job_id')],
};
