import type { Logger } from '#electron/platform/logger';
import { failureFacts } from '#electron/shell/failure-facts';

/** One line a fact on standard error; standard output belongs to the READY line. */
export const errorStreamLog: Logger = {
  info: (message, facts) => write('info', message, JSON.stringify(facts ?? {})),
  warn: (message, facts) => write('warn', message, JSON.stringify(facts ?? {})),
  error: (message, cause) => write('error', message, failureFacts(cause)),
};

function write(level: string, message: string, rest: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${message} ${rest}\n`);
}
