import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { MedicalPaper, PaperContent } from '#shared/contract/papers';
import type { ClinicDate } from '#shared/values/wall-clock';
import { change } from '../../api/call';
import { callOptions, useCallQuery } from '../../api/queries';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, plainDay } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { notify } from '../../ui/notice';
import { ReasonForm } from '../../ui/reason-form';
import { usePrint } from '../printing/use-print';
import { ClosedChart } from './closed-chart';
import { ROOM_KEY } from './keys';
import { PaperForm } from './paper-form';
import { useRoomCommands } from './use-room-commands';

interface Props {
  readonly visit: AppointmentDto;
  readonly mayWrite: boolean;
  /** What the page says so far: proposed for a certificate. */
  readonly diagnosis: string;
}

/** Certificates and letters: what was signed, and one key to write another. */
export function MedicalPapers({ visit, mayWrite, diagnosis }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { print } = usePrint();
  const [isWriting, setWriting] = useState(false);
  const writeKey = useRef<HTMLButtonElement>(null);
  const input = { appointmentId: visit.id };
  const { data, error } = useCallQuery('papers.of', input);
  const open = () => {
    setWriting(true);
  };
  const close = () => {
    setWriting(false);
    writeKey.current?.focus();
  };
  useRoomCommands(mayWrite ? { paper: open } : {});
  const reload = () => client.invalidateQueries({ queryKey: callOptions('papers.of', input).queryKey });
  if (error) return <ClosedChart patientId={visit.patientId} error={error.error} />;
  const papers = data?.papers ?? [];
  if (papers.length === 0 && !mayWrite) return null;
  return (
    <section className="band papers-band" aria-label={t('room.papers.title')}>
      {papers.length === 0 ? (
        <p>{data ? t('room.papers.none') : ''}</p>
      ) : (
        <ul className="known papers" aria-label={t('room.papers.list')}>
          {papers.map((paper) => (
            <PaperLine
              key={paper.id}
              paper={paper}
              mayWrite={mayWrite}
              onPrint={() => void print('printing.medicalPaper', { paperId: paper.id })}
              onChanged={() => void reload()}
            />
          ))}
        </ul>
      )}
      {mayWrite ? (
        <button
          ref={writeKey}
          type="button"
          className="link"
          aria-keyshortcuts="Alt+C"
          aria-expanded={isWriting}
          onClick={open}
        >
          {t('room.papers.write')}
          <Kbd k={ROOM_KEY.paper} />
        </button>
      ) : null}
      {isWriting && mayWrite ? (
        <PaperForm
          visit={visit}
          diagnosis={diagnosis}
          onClose={close}
          onSigned={(paper) => {
            notify(
              t('room.papers.signed', {
                kind: t(`room.papers.kinds.${paper.content.kind}`),
                name: visit.patientName,
              }),
            );
            void print('printing.medicalPaper', { paperId: paper.id }, 'trouble');
            void reload();
            close();
          }}
        />
      ) : null}
    </section>
  );
}

interface LineProps {
  readonly paper: MedicalPaper;
  readonly mayWrite: boolean;
  readonly onPrint: () => void;
  readonly onChanged: () => void;
}

function PaperLine({ paper, mayWrite, onPrint, onChanged }: LineProps) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const [isAsking, setAsking] = useState(false);
  const { id, version, content } = paper;
  const name = t(`room.papers.kinds.${content.kind}`);
  const day = plainDay(clinicDayOf(paper.signedAt, zone), locale);
  const signed = paper.signedBy === null ? day : `${paper.signedBy}, ${day}`;
  const said = saidBy(content, (date) => plainDay(date, locale), t);
  const paperName = `${name}, ${said}`;
  const isVoid = paper.voidedAt !== null;
  const takeAway = async (reason: string) => {
    const answer = await change('papers.void', { id, version, reason });
    if (answer.ok) notify(t('room.papers.voided', { paper: name }));
    else notify(errorWords(t, answer.error), 'none', 'error');
    onChanged();
  };
  return (
    <li>
      <p>
        <b>{name}</b>{' '}
        <span className="muted">
          {[said, signed, isVoid && t('room.papers.isVoided', { reason: paper.voidReason })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <button
        type="button"
        className="link"
        aria-label={t('room.papers.againOf', { paper: paperName })}
        onClick={onPrint}
      >
        {t('room.papers.again')}
      </button>
      {mayWrite && !isVoid && !isAsking ? (
        <button
          type="button"
          className="link"
          aria-label={t('room.papers.voidOf', { paper: paperName })}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('room.papers.void')}
        </button>
      ) : null}
      {isAsking && !isVoid ? (
        <ReasonForm
          label={t('room.papers.voidWhy')}
          action={t('room.papers.voidNow')}
          isFinal
          onReason={(reason) => void takeAway(reason.trim())}
          onEscape={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </li>
  );
}

/** What tells one paper from another of its kind. */
function saidBy(content: PaperContent, day: (date: ClinicDate) => string, t: TFunction): string {
  switch (content.kind) {
    case 'sick_leave':
      return t('room.papers.days', { from: day(content.from), to: day(content.to) });
    case 'fitness':
      return content.fitFor;
    case 'referral':
      return content.to;
  }
}
