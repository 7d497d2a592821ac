/** What the clinic prints; each kind has its own printer and paper at each desk. */
export const PAPER_KINDS = [
  'daySheet',
  'slip',
  'label',
  'card',
  'appointmentNote',
  'prescription',
  'medicalPaper',
  'visitSheet',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const PAPERS = [
  'a4',
  'a5',
  'half_a4',
  'roll_80',
  'roll_58',
  'label_100x50',
  'label_62x29',
  'label_50x25',
  'card_86x54',
] as const;
export type PaperName = (typeof PAPERS)[number];

/** In millimetres; a roll has no height of its own: it is cut where the text ends. */
export interface PaperSize {
  readonly width: number;
  readonly height: number | null;
}

/** Half A4 is a sheet of A4 cut across the middle. */
export const PAPER_SIZES: Readonly<Record<PaperName, PaperSize>> = {
  a4: { width: 210, height: 297 },
  a5: { width: 148, height: 210 },
  half_a4: { width: 210, height: 148.5 },
  roll_80: { width: 80, height: null },
  roll_58: { width: 58, height: null },
  label_100x50: { width: 100, height: 50 },
  label_62x29: { width: 62, height: 29 },
  label_50x25: { width: 50, height: 25 },
  card_86x54: { width: 85.6, height: 54 },
};

const SHEETS = ['a4', 'a5', 'half_a4'] as const satisfies readonly PaperName[];
const ROLLS = ['roll_80', 'roll_58'] as const satisfies readonly PaperName[];
const LABELS = ['label_100x50', 'label_62x29', 'label_50x25'] as const satisfies readonly PaperName[];

/** The papers on which a kind can be laid out so that it is still read. */
export const PAPERS_OF: Readonly<Record<PaperKind, readonly PaperName[]>> = {
  daySheet: SHEETS,
  slip: [...ROLLS, ...SHEETS, 'label_100x50'],
  label: [...LABELS, ...ROLLS],
  card: ['card_86x54', 'label_100x50', ...SHEETS, ...ROLLS],
  appointmentNote: [...SHEETS, ...ROLLS, 'label_100x50'],
  prescription: SHEETS,
  medicalPaper: SHEETS,
  visitSheet: SHEETS,
};

/** In millimetres, as the paper lies in the printer. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const LARGEST_MARGIN = 100;
/** What must be left between the margins. */
const LEAST_WIDTH = 25;
const LEAST_HEIGHT = 15;

/** Whether something can still be read between these margins. */
export function leavesRoom({ width, height }: PaperSize, margins: Margins): boolean {
  const wide = width - margins.left - margins.right;
  const high = height === null ? LEAST_HEIGHT : height - margins.top - margins.bottom;
  return wide >= LEAST_WIDTH && high >= LEAST_HEIGHT;
}
