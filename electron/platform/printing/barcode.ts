import { code128, drawingSVG } from 'bwip-js/generic';
import { type Html, raw } from './html';

/** One dot of a thermal printer with 203 dots an inch: bars of whole dots have sharp edges. */
const DOT_MM = 0.125;
/** 0.375 mm is easy for every scanner; below two dots a cheap one fails. */
const MOST_DOTS = 3;
const LEAST_DOTS = 2;
/** The empty space that a scanner needs on either side. */
const QUIET_MODULES = 10;
/** The library draws a module two units wide. */
const UNITS_A_MODULE = 2;

/** Printable ASCII is what scanners type back unharmed. */
const ENCODABLE = /^[\x21-\x7e]+$/;

/**
 * A number as Code 128 bars no wider than `room`, quiet zones included, `height` high, both in mm. Null when it
 * holds signs that bars cannot carry, or when the bars would be too fine to be read.
 */
export function barcode(text: string | null, room: number, height: number): Html | null {
  if (text === null || !ENCODABLE.test(text)) return null;
  const drawn = code128({ bcid: 'code128', text, height: 10, includetext: false }, drawingSVG());
  const [, units = '0', high = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn) ?? [];
  const modules = Number(units) / UNITS_A_MODULE + 2 * QUIET_MODULES;
  const dots = Math.min(MOST_DOTS, Math.floor(room / (modules * DOT_MM)));
  if (dots < LEAST_DOTS) return null;
  const attributes = [
    'class="bars"',
    `width="${String(modules * dots * DOT_MM)}mm"`,
    `height="${String(height)}mm"`,
    'preserveAspectRatio="none"',
    'shape-rendering="crispEdges"',
    `viewBox="${String(-QUIET_MODULES * UNITS_A_MODULE)} 0 ${String(modules * UNITS_A_MODULE)} ${high}"`,
  ];
  const bars = drawn.slice(drawn.indexOf('>') + 1).trim();
  return raw(`<svg ${attributes.join(' ')}>${bars}`);
}
