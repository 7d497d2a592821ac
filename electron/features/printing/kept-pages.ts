import { within } from '#electron/mongo/connection';
import type { Logger } from '#electron/platform/logger';
import type { Clock, Paper, Sheet } from '#electron/platform/ports';
import { withType, withoutType } from '#electron/platform/printing/fonts';
import type { PageStore } from './page-store';

/** Whoever prints does not wait longer for where it is kept. */
const KEEPING_MS = 2_000;

export interface KeptPagesParts {
  /** Null while MongoDB is away: then a page is laid out and goes out as ever. */
  readonly pages: () => PageStore | null;
  readonly paper: Paper;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Pages that come out the same each time. That one cannot be kept never stands in the way of paper. */
export class KeptPages {
  readonly #parts: KeptPagesParts;

  constructor(parts: KeptPagesParts) {
    this.#parts = parts;
  }

  /** The page as it was first laid out, with its file where one was made; this one where it is the first. */
  async first(sheet: Sheet): Promise<Sheet> {
    const { keep, ...loose } = sheet;
    if (!keep) return sheet;
    // What is not kept has no file kept of it either: the two would not be of one text.
    return this.#orElse(loose, async (store) => {
      const asked = store.firstPage({
        _id: keep.key,
        ...(keep.of.kind === 'prescription' ? { prescription_id: keep.of.id } : { paper_id: keep.of.id }),
        version: keep.version,
        title: sheet.title,
        page: sheet.page,
        html: withoutType(sheet.html),
        laid_out_at: this.#now(),
      });
      const { html, title, page } = await within(KEEPING_MS, asked);
      const pdf = await within(KEEPING_MS, store.pdfOf(keep.key));
      return { html: withType(html), title, page, keep, ...(pdf ? { pdf } : {}) };
    });
  }

  /** The page with its file, made and kept where there is none yet. */
  async withPdf(sheet: Sheet): Promise<Sheet> {
    const { keep } = sheet;
    if (!keep || sheet.pdf) return sheet;
    return this.#orElse(sheet, async (store) => {
      const made = await this.#parts.paper.pdfOf(sheet);
      if (!made) return sheet;
      return { ...sheet, pdf: await within(KEEPING_MS, store.firstPdf(keep.key, made, this.#now())) };
    });
  }

  async #orElse(otherwise: Sheet, work: (store: PageStore) => Promise<Sheet>): Promise<Sheet> {
    const store = this.#parts.pages();
    if (!store) return otherwise;
    try {
      return await work(store);
    } catch (error) {
      this.#parts.logger.error('a printed page could not be kept', error);
      return otherwise;
    }
  }

  #now(): Date {
    // BSON's dates are JavaScript's.
    // eslint-disable-next-line no-restricted-syntax
    return new Date(this.#parts.clock.now());
  }
}
