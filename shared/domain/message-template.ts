/** What a message is about. `put_off`: the visit has no time any more. */
export const MESSAGE_KINDS = ['booked', 'moved', 'shifted', 'put_off', 'tomorrow'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** All that a message may say of a visit: nothing clinical can be put in, because there is no place for it. */
export const PLACEHOLDERS = ['patient', 'doctor', 'date', 'time', 'clinic'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A longer message is no message any more (counted in code points). */
export const LONGEST_MESSAGE = 700;

export type TemplateProblem =
  | { readonly problem: 'unknown_placeholder'; readonly placeholder: string }
  | { readonly problem: 'message_too_long'; readonly max: number }
  | { readonly problem: 'message_empty' };

const BRACES = /\{([^{}]*)\}/gu;
const known: ReadonlySet<string> = new Set(PLACEHOLDERS);

function isPlaceholder(name: string): name is Placeholder {
  return known.has(name);
}

/** What is wrong with a template by itself; null when nothing is. */
export function templateProblem(template: string): TemplateProblem | null {
  if (template.trim() === '') return { problem: 'message_empty' };
  const unknown = [...template.matchAll(BRACES)]
    .map(([, name = '']) => name)
    .find((name) => !known.has(name));
  if (unknown !== undefined) return { problem: 'unknown_placeholder', placeholder: unknown.slice(0, 60) };
  return tooLong(template);
}

function tooLong(text: string): TemplateProblem | null {
  return Array.from(text).length > LONGEST_MESSAGE
    ? { problem: 'message_too_long', max: LONGEST_MESSAGE }
    : null;
}

/**
 * The template with its places filled, in one pass: a name that itself looks like a placeholder stays a name.
 */
export function renderMessage(
  template: string,
  values: Readonly<Record<Placeholder, string>>,
): { readonly text: string } | TemplateProblem {
  const problem = templateProblem(template);
  if (problem) return problem;
  const text = template.replace(BRACES, (whole, name: string) =>
    isPlaceholder(name) ? values[name] : whole,
  );
  return tooLong(text) ?? { text };
}

/** `hi-IN` for a patient who speaks it, where the clinic has words in it; else the clinic's own, else English. */
export function messageLanguage(
  available: readonly string[],
  patients: string | null,
  clinicLocale: string,
): string | null {
  const wished = [patients, clinicLocale, 'en'].flatMap((tag) =>
    tag === null ? [] : [tag.toLowerCase(), tag.toLowerCase().split('-')[0] ?? ''],
  );
  return wished.find((tag) => available.includes(tag)) ?? available[0] ?? null;
}
