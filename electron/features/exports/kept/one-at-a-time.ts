/** Work that is never done twice at once: whoever asks while it is done waits for one more turn. */
export class OneAtATime {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** `work` tells its troubles itself and does not reject. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Ends when a turn that began after this call has ended. */
  run(): Promise<void> {
    if (this.#running === null) {
      this.#running = this.#work().finally(() => {
        this.#running = null;
      });
      return this.#running;
    }
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      return this.run();
    });
    return this.#next;
  }
}
