import { parseArgs } from 'node:util';

export interface HostArguments {
  /** 0 asks for any free port. */
  readonly port: number;
  /** Milliseconds since the epoch, or null for the machine's clock. */
  readonly now: number | null;
  readonly open: boolean;
}

/** Reads `--port N`, `--now 2027-01-04T05:38:00Z` and `--open`; what it cannot read is an error that says so. */
export function readArguments(given: readonly string[]): HostArguments {
  const { values } = parseArgs({
    args: [...given],
    options: { port: { type: 'string' }, now: { type: 'string' }, open: { type: 'boolean' } },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port ?? ''} is not a port`);
  return { port, now: values.now === undefined ? null : instant(values.now), open: values.open ?? false };
}

function instant(text: string): number {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`--now ${text} is not a UTC time such as 2027-01-04T05:38:00Z`);
  return at;
}
