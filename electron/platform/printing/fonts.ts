import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline';
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline';
import arabic from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?inline';
import arabicBold from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2?inline';
import devanagari from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff2?inline';
import devanagariBold from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-600-normal.woff2?inline';
import tamil from '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-400-normal.woff2?inline';
import tamilBold from '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-600-normal.woff2?inline';

const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+0304,U+0308,U+0329,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20C0';
const DEVANAGARI = 'U+0900-097F,U+1CD0-1CF9,U+200C-200D,U+20A8,U+20B9,U+25CC,U+A830-A839,U+A8E0-A8FF';
const TAMIL = 'U+0964-0965,U+0B82-0BFA,U+200C-200D,U+20B9,U+25CC';
const ARABIC = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+FB50-FDFF,U+FE70-FEFC';

function face(family: string, weight: string, address: string, range: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${address}) format('woff2');unicode-range:${range}}`;
}

/** Inter is asked first, then the script that has the letter; the rest is for what none of ours holds. */
export const FONT_FAMILIES =
  "'Inter', 'Noto Sans Devanagari', 'Noto Sans Tamil', 'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

const scripts = [
  {
    family: 'Noto Sans Devanagari',
    letters: /[\u0900-\u097f\u1cd0-\u1cf9\ua8e0-\ua8ff]/,
    range: DEVANAGARI,
    faces: [devanagari, devanagariBold],
  },
  { family: 'Noto Sans Tamil', letters: /[\u0b82-\u0bfa]/, range: TAMIL, faces: [tamil, tamilBold] },
  {
    family: 'Noto Sans Arabic',
    letters: /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/,
    range: ARABIC,
    faces: [arabic, arabicBold],
  },
];

const FACES = /@font-face\{[^}]*\}(?:\n@font-face\{[^}]*\})*/;
const MARK = '/* type */';

/** A sheet without its type, a hundredth of its size; whole where the type would not come back the same. */
export function withoutType(html: string): string {
  const bare = html.replace(FACES, () => MARK);
  return withType(bare) === html ? bare : html;
}

/** The sheet with the type of this program in its place; one that has its own stays as it is. */
export function withType(bare: string): string {
  return bare.includes('@font-face{') ? bare : bare.replace(MARK, () => fontFaces(bare));
}

/**
 * The type of one sheet: a bare machine has no usable fonts, and paper must look the same on every desk. Only the
 * scripts that stand in its text travel with it, so that a slip is laid out at once.
 */
export function fontFaces(text: string): string {
  return [
    face('Inter', '100 900', interLatin, LATIN),
    face('Inter', '100 900', interLatinExt, LATIN_EXT),
    ...scripts
      .filter(({ letters }) => letters.test(text))
      .flatMap(({ family, range, faces: [plain = '', bold = ''] }) => [
        face(family, '400', plain, range),
        face(family, '600', bold, range),
      ]),
  ].join('\n');
}
