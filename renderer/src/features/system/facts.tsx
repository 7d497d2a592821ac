import type { ReactNode } from 'react';

/** A name, what there is to say (nothing is said of null), and whether somebody should look after it. */
export type Fact = readonly [name: string, value: string | null, isBad?: boolean];

interface Props {
  readonly title: string;
  readonly rows: readonly Fact[];
  readonly note?: string | null;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

/** A card of facts; what somebody should look after is marked. */
export function Facts({ title, rows, note = null, action = null }: Props) {
  return (
    <section className="settings-card" aria-label={title}>
      <h2>{title}</h2>
      <dl className="system-facts">
        {rows.map(([name, value, isBad = false]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={isBad ? 'system-bad' : undefined}>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {note === null ? null : <p className="settings-warning">{note}</p>}
      {action}
    </section>
  );
}
