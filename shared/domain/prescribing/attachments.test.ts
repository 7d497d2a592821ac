import { expect, test } from 'vitest';
import { attachmentsIn } from './attachments';

test('what stands there of another program, or of a time before attachments, is left out', () => {
  const id = 'a1'.repeat(12);
  const scan = { file_id: `gridfs:${id}`, mime: 'image/png', document_id: id, name: 'scan.png' };
  expect(attachmentsIn({})).toEqual([]);
  expect(attachmentsIn({ attachments: 'scan.png' })).toEqual([]);
  const nameless = { file_id: scan.file_id, mime: scan.mime, document_id: id };
  expect(
    attachmentsIn({ attachments: [null, 'scan', nameless, { ...scan, document_id: '../etc' }, scan] }),
  ).toEqual([scan]);
});
