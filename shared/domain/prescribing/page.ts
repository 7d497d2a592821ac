import type { IssueCode } from '#shared/errors/app-error';
import { isDose } from './dose';
import { parseFrequency } from './frequency';

interface Line {
  readonly name: string;
  readonly dosage: string | null;
  readonly frequency: string | null;
}
interface Page {
  readonly complaint: string | null;
  readonly diagnosis: string | null;
  readonly medicines: readonly Line[];
  readonly tests: string | null;
  readonly advice: string | null;
}

export interface PageProblem {
  /** Dotted path into the page, `medicines.2.dosage`. */
  readonly path: string;
  readonly code: IssueCode;
}

/** Whether nothing is written on the page that a patient could take home. */
export function isEmptyPage({ complaint, diagnosis, medicines, tests, advice }: Page): boolean {
  return medicines.length === 0 && [complaint, diagnosis, tests, advice].every((text) => text === null);
}

/** Why a page cannot be signed yet, field by field. */
export function pageProblems({ medicines }: Page): PageProblem[] {
  return medicines.flatMap(({ name, dosage, frequency }, index): PageProblem[] => {
    const at = (field: string) => `medicines.${String(index)}.${field}`;
    return [
      ...(name === '' ? [{ path: at('name'), code: 'required' } as const] : []),
      ...(dosage !== null && !isDose(dosage) ? [{ path: at('dosage'), code: 'not_a_dose' } as const] : []),
      ...(frequency !== null && parseFrequency(frequency) === null
        ? [{ path: at('frequency'), code: 'not_a_frequency' } as const]
        : []),
    ];
  });
}
