import type { MysqlMigration } from './steps';

/** When a backup was last restored and looked at. IGNORE, so that a note that is there stays. */
export const verifiedBackup: MysqlMigration = {
  name: '0037-verified-backup',
  up: [{ sql: "INSERT IGNORE INTO settings (`key`, value) VALUES ('lastVerifiedBackup', 'null')" }],
  down: [{ sql: "DELETE FROM settings WHERE `key` = 'lastVerifiedBackup'" }],
};
