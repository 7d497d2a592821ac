/** A person's keys are never so close together; a scanner that types sends one every few milliseconds. */
const CLOSEST = 30;
/** A clinic number has five digits; what is shorter was typed. */
const SHORTEST = 5;

/** A key as far as it matters here. */
export interface Pressed {
  readonly key: string;
  readonly at: number;
  /** With Ctrl, Alt or Meta it is a command, never a scanner. */
  readonly chord: boolean;
}

export type Reading =
  /** Not part of a scan: whatever was held goes on its way, then this key. */
  | 'other'
  /** A key that may begin or continue a scan. */
  | 'part'
  /** A modifier alone, which scanners send between capitals. */
  | 'ignore'
  /** The end of a scan. */
  | { readonly scanned: string };

/** Tells a scanner from a person by the pace of the keys alone. */
export class ScanReader {
  #keys = '';
  #last = -Infinity;

  /** Whether the key, at its time, goes on with the burst before it. */
  continues(at: number): boolean {
    return at - this.#last <= CLOSEST;
  }

  read({ key, at, chord }: Pressed): Reading {
    if (key === 'Shift') return 'ignore';
    const goesOn = this.continues(at);
    if (!chord && key === 'Enter' && goesOn && this.#isScan()) {
      const scanned = this.#keys;
      this.reset();
      return { scanned };
    }
    if (chord || !/^[\x21-\x7e]$/.test(key)) {
      this.reset();
      return 'other';
    }
    this.#keys = goesOn ? this.#keys + key : key;
    this.#last = at;
    return 'part';
  }

  reset(): void {
    this.#keys = '';
    this.#last = -Infinity;
  }

  /** Numbers hold digits; a word that was typed very fast does not. */
  #isScan(): boolean {
    return this.#keys.length >= SHORTEST && /[0-9]/.test(this.#keys);
  }
}

export const HOLD = CLOSEST;
