import { expect, test } from 'vitest';
import { BLANK_PAGE } from '#shared/contract/consultation';
import { ClinicDate } from '#shared/values/wall-clock';
import { isBlankPage, newLine, pageOf, reviewOf, tagsOf, typedOf, withOpenRow } from './typed-page';

const today = ClinicDate.parse('2027-01-04');

test('what is typed is sent without the rows that have nothing in them', () => {
  const line = newLine({ name: 'Paracetamol', days: 3 });
  const typed = { ...typedOf(BLANK_PAGE), complaint: 'Fever', lines: [newLine(), line, newLine()] };
  const { page, order } = pageOf(typed, today);
  expect(page).toMatchObject({ complaint: 'Fever', reviewOn: null });
  expect(page.medicines).toMatchObject([{ name: 'Paracetamol', days: 3 }]);
  expect(order).toEqual([line.key]);
});

test('tags are the words between commas, each once, and are typed again as they were kept', () => {
  const typed = { ...typedOf(BLANK_PAGE), tags: ' antibiotic, urgent ,,antibiotic' };
  expect(tagsOf(typed)).toEqual(['antibiotic', 'urgent']);
  expect(typedOf({ ...BLANK_PAGE, tags: tagsOf(typed) }).tags).toBe('antibiotic, urgent');
});

test('days are days, weeks, or what a taper says', () => {
  const typed = (days: string, frequency = '') => ({ ...newLine({ name: 'X' }), days, frequency });
  const lines = [typed('2w'), typed('', '1-0-1 x5, 1-0-0 x5'), typed('soon')];
  const { page } = pageOf({ ...typedOf(BLANK_PAGE), lines }, today);
  expect(page.medicines.map(({ days }) => days)).toEqual([14, 10, null]);
});

test('the review is a date, or so many days from today', () => {
  const typed = typedOf(BLANK_PAGE);
  expect(reviewOf({ ...typed, review: '7' }, today)).toBe('2027-01-11');
  expect(reviewOf({ ...typed, review: '2w' }, today)).toBe('2027-01-18');
  expect(reviewOf({ ...typed, review: '2027-02-01' }, today)).toBe('2027-02-01');
  expect(reviewOf({ ...typed, review: 'soon' }, today)).toBeNull();
});

test('there is always one open row, and never two', () => {
  const open = withOpenRow([]);
  expect(open).toHaveLength(1);
  expect(withOpenRow(open)).toBe(open);
});

test('a page is blank with open rows and blanks in it, and not with one word of a medicine', () => {
  const blank = { ...typedOf(BLANK_PAGE), complaint: '  \n', lines: [newLine()] };
  expect(isBlankPage(blank)).toBe(true);
  expect(isBlankPage({ ...blank, lines: [newLine(), newLine({ name: 'Zinc' })] })).toBe(false);
  expect(isBlankPage({ ...blank, advice: 'Rest' })).toBe(false);
});
