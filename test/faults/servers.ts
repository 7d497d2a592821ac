import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Addresses, requiredEnv } from '#test/support/databases';

const State = z.object({
  mysqlUrl: z.string(),
  mysqlAdminUrl: z.string(),
  mongoUrl: z.string(),
  /** Where the script that owns the servers takes orders (scripts/lib/faults-control.mjs). */
  control: z.string(),
});

type Store = 'mysql' | 'mongo';

/** The pair of servers that tests may kill, hang and bring back. */
export interface FaultyServers {
  readonly addresses: Addresses;
  /** Gone without a word, as with the power. */
  kill(store: Store): Promise<void>;
  /** Alive to the network, deaf to everything else. */
  hang(store: Store): Promise<void>;
  goOn(store: Store): Promise<void>;
  /** From now on its files grow no further than so many bytes, as on a full disk; null gives the room back. */
  limitFiles(store: Store, bytes: number | null): Promise<void>;
  /** Back on the same address; answers when it is ready. */
  restart(store: Store): Promise<void>;
}

export async function faultyServers(): Promise<FaultyServers> {
  const state = State.parse(JSON.parse(await readFile(requiredEnv('CLINIC_FAULTS_STATE'), 'utf8')));
  async function order(what: string): Promise<void> {
    const answer = await fetch(`${state.control}/${what}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
  }
  return {
    addresses: { mysqlUrl: state.mysqlUrl, adminUrl: state.mysqlAdminUrl, mongoUrl: state.mongoUrl },
    kill: (store) => order(`${store}/kill?signal=SIGKILL`),
    hang: (store) => order(`${store}/kill?signal=SIGSTOP`),
    goOn: (store) => order(`${store}/kill?signal=SIGCONT`),
    limitFiles: (store, bytes) =>
      order(`${store}/limit?bytes=${bytes === null ? 'unlimited' : String(bytes)}`),
    restart: (store) => order(`${store}/restart`),
  };
}
