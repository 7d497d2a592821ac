import { createHash } from 'node:crypto';
import { Binary } from 'mongodb';
import type {
  Collections,
  PrintedPage,
  PrintedPageDocument,
  PrintedPageOf,
} from '#electron/mongo/collections';

type PageCollections = Pick<Collections, 'printedPages' | 'pageFiles' | 'pageParts'>;

/** A file of GridFS in one part: a page of text is far below what one document may hold. */
const LARGEST = 15 * 1024 * 1024;

/** Pages as they were first laid out and the PDFs made of them. What is there is never replaced. */
export interface PageStore {
  /** @returns what stands under its id: this one where it is the first */
  firstPage(page: Omit<PrintedPage, 'sha256'> & PrintedPageOf): Promise<PrintedPageDocument>;
  pdfOf(id: string): Promise<Uint8Array | null>;
  /** @returns the file that stands under that id: this one where it is the first */
  firstPdf(id: string, made: Uint8Array, now: Date): Promise<Uint8Array>;
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** @throws Error where what is stored is not what was stored */
function checkWhole(content: string | Uint8Array, sha256: string): void {
  if (sha256Of(content) !== sha256) throw new Error('a printed page is not what was kept');
}

export function pageStore({ printedPages, pageFiles, pageParts }: PageCollections): PageStore {
  async function partOf(id: string): Promise<Uint8Array | null> {
    const part = await pageParts.findOne({ files_id: id, n: 0 });
    return part ? Uint8Array.from(part.data.buffer.subarray(0, part.data.length())) : null;
  }

  async function pdfOf(id: string): Promise<Uint8Array | null> {
    const file = await pageFiles.findOne({ _id: id });
    if (!file) return null;
    const body = await partOf(id);
    if (!body) throw new Error('a printed page has no file');
    checkWhole(body, file.metadata.sha256);
    return body;
  }

  return {
    pdfOf,
    async firstPage({ _id, ...page }) {
      const stands = await printedPages.findOneAndUpdate(
        { _id },
        { $setOnInsert: { ...page, sha256: sha256Of(page.html) } },
        { upsert: true, returnDocument: 'after' },
      );
      if (!stands) throw new Error('a page that was just kept is gone');
      checkWhole(stands.html, stands.sha256);
      return stands;
    },
    async firstPdf(id, made, now) {
      if (made.byteLength > LARGEST) throw new Error('a printed page is too large to be kept');
      await pageParts.updateOne(
        { files_id: id, n: 0 },
        { $setOnInsert: { data: new Binary(made) } },
        { upsert: true },
      );
      // Of two desks that made it at once the first part stands, and either describes that one.
      const stands = (await partOf(id)) ?? made;
      await pageFiles.updateOne(
        { _id: id },
        {
          $setOnInsert: {
            length: stands.byteLength,
            chunkSize: LARGEST,
            uploadDate: now,
            filename: `${id}.pdf`,
            metadata: { sha256: sha256Of(stands) },
          },
        },
        { upsert: true },
      );
      return (await pdfOf(id)) ?? stands;
    },
  };
}
