import type { Role } from '#shared/permissions/roles';

export interface SampleAccount {
  /** The user name to sign in with. */
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

/** The sample clinic's accounts: made by the seed, shown for one-click sign-in where `settings.sample` is set. */
export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  { name: 'reception', displayName: 'Meena Lal', role: 'staff', password: 'sample-clinic' },
  { name: 'admin', displayName: 'Asha Verma', role: 'superadmin', password: 'sample-clinic' },
  { name: 'drrao', displayName: 'Dr Meera Rao', role: 'doctor', password: 'sample-clinic' },
  { name: 'viewer', displayName: 'Ravi Gupta', role: 'viewer', password: 'sample-clinic' },
];
