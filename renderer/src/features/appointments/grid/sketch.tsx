import { DAY_MINUTES, type Column } from '../logic/columns';
import { useScreen } from '../store';

interface Props {
  readonly columns: readonly Column[];
  readonly scale: number;
}

/** The outline of the booking that is being typed. */
export function Sketch({ columns, scale }: Props) {
  const sketch = useScreen((screen) => screen.sketch);
  const index = columns.findIndex(({ key }) => key === sketch?.columnKey);
  if (!sketch || index === -1) return null;
  const share = 100 / columns.length;
  const to = Math.min(sketch.to, DAY_MINUTES);
  return (
    <div
      className={sketch.name === null ? 'sketch' : 'sketch sketch--sent'}
      aria-hidden="true"
      style={{
        insetBlockStart: sketch.from * scale,
        blockSize: (to - sketch.from) * scale - 1,
        insetInlineStart: `calc(${String(index * share)}% + 3px)`,
        inlineSize: `calc(${String(share)}% - 8px)`,
      }}
    >
      {sketch.name}
    </div>
  );
}
