import { createTable, dropTable, type MysqlMigration } from './steps';

/** Sheets that did not come out of a desk's printer, kept as what was asked, not as paper (docs/adr/0025). */
export const failedPapers: MysqlMigration = {
  name: '0016-failed-papers',
  up: [
    // No foreign key to desks: a sheet must be kept even before the desk has announced itself.
    createTable(
      'failed_papers',
      'id INT NOT NULL AUTO_INCREMENT',
      'desk_id VARCHAR(36) NOT NULL',
      'kind VARCHAR(20) NOT NULL',
      'request JSON NOT NULL',
      'title VARCHAR(255) NOT NULL',
      'trouble VARCHAR(20) NOT NULL',
      'printer VARCHAR(200) NULL',
      'person VARCHAR(60) NOT NULL',
      'failed_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (id)',
      'KEY failed_papers_desk (desk_id, id)',
      'KEY failed_papers_at (failed_at)',
    ),
  ],
  down: [dropTable('failed_papers')],
};
