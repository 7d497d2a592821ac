import { expect, test } from 'vitest';
import { NOTHING_MEASURED } from '#shared/domain/vitals/measures';
import { openPageWords } from '#electron/platform/page-words';
import type { PageLanguage } from '#shared/texts/page/page-texts';
import { frequencyInWords, remarksInWords } from './medicine-words';
import { type PrintedPrescription, prescriptionHtml } from './prescription';

const sheet: PrintedPrescription = {
  page: { width: 148, height: 210, margins: { top: 12, right: 12, bottom: 12, left: 12 } },
  clinicName: 'Sunrise Clinic',
  headerPrePrinted: false,
  doctor: { name: 'Dr Meera Rao', degree: 'MBBS, MD', specialization: 'General', registrationNo: 'KMC 4711' },
  patient: { name: 'Asha Verma', number: '10001', about: '45 y · F', phone: null },
  day: 'Monday 4 January 2027',
  written: {
    complaint: 'Fever',
    diagnosis: 'Pharyngitis',
    medicines: [
      {
        name: 'Amoxicillin',
        brand: 'Mox',
        dosage: '500 mg',
        frequency: '1-0-1',
        days: 5,
        instructions: 'after meals, whole',
      },
    ],
    tests: 'CBC',
    advice: 'Drink plenty of water.\nWarm gargles',
    reviewOn: null,
    tags: [],
  },
  allergies: ['Penicillin'],
  vitals: {
    ...NOTHING_MEASURED,
    systolic: 120,
    diastolic: 80,
    temperatureC: 37,
    weightKg: 62.5,
    heightCm: 165,
  },
  review: 'Monday 11 January 2027',
  pharmacies: [
    { name: 'City Pharmacy', meters: 350 },
    { name: 'CareMeds', meters: 1800 },
  ],
  hidden: new Set(),
  mark: null,
  locale: 'en-IN',
  foot: 'Open 9 to 5',
};

const html = (language: PageLanguage, changes: Partial<PrintedPrescription> = {}) => {
  const whole = prescriptionHtml({ ...sheet, ...changes }, openPageWords(language));
  const body = /<body>([\s\S]*)<\/body>/.exec(whole)?.[1];
  if (body === undefined) throw new Error('the sheet has no body');
  return { whole, body };
};
const headings = (body: string) => [...body.matchAll(/<h2>(.*?)<\/h2>/g)].map((found) => found[1]);

test('the page tells who, what was found, what to take and how, and when to come again', () => {
  const { whole, body } = html('en');
  expect(headings(body)).toEqual([
    'Allergies',
    'Complaint',
    'Vitals',
    'Diagnosis',
    'Medicines',
    'Tests',
    'Advice',
    'Next visit',
    'Pharmacies nearby',
  ]);
  expect(body).toContain('<bdi>City Pharmacy (350 m)\nCareMeds (1.8 km)</bdi>');
  expect(body).toContain('Sunrise Clinic');
  expect(body).toContain('MBBS, MD');
  expect(body).toContain('Reg. No. KMC 4711');
  expect(body).toContain(
    '<td><b><bdi>Amoxicillin</bdi></b> <bdi>500 mg</bdi><small><bdi>Mox</bdi></small></td>',
  );
  expect(body).toContain('<bdi class="as-written">1-0-1</bdi><small><bdi>morning 1 · night 1</bdi></small>');
  expect(body).toContain('<td>5 days</td>');
  expect(body).toContain('<bdi>after meals, whole</bdi>');
  expect(body).toContain('Open 9 to 5');
  expect(whole).toContain('<html lang="en">');
});

test.each([
  ['hi', '', 'सुबह 1 · रात 1', '5 दिन', 'खाने के बाद, whole', 'पानी खूब पिएँ।'],
  ['ta', '', 'காலை 1 · இரவு 1', '5 நாட்கள்', 'உணவுக்குப் பின், whole', 'தண்ணீர் நிறைய குடிக்கவும்.'],
  ['ar', ' dir="rtl"', 'صباحًا 1 · ليلًا 1', '5 أيام', 'بعد الأكل, whole', 'اشرب الكثير من الماء.'],
] as const)(
  'in %s, what is to be done is in the patient’s language and the doctor’s words stay',
  (language, direction, often, days, remarks, advice) => {
    const { whole, body } = html(language);
    expect(whole).toContain(`<html lang="${language}"${direction}>`);
    expect(body).toContain(`<bdi class="as-written">1-0-1</bdi><small><bdi>${often}</bdi></small>`);
    expect(body).toContain(`<td>${days}</td>`);
    expect(body).toContain(`<bdi>${remarks}</bdi>`);
    expect(body).toContain(`${advice}\nWarm gargles`);
    expect(body).toContain('<bdi>Pharyngitis</bdi>');
  },
);

test('what was measured in the visit is on it, with its units and the body mass index', () => {
  expect(html('en').body).toContain(
    '<bdi>Blood pressure 120/80 mmHg</bdi> · <bdi>Temperature 37.0 °C</bdi> · <bdi>Weight 62.5 kg</bdi> · <bdi>Height 165 cm</bdi> · <bdi>BMI 23.0</bdi>',
  );
  expect(html('ta').body).toContain('<bdi>எடை 62.5 கிகி</bdi>');
  expect(headings(html('en', { vitals: NOTHING_MEASURED }).body)).not.toContain('Vitals');
});

test('sections that the doctor leaves out are not on it; medicines always are', () => {
  const { body } = html('en', {
    hidden: new Set(['complaint', 'allergies', 'vitals', 'tests', 'review', 'pharmacies']),
  });
  expect(headings(body)).toEqual(['Diagnosis', 'Medicines', 'Advice']);
  expect(body).not.toContain('Penicillin');
});

test('on paper with its own head no head is printed again, and the signature says who signs', () => {
  const { body } = html('en', { headerPrePrinted: true });
  expect(body).not.toContain('Sunrise Clinic');
  expect(body).not.toContain('General');
  expect(body).toContain(
    '<div class="signature"><p><bdi>Dr Meera Rao</bdi></p><p><bdi>MBBS, MD</bdi></p><p><bdi>Reg. No. KMC 4711</bdi></p></div>',
  );
});

test('one that does not hold any more says so across the page', () => {
  expect(html('en', { mark: { kind: 'voided', reason: 'Wrong <b>patient</b>' } }).body).toContain(
    '<p class="mark"><bdi>Void: Wrong &lt;b&gt;patient&lt;/b&gt;</bdi></p>',
  );
  expect(html('hi', { mark: { kind: 'replaced' } }).body).toContain('इसकी जगह नया पर्चा है');
});

test('every way of saying how often is said in words; what we do not read stays as written', () => {
  const en = openPageWords('en');
  const often = (written: string) => frequencyInWords(written, en, 'en-IN');
  expect(often('½-0-0-1½')).toBe('morning ½ · night 1½');
  expect(often('BD')).toBe('twice a day');
  expect(often('q8h')).toBe('every 8 hours');
  expect(often('alternate days')).toBe('every other day');
  expect(often('weekly mon')).toBe('once a week, Monday');
  expect(often('1-0-1 x5, 1-0-0 x1')).toBe('morning 1 · night 1: 5 days; morning 1: 1 day');
  expect(often('as told')).toBeNull();
  expect(frequencyInWords('weekly sun', openPageWords('ar'), 'ar-EG-u-nu-latn')).toBe(
    'مرة في الأسبوع، الأحد',
  );
  expect(remarksInWords(null, en)).toBe('');
});
