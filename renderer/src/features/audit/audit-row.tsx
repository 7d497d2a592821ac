import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '#shared/contract/audit';
import { actionWords, actorWords, momentWords } from './words';

interface Props {
  readonly id: string;
  readonly line: AuditLine;
  readonly place: number;
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly locale: string;
  readonly zone: string;
  readonly onPick: () => void;
}

/** When, who, what, whom, from which desk, and what came of it. */
export const AuditRow = memo(function AuditRow({
  id,
  line,
  place,
  isActive,
  isShown,
  locale,
  zone,
  onPick,
}: Props) {
  const { t } = useTranslation();
  return (
    <div
      id={id}
      role="option"
      aria-selected={isShown}
      aria-posinset={place + 1}
      aria-setsize={-1}
      className={`audit-row${isActive ? ' audit-row--active' : ''}`}
      style={{ insetBlockStart: `calc(var(--row) * ${String(place)})` }}
      onClick={onPick}
    >
      <span>{momentWords(line.at, locale, zone)}</span>
      <b>{actorWords(t, line)}</b>
      <span>{actionWords(t, line.action)}</span>
      <span>{line.patientName}</span>
      <span className="muted">{line.deskName ?? (line.deskId === null ? '' : line.deskId.slice(0, 8))}</span>
      <span className={`audit-outcome audit-outcome--${line.outcome}`}>
        {t(`audit.outcomes.${line.outcome}`)}
      </span>
    </div>
  );
});
