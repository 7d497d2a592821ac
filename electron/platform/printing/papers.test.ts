import { expect, test } from 'vitest';
import { openWords } from '#electron/platform/words';
import { appointmentNoteHtml } from './appointment-note';
import { barcode } from './barcode';
import { cardHtml } from './card';
import { labelHtml } from './label';
import { type PageBox, pageRule, rollHeight } from './page';
import { slipHtml } from './slip';
import { testPageHtml } from './test-page';

const words = openWords();
const even = (margin: number) => ({ top: margin, right: margin, bottom: margin, left: margin });
const roll58: PageBox = { width: 58, height: null, margins: even(4) };
const small: PageBox = { width: 50, height: 25, margins: even(2) };
const a5: PageBox = { width: 148, height: 210, margins: even(12) };

function textOf(html: string): string[] {
  const body = /<body>([\s\S]*)<\/body>/.exec(html)?.[1];
  if (body === undefined) throw new Error('the sheet has no body');
  return body
    .replace(/<svg[\s\S]*?<\/svg>/g, '[bars]')
    .replace(/<[^>]+>/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** The bars' width in mm, as the sheet asks for it. */
function barsWidth(html: string): number | null {
  const width = /<svg class="bars" width="([\d.]+)mm"/.exec(html)?.[1];
  return width === undefined ? null : Number(width);
}

const slip = {
  page: roll58,
  headerPrePrinted: false,
  clinicName: 'Sunrise Clinic',
  day: 'Monday 4 January 2027',
  time: '10:15',
  tokenNo: null,
  patient: 'Asha Verma',
  number: '10001',
  doctor: 'Dr Meera Rao',
  printedAt: '2027-01-04 08:40',
};

test('a slip says when, to whom and who; a token stands before its estimated time', () => {
  expect(textOf(slipHtml(slip, words))).toEqual([
    'Sunrise Clinic',
    '10:15',
    'Dr Meera Rao',
    'Monday 4 January 2027',
    'Asha Verma',
    '[bars]',
    'No. 10001',
    'Printed 2027-01-04 08:40',
  ]);
  expect(textOf(slipHtml({ ...slip, tokenNo: 12, headerPrePrinted: true, number: null }, words))).toEqual([
    'Token',
    '12',
    'about 10:15',
    'Dr Meera Rao',
    'Monday 4 January 2027',
    'Asha Verma',
    'Printed 2027-01-04 08:40',
  ]);
});

test('an appointment note says nothing of why', () => {
  const note = { ...slip, page: a5, specialization: 'Dermatology', isVideo: true };
  expect(textOf(appointmentNoteHtml(note, words))).toEqual([
    'Sunrise Clinic',
    'Your appointment',
    'Asha Verma',
    'Monday 4 January 2027',
    '10:15',
    'Dr Meera Rao',
    'Dermatology',
    'By video',
    '[bars]',
    'No. 10001',
    'Please bring this along. If you cannot come, please tell us.',
  ]);
});

test('label and card carry the number as bars, and an estimated age as an estimate', () => {
  const patient = { name: 'Asha Verma', number: '10001', about: '~45 y · F', phone: '98765 43210' };
  expect(textOf(labelHtml({ page: small, patient }, words))).toEqual([
    'Asha Verma',
    'No. 10001 ~45 y · F',
    '[bars]',
  ]);
  expect(textOf(cardHtml({ ...slip, page: a5, patient, guardian: 'Ravi Verma' }, words))).toEqual([
    'Sunrise Clinic',
    'Asha Verma',
    '~45 y · F',
    '98765 43210',
    'Guardian: Ravi Verma',
    '[bars]',
    'No. 10001',
  ]);
});

test('bars are whole dots of a thermal printer wide, within their room, or left out', () => {
  // Twenty modules of quiet zones; five figures: start, "1", two pairs and the change between the sets, check sum, stop: 79 modules.
  expect(barsWidth(slipHtml(slip, words))).toBe(99 * 0.375);
  expect(barsWidth(slipHtml({ ...slip, number: 'ABCDEFGHIJ' }, words))).toBe(165 * 0.25);
  expect(barsWidth(slipHtml({ ...slip, number: 'ABCDEFGHIJKLMNOPQRST' }, words))).toBe(null);
  expect(barcode('10001', 99 * 0.25, 8)?.text).toContain('width="24.75mm"');
  expect(barcode('10001', 24.7, 8)).toBe(null);
  expect(barcode('१०००१', 100, 8)).toBe(null);
  expect(barcode(null, 100, 8)).toBe(null);
});

test('a roll has no height of its own; what is measured is cut below the text', () => {
  expect(pageRule(roll58)).toBe('@page { margin: 4mm 4mm 4mm 4mm }');
  expect(rollHeight(roll58, 61.2)).toBe(70);
  expect(pageRule(small)).toBe('@page { size: 50mm 25mm; margin: 2mm 2mm 2mm 2mm }');
});

test('markup in what people typed is shown on every paper and never lived', () => {
  const hostile = '</p><script>alert(1)</script><img src=x>__CSP_NONCE__';
  const facts = {
    ...slip,
    clinicName: hostile,
    patient: hostile,
    doctor: hostile,
    number: hostile,
    day: hostile,
  };
  const patient = { name: hostile, number: hostile, about: hostile, phone: hostile };
  const pages = [
    slipHtml(facts, words),
    appointmentNoteHtml({ ...facts, specialization: hostile, isVideo: false }, words),
    labelHtml({ page: small, patient }, words),
    cardHtml({ ...facts, page: a5, patient, guardian: hostile }, words),
    testPageHtml({ ...facts, kind: hostile, printer: hostile }, words),
  ];
  for (const html of pages) {
    expect(html).toContain('&lt;img src=x&gt;');
    expect(html.includes('<img')).toBe(false);
    expect(html.includes('<script')).toBe(false);
    expect(html.match(/__CSP_NONCE__/g)).toHaveLength(1);
    expect(/https?:/.test(html.replaceAll('http://www.w3.org/2000/svg', ''))).toBe(false);
  }
});

test('the clinic’s own advice stands where ours would; its last lines under it, on a slip after the number', () => {
  expect(textOf(slipHtml({ ...slip, advice: 'Please wait upstairs.' }, words))).toContain(
    'Please wait upstairs.',
  );
  const note = { ...slip, page: a5, specialization: null, isVideo: false };
  const own = textOf(
    appointmentNoteHtml({ ...note, advice: 'Bring your reports.', foot: 'Closed on Sundays' }, words),
  );
  expect(own.slice(-2)).toEqual(['Bring your reports.', 'Closed on Sundays']);
  expect(textOf(appointmentNoteHtml(note, words)).at(-1)).toBe(words('paper.bringThis'));
});
