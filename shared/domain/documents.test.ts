import { describe, expect, it } from 'vitest';
import { cleanFileName, falsePromise } from './documents';

describe('a file’s name', () => {
  it.each([
    ['scan.pdf', 'scan.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\scan.pdf', 'scan.pdf'],
    ['  Röntgen links.png ', 'Röntgen links.png'],
    ['..hidden.', 'hidden'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b.pdf', 'ab.pdf'],
    ['../..', null],
    ['/', null],
    ['', null],
  ])('%j is kept as %j', (name, kept) => {
    expect(cleanFileName(name)).toBe(kept);
  });

  it('is compared with what the file is', () => {
    expect(falsePromise('scan.PDF', 'pdf')).toBeNull();
    expect(falsePromise('scan.pdf', 'png')).toBe('pdf');
    expect(falsePromise('photo.jpg', 'file')).toBe('jpeg');
    expect(falsePromise('notes.txt', 'file')).toBeNull();
    expect(falsePromise('scan', 'pdf')).toBeNull();
  });
});
