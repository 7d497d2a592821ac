import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  nameCollation,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
  type Step,
} from './steps';

/** What a new clinic starts with, by the contract's names; IGNORE, so that a second run leaves the clinic's own choices alone. */
const firstSettings: Step = {
  sql: `INSERT IGNORE INTO settings (\`key\`, value) VALUES
  ('clinicName', '"Smart Clinic"'),
  ('timeZone', '"Asia/Kolkata"'),
  ('locale', '"en-IN"'),
  ('currency', '"INR"'),
  ('defaultMinutes', '15'),
  ('openingHours', '{"mon":[{"from":"09:00","to":"18:00"}],"tue":[{"from":"09:00","to":"18:00"}],"wed":[{"from":"09:00","to":"18:00"}],"thu":[{"from":"09:00","to":"18:00"}],"fri":[{"from":"09:00","to":"18:00"}],"sat":[{"from":"09:00","to":"18:00"}],"sun":[]}'),
  ('cancelReasons', '["Patient asked","Doctor away","Booked by mistake","Other"]'),
  ('idleLockMinutes', '10'),
  ('sample', 'false')`,
};

/** The desks, what is set for them and for the clinic, who looks at what, and what was typed but not saved. */
export const desksAndSettings: MysqlMigration = {
  name: '0010-desks-and-settings',
  up: [
    createTable(
      'desks',
      'id VARCHAR(36) NOT NULL',
      'name VARCHAR(100) NOT NULL',
      'version VARCHAR(40) NOT NULL',
      'last_seen DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (id)',
    ),
    createTable(
      'desk_settings',
      'desk_id VARCHAR(36) NOT NULL',
      'name VARCHAR(80) NOT NULL',
      'value JSON NOT NULL',
      'PRIMARY KEY (desk_id, name)',
      'CONSTRAINT desk_settings_desk_fk FOREIGN KEY (desk_id) REFERENCES desks (id) ON DELETE CASCADE',
    ),
    createTable(
      'settings',
      '`key` VARCHAR(80) NOT NULL',
      'value JSON NOT NULL',
      versionColumn,
      'PRIMARY KEY (`key`)',
    ),
    firstSettings,
    // No foreign key to desks: a beat every few seconds must not queue behind a desk's own row.
    createTable(
      'presence',
      'desk_id VARCHAR(36) NOT NULL',
      'person VARCHAR(60) NOT NULL',
      `what VARCHAR(80) ${nameCollation} NOT NULL`,
      'mode VARCHAR(20) NOT NULL',
      'expires_at DATETIME NOT NULL',
      'PRIMARY KEY (desk_id, what)',
      'KEY presence_what (what, expires_at)',
      'KEY presence_expires (expires_at)',
    ),
    createTable(
      'drafts',
      'person VARCHAR(60) NOT NULL',
      'name VARCHAR(100) NOT NULL',
      'cipher LONGBLOB NOT NULL',
      'updated_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'PRIMARY KEY (person, name)',
    ),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'settings'),
    createTrigger('settings', 'before', 'update', bumpVersion),
  ],
  down: [
    revokeDefiner('settings'),
    dropTable('drafts'),
    dropTable('presence'),
    dropTable('settings'),
    dropTable('desk_settings'),
    dropTable('desks'),
  ],
};
