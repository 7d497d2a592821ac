import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailedPaper } from '#shared/contract/printing';
import { useClinicZone } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { clinicTimeOf } from '../../ui/format';
import { resultWords, troubleWords } from './paper-words';
import { openPaper } from './use-print';

/** What did not come out at this desk, each with its trouble and the ways on. */
export function FailedPapers() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const zone = useClinicZone();
  const failed = useCallQuery('printing.failed', {}).data ?? [];
  const [said, setSaid] = useState('');

  const settled = () => client.invalidateQueries({ queryKey: ['printing.failed'] });
  const again = async ({ id, kind }: FailedPaper, to: 'printer' | 'file') => {
    const answer = await change('printing.again', { id, to });
    openPaper(answer);
    setSaid(resultWords(t, kind, answer).text);
    await settled();
  };
  const forget = async ({ id }: FailedPaper) => {
    const answer = await change('printing.forget', { id });
    setSaid(answer.ok ? '' : errorWords(t, answer.error));
    await settled();
  };

  if (failed.length === 0 && said === '') return null;
  return (
    <section className="paper-kept" aria-label={t('printing.keptTitle')}>
      <h3>{t('printing.keptTitle')}</h3>
      <ul>
        {failed.map((paper) => (
          <li key={paper.id}>
            <span>
              <b>{paper.title}</b> {troubleWords(t, paper.trouble, paper.printer)}{' '}
              <span className="muted">{clinicTimeOf(paper.at, zone)}</span>
            </span>
            <Button
              variant="outlined"
              onClick={() => {
                void again(paper, 'printer');
              }}
            >
              {t('printing.again')}
            </Button>
            <Button
              variant="outlined"
              onClick={() => {
                void again(paper, 'file');
              }}
            >
              {t('printing.asFile')}
            </Button>
            <Button
              onClick={() => {
                void forget(paper);
              }}
            >
              {t('printing.forget')}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className="muted">
        {said}
      </p>
    </section>
  );
}
