import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import CDP from 'chrome-remote-interface';
import { vi } from 'vitest';
import { cleanEnvironment, startUntil } from '#test/e2e/support/children';

export interface RunningProgram {
  /** Runs an expression in the program's page and answers its value. */
  evaluate(expression: string): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts the packed program and talks to its page by the DevTools protocol on the page's own address: its fuses keep
 * Playwright's way in (the Node inspector) shut.
 */
export async function startPacked(
  program: string,
  databases: { readonly mysqlUrl: string; readonly mongoUrl: string },
): Promise<RunningProgram> {
  const data = await mkdtemp(join(tmpdir(), 'clinic-packed-'));
  await chmod(data, 0o777);
  const env = cleanEnvironment({
    CLINIC_MYSQL_URL: databases.mysqlUrl,
    CLINIC_MONGO_URL: databases.mongoUrl,
    CLINIC_DATA: join(data, 'data'),
    CLINIC_ELECTRON_HOME: join(data, 'home'),
  });
  // Root leaves its own user first, because the sandbox refuses it.
  const runAs = process.env['CLINIC_RUN_AS'];
  const leaves = runAs !== undefined && runAs !== '';
  const started = await startUntil(
    leaves ? runAs : program,
    [...(leaves ? [program] : []), '--remote-debugging-port=0'],
    env,
    /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//,
  );
  const stop = async () => {
    await started.stop();
    await rm(data, { recursive: true, force: true });
  };
  try {
    const page = await connect(Number(started.line));
    return {
      async evaluate(expression) {
        const { result, exceptionDetails } = await page.Runtime.evaluate({
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails !== undefined)
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value as unknown;
      },
      async stop() {
        await page.close();
        await stop();
      },
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

const LONGEST_WAIT_MS = 30_000;

/** The page appears a moment after the protocol does. */
async function connect(port: number): Promise<CDP.Client> {
  const page = await vi.waitFor(
    async () => {
      const found = (await CDP.List({ port })).find(
        ({ type, url }) => type === 'page' && url === 'app://clinic/',
      );
      if (found === undefined) throw new Error('the packed program opened no page');
      return found;
    },
    { timeout: LONGEST_WAIT_MS, interval: 100 },
  );
  return CDP({ target: page, local: true });
}
