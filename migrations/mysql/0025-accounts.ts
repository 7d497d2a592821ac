import {
  addColumns,
  bumpVersion,
  createTable,
  createTrigger,
  dropColumns,
  dropTable,
  dropTrigger,
  grantDefiner,
  refuse,
  revokeDefiner,
  type MysqlMigration,
} from './steps';

/** Whether a change of the row touches one of these columns, letter by letter. */
function differs(...columns: readonly string[]): string {
  return columns
    .map((column) => `NOT (CAST(NEW.${column} AS BINARY) <=> CAST(OLD.${column} AS BINARY))`)
    .join('\n     OR ');
}

/** A sign-in stamps the row, which is no edit: whoever edits the person meanwhile has seen everything. */
const bumpUnlessStamp = [
  'IF NEW.last_sign_in_at <=> OLD.last_sign_in_at AND NEW.account_epoch = OLD.account_epoch THEN',
  `  ${bumpVersion}`,
  'END IF;',
];

const nextEpoch = (...columns: readonly string[]): readonly string[] => [
  `IF ${differs(...columns)} THEN`,
  '  SET NEW.account_epoch = OLD.account_epoch + 1;',
  'END IF;',
];

/** FOR SHARE: of two who are demoted in the same moment one waits for the other and then finds nobody left. */
const keepASuperadmin = [
  "IF OLD.role = 'superadmin' AND OLD.is_disabled = 0 AND (NEW.role <> 'superadmin' OR NEW.is_disabled <> 0)",
  "  AND NOT EXISTS (SELECT 1 FROM admin WHERE role = 'superadmin' AND is_disabled = 0 AND id <> OLD.id FOR SHARE) THEN",
  `  ${refuse('the last superadmin stays one')}`,
  'END IF;',
];

const touchAdmin = (ids: string): string =>
  `UPDATE admin SET account_epoch = account_epoch + 1 WHERE id IN (${ids});`;

/**
 * What a session is made from counts on in `account_epoch`, so that every desk sees a demotion, a disabling or
 * a new password at that person's next call. What a clinic grants beyond a role; the last superadmin stays one.
 */
export const accounts: MysqlMigration = {
  name: '0025-accounts',
  up: [
    addColumns('admin', 'account_epoch INT NOT NULL DEFAULT 1', 'code_expires_at DATETIME NULL'),
    addColumns('doctors', 'account_epoch INT NOT NULL DEFAULT 1', 'code_expires_at DATETIME NULL'),
    createTable(
      'staff_grants',
      'admin_id INT NOT NULL',
      'permission VARCHAR(60) NOT NULL',
      'PRIMARY KEY (admin_id, permission)',
      'CONSTRAINT staff_grants_admin_fk FOREIGN KEY (admin_id) REFERENCES admin (id) ON DELETE CASCADE',
    ),
    grantDefiner('SELECT, UPDATE (version, account_epoch), TRIGGER', 'admin'),
    grantDefiner('SELECT, UPDATE (version, account_epoch), TRIGGER', 'doctors'),
    grantDefiner('SELECT, TRIGGER', 'staff_grants'),
    dropTrigger('admin', 'before', 'update'),
    createTrigger(
      'admin',
      'before',
      'update',
      ...keepASuperadmin,
      ...bumpUnlessStamp,
      ...nextEpoch('role', 'is_disabled', 'password_hash', 'must_change_password', 'display_name'),
    ),
    dropTrigger('doctors', 'before', 'update'),
    createTrigger(
      'doctors',
      'before',
      'update',
      ...bumpUnlessStamp,
      ...nextEpoch(
        'admin_id',
        'is_deleted',
        'password_hash',
        'must_change_password',
        'title',
        'first_name',
        'last_name',
      ),
    ),
    createTrigger(
      'doctors',
      'after',
      'update',
      'IF NOT (NEW.admin_id <=> OLD.admin_id) THEN',
      `  ${touchAdmin('OLD.admin_id, NEW.admin_id')}`,
      'END IF;',
    ),
    createTrigger('staff_grants', 'after', 'insert', touchAdmin('NEW.admin_id')),
    createTrigger('staff_grants', 'after', 'delete', touchAdmin('OLD.admin_id')),
  ],
  down: [
    dropTrigger('staff_grants', 'after', 'delete'),
    dropTrigger('staff_grants', 'after', 'insert'),
    dropTrigger('doctors', 'after', 'update'),
    dropTrigger('doctors', 'before', 'update'),
    dropTrigger('admin', 'before', 'update'),
    revokeDefiner('staff_grants'),
    revokeDefiner('doctors'),
    revokeDefiner('admin'),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'doctors'),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'admin'),
    createTrigger('doctors', 'before', 'update', bumpVersion),
    createTrigger('admin', 'before', 'update', bumpVersion),
    dropTable('staff_grants'),
    dropColumns('doctors', 'account_epoch', 'code_expires_at'),
    dropColumns('admin', 'account_epoch', 'code_expires_at'),
  ],
};
