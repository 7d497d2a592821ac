import type { MinuteRange } from '#shared/domain/walk-in';

/** In order, with what overlaps or touches made one. */
export function merged(ranges: readonly MinuteRange[]): MinuteRange[] {
  const result: MinuteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && range.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

/** What is left of `ranges` without `gone`. */
export function without(ranges: readonly MinuteRange[], gone: readonly MinuteRange[]): MinuteRange[] {
  return gone.reduce<MinuteRange[]>(
    (left, hole) =>
      left.flatMap((range) =>
        hole.to <= range.from || range.to <= hole.from
          ? [range]
          : [
              { from: range.from, to: hole.from },
              { from: hole.to, to: range.to },
            ].filter(({ from, to }) => from < to),
      ),
    [...ranges],
  );
}
