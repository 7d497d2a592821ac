import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#electron/platform/ports';

const KEPT_MS = 3_600_000;

export interface KeptFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * The finished exports of this desk, until they are fetched or an hour has gone. They hold everything, so
 * none outlives the program: what an earlier start left behind goes first.
 */
export class KeptFiles {
  /** This start of the program; a job that another start began is not gone on with. */
  readonly run = randomUUID();
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #kept = new Map<number, KeptFile & { readonly timer: NodeJS.Timeout }>();
  readonly #swept: Promise<unknown>;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#swept = this.#sweep();
  }

  /** Where a job writes; nothing is there. */
  async placeFor(jobId: number): Promise<string> {
    await this.#swept;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, `${String(jobId)}.part`);
    await rm(path, { force: true });
    return path;
  }

  /** Keeps what was written for an hour. */
  async keep(jobId: number, part: string, name: string, bytes: number): Promise<void> {
    const path = join(this.#folder, `${String(jobId)}.zip`);
    await rename(part, path);
    const timer = setTimeout(() => void this.remove(jobId), KEPT_MS).unref();
    this.#kept.set(jobId, { path, name, bytes, until: this.#clock.now() + KEPT_MS, timer });
  }

  find(jobId: number): KeptFile | null {
    return this.#kept.get(jobId) ?? null;
  }

  async remove(jobId: number): Promise<void> {
    const kept = this.#kept.get(jobId);
    if (!kept) return;
    clearTimeout(kept.timer);
    this.#kept.delete(jobId);
    await rm(kept.path, { force: true });
  }

  async stop(): Promise<void> {
    await this.#swept;
    await Promise.all([...this.#kept.keys()].map((jobId) => this.remove(jobId)));
  }

  async #sweep(): Promise<void> {
    const left = await readdir(this.#folder).catch(() => []);
    await Promise.all(
      left.filter((name) => /^\d+\.(part|zip)$/.test(name)).map((name) => rm(join(this.#folder, name))),
    ).catch(() => undefined);
  }
}
