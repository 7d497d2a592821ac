import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeOnce } from './write-once';
import type { AppConfig, S3Address } from '#electron/platform/config';

const CONFIG_FILE = 'config.json';
const DESK_FILE = 'desk-id';

/** As it is written: each part may come from the environment instead. */
const S3Written = z.object({
  endpoint: z.string().optional(),
  region: z.string().optional(),
  bucket: z.string().optional(),
  accessKeyId: z.string().optional(),
  secretAccessKey: z.string().optional(),
});
type S3Written = z.infer<typeof S3Written>;

const S3Whole = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).nullable(),
  region: z.string().min(1),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
});

/** What IT may write into `config.json`. */
const ConfigFile = z.object({
  mysqlUrl: z.string().optional(),
  mongoUrl: z.string().optional(),
  s3: S3Written.optional(),
  deskName: z.string().min(1).max(100).optional(),
});

export type Setup =
  | { readonly ready: true; readonly config: AppConfig }
  | {
      readonly ready: false;
      /** The names that are missing or are no addresses, as they stand in `config.json`. */
      readonly wrong: readonly ('mysqlUrl' | 'mongoUrl' | 's3' | 'file')[];
      readonly configFile: string;
    };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment and the data folder's `config.json`; makes the desk's id at the first start. */
export async function readDeskSettings(
  dataFolder: string,
  environment: Environment,
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
  const s3 = s3Address(environment, written.s3 ?? {});
  if (mysqlUrl === null || mongoUrl === null || s3 === 'wrong') {
    const wrong = [
      ...(mysqlUrl === null ? ['mysqlUrl' as const] : []),
      ...(mongoUrl === null ? ['mongoUrl' as const] : []),
      ...(s3 === 'wrong' ? ['s3' as const] : []),
    ];
    return { ready: false, wrong, configFile };
  }
  const deskName = environment['CLINIC_DESK_NAME'] ?? written.deskName ?? hostname();
  return {
    ready: true,
    config: { mysqlUrl, mongoUrl, s3, deskId: await deskId(dataFolder), deskName, appVersion },
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

/** A bucket that was named by half is wrong: files would quietly go elsewhere than IT meant. */
function s3Address(environment: Environment, written: S3Written): S3Address | 'wrong' | null {
  const given = {
    endpoint: environment['CLINIC_S3_ENDPOINT'] ?? written.endpoint,
    region: environment['CLINIC_S3_REGION'] ?? written.region,
    bucket: environment['CLINIC_S3_BUCKET'] ?? written.bucket,
    accessKeyId: environment['CLINIC_S3_ACCESS_KEY_ID'] ?? written.accessKeyId,
    secretAccessKey: environment['CLINIC_S3_SECRET_ACCESS_KEY'] ?? written.secretAccessKey,
  };
  if (Object.values(given).every((part) => part === undefined)) return null;
  const whole = S3Whole.safeParse({ ...given, endpoint: given.endpoint ?? null });
  return whole.success ? whole.data : 'wrong';
}

async function deskId(dataFolder: string): Promise<string> {
  const path = join(dataFolder, DESK_FILE);
  await writeOnce(path, randomUUID());
  const id = (await readFile(path, 'utf8')).trim();
  if (!z.uuid().safeParse(id).success)
    throw new Error(`${path} does not hold a desk id; delete it to get a new one`);
  return id;
}
