/** The clinic's mark: a cross on the accent. */
export function ClinicMark() {
  return (
    <svg className="mark" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
      <rect width="22" height="22" rx="5" fill="var(--accent)" />
      <path d="M11 6v10M6 11h10" stroke="var(--on-accent)" strokeWidth="2" />
    </svg>
  );
}
