import { startPrintSystem } from '#test/e2e/support/cups';
import { callAs } from '#test/e2e/support/clinic-api';
import { startElectron } from '#test/e2e/support/electron';
import { expect, test } from '#test/e2e/support/electron-test';
import { pdfPages } from '#test/e2e/support/pdf';
import { signIn } from '#test/e2e/support/sign-in';

test('try cups', async ({ clinic }) => {
  const fs = await import('node:fs');
  const system = await startPrintSystem();
  process.env['CUPS_SERVER'] = system.address;
  const electron = await startElectron(clinic);
  const page = await electron.app.firstWindow();
  await signIn(page, 'reception');
  let t = Date.now();
  console.log(JSON.stringify(await callAs(page, 'printing.printers', {})), Date.now() - t);
  for (const [kind, paper] of [['slip', 'roll_58'], ['slip','roll_80'], ['label', 'label_50x25'], ['appointmentNote', 'a5'], ['daySheet', 'a4'], ['daySheet', 'half_a4'],['card','card_86x54']]) {
    const settings = { printer: { kind: 'named', name: system.queue }, paper, margins: { top: 4, right: 6, bottom: 3, left: 2 }, headerPrePrinted: false };
    t = Date.now();
    const answer = await callAs(page, 'printing.testPage', { kind, settings, to: 'printer' });
    console.log(kind, paper, JSON.stringify(answer), Date.now() - t);
    const bytes = await Promise.race([system.next(), new Promise<null>((r) => setTimeout(() => r(null), 5000))]);
    if (bytes) {
      fs.writeFileSync(`/tmp/pics-paper/cups-${kind}-${paper}.pdf`, bytes);
      const pages = await pdfPages(bytes);
      console.log(Date.now() - t, pages.length, pages.map(({ width, height, ink, bars }) => JSON.stringify({ width, height, ink, bars })));
      fs.writeFileSync(`/tmp/pics-paper/cups-${kind}-${paper}.png`, pages[0]!.png);
    } else console.log('nothing came');
  }
  await system.stopPrinter();
  const settings = { printer: { kind: 'named', name: system.queue }, paper: 'roll_58', margins: { top: 4, right: 6, bottom: 3, left: 2 }, headerPrePrinted: false };
  console.log(JSON.stringify(await callAs(page, 'printing.testPage', { kind: 'slip', settings, to: 'printer' })));
  await system.removePrinter();
  console.log(JSON.stringify(await callAs(page, 'printing.testPage', { kind: 'slip', settings, to: 'printer' })));
  console.log(JSON.stringify(await callAs(page, 'printing.testPage', { kind: 'slip', settings: { ...settings, printer: { kind: 'default' } }, to: 'printer' })));
  await electron.stop();
  await system.stop();
  expect(1).toBe(1);
});
