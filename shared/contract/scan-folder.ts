import { z } from 'zod';
import { FolderNaming } from './folders';
import { Nothing } from './parts';
import { command, query } from './procedure';
import { requiredText } from '#shared/values/text';

/** What keeps a desk from seeing what its scanner left. */
export const SCAN_FOLDER_TROUBLES = ['folder_gone', 'no_right', 'other'] as const;
export type ScanFolderTrouble = (typeof SCAN_FOLDER_TROUBLES)[number];

/** Shown at once, the oldest first; others follow as these are filed. */
export const MOST_WATCHED = 100;

/** A file as it lay there when it was last looked at: another length or time is another file. */
const WatchedFile = z.strictObject({
  name: requiredText(255),
  bytes: z.int({ error: 'not_a_number' }).min(0, 'too_small:0'),
  /** Milliseconds since the epoch, by whoever wrote it. */
  changedAt: z.number({ error: 'not_a_number' }),
});
export type WatchedFile = z.infer<typeof WatchedFile>;

/** The folder into which this desk's scanner puts its files. Its calls change no data of the clinic but the setting. */
export const scanFolderCalls = {
  'scanFolder.get': query({
    permission: 'clinical.write',
    clinical: false,
    input: Nothing,
    output: z.object({
      naming: FolderNaming,
      folder: z.string().nullable(),
      trouble: z.enum(SCAN_FOLDER_TROUBLES).nullable(),
      files: z.array(WatchedFile),
      more: z.boolean(),
    }),
  }),
  /** Opens the system's dialog and answers at once: a person takes longer than a call may. */
  'scanFolder.choose': command({ permission: 'clinical.write', input: Nothing, output: z.null() }),
  /** From now on what comes into the folder is offered to whoever may file it at this desk. */
  'scanFolder.start': command({
    permission: 'clinical.write',
    input: z.strictObject({ folder: requiredText(2_000) }),
    output: z.null(),
  }),
  /** What lies in the folder stays there. */
  'scanFolder.stop': command({ permission: 'clinical.write', input: Nothing, output: z.null() }),
  'scanFolder.open': command({
    permission: 'clinical.write',
    input: WatchedFile,
    output: z.object({ url: z.string() }),
  }),
  /** Puts a file that was filed into the folder's own subfolder; nothing is ever deleted there. */
  'scanFolder.putAside': command({ permission: 'clinical.write', input: WatchedFile, output: z.null() }),
};
