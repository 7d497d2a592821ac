import type { ScanFolderTrouble, WatchedFile } from '#shared/contract/scan-folder';
import { diskTrouble } from '#electron/platform/disk-trouble';
import type { Logger } from '#electron/platform/logger';
import { type Looked, filesIn, settled } from './files';

/** Between two looks. Folders on a network tell of no changes by themselves. */
const LOOK_MS = 1_500;

interface WatchState extends Looked {
  readonly trouble: ScanFolderTrouble | null;
}

const NOTHING: Looked = { files: [], more: false };

interface WatchParts {
  readonly logger: Logger;
  /** Tells this desk's windows that the folder stands otherwise. */
  readonly told: () => void;
}

/** Looks again and again into one folder. */
export class FolderWatch {
  readonly #parts: WatchParts;
  /** What is under way; another folder, or the same once more, is another turn. */
  #turn: { readonly folder: string } | null = null;
  #last: Looked = NOTHING;
  #state: WatchState = { ...NOTHING, trouble: null };
  #next: NodeJS.Timeout | null = null;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Begins to look into that folder; the one that is looked into already stays so. */
  watch(folder: string | null): void {
    if (folder === (this.#turn?.folder ?? null)) return;
    this.stop();
    if (folder === null) return;
    this.#turn = { folder };
    void this.#look(this.#turn);
  }

  stop(): void {
    if (this.#next) clearTimeout(this.#next);
    this.#turn = null;
    this.#last = NOTHING;
    this.#state = { ...NOTHING, trouble: null };
  }

  /** A file that was put aside is told as gone at once. */
  forget(gone: WatchedFile): void {
    const { name } = gone;
    this.#become({ ...this.#state, files: this.#state.files.filter((file) => file.name !== name) });
  }

  async #look(turn: { readonly folder: string }): Promise<void> {
    const seen = await this.#seen(turn.folder);
    if (this.#turn !== turn) return;
    if ('trouble' in seen) {
      this.#become({ ...NOTHING, trouble: seen.trouble });
    } else {
      const whole = settled(seen, this.#last);
      this.#last = seen;
      this.#become({ ...whole, trouble: null });
    }
    this.#next = setTimeout(() => void this.#look(turn), LOOK_MS).unref();
  }

  async #seen(folder: string): Promise<Looked | { readonly trouble: ScanFolderTrouble }> {
    try {
      return await filesIn(folder);
    } catch (error) {
      const known = diskTrouble(error);
      const trouble = known === 'folder_gone' || known === 'no_right' ? known : 'other';
      if (trouble === 'other' && this.#state.trouble !== 'other')
        this.#parts.logger.error('the folder of scans could not be looked into', error);
      return { trouble };
    }
  }

  #become(state: WatchState): void {
    const isOther = JSON.stringify(state) !== JSON.stringify(this.#state);
    this.#state = state;
    if (isOther) this.#parts.told();
  }
}
