/** Everything a person may be allowed to do. A call names one of these in the contract. */
export const PERMISSIONS = [
  'patient.read',
  'patient.write',
  'doctor.read',
  'doctor.see_by',
  'appointment.read',
  'appointment.write',
  'appointment.earlier_days',
  'appointment.override',
  'settings.read',
  'health.read',
  'desk.use',
  'desk.rename',
  'desk.paper',
  'paper.print',
  'job.read',
  'job.run',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The seed's three admin roles, and the doctor of table `doctors`. One person may hold two. */
export const ROLES = ['superadmin', 'staff', 'viewer', 'doctor'] as const;
export type Role = (typeof ROLES)[number];

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
    'desk.rename',
    'desk.paper',
  ]),
  viewer: new Set<Permission>(reading),
  doctor: new Set<Permission>([...reading, 'appointment.write', 'desk.paper']),
};

/** Whether any of a person's roles carries the permission (design section 4: the union). */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => byRole[role].has(permission));
}

/** A person's permissions, for screens that hide what cannot be done. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSIONS.filter((permission) => allows(roles, permission));
}
