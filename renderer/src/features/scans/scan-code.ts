import { openPdf } from '../documents/open-pdf';
import { codeIn } from './read-code';

/** Dots to the inch at which a page is drawn for reading. */
const SHARPNESS = 200 / 72;
/** A sheet's code is on its first page; a cover sheet may lie before it. */
const MOST_PAGES = 2;
/** An A4 page at 200 dots to the inch has four million. */
const MOST_PIXELS = 6_000_000;

function canvasOf(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('nothing can be drawn here');
  return { canvas, context };
}

function codeOn({ canvas, context }: ReturnType<typeof canvasOf>): string | null {
  return codeIn(context.getImageData(0, 0, canvas.width, canvas.height));
}

async function codeOfPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (picture.width * picture.height)));
  const drawn = canvasOf(picture.width * scale, picture.height * scale);
  drawn.context.drawImage(picture, 0, 0, drawn.canvas.width, drawn.canvas.height);
  picture.close();
  return codeOn(drawn);
}

async function codeOfPdf(file: Blob): Promise<string | null> {
  const task = await openPdf(file);
  try {
    const opened = await task.promise;
    for (let number = 1; number <= Math.min(opened.numPages, MOST_PAGES); number += 1) {
      const page = await opened.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (width * height)));
      const viewport = page.getViewport({ scale });
      const drawn = canvasOf(viewport.width, viewport.height);
      await page.render({ canvas: drawn.canvas, viewport }).promise;
      const code = codeOn(drawn);
      if (code !== null) return code;
    }
    return null;
  } finally {
    await task.destroy();
  }
}

export async function isPdf(file: Blob): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes('%PDF-');
}

let before: Promise<unknown> = Promise.resolve();

/** What a scanned sheet's QR code says; null for a file without one. One is drawn at a time. */
export function codeOf(file: Blob): Promise<string | null> {
  const read = before.then(async () => {
    try {
      return await ((await isPdf(file)) ? codeOfPdf(file) : codeOfPicture(file));
    } catch {
      // No picture at all, or a broken one: it is filed by hand like one without a code.
      return null;
    }
  });
  before = read;
  return read;
}
