import { z } from 'zod';
import type { ClinicSettings } from '#shared/contract/settings';
import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import type { Clock, Downloads } from '#electron/platform/ports';
import type { Words } from '#electron/platform/words';
import { DeskId, PersonKey } from '#shared/values/ids';
import type { PaperLanguage } from '#shared/texts/languages';
import type { KeptFiles } from './kept-files';

export interface ExportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly collections: Collections;
  readonly downloads: Downloads;
  readonly kept: KeptFiles;
  readonly words: Readonly<Record<PaperLanguage, Words>>;
}

/** What an export's job was started with; `atDesk` keeps it at the desk whose disk gets the file. */
export const ExportOrder = z.strictObject({
  actor: PersonKey,
  atDesk: DeskId,
  run: z.string(),
  withAudit: z.boolean(),
});
export type ExportOrder = z.infer<typeof ExportOrder>;
