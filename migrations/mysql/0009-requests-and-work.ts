import { createTable, dropTable, type MysqlMigration } from './steps';

const requestId = 'VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin';

/** Answers kept for repeated requests, what MongoDB is still owed, and long work with its leases. */
export const requestsAndWork: MysqlMigration = {
  name: '0009-requests-and-work',
  up: [
    createTable(
      'client_requests',
      `id ${requestId} NOT NULL`,
      'actor VARCHAR(60) NOT NULL',
      'name VARCHAR(80) NOT NULL',
      'input_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL',
      'answer JSON NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (id)',
      'KEY client_requests_created (created_at)',
    ),
    createTable(
      'outbox',
      'id BIGINT NOT NULL AUTO_INCREMENT',
      'topic VARCHAR(40) NOT NULL',
      'entity_id VARCHAR(64) NOT NULL',
      'version INT NOT NULL DEFAULT 1',
      'payload JSON NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'claimed_by VARCHAR(64) NULL',
      'claimed_until DATETIME NULL',
      'attempts INT NOT NULL DEFAULT 0',
      'last_error VARCHAR(500) NULL',
      'done_at DATETIME NULL',
      'PRIMARY KEY (id)',
      // A worker asks for what is not done, oldest first.
      'KEY outbox_claim (done_at, id)',
      'KEY outbox_entity (topic, entity_id)',
    ),
    createTable(
      'jobs',
      'id BIGINT NOT NULL AUTO_INCREMENT',
      'kind VARCHAR(40) NOT NULL',
      "state ENUM('waiting','running','done','failed','cancelled') NOT NULL DEFAULT 'waiting'",
      'progress_done INT NOT NULL DEFAULT 0',
      'progress_total INT NULL',
      'params JSON NULL',
      'result JSON NULL',
      'error VARCHAR(500) NULL',
      'owner VARCHAR(64) NULL',
      'lease_until DATETIME NULL',
      'cancel_requested TINYINT(1) NOT NULL DEFAULT 0',
      'created_by VARCHAR(60) NOT NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'finished_at DATETIME NULL',
      'PRIMARY KEY (id)',
      'KEY jobs_claim (state, lease_until)',
      'KEY jobs_created_by (created_by, id)',
    ),
    // Long work stages its rows here in batches; its last step is one short transaction.
    createTable(
      'job_rows',
      'job_id BIGINT NOT NULL',
      'row_no INT NOT NULL',
      'payload JSON NULL',
      'error VARCHAR(500) NULL',
      'PRIMARY KEY (job_id, row_no)',
      'CONSTRAINT job_rows_job_fk FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE',
    ),
  ],
  down: [dropTable('job_rows'), dropTable('jobs'), dropTable('outbox'), dropTable('client_requests')],
};
