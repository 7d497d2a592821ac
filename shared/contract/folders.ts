import { z } from 'zod';

/** How a folder is named at this desk: by the system's dialog, which answered this window last, or by its path. */
export const FolderNaming = z.discriminatedUnion('by', [
  z.object({ by: z.literal('dialog'), folder: z.string().nullable() }),
  z.object({ by: z.literal('typing') }),
]);
export type FolderNaming = z.infer<typeof FolderNaming>;
