import type { TFunction } from 'i18next';
import type { AppError } from '#shared/errors/app-error';
import { errorWords, fieldWords } from '../../ui/error-words';

export interface FormErrors {
  /** Sentences by the field's own name. */
  readonly fields: Readonly<Record<string, string>>;
  /** What belongs to no field. */
  readonly other: string | null;
}

export const NO_ERRORS: FormErrors = { fields: {}, other: null };

/** Each issue at its field; the rest as one sentence. */
export function formErrors(t: TFunction, error: AppError): FormErrors {
  if (error.code !== 'VALIDATION') return { fields: {}, other: errorWords(t, error) };
  const named = error.issues.map(({ path, code, params }) => {
    const field = path.replace(/^fields\./, '').replace(/^fees\./, '');
    return [field, fieldWords(t, code, params)] as const;
  });
  return { fields: Object.fromEntries(named), other: named.length > 0 ? null : errorWords(t, error) };
}
