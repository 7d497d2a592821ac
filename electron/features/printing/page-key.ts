import { createHash } from 'node:crypto';
import type { PageLanguage } from '#shared/texts/page/page-texts';
import type { PageBox } from '#electron/platform/printing/page';

/** What the desk and the patient choose of every page that is kept. */
export interface ShowsOfPaper {
  readonly page: PageBox;
  readonly headerPrePrinted: boolean;
  readonly language: PageLanguage;
  readonly locale: string;
}

/** Names a page by what was signed and by all that is chosen or said of it and shows on it. */
export function pageKey(
  kind: 'prescription' | 'paper',
  id: number,
  version: number,
  shows: ShowsOfPaper,
): string {
  const digest = createHash('sha256').update(JSON.stringify(shows)).digest('hex');
  return `${kind}-${String(id)}-${String(version)}-${digest}`;
}
