import { useTranslation } from 'react-i18next';
import { KEY_GROUPS } from './key-groups';

/** All keys on one sheet. */
export function KeysSheet() {
  const { t } = useTranslation();
  const cap = (name: string, key: string | null): string => {
    if (key === null) return t('keys.arrows');
    return name === 'resize' ? `${key} + ${t('keys.arrows')}` : key;
  };
  return (
    <>
      <p className="muted">{t('keys.help')}</p>
      <div className="keys-groups">
        {KEY_GROUPS.map(({ name, rows }) => (
          <section key={name}>
            <h3>{t(`keys.groups.${name}`)}</h3>
            <dl>
              {rows.map(([what, key]) => (
                <div key={what}>
                  <dt>
                    <kbd className="kbd">{cap(what, key)}</kbd>
                  </dt>
                  <dd>{t(`keys.${what}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
