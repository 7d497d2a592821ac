import { deflateSync } from 'node:zlib';

interface Wanted {
  readonly text: string;
  readonly pages?: number;
  /** In points, 72 to the inch. */
  readonly size?: readonly [width: number, height: number];
  /** Spaces before the text, packed: so much the content is once it is unpacked. */
  readonly padding?: number;
}

/** A PDF with one line on each page, its table of places left to the reader. */
export function pdfWith({ text, pages = 1, size = [300, 200], padding = 0 }: Wanted): Buffer {
  const line = Buffer.from(`BT /F1 24 Tf 40 120 Td (${text}) Tj ET`);
  const content = padding === 0 ? line : deflateSync(Buffer.concat([Buffer.alloc(padding, ' '), line]));
  const filter = padding === 0 ? '' : '/Filter /FlateDecode ';
  const numbers = Array.from({ length: pages }, (_none, index) => index + 10);
  const page = `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(' ')}] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>`;
  return Buffer.concat([
    Buffer.from(
      [
        '%PDF-1.4',
        '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
        `2 0 obj <</Type /Pages /Kids [${numbers.map((number) => `${String(number)} 0 R`).join(' ')}] /Count ${String(pages)}>> endobj`,
        ...numbers.map((number) => `${String(number)} 0 obj ${page} endobj`),
        '5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj',
        `4 0 obj <<${filter}/Length ${String(content.length)}>> stream\n`,
      ].join('\n'),
    ),
    content,
    Buffer.from(['\nendstream endobj', 'trailer <</Root 1 0 R>>', '%%EOF'].join('\n')),
  ]);
}
