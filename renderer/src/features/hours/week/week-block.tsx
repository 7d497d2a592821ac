import type { Block } from './use-week-drag';

interface Props {
  readonly block: Block;
  /** Pixels a minute. */
  readonly scale: number;
  /** The column it stands in, and the one that it is dragged over. */
  readonly day: number;
  readonly shownDay: number;
  readonly isHeld: boolean;
  readonly words: { readonly title: string; readonly times: string };
}

/** Hours or leave on one day of the week; its edges stretch it. */
export function WeekBlock({ block, scale, day, shownDay, isHeld, words }: Props) {
  const kind = block.isLeave ? ' week-block--leave' : '';
  const state = `${block.isDraft ? ' week-block--draft' : ''}${isHeld ? ' week-block--held' : ''}`;
  return (
    <div
      className={`week-block${kind}${state}`}
      data-block={block.key}
      style={{
        insetBlockStart: block.from * scale,
        blockSize: (block.to - block.from) * scale,
        insetInlineStart: `calc(${shownDay - day} * 100% + 2px)`,
      }}
    >
      <i className="week-edge week-edge--from" />
      <b>{words.title}</b>
      <span>{words.times}</span>
      <i className="week-edge week-edge--to" />
    </div>
  );
}
