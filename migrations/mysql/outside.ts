/**
 * Who is writing, by the session variable `@clinic_writer`: a desk sets it to 'desk' and audits by itself, a
 * bulk job to 'bulk' and writes one feed row of its own. Whoever sets nothing is another program: its
 * changes are audited here, under its database account.
 */
export const notBulk = "COALESCE(@clinic_writer, '') <> 'bulk'";
const anotherProgram = '@clinic_writer IS NULL';

function json(row: 'OLD' | 'NEW', columns: readonly string[]): string {
  return `JSON_OBJECT(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;
}

/** Trigger lines that audit a change no desk made. */
export function auditOutsider(
  event: 'insert' | 'update' | 'delete',
  entity: string,
  columns: readonly string[],
): readonly string[] {
  const row = event === 'delete' ? 'OLD' : 'NEW';
  const before = event === 'insert' ? 'NULL' : json('OLD', columns);
  const after = event === 'delete' ? 'NULL' : json('NEW', columns);
  return [
    `IF ${anotherProgram} THEN`,
    '  INSERT INTO audit_log (actor, action, entity, entity_id, patient_id, outcome, before_json, after_json)',
    `  VALUES (LEFT(CONCAT('sql:', USER()), 60), 'sql.${event}', '${entity}', ${row}.id, ${row}.patient_id, 'done', ${before}, ${after});`,
    'END IF;',
  ];
}
