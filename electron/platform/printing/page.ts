import { type Margins, PAPER_SIZES, type PaperName, type PaperSize } from '#shared/domain/paper';

/** The paper of one sheet, in millimetres. */
export interface PageBox extends PaperSize {
  readonly margins: Margins;
}

export function pageOf(paper: PaperName, margins: Margins): PageBox {
  return { ...PAPER_SIZES[paper], margins };
}

/** What lies between the margins from side to side. */
export function printableWidth({ width, margins }: PageBox): number {
  return Math.round((width - margins.left - margins.right) * 100) / 100;
}

/** The print system rounds a page to whole points: what fills it to the last bit would begin a second one. */
const ROUNDING = 0.4;

/** What may be filled between the margins from top to bottom; null on a roll. */
export function printableHeight({ height, margins }: PageBox): number | null {
  return height === null ? null : Math.round((height - margins.top - margins.bottom - ROUNDING) * 100) / 100;
}

/** The height of a roll's page around a text of that height: whole millimetres, none of it cut off. */
export function rollHeight({ margins }: PageBox, text: number): number {
  return Math.ceil(text + margins.top + margins.bottom + 0.5);
}

/**
 * The printer's own rule of the page. A roll's size is left out: whoever lays the sheet out measures the text
 * and adds it (`rollRule`). Margins are the paper's sides as it lies in the printer, whatever the text's direction.
 */
export function pageRule({ width, height, margins }: PageBox): string {
  const { top, right, bottom, left } = margins;
  const size = height === null ? '' : `size: ${String(width)}mm ${String(height)}mm; `;
  return `@page { ${size}margin: ${[top, right, bottom, left].map((side) => `${String(side)}mm`).join(' ')} }`;
}

/** The size that a measured roll got. */
export function rollRule(width: number, height: number): string {
  return `@page { size: ${String(width)}mm ${String(height)}mm }`;
}
