import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import type { DoctorRules, HoursRuleDto } from '#shared/contract/hours';
import { datesOf } from '#shared/domain/availability/dates';
import type { RuleDay } from '#shared/domain/availability/recurrence';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { doctorShort } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { PageFrame } from '../settings/page-frame';
import { NextDates } from './aside/next-dates';
import { OutsideList } from './aside/outside-list';
import { HoursBar } from './hours-bar';
import { HoursTrouble } from './hours-trouble';
import { type RuleDraft, baseOf, draftOf, rulesAfter } from './logic/draft';
import type { Occurrence } from './logic/occurrences';
import { typedOf } from './logic/rule-typed';
import { CopyCard } from './rules/copy-card';
import { RemoveCard } from './rules/remove-card';
import { RuleCard } from './rules/rule-card';
import { useClashWords } from './use-clash-words';
import { useHoursEditor } from './use-hours-editor';
import { DoctorWeek } from './week/doctor-week';

interface Props {
  readonly doctor: DoctorDto;
  readonly rules: DoctorRules;
  /** Chooses another doctor; not while something is unsaved. */
  readonly select: (disabled: boolean) => ReactNode;
}

const WORKDAYS: readonly RuleDay[] = ['MO', 'TU', 'WE', 'TH', 'FR'];

function newHours(today: ClinicDate): RuleDraft {
  const typed = typedOf({
    available: true,
    label: null,
    date: today,
    start: '',
    end: '',
    recurrence: `FREQ=WEEKLY;BYDAY=${WORKDAYS.join(',')}`,
  });
  return { kind: 'rule', base: null, scope: 'all', date: today, typed };
}

function newLeave(today: ClinicDate): RuleDraft {
  const typed = typedOf({
    available: false,
    label: null,
    date: today,
    start: '00:00',
    end: '24:00',
    recurrence: null,
  });
  return { kind: 'rule', base: null, scope: 'all', date: today, typed: { ...typed, date: '' } };
}

/** What is over stays in the books and leaves the list. */
function isToCome(rule: HoursRuleDto, today: ClinicDate): boolean {
  return datesOf(rule, today, 1).length > 0;
}

/** The hours of one doctor: a card a rule or the week to drag in, and what the change in hand would do. */
export function DoctorHours({ doctor, rules: stored, select }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const { all: doctors } = useDoctors();
  const [view, setView] = useState<'rules' | 'week'>('rules');
  const editor = useHoursEditor(doctor.id);
  const { draft, put, preview } = editor;
  const inHandId = baseOf(draft)?.id;
  const clashes = useClashWords(preview, stored.rules);
  const copied = draft?.kind === 'copy' ? draft.from : null;
  const source = useCallQuery('hours.rules', { doctorId: copied ?? 0 }, { enabled: copied !== null }).data;
  const after =
    draft?.kind === 'copy' && source
      ? [
          ...stored.rules.filter(({ available }) => !available || !draft.replace),
          ...source.rules.filter(({ available }) => available),
        ]
      : rulesAfter(stored.rules, draft);
  const shown = stored.rules.filter((rule) => isToCome(rule, today) || rule.id === inHandId);
  const others = doctors.filter(({ id }) => id !== doctor.id);
  const isBusy = draft !== null && editor.isDirty;

  const choose = ({ rule, date }: Occurrence) => {
    const base = stored.rules.find(({ id }) => id === rule.id);
    if (base) put(draftOf(base, 'this', date));
  };
  const cardOf = (rule: HoursRuleDto) =>
    draft?.kind === 'remove' && draft.base.id === rule.id ? (
      <RemoveCard key={rule.id} draft={draft} onDraft={put} />
    ) : (
      <RuleCard
        key={rule.id}
        rule={rule}
        draft={draft?.kind === 'rule' && draft.base?.id === rule.id ? draft : null}
        clashes={clashes}
        preview={preview}
        isTried={editor.isTried}
        disabled={isBusy && inHandId !== rule.id}
        onDraft={put}
        onRemove={() => {
          put({ kind: 'remove', base: rule, scope: 'all', date: datesOf(rule, today, 1)[0] ?? rule.date });
        }}
        onException={() => {
          put(draftOf(rule, 'this', datesOf(rule, today, 1)[0]));
        }}
      />
    );
  const draftCard =
    draft?.kind === 'rule' && draft.base === null ? (
      <RuleCard
        rule={null}
        draft={draft}
        clashes={clashes}
        preview={preview}
        isTried={editor.isTried}
        disabled={false}
        onDraft={put}
      />
    ) : draft?.kind === 'copy' ? (
      <CopyCard doctorId={doctor.id} draft={draft} clashes={clashes} onDraft={put} />
    ) : null;
  const inHand = stored.rules.find(({ id }) => id === inHandId);
  const nextDates = <NextDates rules={after} onChoose={isBusy ? null : choose} />;
  return (
    <PageFrame
      lead={select(isBusy)}
      wide={view === 'week'}
      aside={
        editor.isShowingOutside && preview ? (
          <OutsideList
            preview={preview}
            isSaving={editor.isSaving}
            onSave={(choice) => {
              void editor.save(choice);
            }}
            onBack={() => {
              editor.showOutside(false);
            }}
          />
        ) : view === 'week' && draft ? (
          <div className="hours-in-hand">{inHand ? cardOf(inHand) : draftCard}</div>
        ) : (
          nextDates
        )
      }
      foot={<HoursBar editor={editor} />}
    >
      <div className="hours-tools">
        <span className="switch">
          {(['rules', 'week'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={view === one}
              onClick={() => {
                setView(one);
              }}
            >
              {t(`hours.view.${one}`)}
            </button>
          ))}
        </span>
        {stored.followsClinic ? (
          <span className="muted">{t('hours.followsClinic', { doctor: doctorShort(doctor) })}</span>
        ) : null}
      </div>
      <HoursTrouble editor={editor} />
      {view === 'week' ? (
        <DoctorWeek rules={after} stored={stored.rules} draft={draft} doctor={doctor} onDraft={put} />
      ) : (
        <>
          {shown.map(cardOf)}
          {draftCard}
          <div className="buttons">
            <Button
              variant="outlined"
              disabled={isBusy}
              onClick={() => {
                put(newHours(today));
              }}
            >
              {t('hours.addHours')}
            </Button>
            <Button
              variant="outlined"
              disabled={isBusy}
              onClick={() => {
                put(newLeave(today));
              }}
            >
              {t('hours.addLeave')}
            </Button>
            <Button
              variant="outlined"
              disabled={isBusy || others.length === 0}
              onClick={() => {
                put({ kind: 'copy', from: others[0]?.id ?? null, replace: true });
              }}
            >
              {t('hours.copy')}
            </Button>
          </div>
        </>
      )}
    </PageFrame>
  );
}
