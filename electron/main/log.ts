import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Logger } from '#electron/platform/logger';
import { failureFacts } from '#electron/shell/failure-facts';

const LARGEST_FILE_BYTES = 2 * 1024 * 1024;

/** Writes `logs/main.log` in the data folder, one older file beside it; the Node flavour, which opens no channel. */
export function fileLog(dataFolder: string, alsoConsole: boolean): Logger {
  const { file, console } = electronLog.transports;
  file.resolvePathFn = () => join(dataFolder, 'logs', 'main.log');
  file.maxSize = LARGEST_FILE_BYTES;
  console.level = alsoConsole ? 'info' : false;
  return {
    info: (message, facts) => electronLog.info(message, facts ?? {}),
    warn: (message, facts) => electronLog.warn(message, facts ?? {}),
    error: (message, cause) => electronLog.error(message, failureFacts(cause)),
  };
}
