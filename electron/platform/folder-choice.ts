import type { FolderNaming } from '#shared/contract/folders';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { Logger } from './logger';
import type { Folders } from './ports';

interface FolderChoiceParts {
  readonly folders: Folders;
  readonly logger: Logger;
  /** Tells this desk's windows that a folder was chosen. */
  readonly told: () => void;
}

/** How folders are named at this desk. Where a dialog can ask, nothing but what it answered is taken. */
export class FolderChoice {
  readonly #parts: FolderChoiceParts;
  readonly #chosen = new Map<string, string>();
  readonly #asking = new Set<string>();

  constructor(parts: FolderChoiceParts) {
    this.#parts = parts;
  }

  naming(windowId: string): FolderNaming {
    if (this.#parts.folders.choose === null) return { by: 'typing' };
    return { by: 'dialog', folder: this.#chosen.get(windowId) ?? null };
  }

  /** Opens the dialog, once a window; its answer is told when the person has given it. */
  ask(windowId: string): void {
    const { folders, logger, told } = this.#parts;
    if (folders.choose === null) throw notFound('call');
    if (this.#asking.has(windowId)) return;
    this.#asking.add(windowId);
    folders
      .choose(windowId)
      .then((folder) => {
        if (folder !== null) this.#chosen.set(windowId, folder);
        told();
      })
      .catch((error: unknown) => {
        logger.error('the dialog for a folder failed', error);
      })
      .finally(() => this.#asking.delete(windowId));
  }

  /** @throws Refusal where the page names a folder that nobody chose */
  check(windowId: string, folder: string): void {
    if (this.#parts.folders.choose === null || this.#chosen.get(windowId) === folder) return;
    throw ruleBroken('folder_not_there', { folder });
  }
}
