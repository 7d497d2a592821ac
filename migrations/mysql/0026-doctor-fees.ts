import { createTable, dropTable, type MysqlMigration } from './steps';

/** What a visit to a doctor costs, by the visit's type. */
export const doctorFees: MysqlMigration = {
  name: '0026-doctor-fees',
  up: [
    createTable(
      'doctor_fees',
      'doctor_id INT NOT NULL',
      "visit_type ENUM('in_person','telemedicine') NOT NULL",
      'amount DECIMAL(10,2) NOT NULL',
      'currency VARCHAR(10) NOT NULL',
      'PRIMARY KEY (doctor_id, visit_type)',
      'CONSTRAINT doctor_fees_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE CASCADE ON UPDATE CASCADE',
      'CONSTRAINT doctor_fees_amount CHECK (amount >= 0)',
    ),
  ],
  down: [dropTable('doctor_fees')],
};
