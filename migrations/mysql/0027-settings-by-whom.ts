import { addColumns, dropColumns, type MysqlMigration } from './steps';

const keys = ['address', 'phone', 'logo', 'clock', 'languages', 'paperTexts', 'retentionYears'];

/**
 * Whose hand a setting was last changed by, and what a clinic may say of itself. IGNORE, so that a second run
 * leaves the clinic's own choices alone.
 */
export const settingsByWhom: MysqlMigration = {
  name: '0027-settings-by-whom',
  up: [
    addColumns('settings', 'updated_by VARCHAR(60) NULL', 'updated_at DATETIME NULL'),
    {
      sql: `INSERT IGNORE INTO settings (\`key\`, value) VALUES
  ('address', '""'),
  ('phone', '""'),
  ('logo', 'null'),
  ('clock', '"24"'),
  ('languages', '["en", "hi"]'),
  ('paperTexts', '{"head": "", "foot": "", "noteAdvice": {}, "slipAdvice": {}}'),
  ('retentionYears', 'null')`,
    },
  ],
  down: [
    { sql: `DELETE FROM settings WHERE \`key\` IN (${keys.map((key) => `'${key}'`).join(', ')})` },
    dropColumns('settings', 'updated_by', 'updated_at'),
  ],
};
