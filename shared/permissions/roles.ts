/** Everything a person may be allowed to do. A call names one of these in the contract. */
export const PERMISSIONS = [
  'patient.read',
  'patient.write',
  'doctor.read',
  'doctor.see_by',
  'doctor.manage',
  'appointment.read',
  'appointment.write',
  'appointment.earlier_days',
  'appointment.override',
  'clinical.vitals',
  'clinical.read',
  'clinical.write',
  'hours.write',
  'settings.read',
  'clinic.manage',
  'health.read',
  'desk.use',
  'desk.rename',
  'desk.paper',
  'paper.print',
  'job.read',
  'job.run',
  'data.import',
  'data.export',
  'people.manage',
  'audit.read',
  'system.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a clinic may allow one of its staff beyond the role; a closed list. */
export const GRANTABLE = [
  'clinical.vitals',
  'doctor.see_by',
  'job.run',
] as const satisfies readonly Permission[];
export type Grantable = (typeof GRANTABLE)[number];

export function isGrantable(permission: string): permission is Grantable {
  return GRANTABLE.some((grantable) => grantable === permission);
}

/** The seed's three admin roles, and the doctor of table `doctors`. One person may hold two. */
export const ROLES = ['superadmin', 'staff', 'viewer', 'doctor'] as const;
export type Role = (typeof ROLES)[number];

/** The roles of table `admin`. */
export const ADMIN_ROLES = ['superadmin', 'staff', 'viewer'] as const satisfies readonly Role[];
export type AdminRole = (typeof ADMIN_ROLES)[number];

const reading: readonly Permission[] = [
  'patient.read',
  'doctor.read',
  'appointment.read',
  'settings.read',
  'health.read',
  'desk.use',
  'paper.print',
  'job.read',
];

const byRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  superadmin: new Set<Permission>(PERMISSIONS),
  staff: new Set<Permission>([
    ...reading,
    'patient.write',
    'appointment.write',
    'appointment.earlier_days',
    'appointment.override',
    'hours.write',
    'desk.rename',
    'desk.paper',
  ]),
  viewer: new Set<Permission>(reading),
  doctor: new Set<Permission>([
    ...reading,
    'appointment.write',
    'clinical.vitals',
    'clinical.read',
    'clinical.write',
    'hours.write',
    'desk.paper',
  ]),
};

/** Whether any of a person's roles carries the permission (design section 4: the union). */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => byRole[role].has(permission));
}

/** A person's permissions: those of the roles, and for staff what the clinic has granted besides. */
export function permissionsOf(roles: readonly Role[], grants: readonly Grantable[] = []): Permission[] {
  const granted: readonly Permission[] = roles.includes('staff') ? grants : [];
  return PERMISSIONS.filter((permission) => allows(roles, permission) || granted.includes(permission));
}
