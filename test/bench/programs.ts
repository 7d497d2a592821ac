import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from '@playwright/test';
import { PASSWORD } from '#test/support/clinic';
import type { FreshDatabase } from '#test/support/databases';
import { requiredEnv } from '#test/support/databases';

const LONGEST_STOP_MS = 20_000;

export interface Running {
  readonly address: string;
  /** Where its inspector listens, when it was started with one. */
  readonly inspector: string | null;
  stop(): Promise<void>;
}

function withoutAddresses(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('CLINIC_'));
  return { ...Object.fromEntries(kept), ...extra };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await ended;
  clearTimeout(late);
}

/** Starts a program of ours and waits until it says where it is. */
async function startUntilReady(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part.toString('utf8');
      const ready = /^READY (\S+)/m.exec(said)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      reject(new Error(`${args.join(' ')} ended with ${String(code)}:\n${said}`));
    });
  });
  const inspector = /Debugger listening on (ws:\S+)/.exec(said)?.[1] ?? null;
  return { address, inspector, stop: () => stopped(child) };
}

/** The built loopback host on a database, with a data folder of its own. */
export async function startHost(
  database: Pick<FreshDatabase, 'mysqlUrl' | 'mongoUrl'>,
  nodeArgs: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const data = await mkdtemp(join(tmpdir(), 'clinic-bench-'));
  const host = await startUntilReady(
    [...nodeArgs, join('out', 'main', 'host.cjs')],
    withoutAddresses({
      CLINIC_MYSQL_URL: database.mysqlUrl,
      CLINIC_MONGO_URL: database.mongoUrl,
      CLINIC_DATA: data,
      ...environment,
    }),
  );
  return {
    ...host,
    stop: async () => {
      await host.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** `npm start` without its window. */
export function startAll(): Promise<Running> {
  return startUntilReady([join('scripts', 'start.mjs'), '--no-open'], withoutAddresses({}));
}

/** The machine's Chromium, new and empty. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: requiredEnv('CLINIC_CHROMIUM'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-precise-memory-info',
    ],
  });
}

export const VIEWPORT = { width: 1366, height: 690 };

/** The calendar as the bench's receptionist sees it. */
export async function openCalendar(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-IN' });
  await page.goto(address);
  const form = page.locator('form');
  await form.locator('input').first().fill('bench');
  await form.locator('input[type=password]').fill(PASSWORD);
  await form.locator('button[type=submit]').click();
  await calendar(page).waitFor();
  return page;
}

export function calendar(page: Page) {
  return page.getByRole('region', { name: /^Appointments, / });
}

/** Goes to a day by typing its date. */
export async function showDay(page: Page, date: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  const input = page.getByLabel('Go to a date');
  await input.fill(date);
  await input.press('Enter');
  await calendar(page).focus();
}
