import type { MysqlMigration } from './steps';

/**
 * Where patients and doctors meet by video, to be set by the clinic, and the secret that makes each visit's link
 * one that nobody guesses. IGNORE, so that a second run leaves both as they are: links were given to patients.
 */
export const videoLinks: MysqlMigration = {
  name: '0013-video-links',
  up: [
    {
      sql: `INSERT IGNORE INTO settings (\`key\`, value) VALUES
  ('videoLinks', '{"clinic": null, "doctors": {}}'),
  ('videoSecret', JSON_QUOTE(HEX(RANDOM_BYTES(32))))`,
    },
  ],
  down: [{ sql: "DELETE FROM settings WHERE `key` IN ('videoLinks', 'videoSecret')" }],
};
