import { Logo } from '#shared/contract/settings-values';

/** The largest a mark is drawn, on paper at 300 dots an inch: 5 × 2.5 cm. */
const WIDEST = 600;
const HIGHEST = 300;

/** A larger file is no clinic's mark; reading it would hold the desk up. */
const LARGEST_FILE = 10_000_000;

/** What a picture's first bytes say; a name says nothing. SVG is left out: it can carry scripts. */
function isRaster(bytes: Uint8Array): boolean {
  const begins = (...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);
  return begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff);
}

function drawn(picture: ImageBitmap, scale: number): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1] ?? null;
}

/**
 * A PNG or JPEG file drawn anew at the size that is needed, without anything else that its file held.
 * A code where it is none.
 */
export async function readLogo(file: File): Promise<Logo | 'not_a_picture' | 'too_big'> {
  if (file.size > LARGEST_FILE) return 'too_big';
  if (!isRaster(new Uint8Array(await file.slice(0, 4).arrayBuffer()))) return 'not_a_picture';
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return 'not_a_picture';
  let scale = Math.min(1, WIDEST / picture.width, HIGHEST / picture.height);
  for (let tries = 0; tries < 4; tries += 1) {
    const logo = Logo.safeParse({ type: 'image/png', data: drawn(picture, scale) });
    if (logo.success) return logo.data;
    scale /= 1.5;
  }
  return 'too_big';
}
