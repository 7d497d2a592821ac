/**
 * How every CSV of this program is written: RFC 4180 lines, and a cell that a spreadsheet would take for a
 * formula gets an apostrophe, which it shows as text. For papaparse's `unparse`.
 */
export const CSV_WRITING = { escapeFormulae: true, newline: '\r\n' } as const;
export const CSV_LINE_END = CSV_WRITING.newline;
/** Without it spreadsheets read UTF-8 as the machine's old code page. */
export const CSV_MARK = '\uFEFF';
