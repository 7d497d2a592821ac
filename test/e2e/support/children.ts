import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..');
const LONGEST_STOP_MS = 10_000;

/** The environment without addresses that belong to the person who runs the tests. */
export function cleanEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^CLINIC_(MYSQL|MONGO|DATA|DESK)/.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

export interface Started {
  /** The first line of standard output that the pattern found. */
  readonly line: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program of ours and waits for a line; when it ends first, its own words are the error. */
export async function startUntil(
  command: string,
  given: readonly string[],
  env: Record<string, string>,
  pattern: RegExp,
): Promise<Started> {
  const child = spawn(command, given, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const line = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part.toString('utf8');
      const found = pattern.exec(said);
      if (found !== null) resolve(found[1] ?? found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${given[0] ?? command} ended with ${String(code)}:\n${said}`)),
    );
  });
  return {
    line,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Runs a program of ours to its end; what it said is the error when it fails. */
export async function runToEnd(
  command: string,
  given: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  const child = spawn(command, given, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString('utf8')));
  child.stderr.on('data', (part: Buffer) => (said += part.toString('utf8')));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${given[0] ?? command} ended with ${String(code)}:\n${said}`);
  return said;
}
