import type { Connection } from 'mysql2/promise';
import { SAMPLE_ACCOUNTS } from '#shared/domain/sample-clinic';
import { hashPassword } from '#electron/platform/passwords';
import type { SeedDoctor } from './doctors';
import { insertRows } from './bulk';

const ADMIN_COLUMNS = ['id', 'username', 'email', 'password_hash', 'role', 'display_name'];
const NAME_COLUMNS = ['name', 'admin_id', 'doctor_id'];

/** The doctor whom a sample account signs in as. */
function doctorOf(displayName: string, doctors: readonly SeedDoctor[]): SeedDoctor | undefined {
  return doctors.find(({ firstName, lastName }) => displayName === `Dr ${firstName} ${lastName}`);
}

/** Password hashes of the sample clinic's doctors who have an account, by doctor. */
export async function doctorPasswords(doctors: readonly SeedDoctor[]): Promise<ReadonlyMap<number, string>> {
  const hashes = new Map<number, string>();
  for (const account of SAMPLE_ACCOUNTS) {
    const doctor = account.role === 'doctor' ? doctorOf(account.displayName, doctors) : undefined;
    if (doctor !== undefined) hashes.set(doctor.id, await hashPassword(account.password));
  }
  return hashes;
}

/** The sample clinic's accounts and the names they sign in with; the doctors are there already. */
export async function insertAccounts(connection: Connection, doctors: readonly SeedDoctor[]): Promise<void> {
  let adminId = 0;
  for (const account of SAMPLE_ACCOUNTS) {
    if (account.role === 'doctor') {
      const doctor = doctorOf(account.displayName, doctors);
      if (doctor === undefined) continue;
      await insertRows(connection, { table: 'sign_in_names', columns: NAME_COLUMNS }, [
        [account.name, null, doctor.id],
      ]);
      continue;
    }
    adminId += 1;
    const email = `${account.name}@clinic.invalid`;
    await insertRows(connection, { table: 'admin', columns: ADMIN_COLUMNS }, [
      [adminId, account.name, email, await hashPassword(account.password), account.role, account.displayName],
    ]);
    await insertRows(connection, { table: 'sign_in_names', columns: NAME_COLUMNS }, [
      [account.name, adminId, null],
      [email, adminId, null],
    ]);
  }
}
