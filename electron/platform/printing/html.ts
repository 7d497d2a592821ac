/** Text that is HTML already; only `markup` and `raw` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  // So that data never holds the nonce's placeholder, which the transport fills in.
  _: '&#95;',
};

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"'`_]/g, (sign) => ESCAPES[sign] ?? sign);
}

type Part = string | number | Html | null | readonly Part[];

function rendered(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(rendered).join('');
}

/** A template whose blanks are escaped, whatever is put into them; null and lists of pieces are welcome. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + rendered(parts[index] ?? null)).join(''));
}

/** Our own markup, never data. */
export function raw(text: string): Html {
  return new Html(text);
}
