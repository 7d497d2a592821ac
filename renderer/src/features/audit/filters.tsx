import { useTranslation } from 'react-i18next';
import { AUDIT_ORDERS, AUDIT_OUTCOMES } from '#shared/contract/audit';
import type { FieldIssue } from '#shared/errors/app-error';
import { DeskId, PersonKey } from '#shared/values/ids';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { DateInput } from '../../ui/date-input';
import { fieldWords as issueWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { patientName } from '../../ui/format';
import { PatientCombobox } from '../patients/patient-combobox';
import { seek, useAuditScreen } from './store';
import { ACTIONS, actionWords } from './words';

/** What the list is narrowed by; each choice shows at once. */
export function Filters({ wrong }: { readonly wrong: readonly FieldIssue[] }) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const { sought, order } = useAuditScreen();
  const choices = useCallQuery('audit.choices', {}).data;
  const actions = ACTIONS.map((name) => [name, actionWords(t, name)] as const).toSorted(
    ([, one], [, other]) => one.localeCompare(other),
  );
  const errorAt = (path: string) => {
    const issue = wrong.find((one) => one.path === path);
    return issue ? issueWords(t, issue.code, issue.params) : undefined;
  };
  return (
    <div className="audit-filters" role="group" aria-label={t('audit.filters')}>
      <Field label={t('audit.who')}>
        {(control) => (
          <select
            {...control}
            value={sought.person ?? ''}
            onChange={({ target }) => {
              seek({ person: PersonKey.nullable().catch(null).parse(target.value) });
            }}
          >
            <option value="">{t('audit.everyone')}</option>
            {choices?.people.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="field">
        <span className="label">{t('audit.patient')}</span>
        {sought.patient ? (
          <span className="audit-chip">
            <span>{sought.patient.name}</span>
            <button
              type="button"
              aria-label={t('audit.anyPatient', { name: sought.patient.name })}
              onClick={() => {
                seek({ patient: null });
              }}
            >
              ×
            </button>
          </span>
        ) : (
          <PatientCombobox
            label={t('audit.findPatient')}
            offersRemoved
            onPick={(patient) => {
              seek({ patient: { id: patient.id, name: patientName(patient) } });
            }}
          />
        )}
      </div>
      <Field label={t('audit.what')}>
        {(control) => (
          <select
            {...control}
            value={sought.action ?? ''}
            onChange={({ target }) => {
              seek({ action: target.value === '' ? null : target.value });
            }}
          >
            <option value="">{t('audit.anything')}</option>
            {actions.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('audit.desk')}>
        {(control) => (
          <select
            {...control}
            value={sought.deskId ?? ''}
            onChange={({ target }) => {
              seek({ deskId: DeskId.nullable().catch(null).parse(target.value) });
            }}
          >
            <option value="">{t('audit.anyDesk')}</option>
            {choices?.desks.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(['from', 'to'] as const).map((side) => (
        <Field key={side} label={t(`audit.${side}`)} error={errorAt(side)}>
          {(control) => (
            <DateInput
              id={control.id}
              invalid={control['aria-invalid']}
              describedBy={control['aria-describedby']}
              near={today}
              value={sought[side]}
              onChange={(value) => {
                seek({ [side]: value });
              }}
            />
          )}
        </Field>
      ))}
      <Field label={t('audit.outcome')}>
        {(control) => (
          <select
            {...control}
            value={sought.outcome ?? ''}
            onChange={({ target }) => {
              seek({ outcome: AUDIT_OUTCOMES.find((outcome) => outcome === target.value) ?? null });
            }}
          >
            <option value="">{t('audit.all')}</option>
            {AUDIT_OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`audit.outcomes.${outcome}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('audit.order')}>
        {(control) => (
          <select
            {...control}
            value={order}
            onChange={({ target }) => {
              const chosen = AUDIT_ORDERS.find((name) => name === target.value) ?? 'newest';
              useAuditScreen.setState({ order: chosen, shown: null });
            }}
          >
            {AUDIT_ORDERS.map((name) => (
              <option key={name} value={name}>
                {t(`audit.orders.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
