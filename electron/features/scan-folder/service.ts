import { isAbsolute } from 'node:path';
import type { AnswerOf } from '#shared/contract/contract';
import type { WatchedFile } from '#shared/contract/scan-folder';
import { ruleBroken } from '#shared/errors/app-error';
import type { CommandContext, QueryContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { diskTrouble } from '#electron/platform/disk-trouble';
import { writeFeed } from '#electron/platform/feed';
import type { FolderChoice } from '#electron/platform/folder-choice';
import type { Downloads } from '#electron/platform/ports';
import { moveAside, pathOf, tryFolder } from './files';
import { deleteFolder, findFolder, storeFolder } from './repository';
import type { FolderWatch } from './watch';

export interface ScanFolderParts {
  readonly watch: FolderWatch;
  readonly choice: FolderChoice;
  readonly downloads: Downloads;
}

/** The folder of this desk's scanner: which it is, what lies there, and where it goes. */
export class ScanFolder {
  readonly #parts: ScanFolderParts;

  constructor(parts: ScanFolderParts) {
    this.#parts = parts;
  }

  async get({ tx, caller }: QueryContext): Promise<AnswerOf<'scanFolder.get'>> {
    const { watch, choice } = this.#parts;
    const folder = await findFolder(tx, caller.deskId);
    watch.watch(folder);
    const { files, ...state } = watch.state;
    return { naming: choice.naming(caller.windowId), folder, files: [...files], ...state };
  }

  /** @throws Refusal where the folder is not there, or filed files could not be put aside in it */
  async start(context: CommandContext, folder: string): Promise<null> {
    this.#parts.choice.check(context.caller.windowId, folder);
    await checkFolder(folder);
    await this.#set(context, 'scanFolder.start', folder, (tx, deskId) => storeFolder(tx, deskId, folder));
    return null;
  }

  async stop(context: CommandContext): Promise<null> {
    await this.#set(context, 'scanFolder.stop', null, deleteFolder);
    return null;
  }

  /** Offers the file where it lies. Whose it is nobody knows yet: the view is told once it is filed. */
  async open(context: CommandContext, seen: WatchedFile): Promise<AnswerOf<'scanFolder.open'>> {
    const path = await pathOf(await this.#folderWith(context, seen), seen);
    const file = {
      body: { path, fetched: () => undefined },
      type: 'application/octet-stream',
      fileName: seen.name,
    };
    return { url: this.#parts.downloads.offer(file, context.caller.windowId) };
  }

  async putAside(context: CommandContext, seen: WatchedFile): Promise<null> {
    const folder = await this.#folderWith(context, seen);
    try {
      await moveAside(folder, seen);
    } catch (error) {
      if (diskTrouble(error) !== null) throw ruleBroken('folder_not_writable', { folder });
      throw error;
    }
    this.#parts.watch.forget(seen);
    return null;
  }

  /** @throws Refusal for a name that was not offered, which keeps paths out */
  async #folderWith({ caller, db, signal }: CommandContext, seen: WatchedFile): Promise<string> {
    const { watch } = this.#parts;
    const folder = await db.read((tx) => findFolder(tx, caller.deskId), signal);
    watch.watch(folder);
    if (folder === null || !watch.state.files.some(({ name }) => name === seen.name))
      throw ruleBroken('scan_gone', { name: seen.name });
    return folder;
  }

  async #set(
    { caller, db, signal }: CommandContext,
    action: string,
    folder: string | null,
    change: (tx: WriteTx, deskId: string) => Promise<void>,
  ): Promise<void> {
    const { key, deskId } = personOf(caller);
    await db.write(
      async (tx) => {
        const before = await findFolder(tx, deskId);
        await change(tx, deskId);
        await writeAudit(tx, {
          actor: key,
          deskId,
          action,
          entity: 'desk',
          entityId: null,
          patientId: null,
          outcome: 'done',
          reason: null,
          before: { folder: before },
          after: { folder },
        });
        await writeFeed(tx, { area: 'desks', entityId: null });
      },
      { signal },
    );
    this.#parts.watch.watch(folder);
  }
}

async function checkFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw ruleBroken('folder_not_there', { folder });
  try {
    await tryFolder(folder);
  } catch (error) {
    throw ruleBroken(diskTrouble(error) === 'folder_gone' ? 'folder_not_there' : 'folder_not_writable', {
      folder,
    });
  }
}
