import { startPrintSystem } from '#test/e2e/support/cups';
import { callAs } from '#test/e2e/support/clinic-api';
import { startElectron } from '#test/e2e/support/electron';
import { expect, test } from '#test/e2e/support/electron-test';
import { pdfPages } from '#test/e2e/support/pdf';
import { signIn } from '#test/e2e/support/sign-in';

/** The print system rounds a page down to its own units. */
const MM = 1;

test('a sheet leaves a real print queue at its size without a dialog; a printer that goes is said', async ({
  clinic,
}) => {
  test.setTimeout(180_000);
  const system = await startPrintSystem();
  const electron = await startElectron(clinic, { printSystem: system.address });
  const page = await electron.app.firstWindow();
  await signIn(page, 'reception');
  expect(await callAs(page, 'printing.printers', {})).toEqual({
    ok: true,
    value: { printers: [{ name: system.queue, title: system.queue, stopped: false }] },
  });
  const print = (kind: string, paper: string, printer: object) =>
    callAs(page, 'printing.testPage', {
      kind,
      settings: {
        printer,
        paper,
        margins: { top: 4, right: 6, bottom: 3, left: 2 },
        headerPrePrinted: false,
      },
      to: 'printer',
    });
  const queue = { kind: 'named', name: system.queue };
  const sizes: [string, string, number, number][] = [
    ['slip', 'roll_58', 58, 68],
    ['slip', 'roll_80', 80, 68],
    ['label', 'label_50x25', 50, 25],
    ['appointmentNote', 'a5', 148, 210],
    ['daySheet', 'half_a4', 210, 148.5],
    ['daySheet', 'a4', 210, 297],
  ];
  for (const [kind, paper, width, height] of sizes) {
    expect(await print(kind, paper, queue)).toEqual({ ok: true, value: { outcome: 'printed' } });
    const [sheet, ...more] = await pdfPages(await system.next());
    expect(more).toEqual([]);
    expect(Math.abs((sheet?.width ?? 0) - width), `${paper} width`).toBeLessThan(MM);
    expect(Math.abs((sheet?.height ?? 0) - height), `${paper} height`).toBeLessThan(MM);
    expect(sheet?.bars).toEqual(['12345']);
  }
  const failed = (trouble: string, printer: string | null) => ({
    ok: true,
    value: { outcome: 'failed', trouble, printer, kept: false },
  });
  await system.stopPrinter();
  expect(await print('slip', 'roll_58', queue)).toEqual(failed('printer_stopped', system.queue));
  await system.removePrinter();
  expect(await print('slip', 'roll_58', queue)).toEqual(failed('printer_gone', system.queue));
  expect(await print('slip', 'roll_58', { kind: 'default' })).toEqual(failed('no_printer', null));
  await electron.stop();
  await system.stop();
});
