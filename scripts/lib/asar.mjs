/** Writes Electron's archive format: a JSON table of contents between two length words, then the files. */

/**
 * @param {Record<string, string>} files  flat names to texts
 * @returns {Buffer}
 */
export function asar(files) {
  let offset = 0;
  /** @type {Record<string, { size: number, offset: string }>} */
  const table = {};
  const bodies = Object.entries(files).map(([name, text]) => {
    const body = Buffer.from(text);
    table[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
    return body;
  });
  const header = Buffer.from(JSON.stringify({ files: table }));
  const padding = Buffer.alloc((4 - (header.length % 4)) % 4);
  const padded = header.length + padding.length;
  const words = [4, 8 + padded, 4 + padded, header.length].map((value) => {
    const word = Buffer.alloc(4);
    word.writeUInt32LE(value);
    return word;
  });
  return Buffer.concat([...words, header, padding, ...bodies]);
}
