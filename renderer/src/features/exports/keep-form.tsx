import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { KEPT_MOST } from '#shared/contract/kept-calendars';
import type { DoctorId } from '#shared/values/ids';
import { change } from '../../api/call';
import { errorWords, fieldWords } from '../../ui/error-words';
import { FolderField } from '../../ui/folder-field';
import { TroubleLine } from '../../ui/trouble-line';
import { NumberField } from '../clinic/fields';
import { type Telling, WhatIsTold, WhoseCalendar } from './calendar-choices';

const PROPOSED = { back: 30, ahead: 180 };

interface Props {
  readonly naming: OutputOf<'keptCalendars.list'>['naming'];
  readonly onEnd: () => void;
}

/** Where a calendar is kept from now on, whose, and what it tells. */
export function KeepForm({ naming, onEnd }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [doctorId, setDoctorId] = useState<DoctorId | null>(null);
  const [back, setBack] = useState<number>(PROPOSED.back);
  const [ahead, setAhead] = useState<number>(PROPOSED.ahead);
  const [telling, setTelling] = useState<Telling>({ shows: 'initials', withReason: false });
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const folder = naming.by === 'dialog' ? (naming.folder ?? '') : typed;

  const daysWrong = (days: number, max: number): string | undefined => {
    if (Number.isNaN(days)) return fieldWords(t, 'not_a_number', {});
    if (days < 0) return fieldWords(t, 'too_small', { min: 0 });
    return days > max ? fieldWords(t, 'too_big', { max }) : undefined;
  };
  const wrong = {
    back: daysWrong(back, KEPT_MOST.back),
    ahead: daysWrong(ahead, KEPT_MOST.ahead),
  };
  const mayStart = folder.trim() !== '' && wrong.back === undefined && wrong.ahead === undefined;

  const start = async () => {
    if (!mayStart || isSending) return;
    setSending(true);
    const answer = await change('keptCalendars.start', {
      folder,
      doctorId,
      daysBack: back,
      daysAhead: ahead,
      ...telling,
    });
    setSending(false);
    if (answer.ok) {
      onEnd();
      return;
    }
    const issue = answer.error.code === 'VALIDATION' ? answer.error.issues[0] : undefined;
    setProblem(issue ? fieldWords(t, issue.code, issue.params) : errorWords(t, answer.error));
  };

  return (
    <form
      className="exports-keep"
      aria-label={t('exports.kept.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <FolderField
        naming={naming}
        folder={folder}
        onType={setTyped}
        onChoose={() => {
          void change('keptCalendars.chooseFolder', {}).then((answer) => {
            setProblem(answer.ok ? null : errorWords(t, answer.error));
          });
        }}
      />
      <div className="exports-calendar">
        <WhoseCalendar doctorId={doctorId} onChange={setDoctorId} />
        <NumberField label={t('exports.kept.daysBack')} value={back} error={wrong.back} onChange={setBack} />
        <NumberField
          label={t('exports.kept.daysAhead')}
          value={ahead}
          error={wrong.ahead}
          onChange={setAhead}
        />
      </div>
      <WhatIsTold name="kept-shows" telling={telling} onChange={setTelling} />
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSending || !mayStart}>
          {t('exports.kept.start')}
        </Button>
        <Button variant="outlined" onClick={onEnd}>
          {t('exports.kept.cancel')}
        </Button>
      </div>
      <TroubleLine words={problem} />
    </form>
  );
}
