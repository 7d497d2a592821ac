import type { PageTemplate } from '#shared/contract/templates';
import { fold } from '#shared/domain/search-words';
import { type TypedPage, isBlank, newLine } from './typed-page';

/** Fewer letters would offer something with nearly every word that is begun. */
const FEWEST = 3;

function wordsOf(text: string): string {
  return fold(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}

/** Whether one's template is known by this name; however it is written. */
export function isNamed({ name }: PageTemplate, other: string): boolean {
  return wordsOf(name) === wordsOf(other);
}

/**
 * The template of what is complained of: its name begins as the complaint does, or stands in it as whole words; the
 * longest name of those. Null once all of its medicines are on the page.
 */
export function templateFor(
  { complaint, lines }: TypedPage,
  templates: readonly PageTemplate[],
): PageTemplate | null {
  const said = wordsOf(complaint);
  if (said.length < FEWEST) return null;
  const there = new Set(lines.map(({ name }) => wordsOf(name)));
  const fitting = templates.filter(({ name, page }) => {
    const words = wordsOf(name);
    return (
      words !== '' &&
      (words.startsWith(said) || ` ${said} `.includes(` ${words} `)) &&
      (page.medicines.length === 0 || page.medicines.some((line) => !there.has(wordsOf(line.name))))
    );
  });
  return [...fitting].sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

function joined(typed: string, kept: string | null): string {
  if (kept === null || typed.includes(kept)) return typed;
  return typed.trim() === '' ? kept : `${typed.trimEnd()}\n${kept}`;
}

/** The page with all lines of a template beneath what is typed, its tests and advice too. */
export function withTemplate(typed: TypedPage, { page }: PageTemplate): TypedPage {
  return {
    ...typed,
    lines: [...typed.lines.filter((line) => !isBlank(line)), ...page.medicines.map((line) => newLine(line))],
    tests: joined(typed.tests, page.tests),
    advice: joined(typed.advice, page.advice),
  };
}
