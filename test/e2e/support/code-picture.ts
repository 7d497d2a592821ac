import type { BrowserContext, Page } from '@playwright/test';
import { qrCode } from '#electron/platform/printing/qr';

async function withCode<T>(
  context: BrowserContext,
  { text, turn }: { readonly text: string; readonly turn: number },
  take: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: 874, height: 1240 });
    const style = `margin: 30mm; rotate: ${String(turn)}deg; width: 26mm`;
    await page.setContent(
      `<body style="margin: 0; background: #fff"><div style="${style}">${qrCode(text, 26).text}</div><p>Ira, 38 y</p></body>`,
    );
    return await take(page);
  } finally {
    await page.close();
  }
}

/** A page with a visit sheet's code on it, as a picture, turned by so many degrees. */
export function codePicture(context: BrowserContext, text: string, turn = 0): Promise<Buffer> {
  return withCode(context, { text, turn }, (page) => page.screenshot());
}

/** The same as a PDF. */
export function codePdf(context: BrowserContext, text: string): Promise<Buffer> {
  return withCode(context, { text, turn: 0 }, (page) => page.pdf());
}
