import Papa from 'papaparse';
import { DELIMITERS, type FILE_TROUBLES, type Reading } from '#shared/contract/imports';
import { MOST_CELL, MOST_COLUMNS } from '#shared/domain/importing/fields';

type Delimiter = Reading['delimiter'];

export interface Trouble {
  readonly code: (typeof FILE_TROUBLES)[number];
  readonly params: Readonly<Record<string, string | number>>;
}

/** A line of cells with the number a spreadsheet gives it. */
export interface TableRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

/** The sign that stands most often outside quotes in the first line. */
export function guessDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text.slice(0, 100_000)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r') && counts.size > 0) break;
    else if (!quoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const byCount = [...DELIMITERS].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return byCount[0] ?? ',';
}

function trouble(code: Trouble['code'], params: Trouble['params'] = {}): { readonly trouble: Trouble } {
  return { trouble: { code, params } };
}

/** Headings as they are mapped: each has a name of its own, `Phone` and `Phone (2)`. */
function named(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const heading = cell.trim();
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    return times === 1 ? heading : `${heading} (${String(times)})`;
  });
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/**
 * Reads the lines one by one and stops at the first that is too much: the file's size, not what it holds,
 * bounds the work. Cells stay text, whatever they look like.
 */
export function readTable(
  text: string,
  delimiter: Delimiter,
  mostRows: number,
): { readonly table: Table } | { readonly trouble: Trouble } {
  const lines: TableRow[] = [];
  const found: { trouble: Trouble | null } = { trouble: null };
  let rowNo = 0;
  const wrongIn = (cells: readonly string[], badQuotes: boolean): Trouble | null => {
    if (badQuotes) return { code: 'quotes', params: { row: rowNo } };
    if (!isBlank(cells.slice(MOST_COLUMNS))) {
      return { code: 'too_many_columns', params: { row: rowNo, count: cells.length, max: MOST_COLUMNS } };
    }
    if (!isBlank(cells) && lines.length > mostRows)
      return { code: 'too_many_rows', params: { max: mostRows } };
    if (!cells.some((cell) => cell.length > MOST_CELL)) return null;
    return { code: 'cell_too_long', params: { row: rowNo, max: MOST_CELL } };
  };
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors }, parser) => {
      rowNo += 1;
      found.trouble = wrongIn(
        data,
        errors.some(({ type }) => type === 'Quotes'),
      );
      if (found.trouble) parser.abort();
      else if (!isBlank(data)) lines.push({ rowNo, cells: data.slice(0, MOST_COLUMNS) });
    },
  });
  if (found.trouble) return { trouble: found.trouble };
  const [head, ...rows] = lines;
  if (!head) return trouble('empty');
  if (rows.length === 0) return trouble('only_headings');
  return { table: { headings: named(head.cells), rows } };
}
