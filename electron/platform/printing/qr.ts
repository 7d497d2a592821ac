import { drawingSVG, qrcode } from 'bwip-js/generic';
import { type Html, raw } from './html';

/** A text as a QR code, quiet zone included, `side` mm wide; the library's own correction M bears a fold or a stain. */
export function qrCode(text: string, side: number): Html {
  const drawn = qrcode({ bcid: 'qrcode', text }, drawingSVG());
  const [, units = '0'] = /viewBox="0 0 (\d+) \d+"/.exec(drawn) ?? [];
  // Four modules of empty space, each four units wide.
  const quiet = 16;
  const whole = Number(units) + 2 * quiet;
  const attributes = [
    'class="qr"',
    `width="${String(side)}mm"`,
    `height="${String(side)}mm"`,
    'shape-rendering="crispEdges"',
    `viewBox="${String(-quiet)} ${String(-quiet)} ${String(whole)} ${String(whole)}"`,
  ];
  return raw(`<svg ${attributes.join(' ')}>${drawn.slice(drawn.indexOf('>') + 1).trim()}`);
}
