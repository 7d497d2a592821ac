import type { ReactNode } from 'react';
import { Kbd } from '../../../ui/kbd';

interface Step {
  readonly label: string;
  readonly onStep: () => void;
}

interface Props {
  /** What one key does. */
  readonly children: ReactNode;
  /** The cap of that key. */
  readonly cap: string;
  readonly onTake: () => void;
  /** What else there is: the others, another way, not now. */
  readonly steps: readonly Step[];
}

/** A booking that is ready to be made by one key, under whatever the panel shows. */
export function Offered({ children, cap, onTake, steps }: Props) {
  return (
    <div className="offer-strip">
      <button type="button" className="offer-take" onClick={onTake}>
        <span>{children}</span>
        <Kbd k={cap} />
      </button>
      {steps.map(({ label, onStep }) => (
        <button key={label} type="button" className="link" onClick={onStep}>
          {label}
        </button>
      ))}
    </div>
  );
}
