import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const MM_A_POINT = 25.4 / 72;
/** What a thermal printer has: what is read from this picture is read from its paper. */
const DOTS_AN_INCH = 203;
const MM_A_DOT = 25.4 / DOTS_AN_INCH;
/** Darker than this is ink. */
const INK = 128;

const resolve = createRequire(import.meta.url).resolve;
const pdfjs = dirname(dirname(dirname(resolve('pdfjs-dist/legacy/build/pdf.mjs'))));

/** A picture of the page as an 8-bit RGBA raster. */
interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** What pdf.js draws on in Node, as far as it is used here. */
interface Canvas {
  readonly canvas: { toBuffer(type: 'image/png'): Buffer };
  readonly context: CanvasRenderingContext2D;
}

export interface PdfPage {
  /** The page box, in mm. */
  readonly width: number;
  readonly height: number;
  /** How far from each side of the paper the ink begins, in mm. */
  readonly ink: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  /** What a scanner reads from the picture. */
  readonly bars: readonly string[];
  readonly text: string;
  readonly png: Buffer;
}

/** Measures and draws every page of a printed file. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    standardFontDataUrl: `${join(pdfjs, 'standard_fonts')}/`,
    verbosity: 0,
  });
  const pdf = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    const viewport = page.getViewport({ scale: DOTS_AN_INCH / 72 });
    const factory = pdf.canvasFactory as { create(width: number, height: number): Canvas };
    const { canvas, context } = factory.create(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: null, canvasContext: context, viewport, background: '#fff' }).promise;
    const picture = context.getImageData(0, 0, Math.round(viewport.width), Math.round(viewport.height));
    const png = canvas.toBuffer('image/png');
    const { items } = await page.getTextContent();
    pages.push({
      width: (right - left) * MM_A_POINT,
      height: (top - bottom) * MM_A_POINT,
      ink: inkOf(picture),
      bars: await barsIn(png),
      text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
      png,
    });
  }
  await task.destroy();
  return pages;
}

function inkOf({ data, width, height }: Picture): PdfPage['ink'] {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[(y * width + x) * 4] ?? 255) >= INK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return {
    top: top * MM_A_DOT,
    right: (width - right) * MM_A_DOT,
    bottom: (height - bottom) * MM_A_DOT,
    left: left * MM_A_DOT,
  };
}

let reader: Promise<unknown> | null = null;

async function barsIn(png: Uint8Array): Promise<string[]> {
  // Its program would otherwise be fetched from the network.
  reader ??= readFile(resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({
      overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
      fireImmediately: true,
    }),
  );
  await reader;
  const found = await readBarcodes(Uint8Array.from(png), {
    formats: ['Code128'],
    tryRotate: false,
  });
  return found.map(({ text }) => text);
}
