import {
  addColumn,
  addIndex,
  bumpVersion,
  createTable,
  createTrigger,
  dropColumn,
  dropIndex,
  dropTable,
  grantDefiner,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
} from './steps';

/** The day as it is written in the page, cut to the length of one: another program may have written anything there. */
const REVIEW_ON = "NULLIF(LEFT(JSON_UNQUOTE(JSON_EXTRACT(rich, '$.reviewOn')), 10), 'null')";

/** Review days of prescriptions can be looked for by their date, and what was said on the telephone about them is kept. */
export const reviews: MysqlMigration = {
  name: '0045-reviews',
  up: [
    ...addColumn('prescriptions', 'review_on', `VARCHAR(10) GENERATED ALWAYS AS (${REVIEW_ON}) VIRTUAL`),
    ...addIndex('prescriptions', 'prescriptions_review', 'review_on'),
    ...addIndex('prescriptions', 'prescriptions_signed', 'signed_at'),
    createTable(
      'review_calls',
      'id INT NOT NULL AUTO_INCREMENT',
      'prescription_id INT NOT NULL',
      "outcome ENUM('will_come','not_wanted','not_reached') NOT NULL",
      'called_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'called_by VARCHAR(60) NOT NULL',
      'withdrawn_at DATETIME NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY review_calls_prescription (prescription_id, id)',
      'CONSTRAINT review_calls_prescription_fk FOREIGN KEY (prescription_id) REFERENCES prescriptions (id) ON DELETE CASCADE',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'review_calls'),
    createTrigger('review_calls', 'before', 'update', bumpVersion),
  ],
  down: [
    revokeDefiner('review_calls'),
    dropTable('review_calls'),
    ...dropIndex('prescriptions', 'prescriptions_signed'),
    ...dropIndex('prescriptions', 'prescriptions_review'),
    ...dropColumn('prescriptions', 'review_on'),
  ],
};
