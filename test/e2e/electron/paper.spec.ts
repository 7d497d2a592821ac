import type { Page } from '@playwright/test';
import type { InputOf } from '#shared/contract/contract';
import { PAPER_KINDS, PAPER_SIZES, PAPERS_OF, type PaperKind, type PaperName } from '#shared/domain/paper';
import { callAs } from '#test/e2e/support/clinic-api';
import { expect, test } from '#test/e2e/support/electron-test';
import { type PdfPage, pdfPages } from '#test/e2e/support/pdf';
import { signIn } from '#test/e2e/support/sign-in';

/** Half a dot of the picture and the rounding of points. */
const MM = 0.3;

async function pdfOf<N extends 'printing.testPage' | 'printing.slip'>(page: Page, name: string, input: InputOf<N> | object): Promise<PdfPage[]> {
  const answer = await callAs(page, name, { ...input, to: 'file' });
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
  const { url } = answer.value as { url: string };
  const base64 = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, url);
  return pdfPages(Buffer.from(base64, 'base64'));
}

test('try', async ({ desk }) => {
  const page = await desk.open();
  await signIn(page, 'reception');
  const fs = await import('node:fs');
  for (const kind of PAPER_KINDS) for (const paper of PAPERS_OF[kind]) {
    const settings = { printer: { kind: 'default' }, paper, margins: { top: 4, right: 6, bottom: 3, left: 2 }, headerPrePrinted: false };
    const t0 = Date.now();
    const pages = await pdfOf(page, 'printing.testPage', { kind, settings });
    console.log(kind, paper, PAPER_SIZES[paper], pages.length, pages.map(({ width, height, ink, bars }) => JSON.stringify({ width, height, ink, bars })), Date.now() - t0);
    fs.writeFileSync(`/tmp/pics-paper/test-${kind}-${paper}.png`, pages[0]!.png);
  }
});
