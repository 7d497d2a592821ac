import { useCallQuery } from '../api/queries';

/** The clinic's own mark; a cross on the accent where it has none. */
export function ClinicMark() {
  const logo = useCallQuery('settings.logo', {}).data?.logo ?? null;
  if (logo) return <img className="mark mark--own" src={`data:${logo.type};base64,${logo.data}`} alt="" />;
  return (
    <svg className="mark" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
      <rect width="22" height="22" rx="5" fill="var(--accent)" />
      <path d="M11 6v10M6 11h10" stroke="var(--on-accent)" strokeWidth="2" />
    </svg>
  );
}
