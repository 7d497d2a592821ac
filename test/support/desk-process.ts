import type { Result } from '#shared/errors/app-error';
import type { S3Address } from '#electron/platform/config';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import type { FreshDatabase } from '#test/support/databases';
import { answerQuestions } from '#test/support/processes';

/** One call of one client. */
export interface RacingCall {
  readonly name: string;
  readonly input: unknown;
  readonly requestId?: string;
}

interface Opening {
  readonly database: Omit<FreshDatabase, 'drop'>;
  readonly now: number;
  readonly person: string;
  /** Windows in which the person is signed in. */
  readonly windows: number;
  readonly s3?: S3Address;
}

/** 13 at each of four desks: fifty and two. */
const CLIENTS = 13;

let desk: TestDesk | null = null;
const windows: TestWindow[] = [];

function windowFor(client: number): TestWindow {
  const window = windows[client % windows.length];
  if (!window) throw new Error('open comes first');
  return window;
}

const answers = {
  open: async ({ database, now, person, windows: count, s3 }: Opening) => {
    const options = s3 ? { now, s3 } : { now };
    desk = await openDesk({ ...database, drop: () => Promise.resolve() }, options);
    for (let opened = 0; opened < count; opened += 1) windows.push(await desk.signedIn(person));
    return windows.length;
  },
  /** The calls in their order by as many clients as a desk has, each sending its next when it was answered. */
  all: async (calls: readonly RacingCall[]): Promise<Result<unknown>[]> => {
    const results: Result<unknown>[] = [];
    const waiting = calls.entries();
    const client = async (number: number): Promise<void> => {
      for (const [index, { name, input, requestId }] of waiting) {
        results[index] = await windowFor(number).raw(name, input, requestId);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    return results;
  },
  stop: async () => {
    await desk?.stop();
    return windows.length;
  },
};
export type DeskAnswers = typeof answers;

answerQuestions(answers);
