import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorId } from '#shared/values/ids';
import { ClinicDate, addDays } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { DateInput } from '../../ui/date-input';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { shortDay } from '../../ui/format';
import { saveAddress } from '../../ui/save-file';
import { TroubleLine } from '../../ui/trouble-line';
import { type Telling, WhatIsTold, WhoseCalendar } from './calendar-choices';

const FOUR_WEEKS = 27;

/** Appointments as a calendar file: whose, which days, and how much of the patient it tells. */
export function CalendarForm() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const [doctorId, setDoctorId] = useState<DoctorId | null>(null);
  const [from, setFrom] = useState<string>(today);
  const [to, setTo] = useState<string>(addDays(today, FOUR_WEEKS));
  const [telling, setTelling] = useState<Telling>({ shows: 'initials', withReason: false });
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const first = ClinicDate.safeParse(from);
  const last = ClinicDate.safeParse(to);

  const save = async () => {
    if (!first.success || !last.success) return;
    setSending(true);
    setSaid('');
    setProblem(null);
    const answer = await change('exports.calendar', {
      doctorId,
      from: first.data,
      to: last.data,
      ...telling,
    });
    setSending(false);
    if (!answer.ok) {
      const issue = answer.error.code === 'VALIDATION' ? answer.error.issues[0] : undefined;
      setProblem(issue ? fieldWords(t, issue.code, issue.params) : errorWords(t, answer.error));
      return;
    }
    const { url, fileName, events } = answer.value;
    saveAddress(url, fileName);
    setSaid(t('exports.calendar.saved', { name: fileName, count: events }));
  };
  const day = (label: string, value: string, parsed: typeof first, onChange: (value: string) => void) => (
    <Field
      label={label}
      hint={parsed.success ? shortDay(parsed.data, locale) : undefined}
      error={parsed.success ? undefined : fieldWords(t, 'not_a_date')}
    >
      {(field) => (
        <DateInput
          id={field.id}
          invalid={field['aria-invalid']}
          describedBy={field['aria-describedby']}
          value={value}
          near={today}
          onChange={onChange}
        />
      )}
    </Field>
  );

  return (
    <section className="settings-card" aria-labelledby="exports-calendar">
      <h2 id="exports-calendar">{t('exports.calendar.title')}</h2>
      <p className="muted">{t('exports.calendar.lead')}</p>
      <div className="exports-calendar">
        <WhoseCalendar doctorId={doctorId} onChange={setDoctorId} />
        {day(t('exports.calendar.from'), from, first, setFrom)}
        {day(t('exports.calendar.to'), to, last, setTo)}
      </div>
      <WhatIsTold name="calendar-shows" telling={telling} onChange={setTelling} />
      <div className="buttons">
        <Button
          variant="outlined"
          disabled={isSending || !first.success || !last.success}
          onClick={() => void save()}
        >
          {t('exports.calendar.save')}
        </Button>
        <span role="status">{said}</span>
      </div>
      <TroubleLine words={problem} />
    </section>
  );
}
