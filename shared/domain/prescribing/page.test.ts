import { expect, test } from 'vitest';
import { isEmptyPage, pageProblems } from './page';

const blank = { complaint: null, diagnosis: null, medicines: [], tests: null, advice: null };
const line = { name: 'Paracetamol', dosage: '650 mg', frequency: '1-0-1' };

test('a page without a word is empty, one word on it is enough', () => {
  expect(isEmptyPage(blank)).toBe(true);
  expect(isEmptyPage({ ...blank, advice: 'Rest' })).toBe(false);
  expect(isEmptyPage({ ...blank, medicines: [line] })).toBe(false);
});

test('each line that cannot be signed says where and why', () => {
  const medicines = [
    line,
    { name: '', dosage: 'some', frequency: 'often' },
    { ...line, dosage: null, frequency: null },
  ];
  expect(pageProblems({ ...blank, medicines })).toEqual([
    { path: 'medicines.1.name', code: 'required' },
    { path: 'medicines.1.dosage', code: 'not_a_dose' },
    { path: 'medicines.1.frequency', code: 'not_a_frequency' },
  ]);
});
