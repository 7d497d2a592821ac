import type { AnyBulkWriteOperation, Document } from 'mongodb';
import type { Copies } from './copies';

type Shape = Pick<Copies, 'key' | 'among' | 'within'>;

/** What of a document is ours to compare; nothing where it is wholly somebody else's. */
export function ownPart({ key, within }: Omit<Shape, 'among'>, document: Document): Document | undefined {
  if (within !== null) {
    const part: unknown = document[within];
    return typeof part === 'object' && part !== null ? part : undefined;
  }
  // MongoDB's own key, where that is not ours.
  return key === '_id' ? document : without(document, '_id');
}

function without(document: Document, field: string): Document {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== field));
}

/** What a document that holds a part of ours is known by. */
export function hasOwnPart({ within }: Pick<Shape, 'within'>): Document {
  return within === null ? {} : { [within]: { $exists: true } };
}

/** Only what still stands as it was compared is replaced: a newer copy that came meanwhile stays. */
export function repairOf(
  shape: Shape,
  id: number,
  wanted: Document | undefined,
  found: Document | undefined,
): AnyBulkWriteOperation {
  const { key, among, within } = shape;
  if (within !== null) return repairWithin(key, within, id, wanted, found);
  const asFound = { ...among, [key]: id, version: Number(found?.['version'] ?? 0) };
  if (!wanted) return { deleteOne: { filter: asFound } };
  if (found) return { replaceOne: { filter: asFound, replacement: wanted } };
  return { updateOne: { filter: { ...among, [key]: id }, update: { $setOnInsert: wanted }, upsert: true } };
}

/** The same where others' fields may stand beside ours: those are left as they are. */
function repairWithin(
  key: string,
  within: string,
  id: number,
  wanted: Document | undefined,
  found: Document | undefined,
): AnyBulkWriteOperation {
  const part = found?.[within] as Document | undefined;
  if (wanted && !part) {
    const unlessThere = { $ifNull: [`$${within}`, { $literal: wanted }] };
    return {
      updateOne: { filter: { [key]: id }, update: [{ $set: { [within]: unlessThere } }], upsert: true },
    };
  }
  const asFound = { [key]: id, [`${within}.version`]: part?.['version'] as unknown };
  if (wanted) return { updateOne: { filter: asFound, update: { $set: { [within]: wanted } } } };
  const isAllOurs = Object.keys(found ?? {}).every((field) => field === key || field === within);
  if (isAllOurs) return { deleteOne: { filter: asFound } };
  return { updateOne: { filter: asFound, update: { $unset: { [within]: '' } } } };
}
