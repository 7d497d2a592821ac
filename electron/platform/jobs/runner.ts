import { randomBytes } from 'node:crypto';
import type { JobDto } from '#shared/contract/jobs';
import { Refusal } from '#shared/errors/app-error';
import { isConnectionLost } from '#electron/mysql/errors';
import type { Database } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import type { Logger } from '#electron/platform/logger';
import { type Beat, type JobRow, anyJobDue, beat, claimJob, finishJob, handBack } from './store';

const IDLE_MS = 2_000;
const BEAT_MS = 1_000;

/** What a job's function gets. It works in short transactions and looks at `signal` between them. */
export interface JobContext {
  readonly id: number;
  /** JSON text: what it was started with. */
  readonly params: string | null;
  readonly db: Database;
  readonly signal: AbortSignal;
  /** Notes how far it is; written down with the next beat. */
  readonly progress: (done: number, total: number | null) => void;
}

/** The function of each kind. It may be begun anew on another desk, so it must bear being run twice. */
export type JobKinds = Readonly<Record<JobDto['kind'], (context: JobContext) => Promise<void>>>;

export interface JobRunnerParts {
  readonly db: Database;
  readonly deskId: string;
  readonly kinds: JobKinds;
  readonly logger: Logger;
  /** Milliseconds between two beats of a running job. */
  readonly beatEvery?: number;
}

export interface JobRunner {
  /** Looks now instead of at the next turn, and at once whether the running job was cancelled. */
  kick(): void;
  /** Hands a running job back and ends. */
  stop(): Promise<void>;
}

type Ending = 'cancel' | 'lost' | 'stop';

class Ended extends Error {
  readonly why: Ending;
  constructor(why: Ending) {
    super(why);
    this.name = 'Ended';
    this.why = why;
  }
}

function isKind(kinds: JobKinds, kind: string): kind is JobDto['kind'] {
  return Object.hasOwn(kinds, kind);
}

/** Any desk runs what waits, one job at a time, and takes over from a desk that went silent. */
export function startJobRunner(parts: JobRunnerParts): JobRunner {
  const { db, deskId, kinds, logger } = parts;
  let stopped = false;
  let again = false;
  let wake: (() => void) | null = null;
  let current: { readonly controller: AbortController; readonly beat: () => Promise<void> } | null = null;

  async function run(job: JobRow, owner: string): Promise<void> {
    const controller = new AbortController();
    const at: { done: number; total: number | null } = { done: 0, total: null };
    let told = '';
    let beating: Promise<void> = Promise.resolve();

    async function beatOnce(): Promise<void> {
      const place = JSON.stringify(at);
      const answer = await db.write<Beat>(async (tx) => {
        const heard = await beat(tx, job.id, owner, at);
        if (heard !== 'lost' && place !== told) await writeFeed(tx, { area: 'jobs', entityId: job.id });
        return heard;
      });
      told = place;
      if (answer !== 'go_on') controller.abort(new Ended(answer));
    }
    const nextBeat = () => {
      beating = beating.then(beatOnce).catch((error: unknown) => {
        logger.error('a job could not renew its lease', error);
      });
      return beating;
    };

    current = { controller, beat: nextBeat };
    const heart = setInterval(() => void nextBeat(), parts.beatEvery ?? BEAT_MS);
    let failure: unknown = null;
    try {
      if (stopped) throw new Ended('stop');
      if (job.cancel_requested === 1) throw new Ended('cancel');
      if (!isKind(kinds, job.kind)) throw new Error('unknown kind of job');
      await kinds[job.kind]({
        id: job.id,
        params: job.params,
        db,
        signal: controller.signal,
        progress: (done, total) => {
          at.done = done;
          at.total = total;
        },
      });
    } catch (error) {
      failure = controller.signal.aborted ? controller.signal.reason : error;
    } finally {
      clearInterval(heart);
      current = null;
      await beating;
    }
    await end(job.id, owner, at, failure);
  }

  async function end(
    id: number,
    owner: string,
    at: { readonly done: number; readonly total: number | null },
    failure: unknown,
  ): Promise<void> {
    if (failure instanceof Ended && failure.why === 'lost') return;
    // The lease runs out by itself, and whoever reaches the server next begins the job anew.
    if (isConnectionLost(failure)) return;
    await db.write(async (tx) => {
      if (failure instanceof Ended && failure.why === 'stop') await handBack(tx, id, owner);
      else await finishJob(tx, id, owner, { ...at, ...outcomeOf(failure) });
      await writeFeed(tx, { area: 'jobs', entityId: id });
    });
    if (failure !== null && !(failure instanceof Ended)) logger.error(`job ${String(id)} failed`, failure);
  }

  async function turn(): Promise<boolean> {
    if (!(await anyJobDue(db, deskId))) return false;
    const owner = `${deskId}:${randomBytes(4).toString('hex')}`;
    const job = await db.write(async (tx) => {
      const claimed = await claimJob(tx, owner, deskId, Object.keys(kinds));
      if (claimed) await writeFeed(tx, { area: 'jobs', entityId: claimed.id });
      return claimed;
    });
    if (!job) return false;
    await run(job, owner);
    return true;
  }

  function rest(): Promise<void> {
    if (again || stopped) {
      again = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake?.(), IDLE_MS);
      wake = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
    });
  }

  async function loop(): Promise<void> {
    let silent = false;
    while (!stopped) {
      try {
        const worked = await turn();
        silent = false;
        if (worked) continue;
      } catch (error) {
        if (!silent) logger.error('jobs cannot be looked for', error);
        silent = true;
      }
      await rest();
    }
  }

  const running = loop();
  return {
    kick: () => {
      if (current) void current.beat();
      else if (wake) wake();
      else again = true;
    },
    stop: async () => {
      stopped = true;
      current?.controller.abort(new Ended('stop'));
      wake?.();
      await running;
    },
  };
}

/** Codes, never sentences: the screen words them, and no personal data gets into the table. */
function outcomeOf(failure: unknown): { state: 'done' | 'failed' | 'cancelled'; error: string | null } {
  if (failure === null) return { state: 'done', error: null };
  if (failure instanceof Ended) return { state: 'cancelled', error: null };
  return { state: 'failed', error: failure instanceof Refusal ? failure.error.code : 'INTERNAL' };
}
