import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeOnce } from './write-once';
import type { AppConfig } from '#electron/platform/config';

const CONFIG_FILE = 'config.json';
const DESK_FILE = 'desk-id';

/** What IT may write into `config.json`. */
const ConfigFile = z.object({
  mysqlUrl: z.string().optional(),
  mongoUrl: z.string().optional(),
  deskName: z.string().min(1).max(100).optional(),
});

export type Setup =
  | { readonly ready: true; readonly config: AppConfig }
  | {
      readonly ready: false;
      /** The names that are missing or are no addresses, as they stand in `config.json`. */
      readonly wrong: readonly ('mysqlUrl' | 'mongoUrl' | 'file')[];
      readonly configFile: string;
    };

/** Reads the environment and the data folder's `config.json`; makes the desk's id at the first start. */
export async function readDeskSettings(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
  appVersion: string,
): Promise<Setup> {
  await mkdir(dataFolder, { recursive: true });
  const configFile = join(dataFolder, CONFIG_FILE);
  const written = await readConfigFile(configFile);
  if (written === null) return { ready: false, wrong: ['file'], configFile };
  const mysqlUrl = addressOrNull(environment['CLINIC_MYSQL_URL'] ?? written.mysqlUrl, ['mysql:']);
  const mongoUrl = addressOrNull(environment['CLINIC_MONGO_URL'] ?? written.mongoUrl, [
    'mongodb:',
    'mongodb+srv:',
  ]);
  if (mysqlUrl === null || mongoUrl === null) {
    const wrong = [
      ...(mysqlUrl === null ? ['mysqlUrl' as const] : []),
      ...(mongoUrl === null ? ['mongoUrl' as const] : []),
    ];
    return { ready: false, wrong, configFile };
  }
  const deskName = environment['CLINIC_DESK_NAME'] ?? written.deskName ?? hostname();
  return {
    ready: true,
    config: { mysqlUrl, mongoUrl, deskId: await deskId(dataFolder), deskName, appVersion },
  };
}

async function readConfigFile(path: string): Promise<z.infer<typeof ConfigFile> | null> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    const parsed = ConfigFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Replica sets name several hosts, which `URL` refuses, so only the scheme and a host are looked for. */
function addressOrNull(value: string | undefined, schemes: readonly string[]): string | null {
  if (value === undefined) return null;
  const scheme = schemes.find((one) => value.startsWith(`${one}//`));
  return scheme !== undefined && value.length > scheme.length + 2 ? value : null;
}

async function deskId(dataFolder: string): Promise<string> {
  const path = join(dataFolder, DESK_FILE);
  await writeOnce(path, randomUUID());
  const id = (await readFile(path, 'utf8')).trim();
  if (!z.uuid().safeParse(id).success)
    throw new Error(`${path} does not hold a desk id; delete it to get a new one`);
  return id;
}
