import type { Paper } from '#electron/platform/ports';
import { type PageBox, rollHeight } from '#electron/platform/printing/page';
import type { OneTimeFiles } from '#electron/shell/one-time-files';

/** The host has no printer: the sheet waits at a one-time address, and the browser prints it. */
export function browserPaper(files: OneTimeFiles): Paper {
  return {
    pdfOf: () => Promise.resolve(null),
    deliver(sheet, to, windowId) {
      // What a desk with the program made of it before is saved as it is.
      if (to.kind === 'file' && sheet.pdf) {
        const fileName = `${sheet.title}.pdf`;
        const token = files.put({ body: sheet.pdf, type: 'application/pdf', fileName, windowId });
        return Promise.resolve({ outcome: 'open', url: `/once/${token}` });
      }
      const token = files.put({
        body: withScript(sheet.html, [
          ...(sheet.page.height === null ? [cutWhereTextEnds(sheet.page)] : []),
          ...(to.kind === 'printer' ? ['addEventListener("load", () => print());'] : []),
        ]),
        type: 'text/html; charset=utf-8',
        fileName: `${sheet.title}.html`,
        windowId,
      });
      return Promise.resolve({ outcome: 'open', url: `/paper/${token}` });
    },
    printers: () => Promise.resolve(null),
  };
}

const MM_A_PIXEL = 25.4 / 96;

/** A roll's page is as high as its text, which only the page itself can measure here. */
function cutWhereTextEnds(page: PageBox): string {
  const around = rollHeight(page, 0);
  const height = `Math.ceil(document.body.getBoundingClientRect().height * ${String(MM_A_PIXEL)}) + ${String(around)}`;
  return `addEventListener("load", () => document.styleSheets[0].insertRule(\`@page { size: ${String(page.width)}mm \${${height}}mm }\`));`;
}

function withScript(html: string, lines: readonly string[]): string {
  if (lines.length === 0) return html;
  const script = `<script nonce="__CSP_NONCE__">${lines.join('\n')}</script>`;
  return html.includes('</body>') ? html.replace('</body>', () => `${script}</body>`) : html + script;
}
