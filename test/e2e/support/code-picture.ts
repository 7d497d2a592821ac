import type { BrowserContext } from '@playwright/test';
import { qrCode } from '#electron/platform/printing/qr';

/** A page with a visit sheet's code on it, as a picture: 150 dots to the inch, turned by so many degrees. */
export async function codePicture(context: BrowserContext, text: string, turn = 0): Promise<Buffer> {
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: 874, height: 1240 });
    // The screen's own inch has 96 dots.
    const code = `<div style="zoom: 1.5625; margin: 30mm; rotate: ${String(turn)}deg; width: 26mm">${qrCode(text, 26).text}</div>`;
    await page.setContent(`<body style="margin: 0; background: #fff">${code}<p>Ira, 38 y</p></body>`);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}
