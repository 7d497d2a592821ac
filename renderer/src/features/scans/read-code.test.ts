import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';
import { type Pixels, codeIn } from './read-code';

const MM_AN_INCH = 25.4;
/** As on the visit sheet: the code with its four empty squares around it. */
const SIDE_MM = 26;
const QUIET = 4;

interface Bad {
  readonly turn: number;
  readonly dpi: number;
  /** How far a point's brightness may lie off. */
  readonly grain: number;
  /** Which share of the points is simply black or white. */
  readonly specks: number;
}

/** The same numbers each time. */
function numbers() {
  let seed = 1;
  return () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** An A5 page with a code in its corner and lines as of writing, turned about its middle, as a scanner sees it. */
function page(text: string | null, { turn, dpi, grain, specks }: Bad): Pixels {
  const next = numbers();
  const mm = dpi / MM_AN_INCH;
  const [wide, high] = [Math.round(148 * mm), Math.round(210 * mm)];
  const isLying = turn % 180 === 90;
  const [width, height] = isLying ? [high, wide] : [wide, high];
  const squares = text === null ? [] : encodeQR(text, 'raw', { border: QUIET, ecc: 'medium' });
  const square = (SIDE_MM * mm) / Math.max(1, squares.length);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const isInk = (x: number, y: number): boolean => {
    const column = Math.floor((x - 110 * mm) / square);
    const row = Math.floor((y - 10 * mm) / square);
    const inside = squares[row]?.[column];
    if (inside !== undefined) return inside;
    return y > 60 * mm && x > 15 * mm && x < 130 * mm && Math.sin(y / mm) > 0.9 && Math.sin(x) > 0;
  };
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - height / 2];
      const ink = isInk(cos * dx + sin * dy + wide / 2, cos * dy - sin * dx + high / 2);
      const speck = next() < specks;
      const seen = speck ? (next() < 0.5 ? 0 : 255) : (ink ? 30 : 240) + (next() - 0.5) * 2 * grain;
      const at = (y * width + x) * 4;
      data.fill(seen, at, at + 3);
    }
  }
  return { data, width, height };
}

const clean = { turn: 0, dpi: 150, grain: 0, specks: 0 };

describe('the code of a scanned sheet is read', () => {
  it.each([0, 90, 180, 270, 3, -7])('turned by %i degrees, at 150 dpi', (turn) => {
    expect(codeIn(page('visit:1234567', { ...clean, turn }))).toBe('visit:1234567');
  });

  it.each([0, 90, 180, 270])('with grain and specks, turned by %i degrees', (turn) => {
    expect(codeIn(page('visit:1234567', { turn, dpi: 150, grain: 60, specks: 0.01 }))).toBe('visit:1234567');
  });

  it('at the sharpness of a scanner and of an old fax', () => {
    for (const dpi of [100, 300]) {
      expect([dpi, codeIn(page('visit:12', { ...clean, dpi }))]).toEqual([dpi, 'visit:12']);
    }
  });
});

it('a page without a code says nothing, and nor does a speck of a picture', () => {
  expect(codeIn(page(null, { ...clean, grain: 60, specks: 0.01 }))).toBeNull();
  expect(codeIn({ data: new Uint8ClampedArray(4), width: 1, height: 1 })).toBeNull();
});
