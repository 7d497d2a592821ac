import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { PAPER_KINDS, type PaperKind } from '#shared/domain/paper';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { FailedPapers } from './failed-papers';
import './printing.css';
import { SettingsForm } from './settings-form';

export type Printers = OutputOf<'printing.printers'>['printers'];

/** Where each kind of paper comes out at this desk, and what did not come out. */
export function PaperKinds({
  labelledBy,
  takesFocus,
}: {
  readonly labelledBy: string;
  readonly takesFocus: boolean;
}) {
  const { t } = useTranslation();
  const settings = useCallQuery('printing.paperSettings', {}).data;
  const [kind, setKind] = useState<PaperKind>('slip');
  const [printers, setPrinters] = useState<Printers | undefined>(undefined);
  useEffect(() => {
    let isThere = true;
    void change('printing.printers', {}).then((answer) => {
      if (isThere) setPrinters(answer.ok ? answer.value.printers : []);
    });
    return () => {
      isThere = false;
    };
  }, []);
  return (
    <>
      <FailedPapers />
      <Tabs
        value={kind}
        onChange={(_event, chosen: PaperKind) => {
          setKind(chosen);
        }}
        selectionFollowsFocus
        aria-labelledby={labelledBy}
      >
        {PAPER_KINDS.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`paper-${name}`}
            aria-controls="paper-part"
            autoFocus={takesFocus && name === kind}
            label={t(`printing.tabs.${name}`)}
          />
        ))}
      </Tabs>
      <div id="paper-part" role="tabpanel" aria-labelledby={`paper-${kind}`}>
        {settings && printers !== undefined ? (
          <SettingsForm key={kind} kind={kind} saved={settings[kind]} printers={printers} />
        ) : null}
      </div>
    </>
  );
}
