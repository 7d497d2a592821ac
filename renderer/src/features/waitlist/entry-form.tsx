import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import { WaitingFields, type WaitingEntry } from '#shared/contract/waiting-list';
import { PARTS_OF_DAY } from '#shared/domain/next-free';
import { URGENCIES } from '#shared/domain/waiting';
import type { AppError } from '#shared/errors/app-error';
import { fieldIssues } from '#shared/errors/from-zod';
import type { PatientId } from '#shared/values/ids';
import { ClinicDate, dateOf } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { DateInput } from '../../ui/date-input';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { patientName, shortDay, timeOf } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { useDoctors } from '../appointments/doctors';
import { usePatient } from '../appointments/panel/patient-field';
import { showNextFree, showPanel, type HeldVisit } from '../appointments/store';
import { Toggles } from '../next-free/toggles';
import { choiceOfDoctor, doctorOf } from '../next-free/whose';
import { WhoseSelect } from '../next-free/whose-select';
import { fieldsOf, typedOf, type Typed } from './entry-fields';
import './waitlist.css';

type Fields = InputOf<'waitlist.add'>['fields'];
const LENGTHS = [5, 10, 15, 20, 30, 45, 60, 90, 120];

interface Props {
  /** Null for somebody new on the list. */
  readonly id: number | null;
  readonly patientId: PatientId;
  readonly held: HeldVisit | null;
}

/** Somebody on the list, or about to be: loaded first, then typed. */
export function EntryPanel({ id, patientId, held }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const { all } = useDoctors();
  const { data } = useCallQuery('waitlist.list', {});
  const entry = data?.entries.find((one) => one.id === id);
  if (id !== null && !entry) return data ? <p className="empty">{t('error.notFound.waiting')}</p> : null;
  const usual = all.find((doctor) => doctor.id === held?.doctorId)?.defaultMinutes ?? 15;
  const typed: Typed = entry
    ? typedOf(entry)
    : {
        choice: choiceOfDoctor(held?.doctorId ?? null),
        from: today,
        to: held ? dateOf(held.start) : '',
        parts: [],
        minutes: held?.minutes ?? usual,
        urgency: 'soon',
        note: '',
        heldId: held?.id ?? null,
      };
  return (
    <EntryForm
      key={entry?.version ?? 0}
      entry={entry ?? null}
      initial={typed}
      patientId={patientId}
      held={held}
    />
  );
}

interface FormProps {
  readonly entry: WaitingEntry | null;
  readonly initial: Typed;
  readonly patientId: PatientId;
  readonly held: HeldVisit | null;
}

