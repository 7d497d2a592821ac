import { fold } from '#shared/domain/search-words';
import type { Collections, DocumentDocument } from '#electron/mongo/collections';
import { isMongoAway } from '#electron/mongo/errors';
import { LONGEST_MS, isLate } from './patience';
import { type Place, documentsAfter } from './place';
import type { Sought } from './keys-repository';

function holdsAll({ file_name, description }: DocumentDocument, words: readonly string[]): boolean {
  const said = fold(`${file_name} ${description ?? ''}`);
  return words.every((word) => said.includes(fold(word)));
}

/** A moment as BSON has it. */
function dateOf(milliseconds: number): Date {
  // BSON's dates are JavaScript's.
  // eslint-disable-next-line no-restricted-syntax
  return new Date(milliseconds);
}

/** The next documents that stand, the newest first; null when MongoDB does not answer. */
export async function nextDocuments(
  { documents }: Collections,
  { records, words, after, limit }: Sought,
): Promise<readonly DocumentDocument[] | null> {
  const bound = documentsAfter(after);
  const at = dateOf(bound.at);
  const found: DocumentDocument[] = [];
  try {
    const cursor = documents
      .find(
        {
          patient_id: { $in: [...records] },
          removed_at: null,
          $or: [{ uploaded_at: { $lt: at } }, { uploaded_at: at, _id: { $lt: bound.id } }],
        },
        { signal: AbortSignal.timeout(LONGEST_MS), batchSize: limit },
      )
      .sort({ uploaded_at: -1, _id: -1 });
    for await (const document of cursor) {
      if (holdsAll(document, words)) found.push(document);
      if (found.length === limit) break;
    }
    return found;
  } catch (error) {
    if (isMongoAway(error) || isLate(error)) return null;
    throw error;
  }
}

export function placeOfDocument({ _id, uploaded_at }: DocumentDocument): Place {
  return { at: uploaded_at.getTime(), stream: 'document', id: _id };
}
