import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DocumentDto } from '#shared/contract/documents';
import type { AppError, Result } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { change } from '../../api/call';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { saveAddress } from '../../ui/save-file';
import { refusal } from './refusal';
import { type Stored, type Upload, cancelUpload, resumeUpload, startUpload } from './uploads';

/** What can be done with a patient's files; each says what became of it, and the list is asked again. */
export function useDocumentSteps(patientId: PatientId) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const reload = () => {
    void client.invalidateQueries({ queryKey: callOptions('documents.list', { patientId }).queryKey });
  };
  const trouble = (error: AppError) => {
    notify(errorWords(t, error), 'none', 'error');
  };
  const settle = (answer: Result<unknown>, words: string): boolean => {
    if (answer.ok) notify(words);
    else trouble(answer.error);
    reload();
    return answer.ok;
  };
  const stored = ({ state, document }: Stored) => {
    notify(t(`documents.${state}`, { name: document.fileName }));
    reload();
  };
  return {
    /** @returns why each one that is not sent is not */
    add: (files: readonly File[]): readonly string[] => {
      const refused: string[] = [];
      for (const file of files) {
        const why = refusal(t, file);
        if (why === null) startUpload({ patientId, appointmentId: null }, file, stored);
        else refused.push(why);
      }
      return refused;
    },
    resume: (upload: Upload) => {
      resumeUpload(upload, stored);
    },
    cancel: (upload: Upload) => {
      cancelUpload(upload);
      notify(t('documents.cancelled', { name: upload.file.name }));
    },
    save: ({ id, fileName }: DocumentDto) => {
      void change('documents.open', { id }).then((answer) => {
        if (answer.ok) saveAddress(answer.value.url, fileName);
        else trouble(answer.error);
      });
    },
    remove: ({ id, version, fileName: name }: DocumentDto) => {
      void change('documents.remove', { id, version }).then((answer) =>
        settle(answer, t('documents.removed', { name })),
      );
    },
    restore: ({ id, version, fileName: name }: DocumentDto) => {
      void change('documents.restore', { id, version }).then((answer) =>
        settle(answer, t('documents.restored', { name })),
      );
    },
    describe: async ({ id, version }: DocumentDto, fileName: string, description: string) =>
      settle(
        await change('documents.describe', { id, version, fileName, description }),
        t('documents.described', { name: fileName }),
      ),
  };
}
