import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { type ScanState, setScan } from './store';

/** Taking a filed scan out again, and putting it back. */
export function useFiledSteps(key: number, filed: Extract<ScanState, { kind: 'filed' }>) {
  const { t } = useTranslation();
  const { id, version } = filed.document;
  const settle = (answer: Result<OutputOf<'documents.remove'>>) => {
    if (answer.ok) setScan(key, { ...filed, document: answer.value.document });
    else notify(errorWords(t, answer.error), 'none', 'error');
  };
  return {
    takeOut: () => {
      void change('documents.remove', { id, version }).then(settle);
    },
    putBack: () => {
      void change('documents.restore', { id, version }).then(settle);
    },
  };
}
