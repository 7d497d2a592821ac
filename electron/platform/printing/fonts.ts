import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline';
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline';
import devanagari from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff2?inline';
import devanagariBold from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-600-normal.woff2?inline';

const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+0304,U+0308,U+0329,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20C0';
const DEVANAGARI = 'U+0900-097F,U+1CD0-1CF9,U+200C-200D,U+20A8,U+20B9,U+25CC,U+A830-A839,U+A8E0-A8FF';

function face(family: string, weight: string, address: string, range: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${address}) format('woff2');unicode-range:${range}}`;
}

/** The sheet's own type: a bare machine has no usable fonts, and paper must look the same on every desk. */
export function fontFaces(): string {
  return [
    face('Inter', '100 900', interLatin, LATIN),
    face('Inter', '100 900', interLatinExt, LATIN_EXT),
    face('Noto Sans Devanagari', '400', devanagari, DEVANAGARI),
    face('Noto Sans Devanagari', '600', devanagariBold, DEVANAGARI),
  ].join('\n');
}
