import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { PageFrame } from '../settings/page-frame';
import { PaperKinds } from './paper-kinds';

/** This desk's paper among the settings. */
export function PaperPage() {
  const { t } = useTranslation();
  const desk = useCallQuery('desks.current', {}).data;
  return (
    <PageFrame lead={desk ? t('printing.help', { desk: desk.name }) : undefined}>
      <div className="settings-card paper-sheet">
        <PaperKinds labelledBy="settings-title" takesFocus={false} />
      </div>
    </PageFrame>
  );
}
