import type { Page } from '@playwright/test';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { PrescriptionDto } from '#shared/contract/consultation';
import { answered } from '#test/e2e/support/clinic-api';
import { startElectron } from '#test/e2e/support/electron';
import { expect, test } from '#test/e2e/support/electron-test';
import { pdfPages } from '#test/e2e/support/pdf';
import { savedPdf } from '#test/e2e/support/saved-pdf';
import { signIn } from '#test/e2e/support/sign-in';
import { book, register } from '#test/e2e/support/visits';

const Written = z.object({ prescription: PrescriptionDto });
const line = { brand: null, dosage: '500 mg', frequency: '1-0-1', days: 5, instructions: 'after meals' };

/** All of a file but the moment of its making and the marks that go by it. */
function butForItsMoment(pdf: Buffer): string {
  return pdf
    .toString('latin1')
    .replace(/\/(CreationDate|ModDate) ?\(D:[^)]*\)/g, '/$1 ()')
    .replace(/\/ID ?\[[^\]]*\]/g, '/ID []');
}

/** MongoDB is known to be there: what is printed before is not kept. */
async function mongoIsUp(page: Page): Promise<void> {
  await expect.poll(() => answered(page, 'health.get', {})).toMatchObject({ mongo: { state: 'up' } });
}

test('a prescription saved again is the same file, and two machines that lay it out make the same', async ({
  clinic,
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  const patient = await register(reception, 'Ira', 'Keptpage');
  const start = '2031-03-03T10:00';
  const { appointment } = await book(reception, { patient, doctor: 'rao', start, end: '2031-03-03T10:15' });
  const doctor = await desk.open();
  await signIn(doctor, 'doctor');
  await mongoIsUp(doctor);
  const page = {
    complaint: 'Fever for three days',
    diagnosis: 'बुखार',
    medicines: [
      { ...line, name: 'Paracetamol' },
      { ...line, name: 'Amoxicillin', brand: 'மருந்து', frequency: 'TDS' },
    ],
    tests: 'Blood count',
    advice: 'Drink water',
    reviewOn: null,
    tags: [],
  };
  const draft = Written.parse(
    await answered(doctor, 'consultation.save', { appointmentId: appointment.id, version: null, page }),
  ).prescription;
  const { id, version } = draft;
  await answered(doctor, 'consultation.sign', { id, version });

  const first = await savedPdf(doctor, 'printing.prescription', { prescriptionId: id });
  const [drawn] = await pdfPages(first);
  expect(drawn?.text).toContain('Amoxicillin');
  expect(Buffer.compare(await savedPdf(doctor, 'printing.prescription', { prescriptionId: id }), first)).toBe(
    0,
  );

  const mongo = await new MongoClient(clinic.mongoUrl).connect();
  for (const name of ['printed_pages', 'pages.files', 'pages.chunks']) {
    const { deletedCount } = await mongo.db().collection(name).deleteMany({});
    expect([name, deletedCount]).toEqual([name, 1]);
  }
  await mongo.close();
  const elsewhere = await startElectron(clinic);
  const other = await elsewhere.app.firstWindow();
  await signIn(other, 'doctor');
  await mongoIsUp(other);
  const second = await savedPdf(other, 'printing.prescription', { prescriptionId: id });
  await elsewhere.stop();
  expect(butForItsMoment(second)).toBe(butForItsMoment(first));
  expect((await pdfPages(second)).map(({ png }) => png.toString('base64'))).toEqual(
    (await pdfPages(first)).map(({ png }) => png.toString('base64')),
  );
  expect(
    Buffer.compare(await savedPdf(doctor, 'printing.prescription', { prescriptionId: id }), second),
  ).toBe(0);
});
