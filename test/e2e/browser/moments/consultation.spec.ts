import type { Page } from '@playwright/test';
import { z } from 'zod';
import { moment } from './moment';
import { expect, test } from './test';
import { answered } from '#test/e2e/support/clinic-api';
import { enter } from '#test/e2e/support/screen';
import { register } from '#test/e2e/support/visits';

const DOCTOR = 1;
const TODAY = '2027-01-04';
const Day = z.object({
  appointments: z.array(
    z.object({ id: z.number(), version: z.number(), state: z.string(), patientId: z.number() }),
  ),
});
const Prescription = z.object({ prescription: z.object({ id: z.number(), version: z.number() }) });

const FAVOURITES = [
  { name: 'Amoxicillin', dosage: '500 mg', frequency: 'TDS' },
  { name: 'Paracetamol', dosage: '650 mg', frequency: 'SOS' },
  { name: 'Cetirizine', dosage: '10 mg', frequency: '0-0-1' },
] as const;

async function today(page: Page) {
  const day = await answered(page, 'appointments.day', { date: TODAY, doctorIds: [DOCTOR] });
  return Day.parse(day).appointments;
}

/** Everybody who waits for the doctor is done. */
async function emptyLine(page: Page): Promise<void> {
  for (const { id, version, state } of await today(page)) {
    if (state === 'waiting' || state === 'in_room')
      await answered(page, 'appointments.status', { id, version, to: 'done' });
  }
}

async function walksIn(page: Page, patientId: number): Promise<number> {
  await answered(page, 'queue.walkIn', {
    patient: { kind: 'known', id: patientId },
    doctor: { kind: 'doctor', id: DOCTOR },
    reason: 'Review',
  });
  const mine = (await today(page)).filter((visit) => visit.patientId === patientId);
  return mine.at(-1)?.id ?? 0;
}

/** A visit of the patient's in which the doctor has signed the three favourites. */
async function treatedBefore(reception: Page, doctor: Page, patientId: number): Promise<void> {
  const appointmentId = await walksIn(reception, patientId);
  const saved = await answered(doctor, 'consultation.save', {
    appointmentId,
    version: null,
    page: {
      complaint: null,
      diagnosis: 'Pharyngitis',
      medicines: FAVOURITES.map((one) => ({ ...one, brand: null, days: 5, instructions: null })),
      tests: null,
      advice: null,
      reviewOn: null,
      tags: [],
    },
  });
  const { id, version } = Prescription.parse(saved).prescription;
  await answered(doctor, 'consultation.sign', { id, version });
  await emptyLine(reception);
}

test('a review visit: next, repeat, one line changed, F 7, Ctrl+Enter: signed, printed, done, and the next is there', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const reception = await enter(desk, 'reception');
  const page = await enter(desk, 'doctor');
  page.on('popup', (paper) => void paper.close());
  await page.keyboard.press('F4');
  const name = (round: number, who: string) => `${who}${'abcd'.charAt(round)} Momentreview`;
  await moment(
    page,
    '6, a review visit',
    { commands: 10, seconds: 15 },
    {
      prepare: async (round) => {
        // The one before ends when whoever was called is in the room at the server too.
        if (round > 0) await expect(page.locator('.chip--in_room')).toHaveCount(1);
        await emptyLine(reception);
        const patient = await register(reception, `Old${'abcd'.charAt(round)}`, 'Momentreview');
        await treatedBefore(reception, page, patient.id);
        await walksIn(reception, patient.id);
        const next = await register(reception, `Next${'abcd'.charAt(round)}`, 'Momentreview');
        await walksIn(reception, next.id);
        await expect(page.getByRole('button', { name: /^Call next/ })).toBeEnabled();
        await expect(page.getByRole('region', { name: 'Waiting' })).toContainText(name(round, 'Next'));
      },
      play: async (typist, round) => {
        await typist.press('Alt+n', { selector: 'h1', text: name(round, 'Old') });
        await typist.sees('the page', { selector: 'textarea:focus' });
        await typist.press('Alt+r', { selector: '[data-field="frequency"]:focus', text: 'TDS' });
        await typist.type('bd', { selector: '[data-field="frequency"]:focus', text: 'bd' });
        await typist.press('Alt+f', { selector: '[data-review]:focus' });
        await typist.type('7', { selector: '.review', text: '11 January 2027' });
        await typist.press('Control+Enter');
        await typist.sees('the next patient', { selector: 'h1', text: name(round, 'Next') });
      },
    },
  );
});

test('three favourites from the door: signed in, next, three medicines by three letters each, signed', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const reception = await enter(desk, 'reception');
  const page = await enter(desk, 'doctor');
  page.on('popup', (paper) => void paper.close());
  const first = await register(reception, 'Seed', 'Momentfavourite');
  await treatedBefore(reception, page, first.id);
  const name = (round: number) => `New${'abcd'.charAt(round)} Momentfavourite`;
  await moment(
    page,
    '7, three favourites from the door',
    { seconds: 40 },
    {
      prepare: async (round) => {
        await emptyLine(reception);
        const patient = await register(reception, `New${'abcd'.charAt(round)}`, 'Momentfavourite');
        await walksIn(reception, patient.id);
        await page.evaluate(() =>
          window.clinic.call('session.signOut', {}, { requestId: crypto.randomUUID() }),
        );
        await page.reload();
        await expect(page.getByLabel('User name or e-mail')).toBeFocused();
      },
      play: async (typist, round) => {
        await typist.type('drrao', { selector: 'input:focus' });
        await typist.press('Tab');
        await typist.type('sample-clinic', { selector: 'input:focus' });
        await typist.press('Enter');
        await typist.sees('the room', { selector: '.room-queue', text: name(round) });
        await typist.press('Alt+n', { selector: 'h1', text: name(round) });
        await typist.sees('the page', { selector: 'textarea:focus' });
        await typist.press('Alt+m', { selector: '[data-field="name"]:focus' });
        for (const { name: medicine, frequency } of FAVOURITES) {
          await typist.type(medicine.slice(0, 3).toLowerCase());
          await typist.sees('suggested', { selector: '.offered', text: medicine });
          await typist.press('Enter', { selector: '[data-field="frequency"]:focus', text: frequency });
          await typist.press('Enter', { selector: '[data-field="name"]:focus' });
        }
        await typist.press('Control+Enter');
        await typist.sees('done', { selector: '.room-queue section:last-of-type', text: name(round) });
      },
    },
  );
});
