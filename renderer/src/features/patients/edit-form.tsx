import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PatientDto, type PatientFields } from '#shared/contract/patients';
import type { AppError, TouchedField } from '#shared/errors/app-error';
import { UtcInstant } from '#shared/values/wall-clock';
import { useClinicZone } from '../../app/clock';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { clinicTimeOf, patientName } from '../../ui/format';
import { notify } from '../../ui/notice';
import { EditedToo } from '../appointments/panel/others';
import { usePresence } from '../appointments/presence';
import type { Choice } from './field-choice';
import { PatientForm, type Touched } from './patient-form';
import {
  patientAsTyped,
  seenFields,
  touchedFields,
  TYPED_FIELDS,
  type TypedField,
  type TypedPatient,
} from './patient-schema';
import { dropUnsaved, keepUnsaved, leftUnsaved } from './unsaved';

interface Props {
  /** As it is now at the server; the form keeps what it began from. */
  readonly patient: PatientDto;
  readonly onDone: () => void;
}

/** What another desk saved while this one was typing. */
interface Theirs {
  readonly current: PatientDto;
  readonly fields: readonly TouchedField[];
}

function theirsIn(error: AppError): Theirs | null {
  if (error.code !== 'CONFLICT' || error.conflict.kind !== 'stale') return null;
  const current = PatientDto.safeParse(error.conflict.current);
  return current.success ? { current: current.data, fields: error.conflict.fields ?? [] } : null;
}

function isTyped(field: string): field is TypedField {
  return (TYPED_FIELDS as readonly string[]).includes(field);
}

/** The fields of one patient; what another desk changes meanwhile is merged or put side by side. */
export function EditForm({ patient, onDone }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const client = useQueryClient();
  const key = `edit ${String(patient.id)}`;
  usePresence(patient.id, 'editing', 'patient');
  const [left] = useState(() => leftUnsaved(key));
  const [began] = useState(left?.began ?? patient);
  const [shown, setShown] = useState([began]);
  if (!shown.some(({ version }) => version === patient.version)) setShown([...shown, patient]);
  const [typed, setTyped] = useState<TypedPatient>(patientAsTyped(began));
  const [error, setError] = useState<AppError | null>(null);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [mine, setMine] = useState<TypedPatient | null>(null);
  const [chosen, setChosen] = useState<Partial<Record<TypedField, 'mine' | 'theirs'>>>({});

  const words = ({ changedBy, changedAt }: TouchedField): string => {
    const at = UtcInstant.safeParse(changedAt);
    return changedBy && at.success
      ? t('patient.changedBy', { who: changedBy, time: clinicTimeOf(at.data, zone) })
      : t('patient.changedElsewhere');
  };
  const choices: Choice[] = (theirs?.fields ?? []).flatMap((touched) => {
    const { field } = touched;
    if (!theirs || !isTyped(field)) return [];
    return [
      {
        field,
        who: words(touched),
        typed: patientAsTyped(theirs.current)[field],
        mine: (mine ?? typed)[field],
        chosen: chosen[field] ?? null,
      },
    ];
  });

  /** What another desk has made meanwhile of a field that was typed over here; asked about when it is saved. */
  const [first, now] = [patientAsTyped(began), patientAsTyped(patient)];
  const meanwhile = TYPED_FIELDS.filter(
    (name) =>
      !theirs && typed[name] !== first[name] && now[name] !== first[name] && typed[name] !== now[name],
  ).map((name) =>
    name === 'gender' && now.gender ? t(`patient.genders.${now.gender}`) : now[name] || t('common.notGiven'),
  );

  /** What each touched field held where it was typed over: that of the patient as it was shown then. */
  const seenOf = (touched: Touched, over: Partial<TypedPatient>) => {
    const seen = TYPED_FIELDS.filter((name) => touched[name]).map((name) => {
      const decided = theirs && chosen[name] ? theirs.current : null;
      const from = decided ?? [...shown].reverse().find((one) => patientAsTyped(one)[name] === over[name]);
      return [name, seenFields(from ?? began)[name]] as const;
    });
    return Object.fromEntries(seen);
  };

  const save = async (fields: PatientFields, touched: Touched, over: Partial<TypedPatient>) => {
    if (choices.some((one) => one.chosen === null)) return;
    setError(null);
    const changes = touchedFields(fields, touched);
    const answer = await change('patients.edit', {
      id: patient.id,
      version: (theirs?.current ?? began).version,
      changes,
      seen: seenOf(touched, over),
    });
    if (!answer.ok) {
      setError(answer.error);
      setTheirs(theirsIn(answer.error));
      setMine(typed);
      setChosen({});
      return;
    }
    dropUnsaved(key);
    client.setQueryData(['patients.get', { id: patient.id }], answer.value.patient);
    notify(t('patient.edited', { name: patientName(answer.value.patient) }), 'undo');
    onDone();
  };

  return (
    <section className="panel-part">
      <h2>{t('patient.editTitle')}</h2>
      {error && theirs ? (
        <p className="problem" role="alert">
          {choices.length > 0
            ? t('patient.chooseEach', { count: choices.length })
            : errorWords(t, error, zone)}
        </p>
      ) : null}
      <PatientForm
        initial={patientAsTyped(began)}
        typed={left?.typed}
        live={patientAsTyped(patient)}
        all
        error={theirs ? null : error}
        saveLabel={t('patient.saveEdit')}
        backLabel={t('common.back')}
        choices={choices}
        aside={
          <>
            <div role="status">
              {meanwhile.length > 0 ? (
                <p className="meanwhile">{t('presence.meanwhile', { what: meanwhile.join(' · ') })}</p>
              ) : null}
            </div>
            <EditedToo kind="patient" id={patient.id} />
          </>
        }
        onChoose={(field, which) => {
          setChosen((before) => ({ ...before, [field]: which }));
        }}
        onTyped={(now) => {
          setTyped(now);
          if (JSON.stringify(now) === JSON.stringify(patientAsTyped(began))) dropUnsaved(key);
          else keepUnsaved(key, { typed: now, began });
        }}
        onBack={() => {
          dropUnsaved(key);
          onDone();
        }}
        onSave={save}
      />
    </section>
  );
}
