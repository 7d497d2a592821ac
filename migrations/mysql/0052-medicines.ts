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

/** The clinic's own list of medicines, brought in from files; what is no longer given is marked, never removed. */
export const medicines: MysqlMigration = {
  name: '0052-medicines',
  up: [
    createTable(
      'medicines',
      'id INT NOT NULL AUTO_INCREMENT',
      // The substance, or the substances with `+` between them.
      'generic VARCHAR(255) NOT NULL',
      'brand VARCHAR(255) NULL',
      'strength VARCHAR(100) NULL',
      'form VARCHAR(60) NULL',
      // SHA-256 of the four, folded: the same medicine written otherwise is one row.
      'identity CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL',
      'withdrawn_at DATETIME NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'UNIQUE KEY medicines_identity (identity)',
      'KEY medicines_generic (generic, brand)',
      'KEY medicines_brand (brand, generic)',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'medicines'),
    createTrigger('medicines', 'before', 'update', bumpVersion),
    { sql: "ALTER TABLE imports MODIFY kind ENUM('patients','appointments','medicines') NOT NULL" },
    { sql: "ALTER TABLE import_made MODIFY entity ENUM('patient','appointment','medicine') NOT NULL" },
  ],
  down: [
    { sql: "DELETE FROM import_made WHERE entity = 'medicine'" },
    { sql: "DELETE FROM imports WHERE kind NOT IN ('patients','appointments')" },
    { sql: "ALTER TABLE import_made MODIFY entity ENUM('patient','appointment') NOT NULL" },
    { sql: "ALTER TABLE imports MODIFY kind ENUM('patients','appointments') NOT NULL" },
    revokeDefiner('medicines'),
    dropTable('medicines'),
  ],
};
