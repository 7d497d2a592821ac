import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OVERRIDABLE } from '#shared/contract/appointments';
import type { Rule, RuleBroken } from '#shared/errors/app-error';
import type { Permission } from '#shared/permissions/roles';
import { Field } from '../../../ui/field';
import { useSession } from '../../session/session';
import type { Override } from '../actions';

interface Props {
  readonly rules: readonly RuleBroken[];
  readonly onSave: (override: Override) => void;
}

const permissionFor: Partial<Record<Rule, Permission>> = {
  earlier_day: 'appointment.earlier_days',
  patient_elsewhere: 'appointment.override',
  outside_hours: 'appointment.override',
  on_leave: 'appointment.override',
  holiday: 'appointment.override',
};

function isOverridable(rule: Rule): rule is Override['rules'][number] {
  return OVERRIDABLE.some((known) => known === rule);
}

/** For a rule that may be broken with a reason, by whoever is allowed to. */
export function OverrideBox({ rules, onSave }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const named = rules.map(({ rule }) => rule).filter(isOverridable);
  const isAllowed = named.every((rule) => {
    const permission = permissionFor[rule];
    return permission !== undefined && session?.permissions.includes(permission) === true;
  });
  if (!isAllowed || named.length === 0) return null;
  const save = () => {
    setAsked(true);
    if (reason.trim() !== '') onSave({ rules: named, reason });
  };
  return (
    <div className="override">
      <Field
        label={t('booking.why')}
        error={asked && reason.trim() === '' ? t('error.reasonNeeded') : undefined}
      >
        {(control) => (
          <input
            {...control}
            autoFocus
            maxLength={300}
            autoComplete="off"
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              save();
            }}
          />
        )}
      </Field>
      <Button variant="outlined" onClick={save}>
        {t('booking.saveAnyway')}
      </Button>
    </div>
  );
}
