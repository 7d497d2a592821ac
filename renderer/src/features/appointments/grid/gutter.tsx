import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { gridTime } from '../../../ui/format';
import { DAY_MINUTES } from '../logic/columns';

interface Props {
  readonly scale: number;
  readonly children: ReactNode;
}

const Labels = memo(function Labels({ scale }: { readonly scale: number }) {
  // Written anew when the clinic's clock becomes another.
  useTranslation();
  const step = scale >= 4 ? 15 : 30;
  const minutes = Array.from({ length: DAY_MINUTES / step - 1 }, (_, index) => (index + 1) * step);
  return minutes.map((minute) => (
    <div key={minute} className="hour" style={{ insetBlockStart: minute * scale }}>
      {gridTime(minute)}
    </div>
  ));
});

/** The times, fixed at the side while the columns scroll. The blocks say their own times to a reader. */
export function Gutter({ scale, children }: Props) {
  return (
    <div className="gutter">
      <div aria-hidden="true">
        <Labels scale={scale} />
      </div>
      {children}
    </div>
  );
}
