import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';

interface Props {
  readonly busy: boolean;
  readonly onPick: (account: { name: string; password: string }) => void;
}

/** The sample clinic's people; nothing where the clinic is a real one. */
export function SampleAccounts({ busy, onPick }: Props) {
  const { t } = useTranslation();
  const accounts = useCallQuery('session.sampleAccounts', {}).data ?? [];
  if (accounts.length === 0) return null;
  return (
    <section className="samples" aria-labelledby="samples-title">
      <h2 id="samples-title">{t('session.sample')}</h2>
      <ul>
        {accounts.map((account) => (
          <li key={account.name}>
            <button
              type="button"
              disabled={busy}
              aria-label={t('session.signInAs', {
                name: account.displayName,
                role: t(`session.roles.${account.role}`),
              })}
              onClick={() => {
                onPick({ name: account.name, password: account.password });
              }}
            >
              <b>{account.displayName}</b>
              <span>{t(`session.roles.${account.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
