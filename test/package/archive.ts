import { open } from 'node:fs/promises';
import { z } from 'zod';

const Entry: z.ZodType<ArchiveEntry> = z.lazy(() =>
  z.object({ files: z.record(z.string(), Entry).optional(), unpacked: z.boolean().optional() }),
);
interface ArchiveEntry {
  readonly files?: Record<string, ArchiveEntry> | undefined;
  readonly unpacked?: boolean | undefined;
}

/** The paths in an asar archive, with those that lie outside of it marked. */
export async function archivePaths(file: string): Promise<{ path: string; unpacked: boolean }[]> {
  const handle = await open(file);
  try {
    // Four length words, the last of them the table's own, then the table as JSON.
    const words = Buffer.alloc(16);
    await handle.read(words, 0, 16, 0);
    const table = Buffer.alloc(words.readUInt32LE(12));
    await handle.read(table, 0, table.length, 16);
    return paths('', Entry.parse(JSON.parse(table.toString('utf8'))));
  } finally {
    await handle.close();
  }
}

function paths(folder: string, entry: ArchiveEntry): { path: string; unpacked: boolean }[] {
  return Object.entries(entry.files ?? {}).flatMap(([name, inner]) => {
    const path = `${folder}${name}`;
    return inner.files === undefined
      ? [{ path, unpacked: inner.unpacked ?? false }]
      : paths(`${path}/`, inner);
  });
}
