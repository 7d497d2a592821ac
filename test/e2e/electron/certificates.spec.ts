import { z } from 'zod';
import { contract, type InputOf } from '#shared/contract/contract';
import { MedicalPaper } from '#shared/contract/papers';
import { answered } from '#test/e2e/support/clinic-api';
import { expect, test } from '#test/e2e/support/electron-test';
import { pdfPages } from '#test/e2e/support/pdf';
import { savedPdf } from '#test/e2e/support/saved-pdf';
import { signIn } from '#test/e2e/support/sign-in';
import { book, register } from '#test/e2e/support/visits';

/** Half a dot's blur and the points that a page is rounded to, in mm. */
const BLUR = 0.5;
const A4 = { width: 210, height: 297 };

const papers: readonly InputOf<'papers.sign'>['content'][] = [
  { kind: 'sick_leave', from: '2031-03-04', to: '2031-03-06', reason: 'Dengue', showsReason: true },
  { kind: 'fitness', from: '2031-03-04', fitFor: 'School and sports' },
  {
    kind: 'referral',
    to: 'Dr Bose, cardiology, City Hospital',
    question: 'Is the murmur of any weight?\nMay she go on with iron?',
    findings: 'Systolic murmur 2/6 over the apex, pulse 92/min, Hb 9.4 g/dl.',
  },
];
/** What the doctor typed stands in every language's page as it was typed. */
const typed = ['Dengue', 'School and sports', 'Is the murmur of any weight?'];
const languages = ['en', 'hi', 'ar'];

/** What a file keeps of a text apart from its signs and gaps, which may be other letters of its type. */
const letters = (text: string) => text.replace(/[^a-z]/gi, '');

for (const [place, language] of languages.entries()) {
  test(`certificates and a letter in ${language} are one A4 page each, inside its margins, with the patient's number as bars`, async ({
    desk,
  }) => {
    const reception = await desk.open();
    await signIn(reception, 'reception');
    const day = `2031-03-${String(10 + place)}`;
    const patient = await register(reception, 'Ira', `Paper${language}`);
    await answered(reception, 'patients.edit', {
      id: patient.id,
      version: patient.version,
      changes: { language },
    });
    const { appointment } = await book(reception, {
      patient,
      doctor: 'rao',
      start: `${day}T10:00`,
      end: `${day}T10:15`,
    });
    const doctor = await desk.open();
    await signIn(doctor, 'doctor');
    const { medicalPaper } = contract['printing.paperSettings'].output.parse(
      await answered(doctor, 'printing.paperSettings', {}),
    );
    for (const [at, content] of papers.entries()) {
      const { paper } = z
        .object({ paper: MedicalPaper })
        .parse(await answered(doctor, 'papers.sign', { appointmentId: appointment.id, content }));
      const pages = await pdfPages(await savedPdf(doctor, 'printing.medicalPaper', { paperId: paper.id }));
      expect(pages).toHaveLength(1);
      const [sheet] = pages;
      if (!sheet) throw new Error('no page');
      expect(Math.abs(sheet.width - A4.width)).toBeLessThan(BLUR);
      expect(Math.abs(sheet.height - A4.height)).toBeLessThan(BLUR);
      for (const side of ['top', 'right', 'bottom', 'left'] as const) {
        expect(sheet.ink[side], side).toBeGreaterThan(medicalPaper.margins[side] - BLUR);
      }
      expect(sheet.bars).toEqual([patient.clinicNo]);
      expect(letters(sheet.text)).toContain(letters(typed[at] ?? 'nothing'));
    }
  });
}
