import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllergyDto } from '#shared/contract/consultation';
import type { OutputOf } from '#shared/contract/contract';
import type { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';
import { useLine } from '../connection/health';
import { KnownForm } from './known-form';
import { KnownList } from './known-list';

interface Props {
  readonly opened: Pick<OutputOf<'consultation.open'>, 'allergies' | 'conditions'>;
  readonly appointmentId: AppointmentId;
  readonly mayWrite: boolean;
  readonly onChanged: () => void;
}

/** What must be known before anything is written: always there, under the name. */
export function AllergyBand({ opened, appointmentId, mayWrite, onChanged }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<'allergy' | 'condition' | null>(null);
  const [isOpen, setOpen] = useState(false);
  const line = useLine();
  // What another desk has noted since is not known here.
  const isUnchecked = line === 'down' || line === 'hostAway';
  const { allergies, conditions } = opened;
  const added = (changed: boolean) => {
    setAdding(null);
    if (changed) onChanged();
  };
  const active = conditions.filter(({ state }) => state === 'active');
  return (
    <div className="band" data-allergic={allergies.length > 0}>
      <p>
        {isUnchecked ? (
          <b className="band-unchecked" role="alert">
            {t('room.allergiesUnchecked')}
          </b>
        ) : null}
        {allergies.length === 0 ? (
          isUnchecked ? null : (
            <span>{t('room.noAllergies')}</span>
          )
        ) : (
          <b>
            <span aria-hidden="true">⚠ </span>
            {allergies.map((one) => allergyWords(one)).join(' · ')}
          </b>
        )}
        {active.length > 0 ? <span>{active.map(({ name }) => name).join(' · ')}</span> : null}
      </p>
      {allergies.length + conditions.length > 0 ? (
        <button
          type="button"
          className="link"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t(isOpen ? 'room.known.less' : 'room.known.more')}
        </button>
      ) : null}
      {mayWrite && adding === null ? (
        <>
          <button
            type="button"
            className="link"
            onClick={() => {
              setAdding('allergy');
            }}
          >
            {t('room.addAllergy')}
          </button>
          <button
            type="button"
            className="link"
            onClick={() => {
              setAdding('condition');
            }}
          >
            {t('room.known.addCondition')}
          </button>
        </>
      ) : null}
      {adding === 'allergy' ? <AllergyForm appointmentId={appointmentId} onDone={added} /> : null}
      {adding === 'condition' ? <ConditionForm appointmentId={appointmentId} onDone={added} /> : null}
      {isOpen ? (
        <KnownList allergies={allergies} conditions={conditions} mayWrite={mayWrite} onChanged={onChanged} />
      ) : null}
    </div>
  );
}

function allergyWords({ substance, reaction }: AllergyDto): string {
  return reaction === null ? substance : `${substance}: ${reaction}`;
}

interface FormProps {
  readonly appointmentId: AppointmentId;
  readonly onDone: (changed: boolean) => void;
}

function AllergyForm({ appointmentId, onDone }: FormProps) {
  const { t } = useTranslation();
  return (
    <KnownForm
      title={t('room.addAllergy')}
      name={{ label: t('room.substance'), most: 200 }}
      more={{ label: t('room.reaction'), most: 300 }}
      onSave={async (substance, reaction) => {
        const fields = { appointmentId, substance, reaction, severity: null };
        const answer = await change('consultation.addAllergy', fields);
        if (answer.ok) notify(t('room.allergyNoted', { substance }), 'undo');
        return answer.ok ? null : answer.error;
      }}
      onDone={onDone}
    />
  );
}

function ConditionForm({ appointmentId, onDone }: FormProps) {
  const { t } = useTranslation();
  return (
    <KnownForm
      title={t('room.known.addCondition')}
      name={{ label: t('room.known.condition'), most: 200 }}
      more={{ label: t('room.known.since'), most: 1000 }}
      onSave={async (name, notes) => {
        const answer = await change('conditions.add', { appointmentId, name, notes });
        if (answer.ok) notify(t('room.known.conditionNoted', { name }), 'undo');
        return answer.ok ? null : answer.error;
      }}
      onDone={onDone}
    />
  );
}
