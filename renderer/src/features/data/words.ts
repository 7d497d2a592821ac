import type { TFunction } from 'i18next';
import type { ImportDto, ImportRow } from '#shared/contract/imports';
import type { ImportField } from '#shared/domain/importing/fields';
import { readParams } from '../../ui/error-words';

export function fieldWords(t: TFunction, field: ImportField): string {
  return t(`data.field.${field}`);
}

/** What is wrong with a row, each with the column it stands in. */
export function problemWords(t: TFunction, problem: ImportRow['problems'][number]): string {
  const said = t(`data.problem.${problem.code}`, { ...readParams(problem.params) });
  return problem.field === null ? said : `${fieldWords(t, problem.field)}: ${said}`;
}

export function troubleWords(t: TFunction, trouble: NonNullable<ImportDto['trouble']>): string {
  const { field } = trouble.params;
  const named = typeof field === 'string' ? { field: t('data.neededField', { context: field }) } : {};
  return t(`data.trouble.${trouble.code}`, { ...readParams(trouble.params), ...named });
}
