import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/**
 * Several desks are several processes, and those are plain Node: they run a bundle of their entry, made with
 * the same bundler as the product.
 */
const CACHE = resolve('node_modules/.cache/test-processes');

/** Bundles a TypeScript entry (a path from the repository's root) for Node; answers where the bundle stands. */
export async function bundled(entry: string): Promise<string> {
  const name = entry.replace(/\.ts$/, '').replace(/[^A-Za-z0-9]+/g, '-');
  // One folder a caller: two runs at once must not write into each other's bundle.
  const outDir = join(CACHE, `${name}-${String(process.pid)}`);
  process.once('exit', () => {
    rmSync(outDir, { recursive: true, force: true });
  });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(entry),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      sourcemap: 'inline',
      rolldownOptions: { output: { format: 'esm', entryFileNames: 'process.mjs' } },
    },
  });
  return join(outDir, 'process.mjs');
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What a process does when it is asked: by name, one value in, one out. `never` lets each answer name its own input. */
export type Answers = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/** Answers the parent's questions until it says `end` or goes away. */
export function answerQuestions(answers: Answers): void {
  // Whoever asked may be gone by now; then nobody misses the answer.
  const tell = (answer: Answer) => process.send?.(answer, () => undefined);
  process.on('message', (question: Question) => {
    // The asker's side is typed by these same answers, so the input is what this one expects.
    const answer = answers[question.name] as ((input: unknown) => Promise<unknown>) | undefined;
    const work = answer ? answer(question.input) : Promise.reject(new Error(`no answer to ${question.name}`));
    work.then(
      (value) => tell({ id: question.id, value }),
      (error: unknown) =>
        tell({
          id: question.id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
  process.on('disconnect', () => {
    process.exit(0);
  });
}

/** An answer that takes nothing may be asked with nothing. */
type InputOf<F extends Answers[string]> = Parameters<F> extends [] ? [undefined?] : Parameters<F>;

/** One child process that answers questions. */
export interface TestProcess<A extends Answers> {
  readonly pid: number;
  ask<N extends keyof A & string>(name: N, ...input: InputOf<A[N]>): Promise<Awaited<ReturnType<A[N]>>>;
  end(): Promise<void>;
}

export interface ProcessOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
}

/** Starts a bundle whose entry calls `answerQuestions`. */
export function startProcess<A extends Answers>(
  bundle: string,
  options: ProcessOptions = {},
): TestProcess<A> {
  const child: ChildProcess = fork(bundle, [], {
    env: { ...process.env, ...options.env },
    execArgv: ['--enable-source-maps', ...(options.execArgv ?? [])],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let gone: Error | null = null;
  const ended = new Promise<void>((done) => {
    child.once('exit', (code, signal) => {
      gone = new Error(`the process ended (${signal ?? String(code)})`);
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
      done();
    });
  });
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.value);
    else asked?.reject(new Error(answer.error));
  });
  return {
    pid: child.pid ?? 0,
    ask: (name, ...[input]) =>
      new Promise((resolveAnswer, reject) => {
        if (gone) {
          reject(gone);
          return;
        }
        lastId += 1;
        // The other side's own type of this answer, named by `A`.
        waiting.set(lastId, { resolve: resolveAnswer as (value: unknown) => void, reject });
        child.send({ id: lastId, name, input } satisfies Question);
      }),
    end: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
