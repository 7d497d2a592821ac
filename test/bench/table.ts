export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: string;
  readonly aim: string;
  readonly verdict: 'ok' | 'missed' | 'MUST-FAIL';
}

/** What may not be otherwise. */
export function must(what: string, holds: boolean, ours: string, aim: string): Row {
  return { what, ours, floor: '', ratio: '', aim: `must: ${aim}`, verdict: holds ? 'ok' : 'MUST-FAIL' };
}

/** Something judged by one number: `most` is an upper bound, `least` a lower one. */
export interface Judged {
  readonly what: string;
  readonly ours: string;
  readonly floor?: string;
  readonly value: number;
  readonly aim: { readonly most: number } | { readonly least: number };
  /** How the number and its aim are written, `×` or `ms`. */
  readonly unit: 'x' | '%' | 'ms' | 's';
}

export function judged({ what, ours, floor = '', value, aim, unit }: Judged): Row {
  const met = 'most' in aim ? value <= aim.most : value >= aim.least;
  const bound = 'most' in aim ? `≤ ${String(aim.most)}` : `≥ ${String(aim.least)}`;
  return {
    what,
    ours,
    floor,
    ratio: unit === 'x' ? `${value.toFixed(2)} x` : unit === '%' ? `${value.toFixed(0)} %` : '',
    aim: `${bound} ${unit}`,
    verdict: met ? 'ok' : 'missed',
  };
}

/** Only what must hold fails the run; ratios are judged by who reads the table. */
export function failed(rows: readonly Row[]): boolean {
  return rows.some(({ verdict }) => verdict === 'MUST-FAIL');
}

const COLUMNS = ['what', 'ours', 'floor', 'ratio', 'aim', 'verdict'] as const;

/** One table, columns as wide as their widest cell. */
export function printed(rows: readonly Row[]): string {
  const head: Record<(typeof COLUMNS)[number], string> = {
    what: 'what',
    ours: 'ours',
    floor: 'floor',
    ratio: 'ratio',
    aim: 'aim',
    verdict: 'verdict',
  };
  const lines = [head, ...rows];
  const width = (column: (typeof COLUMNS)[number]) =>
    Math.max(...lines.map((line) => Array.from(line[column]).length));
  const widths = Object.fromEntries(COLUMNS.map((column) => [column, width(column)]));
  return lines
    .map((line) => COLUMNS.map((column) => line[column].padEnd(widths[column] ?? 0)).join(' | '))
    .map((line) => `| ${line} |`)
    .join('\n');
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
