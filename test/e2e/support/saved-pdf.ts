import type { Page } from '@playwright/test';
import { z } from 'zod';
import { answered } from './clinic-api';

/** The file of a signed page, as it would be saved. */
export async function savedPdf(
  page: Page,
  ...[name, of]:
    | ['printing.prescription', { readonly prescriptionId: number }]
    | ['printing.medicalPaper', { readonly paperId: number }]
): Promise<Buffer> {
  const { url } = z.object({ url: z.string() }).parse(await answered(page, name, { ...of, to: 'file' }));
  const base64 = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, url);
  return Buffer.from(base64, 'base64');
}
