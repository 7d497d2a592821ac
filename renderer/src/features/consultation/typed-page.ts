import type { InputOf } from '#shared/contract/contract';
import type { MedicineLine, PrescriptionPage } from '#shared/contract/consultation';
import { daysOf, parseFrequency } from '#shared/domain/prescribing/frequency';
import { parseDays, reviewDate } from '#shared/domain/prescribing/course';
import { ClinicDate } from '#shared/values/wall-clock';

/** A medicine as it is being typed; `key` stays with the row while rows come and go. */
export interface TypedLine {
  readonly key: number;
  readonly name: string;
  readonly brand: string;
  readonly dosage: string;
  readonly frequency: string;
  readonly days: string;
  readonly instructions: string;
}
export type LineField = Exclude<keyof TypedLine, 'key'>;

/** The page as it is being typed. */
export interface TypedPage {
  readonly complaint: string;
  readonly diagnosis: string;
  readonly tests: string;
  readonly advice: string;
  /** A date, or days and weeks from today: `7`, `2w`. */
  readonly review: string;
  /** Words between commas, such as `antibiotic, urgent`. */
  readonly tags: string;
  readonly lines: readonly TypedLine[];
}
export type TextField = Exclude<keyof TypedPage, 'lines'>;

let lastKey = 0;

/** A row with nothing in it yet, or with what was taken over. */
export function newLine(from: Partial<MedicineLine> = {}): TypedLine {
  lastKey += 1;
  return {
    key: lastKey,
    name: from.name ?? '',
    brand: from.brand ?? '',
    dosage: from.dosage ?? '',
    frequency: from.frequency ?? '',
    days: from.days ? String(from.days) : '',
    instructions: from.instructions ?? '',
  };
}

export function isBlank(line: TypedLine): boolean {
  const { name, brand, dosage, frequency, days, instructions } = line;
  return [name, brand, dosage, frequency, days, instructions].every((text) => text.trim() === '');
}

/** Whether nothing is written that a page could be signed for. */
export function isBlankPage({ complaint, diagnosis, tests, advice, lines }: TypedPage): boolean {
  return [complaint, diagnosis, tests, advice].every((text) => text.trim() === '') && lines.every(isBlank);
}

/** There is always one empty row to type into. */
export function withOpenRow(lines: readonly TypedLine[]): readonly TypedLine[] {
  const last = lines.at(-1);
  return last && isBlank(last) ? lines : [...lines, newLine()];
}

export function typedOf(page: PrescriptionPage): TypedPage {
  return {
    complaint: page.complaint ?? '',
    diagnosis: page.diagnosis ?? '',
    tests: page.tests ?? '',
    advice: page.advice ?? '',
    review: page.reviewOn ?? '',
    tags: page.tags.join(', '),
    lines: withOpenRow(page.medicines.map((line) => newLine(line))),
  };
}

/** How long a row lasts: what was typed, or what its taper says. */
export function courseOf({ days, frequency }: TypedLine): number | null {
  const read = parseFrequency(frequency);
  return parseDays(days) ?? (read && daysOf(read));
}

/** The review's date; null where nothing, or nothing that can be read, is typed. */
export function reviewOf({ review, lines }: TypedPage, today: ClinicDate): ClinicDate | null {
  if (review.trim() === '') return null;
  const date = ClinicDate.safeParse(review.trim());
  return date.success ? date.data : reviewDate(today, review, lines.map(courseOf));
}

/** More than these on one page would be words that nobody looks for. */
const MOST_TAGS = 20;

/** The words that were typed between commas, each once. */
export function tagsOf({ tags }: TypedPage): string[] {
  const words = tags.split(/[,;،、]/u).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MOST_TAGS);
}

/** What is sent: rows without a word are left out, and `order` says which row each sent one was. */
export function pageOf(
  typed: TypedPage,
  today: ClinicDate,
): { readonly page: InputOf<'consultation.save'>['page']; readonly order: readonly number[] } {
  const filled = typed.lines.filter((line) => !isBlank(line));
  return {
    page: {
      complaint: typed.complaint,
      diagnosis: typed.diagnosis,
      tests: typed.tests,
      advice: typed.advice,
      reviewOn: reviewOf(typed, today),
      tags: tagsOf(typed),
      medicines: filled.map((line) => ({
        name: line.name,
        brand: line.brand,
        dosage: line.dosage,
        frequency: line.frequency,
        days: courseOf(line),
        instructions: line.instructions,
      })),
    },
    order: filled.map(({ key }) => key),
  };
}
