import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { cleanEnvironment, root } from './children';
import { required } from './required';

export interface RunningElectron {
  readonly app: ElectronApplication;
  stop(): Promise<void>;
}

/** The build that this machine's Electron can run. */
export function buildFolder(): string {
  const kind = required('CLINIC_ELECTRON_KIND', 'which Electron is run, "45" or "compat"');
  return join(root, 'out', ...(kind === 'compat' ? ['compat'] : []));
}

/** Starts the built program in a real Electron, with a data folder of its own that an ordinary user may write to. */
export async function startElectron(
  databases: { readonly mysqlUrl: string; readonly mongoUrl: string } | null,
  options: { readonly subFrames?: boolean; readonly printSystem?: string } = {},
): Promise<RunningElectron> {
  const data = await mkdtemp(join(tmpdir(), 'clinic-electron-'));
  await chmod(data, 0o777);
  const app = await _electron.launch({
    executablePath: required('CLINIC_ELECTRON', 'these tests start a real Electron'),
    args: [join(root, 'test', 'support', 'electron-compat')],
    env: cleanEnvironment({
      CLINIC_TEST_MAIN: join(buildFolder(), 'main', 'index.cjs'),
      CLINIC_TEST_SUBFRAMES: options.subFrames === true ? '1' : '0',
      CLINIC_ELECTRON_HOME: join(data, 'home'),
      CLINIC_DATA: join(data, 'data'),
      CLINIC_DESK_NAME: 'Front desk',
      ...(options.printSystem === undefined ? {} : { CUPS_SERVER: options.printSystem }),
      ...(databases === null
        ? {}
        : { CLINIC_MYSQL_URL: databases.mysqlUrl, CLINIC_MONGO_URL: databases.mongoUrl }),
    }),
  });
  return {
    app,
    async stop() {
      await app.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
