import type { CollationOptions, Db, Document, IndexDescription } from 'mongodb';

export interface MongoMigration {
  readonly name: string;
  readonly up: (db: Db) => Promise<void>;
  readonly down: (db: Db) => Promise<void>;
}

/** A collection as a migration wants it. */
export interface CollectionShape {
  readonly name: string;
  readonly schema: Document;
  readonly indexes: readonly IndexDescription[];
  readonly collation?: CollationOptions;
}

const namespaceExists = 48;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Makes the collection, or brings one that is there to the same validator and indexes, so that a migration
 * cut off half way is simply run again, also by two at once.
 */
export async function shapeCollection(db: Db, shape: CollectionShape): Promise<void> {
  const validator = { $jsonSchema: shape.schema };
  const rules = { validator, validationLevel: 'strict', validationAction: 'error' };
  try {
    await db.createCollection(shape.name, rules);
  } catch (error) {
    if (codeOf(error) !== namespaceExists) throw error;
    await db.command({ collMod: shape.name, ...rules });
  }
  if (shape.indexes.length > 0) await db.collection(shape.name).createIndexes([...shape.indexes]);
}

/** The way back: the collection and what is in it. */
export async function dropShape(db: Db, name: string): Promise<void> {
  await db.dropCollection(name);
}

/** MySQL's ids, as the seed has them: numbers. */
export const mysqlId = { bsonType: ['int', 'long'], minimum: 1 };
export const mysqlIdOrNull = { bsonType: ['int', 'long', 'null'] };
export const moment = { bsonType: 'date' };
export const momentOrNull = { bsonType: ['date', 'null'] };
export const version = { bsonType: ['int', 'long'], minimum: 1 };

/** A text of at most so many characters. */
export function text(maxLength: number): Document {
  return { bsonType: 'string', maxLength };
}

/** The same, or nothing. */
export function textOrNull(maxLength: number): Document {
  return { bsonType: ['string', 'null'], maxLength };
}
