import decodeQR from 'qr/decode.js';

/** A picture as an 8-bit RGBA raster. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Milliseconds for the reader's further tries at one picture. */
const PATIENCE = 500;

/** What the QR code of a picture says, however it lies; null where none is read. */
export function codeIn(pixels: Pixels): string | null {
  return decoded(pixels) ?? decoded(smoothed(pixels));
}

function decoded(pixels: Pixels): string | null {
  try {
    return decodeQR(pixels, { timeLimit: PATIENCE });
  } catch {
    // Its way of saying that there is none.
    return null;
  }
}

/** Each point as the mean of itself and its neighbours: specks of a bad scan go, a code's squares stay. */
function smoothed({ data, width, height }: Pixels): Pixels {
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      let sum = 0;
      for (let row = -1; row <= 1; row += 1) {
        const at = ((y + row) * width + x) * 4;
        // Green alone: the eye's brightness is mostly that, and paper is grey.
        sum += (data[at - 3] ?? 0) + (data[at + 1] ?? 0) + (data[at + 5] ?? 0);
      }
      out.fill(sum / 9, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data: out, width, height };
}
