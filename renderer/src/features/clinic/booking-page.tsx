import Button from '@mui/material/Button';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { ClinicPage, WithSettings } from './clinic-page';
import { NumberField } from './fields';
import { takesBack } from '../../ui/take-back';
import { type SettingsForm, useSettingsForm } from './use-settings-form';

const KEYS = ['defaultMinutes', 'cancelReasons', 'idleLockMinutes'] as const;
type Form = SettingsForm<(typeof KEYS)[number]>;

/** How appointments begin and end here, and when a desk that nobody touches locks. */
export function BookingPage() {
  return <WithSettings Form={Booking} />;
}

function Booking({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  return (
    <ClinicPage form={form}>
      <div className="settings-card">
        <NumberField
          label={t('clinic.booking.length')}
          hint={t('clinic.booking.lengthHint')}
          step={5}
          value={form.value('defaultMinutes')}
          saved={form.saved('defaultMinutes')}
          error={form.issueAt('defaultMinutes')}
          onChange={(value) => {
            form.set('defaultMinutes', value);
          }}
        />
        <NumberField
          label={t('clinic.booking.idle')}
          hint={t('clinic.booking.idleHint')}
          value={form.value('idleLockMinutes')}
          saved={form.saved('idleLockMinutes')}
          error={form.issueAt('idleLockMinutes')}
          onChange={(value) => {
            form.set('idleLockMinutes', value);
          }}
        />
      </div>
      <Reasons form={form} />
    </ClinicPage>
  );
}

function moved(list: readonly string[], from: number, to: number): string[] {
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), list[from] ?? '', ...rest.slice(to)];
}

/** Why appointments are cancelled, in the order in which a desk chooses; Alt and the arrows move a row. */
function Reasons({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const reasons = form.value('cancelReasons');
  const saved = form.saved('cancelReasons');
  const set = (next: string[], focus: number) => {
    // The row has the keyboard before the next key comes.
    flushSync(() => {
      form.set('cancelReasons', next);
    });
    list.current?.querySelectorAll('input')[focus]?.focus();
  };
  const move = (at: number, by: number) => {
    const to = at + by;
    if (to >= 0 && to < reasons.length) set(moved(reasons, at, to), to);
  };
  const error = form.issueAt('cancelReasons');
  return (
    <div className="settings-card">
      <h2>{t('clinic.keys.cancelReasons')}</h2>
      <p className="field-hint">{t('clinic.booking.reasonsHint')}</p>
      <ol className="ordered" ref={list}>
        {reasons.map((reason, at) => {
          const type = (typed: string) => {
            form.set(
              'cancelReasons',
              reasons.map((one, index) => (index === at ? typed : one)),
            );
          };
          // In a longer or shorter list a row is not the one that is saved at its place.
          const back = takesBack(reason, saved.length === reasons.length ? saved[at] : undefined, type);
          const wrong = form.issueAt(`cancelReasons.${String(at)}`);
          return (
            // A row is its place: what is typed in it changes with every key.
            <li key={at}>
              <input
                aria-label={t('clinic.booking.reason', { number: at + 1 })}
                aria-invalid={wrong !== undefined}
                value={reason}
                onChange={(event) => {
                  type(event.target.value);
                }}
                onKeyDown={(event) => {
                  back(event);
                  if (event.key === 'Enter')
                    set([...reasons.slice(0, at + 1), '', ...reasons.slice(at + 1)], at + 1);
                  if (event.altKey && event.key === 'ArrowUp') move(at, -1);
                  if (event.altKey && event.key === 'ArrowDown') move(at, 1);
                }}
              />
              <Button
                aria-label={t('clinic.booking.up', { reason })}
                disabled={at === 0}
                onClick={() => {
                  move(at, -1);
                }}
              >
                ↑
              </Button>
              <Button
                aria-label={t('clinic.booking.down', { reason })}
                disabled={at === reasons.length - 1}
                onClick={() => {
                  move(at, 1);
                }}
              >
                ↓
              </Button>
              <Button
                aria-label={t('clinic.booking.remove', { reason })}
                onClick={() => {
                  set(
                    reasons.filter((_, index) => index !== at),
                    Math.max(0, at - 1),
                  );
                }}
              >
                ×
              </Button>
              {wrong === undefined ? null : <p className="field-error">{wrong}</p>}
            </li>
          );
        })}
      </ol>
      {error === undefined ? null : <p className="field-error">{error}</p>}
      <div className="buttons">
        <Button
          variant="outlined"
          onClick={() => {
            set([...reasons, ''], reasons.length);
          }}
        >
          {t('clinic.booking.add')}
        </Button>
      </div>
    </div>
  );
}
