import { z } from 'zod';
import type { PersonKey } from '#shared/values/ids';
import { isConnectionLost } from '#electron/mysql/errors';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import type { Logger } from '#electron/platform/logger';
import type { Secrets } from '#electron/platform/ports';
import { deleteDraft, deleteOldest, selectDraft, upsertDraft } from './repository';

/** More unfinished forms than this a person has no use for; the oldest give way. */
const MOST_A_PERSON = 100;
const MOST_IN_MEMORY = 500;

/** What is sealed: with its owner and name inside, so that a seal moved to another row does not open there. */
const Sealed = z.object({ person: z.string(), name: z.string(), body: z.string() });

/** Forms that were typed and not saved: sealed in the database, or in memory where there is no keyring. */
export class DraftsService {
  readonly #db: Database;
  readonly #secrets: Secrets;
  readonly #logger: Logger;
  readonly #memory = new Map<string, string>();

  constructor(db: Database, secrets: Secrets, logger: Logger) {
    this.#db = db;
    this.#secrets = secrets;
    this.#logger = logger;
  }

  async save(person: PersonKey, name: string, body: string): Promise<'database' | 'memory'> {
    const key = `${person} ${name}`;
    if (!this.#secrets.lasting) return this.#remember(key, body);
    const cipher = await this.#secrets.seal(JSON.stringify({ person, name, body }));
    try {
      await this.#db.write(async (tx) => {
        await upsertDraft(tx, person, name, cipher);
        await deleteOldest(tx, person, MOST_A_PERSON);
      });
    } catch (error) {
      // What was typed outlives a server that is away.
      if (isConnectionLost(error)) return this.#remember(key, body);
      throw error;
    }
    this.#memory.delete(key);
    return 'database';
  }

  /** The draft, or null when there is none that this desk can open. */
  async get(tx: ReadTx, person: PersonKey, name: string): Promise<string | null> {
    const remembered = this.#memory.get(`${person} ${name}`);
    if (remembered !== undefined || !this.#secrets.lasting) return remembered ?? null;
    const cipher = await selectDraft(tx, person, name);
    return cipher ? this.#open(cipher, person, name) : null;
  }

  async discard(person: PersonKey, name: string): Promise<void> {
    this.#memory.delete(`${person} ${name}`);
    if (this.#secrets.lasting) await this.#db.write((tx) => deleteDraft(tx, person, name));
  }

  async #open(cipher: Uint8Array, person: PersonKey, name: string): Promise<string | null> {
    try {
      const draft = Sealed.parse(JSON.parse(await this.#secrets.open(cipher)));
      return draft.person === person && draft.name === name ? draft.body : null;
    } catch {
      // Sealed at another desk or with a key that is gone. The cause stays out of the log: it may quote the draft.
      this.#logger.warn('a draft could not be opened at this desk');
      return null;
    }
  }

  #remember(key: string, body: string): 'memory' {
    this.#memory.delete(key);
    this.#memory.set(key, body);
    const oldest = this.#memory.keys().next();
    if (this.#memory.size > MOST_IN_MEMORY && !oldest.done) this.#memory.delete(oldest.value);
    return 'memory';
  }
}
