import Button from '@mui/material/Button';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsForm } from './use-settings-form';

interface Props {
  readonly form: SettingsForm<'pharmacies'>;
}

/** The pharmacies that prescriptions name, in the order in which they are printed. */
export function PharmaciesList({ form }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const pharmacies = form.value('pharmacies');
  const error = form.issueAt('pharmacies');
  const change = (at: number, fields: Partial<(typeof pharmacies)[number]>) => {
    form.set(
      'pharmacies',
      pharmacies.map((one, index) => (index === at ? { ...one, ...fields } : one)),
    );
  };
  const set = (next: typeof pharmacies, focus: number) => {
    form.set('pharmacies', next);
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('.pharmacy-name')[focus]?.focus(),
    );
  };
  const add = (at: number) => {
    set([...pharmacies.slice(0, at), { name: '', meters: 0 }, ...pharmacies.slice(at)], at);
  };
  return (
    <div className="settings-card">
      <h2>{t('clinic.keys.pharmacies')}</h2>
      <p className="field-hint">{t('clinic.documents.pharmacies.hint')}</p>
      {pharmacies.length === 0 ? <p>{t('clinic.documents.pharmacies.none')}</p> : null}
      <ol className="ordered" ref={list}>
        {pharmacies.map(({ name, meters }, at) => {
          const wrong = (['name', 'meters'] as const).flatMap((field) => {
            const words = form.issueAt(`pharmacies.${String(at)}.${field}`);
            return words === undefined ? [] : [{ field, words }];
          });
          const isWrong = (field: string) => wrong.some((one) => one.field === field);
          return (
            // A row is its place: what is typed in it changes with every key.
            <li key={at}>
              <input
                className="pharmacy-name"
                aria-label={t('clinic.documents.pharmacies.name', { number: at + 1 })}
                aria-invalid={isWrong('name')}
                value={name}
                onChange={(event) => {
                  change(at, { name: event.target.value });
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') add(at + 1);
                }}
              />
              <input
                className="pharmacy-way"
                type="number"
                inputMode="numeric"
                min={0}
                aria-label={t('clinic.documents.pharmacies.meters', { name: name || at + 1 })}
                aria-invalid={isWrong('meters')}
                value={Number.isNaN(meters) ? '' : meters}
                onChange={(event) => {
                  change(at, { meters: event.target.valueAsNumber });
                }}
              />
              <span aria-hidden="true">m</span>
              <Button
                aria-label={t('clinic.documents.pharmacies.remove', { name: name || at + 1 })}
                onClick={() => {
                  set(
                    pharmacies.filter((_, index) => index !== at),
                    Math.max(0, at - 1),
                  );
                }}
              >
                ×
              </Button>
              {wrong.map(({ field, words }) => (
                <p className="field-error" key={field}>
                  {words}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
      {error === undefined ? null : <p className="field-error">{error}</p>}
      <div className="buttons">
        <Button
          variant="outlined"
          onClick={() => {
            add(pharmacies.length);
          }}
        >
          {t('clinic.documents.pharmacies.add')}
        </Button>
      </div>
    </div>
  );
}
