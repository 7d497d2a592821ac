import type { WebContents } from 'electron';
import type { PaperTrouble, Printer } from '#electron/platform/ports';

/** CUPS's `printer-state`: 3 idle, 4 at work, 5 stopped. */
const STOPPED = '5';

/** What the system can print on, with what it says of each. */
export async function knownPrinters(contents: WebContents): Promise<Printer[]> {
  const found = await contents.getPrintersAsync();
  return found.map(({ name, displayName, options }) => {
    const said = new Map(Object.entries(options).map(([key, value]) => [key, String(value)]));
    return {
      name,
      title: displayName === '' ? name : displayName,
      stopped: said.get('printer-state') === STOPPED || said.get('printer-is-accepting-jobs') === 'false',
    };
  });
}

/** What is wrong before anything is sent: a queue takes sheets for a printer that nobody will start again today. */
export function troubleWith(printers: readonly Printer[], name: string | null): PaperTrouble | null {
  if (printers.length === 0) return name === null ? 'no_printer' : 'printer_gone';
  if (name === null) return null;
  const wanted = printers.find((printer) => printer.name === name);
  if (!wanted) return 'printer_gone';
  return wanted.stopped ? 'printer_stopped' : null;
}
