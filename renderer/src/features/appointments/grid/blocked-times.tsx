import { useTranslation } from 'react-i18next';
import type { BlockedSpan } from '../logic/columns';
import { blockedWords } from '../words';

interface Props {
  readonly blocked: readonly BlockedSpan[];
  readonly scale: number;
}

/** Leave and holidays behind a column's visits: hatched, with their name where there is room for it. */
export function BlockedTimes({ blocked, scale }: Props) {
  const { t } = useTranslation();
  return blocked.map((span) => (
    <div
      key={`${span.why} ${String(span.from)}`}
      className="blocked"
      style={{ insetBlockStart: span.from * scale, blockSize: (span.to - span.from) * scale }}
    >
      <span>{blockedWords(t, span)}</span>
    </div>
  ));
}
