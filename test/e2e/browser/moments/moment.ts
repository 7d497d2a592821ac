import { expect, type Page } from '@playwright/test';
import { Typist, type Play } from './typist';

/** From keydown to the next frame that shows the result: what is aimed at, and said when a key misses it. */
const FRAME_MS = 100;
/** Later than this the next key is due: the person would wait for the screen, which fails whatever the machine. */
const NEXT_KEY_MS = 300;
const PLAYS = 4;

interface Limits {
  /** All keys, letters of a text too. */
  readonly keys?: number;
  /** Keys that are not letters of a text. */
  readonly commands?: number;
  readonly seconds: number;
}

/** The best and the middle one of what the plays took. */
function spread(all: readonly (number | undefined)[]): { bestMs: number; middleMs: number } {
  const sorted = all.map((ms) => Math.round(ms ?? Infinity)).sort((a, b) => a - b);
  return { bestMs: sorted[0] ?? Infinity, middleMs: sorted[Math.floor(sorted.length / 2)] ?? Infinity };
}

interface Frame {
  readonly key: string;
  readonly bestMs: number;
  readonly middleMs: number;
}

/** Each key of the play with the best and the middle of its frames. */
function framesOf(plays: readonly Play[]): Frame[] {
  return (plays[0]?.keys ?? []).map(({ key }, at) => ({
    key,
    ...spread(plays.map(({ keys }) => keys[at]?.frameMs)),
  }));
}

/**
 * Plays a moment several times and prints what it took. Keys and seconds must hold in every play. The frame of a key
 * goes by its best one: whatever else the machine does meanwhile can only add to it; since a test machine may be
 * busy all the time, a frame over 100 ms is said, and one that keeps the next key waiting fails. `prepare` brings
 * the screen to where the moment begins and is not counted.
 */
export async function moment(
  page: Page,
  name: string,
  limits: Limits,
  parts: {
    readonly prepare?: (round: number) => Promise<void>;
    readonly play: (typist: Typist, round: number) => Promise<void>;
  },
): Promise<void> {
  const plays: Play[] = [];
  for (let round = 0; round < PLAYS; round += 1) {
    await parts.prepare?.(round);
    const typist = new Typist(page);
    await parts.play(typist, round);
    plays.push(typist.play());
  }
  const frames = framesOf(plays);
  const most = Math.max(...plays.map(({ seconds }) => seconds));
  const { keys, commands } = plays[0] ?? { keys: [], commands: 0 };
  const measured = frames
    .map(({ key, bestMs, middleMs }) => {
      const missed = bestMs > FRAME_MS ? ' OVER 100' : '';
      return `${key} ${String(bestMs)}/${String(middleMs)}${missed}`;
    })
    .join(', ');
  const later = (plays[0]?.seen ?? []).map(({ what }, at) => {
    const { bestMs, middleMs } = spread(plays.map(({ seen }) => seen[at]?.afterMs));
    return `; ${what} ${String(bestMs)}/${String(middleMs)}`;
  });
  process.stdout.write(
    `MOMENT ${name}: ${String(keys.length)} keys, ${String(commands)} of them commands, ${most.toFixed(1)} s; ` +
      `ms to the frame, best/middle: ${measured}${later.join('')}\n`,
  );
  for (const play of plays) {
    if (limits.keys !== undefined) expect(play.keys.length).toBeLessThanOrEqual(limits.keys);
    if (limits.commands !== undefined) expect(play.commands).toBeLessThanOrEqual(limits.commands);
    expect(play.seconds).toBeLessThanOrEqual(limits.seconds);
  }
  expect(frames.filter(({ bestMs }) => bestMs > NEXT_KEY_MS)).toEqual([]);
}
