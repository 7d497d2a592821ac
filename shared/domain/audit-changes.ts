/** One field of an audit entry as it was and as it became; null where it was not there. */
export interface FieldChange {
  /** Dotted where fields lie in one another, `birth.year`. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
}

/** Deeper than this a value is shown as it is written. */
const DEEPEST = 3;
/** More fields than a person reads; the rest is in the file. */
const MOST = 200;

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function* fieldsOf(value: unknown, at = '', depth = 0): Generator<[string, string | null]> {
  if (isFields(value) && depth < DEEPEST) {
    for (const [name, inner] of Object.entries(value))
      yield* fieldsOf(inner, at === '' ? name : `${at}.${name}`, depth + 1);
  } else if (at !== '' || written(value) !== null) {
    yield [at, written(value)];
  }
}

/** What an entry says field by field, the changed ones first; the order of the entry otherwise. */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const was = new Map(fieldsOf(before));
  const is = new Map(fieldsOf(after));
  const rows = [...new Set([...is.keys(), ...was.keys()])].map((field): FieldChange => {
    const [old, now] = [was.get(field) ?? null, is.get(field) ?? null];
    return { field, before: old, after: now, changed: old !== now };
  });
  return [...rows.filter((row) => row.changed), ...rows.filter((row) => !row.changed)].slice(0, MOST);
}
