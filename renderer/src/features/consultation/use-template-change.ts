import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';

/** Tells what became of a change of one's own templates, and asks for their list again. */
export function useTemplateChange(list: 'notes.templates' | 'templates.list') {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    answer: { readonly ok: true } | { readonly ok: false; readonly error: AppError },
    said: string,
  ): void => {
    if (answer.ok) notify(said, 'undo');
    else notify(errorWords(t, answer.error), 'none', 'error');
    void client.invalidateQueries({ queryKey: callOptions(list, {}).queryKey });
  };
}
