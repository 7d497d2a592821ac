import { ROW_PROBLEMS } from '#shared/contract/imports';
import type { ImportField } from '#shared/domain/importing/fields';
import type { Problem } from './staged';

/** Longest piece of a cell that a sentence repeats. */
const SAID = 60;

function codeOf(code: string): Problem['code'] {
  return ROW_PROBLEMS.find((one) => one === code) ?? 'not_text';
}

/** A problem of a row at one of its cells; a schema's `too_long:100` carries its limit. */
export function problemOf(field: ImportField | null, code: string, params: Problem['params'] = {}): Problem {
  const [word = '', limit] = code.split(':');
  const said = Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.slice(0, SAID) : value,
    ]),
  );
  return { field, code: codeOf(word), params: limit === undefined ? said : { ...said, max: Number(limit) } };
}
