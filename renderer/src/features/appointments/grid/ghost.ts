import type { Column, Span } from '../logic/columns';

export interface GhostWords {
  readonly title: string;
  readonly time: string;
  readonly note: string;
  /** Who holds the time: shown before the drop. */
  readonly clash: string | null;
}

export interface GhostPlace extends Span {
  readonly columnKey: string;
}

/** The floating block of a drag or a move by keys; written to directly, so a frame costs one transform. */
export class Ghost {
  readonly #element: HTMLElement;
  #shown = '';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  draw(columns: readonly Column[], scale: number, place: GhostPlace, words: GhostWords): void {
    const index = columns.findIndex(({ key }) => key === place.columnKey);
    const layer = this.#element.parentElement;
    if (index === -1 || !layer) {
      this.hide();
      return;
    }
    const key = [columns.length, scale, index, place.from, place.to, words.clash].join('|');
    if (key === this.#shown) return;
    this.#shown = key;
    const inline = layer.clientWidth / columns.length;
    const towards = getComputedStyle(layer).direction === 'rtl' ? -1 : 1;
    const element = this.#element;
    element.hidden = false;
    element.style.inlineSize = `${String(inline - 8)}px`;
    element.style.blockSize = `${String(Math.max(20, (place.to - place.from) * scale - 1))}px`;
    element.style.transform = `translate(${String(towards * (index * inline + 3))}px, ${String(place.from * scale)}px)`;
    element.classList.toggle('ghost--clash', words.clash !== null);
    this.#write('title', words.title);
    this.#write('time', words.time);
    this.#write('note', words.clash ?? words.note);
  }

  hide(): void {
    this.#shown = '';
    this.#element.hidden = true;
  }

  #write(part: string, text: string): void {
    const target = this.#element.querySelector(`[data-ghost="${part}"]`);
    if (target && target.textContent !== text) target.textContent = text;
  }
}
