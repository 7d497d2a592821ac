import type { Paper } from '#electron/platform/ports';
import type { OneTimeFiles } from '#electron/shell/one-time-files';

/** The host has no printer: the sheet waits at a one-time address, and the browser prints it. */
export function browserPaper(files: OneTimeFiles): Paper {
  return {
    deliver(sheet, to, windowId) {
      const token = files.put({
        body: to === 'printer' ? withPrinting(sheet.html) : sheet.html,
        type: 'text/html; charset=utf-8',
        fileName: `${sheet.title}.html`,
        windowId,
      });
      return Promise.resolve({ outcome: 'open', url: `/paper/${token}` });
    },
  };
}

function withPrinting(html: string): string {
  const script = '<script nonce="__CSP_NONCE__">addEventListener("load", () => print());</script>';
  return html.includes('</body>') ? html.replace('</body>', `${script}</body>`) : html + script;
}
