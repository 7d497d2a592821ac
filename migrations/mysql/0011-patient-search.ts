import { createTable, dropTable, tokenCollation, type MysqlMigration } from './steps';

/**
 * Search while typing: folded words, every tail of the phone's digits (so that a prefix search finds digits
 * from anywhere), numbers and birth dates. One word reads a range of the primary key, a second word is looked
 * up by patient.
 */
export const patientSearch: MysqlMigration = {
  name: '0011-patient-search',
  up: [
    createTable(
      'patient_tokens',
      `token VARCHAR(40) ${tokenCollation} NOT NULL`,
      'patient_id INT NOT NULL',
      "kind ENUM('word','phone','number','birth') NOT NULL",
      'PRIMARY KEY (token, patient_id, kind)',
      'KEY patient_tokens_patient (patient_id, token)',
      'CONSTRAINT patient_tokens_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE ON UPDATE CASCADE',
    ),
  ],
  down: [dropTable('patient_tokens')],
};
