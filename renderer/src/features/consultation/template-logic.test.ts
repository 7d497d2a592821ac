import { expect, test } from 'vitest';
import { BLANK_PAGE } from '#shared/contract/consultation';
import { PageTemplate } from '#shared/contract/templates';
import { templateFor, withTemplate } from './template-logic';
import { newLine, typedOf } from './typed-page';

const line = { brand: null, dosage: '500 mg', frequency: 'TDS', days: 3, instructions: null };
const template = (id: number, name: string, ...medicines: string[]) =>
  PageTemplate.parse({
    id,
    version: 1,
    name,
    page: { medicines: medicines.map((one) => ({ ...line, name: one })), tests: null, advice: 'Rest' },
  });
const fever = template(1, 'Fever', 'Paracetamol');
const dengue = template(2, 'Dengue fever', 'Paracetamol', 'ORS');
const blank = typedOf(BLANK_PAGE);

test.each([
  ['fe', null],
  ['Fev', 'Fever'],
  ['High FEVER since Monday', 'Fever'],
  ['dengue fever', 'Dengue fever'],
  ['feverish', null],
  ['cough', null],
])('the complaint %j is offered %s', (complaint, name) => {
  expect(templateFor({ ...blank, complaint }, [fever, dengue])?.name ?? null).toBe(name);
});

test('what is on the page already is not offered again', () => {
  const typed = withTemplate({ ...blank, complaint: 'Fever' }, fever);
  expect(templateFor(typed, [fever])).toBeNull();
});

test('its lines stand beneath what is typed, its advice once', () => {
  const typed = { ...blank, advice: 'Drink water\n', lines: [newLine({ name: 'Zinc' }), newLine()] };
  const twice = withTemplate(withTemplate(typed, dengue), fever);
  expect(twice.lines.map(({ name }) => name)).toEqual(['Zinc', 'Paracetamol', 'ORS', 'Paracetamol']);
  expect(twice.advice).toBe('Drink water\nRest');
});
