/** How much is taken at one time, in hundredths of the unit: 50 is half a tablet. */
export type Quantity = number;

const GLYPHS: Readonly<Record<string, number>> = { '¼': 25, '½': 50, '¾': 75 };
const GLYPH_OF = new Map(Object.entries(GLYPHS).map(([glyph, part]) => [part, glyph]));
const DECIMAL = /^(\d{1,3})(?:[.,](\d{1,2}))?$/;
const FRACTION = /^([13])\/([24])$/;
const WITH_GLYPH = /^(\d{0,3})([¼½¾])$/;

/** Reads `2`, `½`, `1½`, `1/2`, `2.5`; null for anything else. */
export function parseQuantity(typed: string): Quantity | null {
  const text = typed.trim();
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    const [, whole = '', part = ''] = decimal;
    return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  }
  const glyph = WITH_GLYPH.exec(text);
  if (glyph) return Number(glyph[1]) * 100 + (GLYPHS[glyph[2] ?? ''] ?? 0);
  const fraction = FRACTION.exec(text);
  if (fraction) {
    const hundredths = (Number(fraction[1]) * 100) / Number(fraction[2]);
    return hundredths < 100 ? hundredths : null;
  }
  return null;
}

/** As paper writes it: `½`, `1½`, `2`, `2.5` only where no sign is used for the part (`0.1`). */
export function quantityText(quantity: Quantity): string {
  const whole = Math.floor(quantity / 100);
  const part = quantity % 100;
  if (part === 0) return String(whole);
  const glyph = GLYPH_OF.get(part);
  if (glyph !== undefined) return whole === 0 ? glyph : `${String(whole)}${glyph}`;
  return (quantity / 100).toFixed(2).replace(/0$/, '');
}
