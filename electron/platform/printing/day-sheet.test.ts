import { expect, test } from 'vitest';
import { openWords } from '#electron/platform/words';
import { type DaySheet, type DaySheetVisit, daySheetHtml } from './day-sheet';

const words = openWords();

const visit: DaySheetVisit = {
  time: '09:15',
  tokenNo: null,
  patient: 'Asha Verma',
  number: '10001',
  phone: '+91 98765 43210',
  type: 'telemedicine',
  reason: 'Fever',
  state: 'scheduled',
};

const sheet: DaySheet = {
  page: { width: 210, height: 297, margins: { top: 14, right: 12, bottom: 16, left: 12 } },
  headerPrePrinted: false,
  clinicName: 'Sunrise Clinic',
  day: 'Monday 4 January 2027',
  printedAt: '2027-01-04 08:40',
  printedBy: 'Meena Lal',
  doctors: [{ name: 'Dr Meera Rao', visits: [visit] }],
};

/** The page without its style block: what a reader sees, and what an attacker would have to get into. */
function bodyOf(html: string): string {
  const body = /<body>([\s\S]*)<\/body>/.exec(html)?.[1];
  if (body === undefined) throw new Error('the sheet has no body');
  return body;
}

function cells(html: string): string[] {
  return [...bodyOf(html).matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map((cell) => cell[1] ?? '');
}

test('a visit stands in its doctor’s table with all that the desk needs', () => {
  const html = daySheetHtml(sheet, words);
  expect(cells(html)).toEqual([
    '09:15',
    '<bdi>Asha Verma</bdi>',
    '10001',
    '<bdi>+91 98765 43210</bdi>',
    'By video',
    '<bdi>Fever</bdi>',
    '<span class="box"></span>Booked',
  ]);
  expect(bodyOf(html)).toContain('<h1>Day sheet, Monday 4 January 2027</h1>');
  expect(bodyOf(html)).toContain('Sunrise Clinic');
  expect(bodyOf(html)).toContain('Dr Meera Rao');
  expect(bodyOf(html)).toContain('Printed 2027-01-04 08:40 by Meena Lal');
});

test('on narrow paper the kind has no column: that it is by video stands before the reason', () => {
  const narrow = { ...sheet.page, width: 148, height: 210 };
  const html = daySheetHtml({ ...sheet, page: narrow }, words);
  expect(cells(html)).toEqual([
    '09:15',
    '<bdi>Asha Verma</bdi>',
    '10001',
    '<bdi>+91 98765 43210</bdi>',
    '<bdi>By video · Fever</bdi>',
    '<span class="box"></span>Booked',
  ]);
  expect(bodyOf(html)).not.toContain('<th class="type">');
});

test('the box is ticked once the patient has come; a token shows its number', () => {
  const html = daySheetHtml(
    {
      ...sheet,
      doctors: [
        { name: 'Dr Meera Rao', visits: [{ ...visit, state: 'waiting', tokenNo: 12, reason: null }] },
      ],
    },
    words,
  );
  expect(cells(html)[0]).toBe('09:15 <span>#12</span>');
  expect(cells(html)[5]).toBe('<bdi></bdi>');
  expect(cells(html)[6]).toBe('<span class="box ticked"></span>Waiting');
});

test('markup in a name, a reason, a doctor or the clinic is shown and never lived', () => {
  const hostile = `<img src=x onerror="alert('1')">&amp;\`</td></table><script>__CSP_NONCE__</script>`;
  const html = daySheetHtml(
    {
      ...sheet,
      clinicName: hostile,
      day: hostile,
      printedAt: hostile,
      printedBy: hostile,
      doctors: [
        {
          name: hostile,
          visits: [{ ...visit, patient: hostile, reason: hostile, phone: hostile, number: hostile }],
        },
      ],
    },
    words,
  );
  const shown =
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;&#96;&lt;/td&gt;&lt;/table&gt;&lt;script&gt;&#95;&#95;CSP&#95;NONCE&#95;&#95;&lt;/script&gt;';
  expect(cells(html)[1]).toBe(`<bdi>${shown}</bdi>`);
  expect(html.includes('<img')).toBe(false);
  expect(html.includes('<script')).toBe(false);
  expect(html.includes('onerror="')).toBe(false);
  // One placeholder, on our own style block: data never gets the page's nonce.
  expect(html.match(/__CSP_NONCE__/g)).toHaveLength(1);
  expect(html.includes('<style nonce="__CSP_NONCE__">')).toBe(true);
  // The doctor, the patient's four fields, the clinic, the title twice, the footer twice.
  expect(html.split(shown)).toHaveLength(11);
});

test('right-to-left names, emoji and Devanagari pass through unchanged, isolated from what is beside them', () => {
  const html = daySheetHtml(
    {
      ...sheet,
      doctors: [{ name: 'डॉ मीरा', visits: [{ ...visit, patient: 'ليلى حسن', reason: 'बुखार 🤒' }] }],
    },
    words,
  );
  expect(cells(html)[1]).toBe('<bdi>ليلى حسن</bdi>');
  expect(cells(html)[5]).toBe('<bdi>बुखार 🤒</bdi>');
  expect(bodyOf(html)).toContain('<bdi>डॉ मीरा</bdi>');
});

test('a day without visits says so, and so does a doctor without', () => {
  expect(bodyOf(daySheetHtml({ ...sheet, doctors: [] }, words))).toContain('<p>No appointments.</p>');
  const one = bodyOf(daySheetHtml({ ...sheet, doctors: [{ name: 'Dr Meera Rao', visits: [] }] }, words));
  expect(one).toContain('<h2><bdi>Dr Meera Rao</bdi></h2>\n<p>No appointments.</p>');
  expect(one).not.toContain('<table');
});

test('a head that is on the paper already is not printed again', () => {
  expect(bodyOf(daySheetHtml({ ...sheet, headerPrePrinted: true }, words))).not.toContain('Sunrise Clinic');
});

test('the page is as large as the paper, and its text as wide as the margins leave', () => {
  const half = { width: 210, height: 148.5, margins: { top: 5, right: 10, bottom: 7.5, left: 20 } };
  const html = daySheetHtml({ ...sheet, page: half }, words);
  expect(html).toContain('@page { size: 210mm 148.5mm; margin: 5mm 10mm 7.5mm 20mm }');
  expect(html).toContain('body { inline-size: 180mm }');
});

test('the fonts of the scripts that stand in it travel inside the page and nothing is fetched', () => {
  const html = daySheetHtml(sheet, words);
  const fonts = (page: string) => page.match(/url\(data:font\/woff2;base64,/g)?.length;
  expect(fonts(html)).toBe(2);
  expect(fonts(daySheetHtml({ ...sheet, clinicName: 'सुनीता' }, words))).toBe(4);
  expect(fonts(daySheetHtml({ ...sheet, clinicName: 'सुनीता தமிழ் محمد' }, words))).toBe(8);
  expect(/https?:/.test(html)).toBe(false);
  expect(html.includes('content: "Page " counter(page) " of " counter(pages) ""')).toBe(true);
});
