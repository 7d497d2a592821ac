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

/** Files that are brought in: what came up of them, how they are read, and what each has made. */
export const imports: MysqlMigration = {
  name: '0031-imports',
  up: [
    createTable(
      'imports',
      'id INT NOT NULL AUTO_INCREMENT',
      "kind ENUM('patients','appointments') NOT NULL",
      'file_name VARCHAR(255) NOT NULL',
      'size INT NOT NULL',
      'sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL',
      "state ENUM('uploading','reading','ready','writing','done','undoing','undone') NOT NULL DEFAULT 'uploading'",
      // How the file is read: encoding, delimiter, order of dates, what each column holds.
      'reading JSON NULL',
      // What the rows have come to, in numbers.
      'counts JSON NULL',
      'trouble JSON NULL',
      // Whose job_rows hold the rows as they were read.
      'rows_job_id BIGINT NULL',
      'job_id BIGINT NULL',
      'created_by VARCHAR(60) NOT NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'finished_at DATETIME NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY imports_sha256 (sha256)',
      'KEY imports_created (created_at)',
    ),
    createTable(
      'import_chunks',
      'import_id INT NOT NULL',
      'chunk_no INT NOT NULL',
      'body MEDIUMBLOB NOT NULL',
      'PRIMARY KEY (import_id, chunk_no)',
      'CONSTRAINT import_chunks_import_fk FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE',
    ),
    // What an import has made, at which version: whatever was changed since is not taken back.
    createTable(
      'import_made',
      'import_id INT NOT NULL',
      'row_no INT NOT NULL',
      "entity ENUM('patient','appointment') NOT NULL",
      'entity_id INT NOT NULL',
      'version INT NOT NULL',
      'PRIMARY KEY (import_id, row_no)',
      'KEY import_made_entity (entity, entity_id)',
      'CONSTRAINT import_made_import_fk FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE RESTRICT',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'imports'),
    createTrigger('imports', 'before', 'update', bumpVersion),
  ],
  down: [
    revokeDefiner('imports'),
    dropTable('import_made'),
    dropTable('import_chunks'),
    dropTable('imports'),
  ],
};
