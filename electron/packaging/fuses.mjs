import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** What the packed program may no longer do, by fuse. */
export const fuses = {
  /** It is never a Node interpreter for scripts. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * The configuration for an Electron with that many fuses. A fuse that this list does not know is an error: a new
 * Electron's new fuse must be decided, not inherited.
 * @param {number} count
 */
export function fuseConfig(count) {
  const known = Object.entries(fuses).filter(([fuse]) => Number(fuse) < count);
  if (known.length !== count)
    throw new Error(`this Electron has ${count} fuses and ${known.length} are decided`);
  return { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...Object.fromEntries(known) };
}