function EntryForm({ entry, initial, patientId, held }: FormProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { today } = useClinicNow();
  const { all } = useDoctors();
  const patient = usePatient(patientId);
  const [typed, setTyped] = useState(initial);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<AppError | null>(null);
  const put = (changes: Partial<Typed>) => {
    setTyped({ ...typed, ...changes });
  };
  const name = patient ? patientName(patient) : '';
  const start = held?.start ?? entry?.held?.start ?? null;
  const doctors = all.filter(({ deleted }) => !deleted);
  const lengths = [...new Set([...LENGTHS, typed.minutes])].sort((a, b) => a - b);
  const back = () => {
    showPanel({ kind: 'waitlist' });
  };

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = WaitingFields.safeParse(fieldsOf(typed));
    if (!parsed.success) {
      setWrong(
        Object.fromEntries(
          fieldIssues(parsed.error).map(({ path, code, params }) => [path, fieldWords(t, code, params)]),
        ),
      );
      return;
    }
    setWrong({});
    const fields: Fields = parsed.data;
    const answer = entry
      ? await change('waitlist.edit', { id: entry.id, version: entry.version, fields })
      : await change('waitlist.add', { patientId, fields });
    if (!answer.ok) {
      setFailed(answer.error);
      return;
    }
    notify(t(entry ? 'waitlist.changed' : 'waitlist.added', { name }), 'undo');
    back();
  };
  const remove = async () => {
    if (!entry) return;
    const answer = await change('waitlist.remove', { id: entry.id, version: entry.version });
    if (answer.ok) {
      notify(t('waitlist.removed', { name }), 'undo');
      back();
    } else setFailed(answer.error);
  };
  const day = (value: string) => {
    const parsed = ClinicDate.safeParse(value);
    return parsed.success ? shortDay(parsed.data, locale) : undefined;
  };
  const dateField = (key: 'from' | 'to') => (
    <Field label={t(`waitlist.${key}`)} hint={day(typed[key])} error={wrong[key]}>
      {(field) => (
        <DateInput
          id={field.id}
          invalid={field['aria-invalid']}
          describedBy={field['aria-describedby']}
          value={typed[key]}
          near={today}
          onChange={(value) => {
            put({ [key]: value });
          }}
        />
      )}
    </Field>
  );

  return (
    <form
      className="form panel-part"
      noValidate
      aria-label={t('waitlist.formTitle')}
      onSubmit={(event) => {
        void save(event);
      }}
    >
      <h2>{t('waitlist.formTitle')}</h2>
      <p>
        <b>{name}</b>
        {start ? (
          <span className="muted">
            {' '}
            {t('waitlist.holds', { day: shortDay(dateOf(start), locale), time: timeOf(start) })}
          </span>
        ) : null}
      </p>
      {failed ? (
        <p className="problem" role="alert">
          {errorWords(t, failed, zone)}
        </p>
      ) : null}
      <div className="field" role="radiogroup" aria-label={t('waitlist.urgency')}>
        <div className="chips">
          {URGENCIES.map((urgency) => (
            <label key={urgency} className="chip-radio">
              <input
                type="radio"
                name="waitlist-urgency"
                autoFocus={urgency === typed.urgency}
                checked={urgency === typed.urgency}
                onChange={() => {
                  put({ urgency });
                }}
              />
              <span>{t(`waitlist.urgencies.${urgency}`)}</span>
            </label>
          ))}
        </div>
      </div>
      <div className="pair">
        <Field label={t('nextFree.whose')} error={wrong['whose']}>
          {(field) => (
            <WhoseSelect
              field={field}
              doctors={doctors}
              choice={typed.choice}
              severally={false}
              onChoose={(choice) => {
                put({ choice });
              }}
            />
          )}
        </Field>
        <Field label={t('nextFree.length')}>
          {(field) => (
            <select
              {...field}
              value={typed.minutes}
              onChange={(event) => {
                put({ minutes: Number(event.target.value) });
              }}
            >
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {t('common.minutes', { count: length })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="pair">
        {dateField('from')}
        {dateField('to')}
      </div>
      <Toggles
        label={t('nextFree.parts')}
        options={PARTS_OF_DAY}
        chosen={typed.parts}
        words={(part) => t(`nextFree.part.${part}`)}
        onChange={(parts) => {
          put({ parts });
        }}
      />
      <Field label={t('waitlist.note')} error={wrong['note']}>
        {(field) => (
          <input
            {...field}
            autoComplete="off"
            value={typed.note}
            onChange={(event) => {
              put({ note: event.target.value });
            }}
          />
        )}
      </Field>
      <div className="buttons">
        <Button type="submit" variant="contained">
          {t(entry ? 'common.save' : 'waitlist.save')}
          <Kbd k={KEY.enter} />
        </Button>
        {entry ? (
          <Button variant="outlined" onClick={() => void remove()}>
            {t('waitlist.remove')}
          </Button>
        ) : null}
        <button
          type="button"
          className="link"
          onClick={() => {
            const doctorId = doctorOf(typed.choice);
            showNextFree({ doctorId, patientId, minutes: typed.minutes, typed: false });
          }}
        >
          {t('nextFree.open')}
        </button>
      </div>
    </form>
  );
}
