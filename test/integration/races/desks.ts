import type { Result } from '#shared/errors/app-error';
import type { FreshDatabase } from '#test/support/databases';
import { type TestProcess, bundled, startProcess } from '#test/support/processes';
import type { DeskAnswers, RacingCall } from '#test/support/desk-process';

/** Several desks, each a process of its own. */
export interface Desks {
  readonly count: number;
  /** Deals the calls out to the desks in turn, which race; answers in the order of the calls. */
  race(calls: readonly RacingCall[]): Promise<Result<unknown>[]>;
  stop(): Promise<void>;
}

const WINDOWS = 4;

export async function openDesks(
  database: FreshDatabase,
  count: number,
  now: number,
  person: string,
): Promise<Desks> {
  const bundle = await bundled('test/support/desk-process.ts');
  const desks: TestProcess<DeskAnswers>[] = Array.from({ length: count }, () => startProcess(bundle));
  const { mysqlUrl, adminUrl, mongoUrl } = database;
  const opening = { database: { mysqlUrl, adminUrl, mongoUrl }, now, person, windows: WINDOWS };
  await Promise.all(desks.map((desk) => desk.ask('open', opening)));
  return {
    count,
    race: async (calls) => {
      const hands = desks.map((_, at) => calls.filter((_call, index) => index % count === at));
      const answers = await Promise.all(desks.map((desk, at) => desk.ask('all', hands[at] ?? [])));
      return calls.map((call, index) => {
        const answer = answers[index % count]?.[Math.floor(index / count)];
        if (!answer) throw new Error(`${call.name} was not answered`);
        return answer;
      });
    },
    stop: async () => {
      await Promise.all(desks.map((desk) => desk.ask('stop', undefined)));
      await Promise.all(desks.map((desk) => desk.end()));
    },
  };
}

export function accepted(answers: readonly Result<unknown>[]): number {
  return answers.filter((answer) => answer.ok).length;
}

/** The refusals' codes, each once; a conflict with its kind. */
export function refusals(answers: readonly Result<unknown>[]): string[] {
  const codes = answers.flatMap((answer) => {
    if (answer.ok) return [];
    const { error } = answer;
    return [error.code === 'CONFLICT' ? `CONFLICT ${error.conflict.kind}` : error.code];
  });
  return [...new Set(codes)].sort();
}
