import { type FileHandle, open } from 'node:fs/promises';
import { Zip, ZipDeflate } from 'fflate';

const NOTHING = new Uint8Array(0);

/** A ZIP written file after file; what is packed goes to the disk at once, so that memory stays flat. */
export class Archive {
  readonly #out: FileHandle;
  readonly #zip: Zip;
  readonly #mtime: number;
  readonly #encoder = new TextEncoder();
  #packed: Uint8Array[] = [];
  #entry: ZipDeflate | null = null;

  private constructor(out: FileHandle, mtime: number) {
    this.#out = out;
    this.#mtime = mtime;
    this.#zip = new Zip((error, part) => {
      if (error) throw error;
      this.#packed.push(part);
    });
  }

  /** Makes the file, which nobody else on this machine may read; refuses one that is there. */
  static async create(path: string, mtime: number): Promise<Archive> {
    return new Archive(await open(path, 'wx', 0o600), mtime);
  }

  /** Ends the file before and begins the next one. */
  async begin(name: string): Promise<void> {
    await this.#endEntry();
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = this.#mtime;
    this.#entry = entry;
    this.#zip.add(entry);
    await this.#flush();
  }

  async add(text: string): Promise<void> {
    this.#entry?.push(this.#encoder.encode(text));
    await this.#flush();
  }

  /** Ends the archive; its size in bytes. */
  async finish(): Promise<number> {
    await this.#endEntry();
    this.#zip.end();
    await this.#flush();
    await this.#out.sync();
    return (await this.#out.stat()).size;
  }

  close(): Promise<void> {
    return this.#out.close();
  }

  async #endEntry(): Promise<void> {
    this.#entry?.push(NOTHING, true);
    this.#entry = null;
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const parts = this.#packed;
    this.#packed = [];
    for (const part of parts) await this.#out.writeFile(part);
  }
}
