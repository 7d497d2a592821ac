import type { Page } from '@playwright/test';

/** A practised person's pace: a key every 300 ms. */
const PACE_MS = 300;

/** How a key's work is seen: an element on the screen, with these words in it (or in its value or name) if some are given. */
export interface Shown {
  readonly selector: string;
  readonly text?: string;
}

/** One key: when it was pressed, and when the frame came that showed what it did. */
interface Pressed {
  readonly key: string;
  readonly at: number;
  readonly shownAt: number;
}

/** Something that came later than the key's first answer, as a save that the server confirms. */
interface Seen {
  readonly what: string;
  readonly afterMs: number;
  readonly at: number;
}

/** What a play took. */
export interface Play {
  readonly keys: readonly { readonly key: string; readonly frameMs: number }[];
  readonly seen: readonly Seen[];
  /** Keys that are not letters of a text: what is to be remembered. */
  readonly commands: number;
  /** From the first key down to the frame that showed the last of it. */
  readonly seconds: number;
}

/**
 * Types as a person does. The pace is kept by the page's own clock: a key is due 300 ms after the one before, and
 * the page, not the test, waits for that moment, since the time between two keys is part of what is measured. It
 * is a rhythm and no wait for a result: a result has its own measure, and what comes later than the next key is
 * due keeps the person waiting and counts in the seconds.
 *
 * A key's frame is measured in the page too: from the time stamp of its keydown to just after the frame in which
 * what it should show is there.
 */
export class Typist {
  readonly #page: Page;
  readonly #pressed: Pressed[] = [];
  readonly #seen: Seen[] = [];
  #commands = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** One key that does something: `n`, `Enter`, `Control+k`; its work is shown by `shown`, else by any next frame. */
  async press(key: string, shown?: Shown): Promise<void> {
    this.#commands += 1;
    await this.#key(key, shown);
  }

  /** A text, letter by letter; what the last letter brings up is shown by `shown`. */
  async type(text: string, shown?: Shown): Promise<void> {
    const letters = Array.from(text);
    for (const [at, letter] of letters.entries()) {
      await this.#key(letter, at === letters.length - 1 ? shown : undefined);
    }
  }

  /** Waits for what the last key brings in the end; told beside its frame, and part of the seconds. */
  async sees(what: string, shown: Shown): Promise<void> {
    const key = this.#pressed.at(-1);
    if (!key) throw new Error('nothing was typed');
    const seen = await this.#page.evaluateHandle(watch, { due: null, shown });
    const { shownAt: at } = await seen.evaluate(({ times }) => times);
    this.#seen.push({ what, afterMs: at - key.at, at });
  }

  /** What it took so far. */
  play(): Play {
    const first = this.#pressed[0];
    const last = this.#pressed.at(-1);
    if (!first || !last) throw new Error('nothing was typed');
    return {
      keys: this.#pressed.map(({ key, at, shownAt }) => ({ key, frameMs: shownAt - at })),
      seen: this.#seen,
      commands: this.#commands,
      seconds: (Math.max(last.shownAt, ...this.#seen.map(({ at }) => at)) - first.at) / 1000,
    };
  }

  async #key(key: string, shown: Shown | undefined): Promise<void> {
    const before = this.#pressed.at(-1);
    const armed = await this.#page.evaluateHandle(watch, {
      due: before ? before.at + PACE_MS : 0,
      shown: shown ?? null,
    });
    await this.#page.keyboard.press(key);
    const { at, shownAt } = await armed.evaluate(({ times }) => times);
    this.#pressed.push({ key, at, shownAt });
    await armed.dispose();
  }
}

/**
 * Runs in the page. With `due` it waits for that moment and then for a key; without, it looks at once. What is
 * awaited comes wrapped, or the test would wait for it before it presses the key.
 */
async function watch({ due, shown }: { readonly due: number | null; readonly shown: Shown | null }) {
  const isShown = () =>
    shown === null ||
    [...document.querySelectorAll<HTMLElement>(shown.selector)].some((element) => {
      const value = element instanceof HTMLInputElement ? element.value : '';
      const words = [element.textContent, element.getAttribute('aria-label'), value].join(' ');
      return element.getClientRects().length > 0 && words.includes(shown.text ?? '');
    });
  const whenShown = (at: number, resolve: (times: { at: number; shownAt: number }) => void) => {
    const look = () => {
      if (!isShown()) {
        requestAnimationFrame(look);
        return;
      }
      // A message is delivered after the frame that is being made now.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve({ at, shownAt: performance.now() });
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };
  if (due === null) {
    return {
      times: new Promise<{ at: number; shownAt: number }>((resolve) => {
        whenShown(performance.now(), resolve);
      }),
    };
  }
  await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
  const times = new Promise<{ at: number; shownAt: number }>((resolve) => {
    const down = (event: KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      window.removeEventListener('keydown', down, true);
      whenShown(event.timeStamp, resolve);
    };
    window.addEventListener('keydown', down, true);
  });
  return { times };
}
