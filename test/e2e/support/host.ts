import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, startUntil } from './children';

export interface RunningHost {
  /** With the token of this start. */
  readonly address: string;
  /** What its clock shows, when it was started at a time of its own: another desk's must show the same. */
  now(): string | null;
  stop(): Promise<void>;
}

/** Starts the built loopback host on these databases, with a data folder of its own. */
export async function startHost(
  databases: { readonly mysqlUrl: string; readonly mongoUrl: string },
  now: string | null,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningHost> {
  const data = await mkdtemp(join(tmpdir(), 'clinic-e2e-'));
  const env = cleanEnvironment({
    CLINIC_MYSQL_URL: databases.mysqlUrl,
    CLINIC_MONGO_URL: databases.mongoUrl,
    CLINIC_DATA: data,
    CLINIC_DESK_NAME: 'Front desk',
    ...environment,
  });
  const time = now === null ? [] : ['--now', now];
  const started = Date.now();
  const host = await startUntil(process.execPath, ['out/main/host.cjs', ...time], env, /^READY (\S+)$/m);
  return {
    address: host.line,
    now: () => (now === null ? null : new Date(Date.parse(now) + Date.now() - started).toISOString()),
    async stop() {
      await host.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
