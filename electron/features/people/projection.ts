import type { z } from 'zod';
import type { PersonDto, PersonFields } from '#shared/contract/people';
import { isGrantable } from '#shared/permissions/roles';
import { utcStamp } from '#electron/platform/stamps';
import type { PersonRow } from './repository';

/** Who gave no e-mail holds an address of this kind, which is never shown nor written to (design section 4). */
export function isPlaceholder(email: string): boolean {
  return /^none\+.*\.invalid$/.test(email);
}

function shownEmail(email: string | null): string | null {
  return email === null || isPlaceholder(email) ? null : email;
}

function optionalStamp(value: string | null): string | null {
  return value === null ? null : utcStamp(value);
}

function doctorOf(row: PersonRow) {
  if (row.doctor_id === null || row.doctor_version === null) return null;
  const name = [row.title, row.first_name, row.last_name].filter((part) => part).join(' ');
  return { name, deleted: row.is_deleted === 1, version: row.doctor_version };
}

export function toPerson(row: PersonRow): z.input<typeof PersonDto> {
  const doctor = doctorOf(row);
  const displayName = row.admin_id === null ? null : (row.display_name ?? row.username);
  return {
    person: row.admin_id === null ? `doctor:${String(row.doctor_id)}` : `admin:${String(row.admin_id)}`,
    adminId: row.admin_id,
    doctorId: row.doctor_id,
    name: doctor?.name ?? displayName ?? '',
    displayName,
    username: row.username,
    email: shownEmail(row.admin_id === null ? row.doctor_email : row.admin_email),
    role: row.role,
    doctor,
    disabled: row.is_disabled === 1,
    grants: row.grants?.split(',').filter(isGrantable) ?? [],
    mustChangePassword: row.must_change_password === 1,
    codeExpiresAt: optionalStamp(row.code_expires_at),
    lastSignInAt: optionalStamp(row.last_sign_in_at),
    failures: row.failures ?? 0,
    lockedUntil: optionalStamp(row.locked_until),
    version: row.admin_version ?? row.doctor_version ?? 1,
  };
}

/** What is edited of an administrator, as the row has it. */
export function fieldsOf(row: PersonRow): PersonFields {
  return {
    displayName: row.display_name ?? row.username ?? '',
    username: row.username ?? '',
    email: shownEmail(row.admin_email),
    role: row.role ?? 'viewer',
    disabled: row.is_disabled === 1,
  };
}
