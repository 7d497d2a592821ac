import { type SmallClinic, smallClinic } from './clinic';
import { type FreshDatabase, freshDatabase } from './databases';
import { type DeskOptions, type TestDesk, openDesk } from './desk';

export interface OneDesk {
  readonly database: FreshDatabase;
  readonly clinic: SmallClinic;
  readonly desk: TestDesk;
  /** Takes the desk, the connection and the database away. */
  readonly close: () => Promise<void>;
}

/** A clinic of its own with these accounts and one desk, whose clock starts at `now` (milliseconds). */
export async function oneDesk(
  now: number,
  admins: Readonly<Record<string, Parameters<SmallClinic['addAdmin']>[1]>>,
  options: Pick<DeskOptions, 'paper'> = {},
): Promise<OneDesk> {
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  for (const [name, role] of Object.entries(admins)) await clinic.addAdmin(name, role);
  const desk = await openDesk(database, { now, ...options });
  return {
    database,
    clinic,
    desk,
    close: async () => {
      await desk.stop();
      await clinic.close();
      await database.drop();
    },
  };
}
