import type { Page } from '@playwright/test';
import type { InputOf } from '#shared/contract/contract';
import { type PaperKind, type PaperName } from '#shared/domain/paper';
import { callAs } from '#test/e2e/support/clinic-api';
import { expect, test } from '#test/e2e/support/electron-test';
import { type PdfPage, pdfPages } from '#test/e2e/support/pdf';
import { signIn } from '#test/e2e/support/sign-in';

/** A page is whole points; the picture has a dot's blur. */
const MM = 0.5;
const margins = { top: 4, right: 6, bottom: 3, left: 2 };

async function savedPdf(
  page: Page,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<PdfPage[]> {
  const answer = await callAs(page, name, { ...input, to: 'file' });
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
  const { url } = answer.value as { url: string };
  const base64 = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, url);
  return pdfPages(Buffer.from(base64, 'base64'));
}

function testOf(kind: PaperKind, paper: PaperName): InputOf<'printing.savePaperSettings'> {
  return { kind, settings: { printer: { kind: 'default' }, paper, margins, headerPrePrinted: false } };
}

test('every paper is as large as it was asked for, one page, its text on the margins, its bars readable', async ({
  desk,
}) => {
  const page = await desk.open();
  await signIn(page, 'reception');
  const sizes: [PaperKind, PaperName, number, number | null][] = [
    ['daySheet', 'a4', 210, 297],
    ['appointmentNote', 'a5', 148, 210],
    ['daySheet', 'half_a4', 210, 148.5],
    ['slip', 'roll_80', 80, null],
    ['slip', 'roll_58', 58, null],
    ['label', 'label_100x50', 100, 50],
    ['label', 'label_62x29', 62, 29],
    ['label', 'label_50x25', 50, 25],
    ['card', 'card_86x54', 85.6, 54],
  ];
  for (const [kind, paper, width, height] of sizes) {
    const pages = await savedPdf(page, 'printing.testPage', testOf(kind, paper));
    expect(pages, paper).toHaveLength(1);
    const [sheet] = pages;
    if (!sheet) throw new Error('no page');
    expect(Math.abs(sheet.width - width), `${paper} width ${String(sheet.width)}`).toBeLessThan(MM);
    // A roll's frame of 60 mm, its margins, and half a millimetre that the cut may take.
    expect(Math.abs(sheet.height - (height ?? 68)), `${paper} height ${String(sheet.height)}`).toBeLessThan(
      MM,
    );
    expect(Math.abs(sheet.ink.top - margins.top), `${paper} top`).toBeLessThan(MM);
    expect(Math.abs(sheet.ink.left - margins.left), `${paper} left`).toBeLessThan(MM);
    expect(Math.abs(sheet.ink.right - margins.right), `${paper} right`).toBeLessThan(MM);
    expect(sheet.ink.bottom, `${paper} bottom`).toBeGreaterThan(margins.bottom - MM);
    expect(sheet.ink.bottom, `${paper} bottom`).toBeLessThan(margins.bottom + 1.3);
    expect(sheet.bars, `${paper} bars`).toEqual(['12345']);
  }
});

test('slip, label, card and note of a patient carry the number so that a scanner reads it from the picture', async ({
  desk,
}) => {
  const page = await desk.open();
  await signIn(page, 'reception');
  const day = await callAs(page, 'appointments.day', { date: desk.today, doctorIds: null });
  if (!day.ok) throw new Error('the day was refused');
  const { appointments } = day.value as {
    appointments: { id: number; patientId: number; patientName: string; clinicNo: string | null }[];
  };
  const visit = appointments.find(({ clinicNo }) => clinicNo !== null);
  if (!visit) throw new Error('nobody is booked in the sample clinic today');
  for (const paper of ['roll_58', 'roll_80'] as const) {
    const saved = await callAs(page, 'printing.savePaperSettings', testOf('slip', paper));
    expect(saved.ok).toBe(true);
    const [slip] = await savedPdf(page, 'printing.slip', { appointmentId: visit.id });
    expect(slip?.bars, paper).toEqual([visit.clinicNo]);
  }
  for (const [name, input] of [
    ['printing.appointmentNote', { appointmentId: visit.id }],
    ['printing.label', { patientId: visit.patientId }],
    ['printing.card', { patientId: visit.patientId }],
  ] as const) {
    const pages = await savedPdf(page, name, input);
    expect(pages, name).toHaveLength(1);
    expect(pages[0]?.bars, name).toEqual([visit.clinicNo]);
  }
  const [sheet] = await savedPdf(page, 'printing.daySheet', { date: desk.today, doctorIds: null });
  expect(Math.abs((sheet?.width ?? 0) - 210)).toBeLessThan(MM);
});
