import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { Refusal } from '#shared/errors/app-error';
import { callOptions } from '../../api/queries';
import { copyText } from '../../ui/copy-text';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';

/** Copies the link of a visit by video, or says why there is none and what to do. */
export function useVideoLink(): (visit: AppointmentDto) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return async ({ id, type, patientName: name }) => {
    if (type !== 'telemedicine') {
      notify(t('video.in_person', { name }), 'none', 'error');
      return;
    }
    try {
      const { link, problem } = await client.query(callOptions('appointments.videoLink', { id }));
      if (link === null) notify(t(`video.${problem ?? 'not_set'}`, { name }), 'none', 'error');
      else if (await copyText(link)) notify(t('video.copied', { name }));
      else notify(t('messages.copyFailed'), 'none', 'error');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notify(errorWords(t, error.error), 'none', 'error');
    }
  };
}
