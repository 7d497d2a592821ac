import { join } from 'node:path';
import { flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { fuseConfig } from './fuses.mjs';

/**
 * electron-builder's hook after a folder was put together and before it is signed.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const program = {
    darwin: `${name}.app`,
    win32: `${name}.exe`,
    linux: packager.executableName,
  }[electronPlatformName];
  if (program === undefined)
    throw new Error(`the fuses of a program for ${electronPlatformName} are not known`);
  const path = join(appOutDir, program);
  const count = Object.keys(await getCurrentFuseWire(path)).filter((key) => /^\d+$/.test(key)).length;
  await flipFuses(path, {
    ...fuseConfig(count),
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  });
}
