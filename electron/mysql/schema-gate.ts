import { Refusal } from '#shared/errors/app-error';
import { mysqlSchemaState } from './migrator/state';
import type { Database } from './transactions';

/** Keeps a program and a schema of different versions apart: reading is allowed, writing is not (design section 8). */
export interface SchemaGate {
  /** Passes when the schema is this program's. @throws Refusal DB_UNAVAILABLE `must_migrate` or `must_update` */
  mayWrite(): Promise<void>;
  /** The server was away or changed: ask again before the next write. */
  forget(): void;
}

export function createSchemaGate(db: Database): SchemaGate {
  let asked: Promise<'must_migrate' | 'must_update' | null> | null = null;

  async function ask() {
    const schema = await db.read((tx) =>
      mysqlSchemaState({ query: async (sql) => [await tx.select(sql, []), null] }),
    );
    if (schema.behind) return 'must_migrate';
    return schema.ahead.length > 0 ? 'must_update' : null;
  }

  return {
    mayWrite: async () => {
      const asking = (asked ??= ask());
      try {
        const reason = await asking;
        if (reason === null) return;
        asked = null;
        throw new Refusal({ code: 'DB_UNAVAILABLE', store: 'mysql', reason });
      } catch (error) {
        if (asked === asking) asked = null;
        throw error;
      }
    },
    forget: () => {
      asked = null;
    },
  };
}
