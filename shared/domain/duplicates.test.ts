import { describe, expect, test } from 'vitest';
import { type Described, LIKELY, likely, nameLikeness, phoneKey } from './duplicates';
import { soundOf } from './name-sound';

function who(fields: Partial<Described>): Described {
  return {
    firstName: 'Asha',
    lastName: 'Verma',
    phone: null,
    contactEmail: null,
    dateOfBirth: null,
    birthPrecision: null,
    guardian: null,
    ...fields,
  };
}

describe('names that sound alike', () => {
  test.each([
    ['kavitha', 'kavita'],
    ['shruti', 'sruthi'],
    ['laxmi', 'lakshmi'],
    ['suneeta', 'sunita'],
    ['pooja', 'puja'],
    ['wasim', 'vasim'],
    ['philip', 'filip'],
    ['deepak', 'dipak'],
  ])('%s and %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  test.each([
    ['ravi', 'rani'],
    ['rani', 'renu'],
    ['amit', 'amol'],
    ['मीरा', 'मारी'],
  ])('%s and %s stay two', (one, other) => {
    expect(soundOf(one)).not.toBe(soundOf(other));
    expect(nameLikeness(one, other)).toBe(0);
  });

  test('the order of the words does not matter', () => {
    expect(nameLikeness('Kavitha Rao', 'Rao Kavitha')).toBe(1);
  });

  test('a slip in a long word is alike, in a short one another name', () => {
    expect(nameLikeness('Muhammad', 'Mohammed')).toBe(0.85);
    expect(nameLikeness('Subramanian', 'Subramaniam')).toBe(0.85);
    expect(nameLikeness('Anil', 'Amil')).toBe(0);
  });

  test('an initial stands for its name, no more', () => {
    expect(nameLikeness('Asha V', 'Asha Verma')).toBe(0.9);
    expect(nameLikeness('Asha K', 'Asha Verma')).toBe(0.5);
  });
});

describe('the score', () => {
  test.each<[string, Partial<Described>, Partial<Described>, number, string[]]>([
    ['the same full name', {}, {}, 60, ['same_name']],
    ['one name only', { lastName: null }, {}, 40, ['same_name']],
    [
      'one name and the phone, written otherwise',
      { lastName: null, phone: '+91 98450-12345' },
      { phone: '098450 12345' },
      70,
      ['same_name', 'same_phone'],
    ],
    [
      'a name that sounds alike, and the birth',
      { firstName: 'Usha', lastName: 'Laxmi', dateOfBirth: '1980-01-04', birthPrecision: 'day' },
      { firstName: 'Usha', lastName: 'Lakshmi', dateOfBirth: '1980-01-04', birthPrecision: 'day' },
      70,
      ['similar_name', 'same_birth'],
    ],
    [
      'an estimate beside a birthday',
      { dateOfBirth: '1981-01-01', birthPrecision: 'year' },
      { dateOfBirth: '1980-11-30', birthPrecision: 'day' },
      75,
      ['same_name', 'close_birth'],
    ],
    [
      'two birthdays',
      { dateOfBirth: '1980-01-04', birthPrecision: 'day' },
      { dateOfBirth: '1980-01-05', birthPrecision: 'day' },
      30,
      ['same_name'],
    ],
    [
      'the same guardian',
      { guardian: 'Ravi Verma' },
      { guardian: 'ravi  VERMA' },
      75,
      ['same_name', 'same_guardian'],
    ],
    [
      'the same e-mail address',
      { lastName: null, contactEmail: 'Home@Example.com' },
      { lastName: null, contactEmail: 'home@example.com' },
      60,
      ['same_name', 'same_email'],
    ],
  ])('%s', (_what, one, other, score, reasons) => {
    expect(likely(who(one), who(other))).toEqual({ score, reasons });
    expect(likely(who(other), who(one))).toEqual({ score, reasons });
  });

  test('a family on one phone with one guardian is not a duplicate', () => {
    const shared = { phone: '9845012345', guardian: 'Ravi Verma', contactEmail: 'home@example.com' };
    expect(likely(who({ ...shared, firstName: 'Anil' }), who({ ...shared, firstName: 'Anita' }))).toEqual({
      score: 0,
      reasons: [],
    });
  });

  test('one common first name is not worth a word', () => {
    expect(likely(who({ lastName: null }), who({})).score).toBeLessThan(LIKELY);
  });

  test('nothing typed is like nobody', () => {
    expect(likely(who({ firstName: '', lastName: null }), who({})).score).toBe(0);
  });
});

test('a phone is known by its last ten digits; an extension by nothing', () => {
  expect(phoneKey('+91 98450 12345')).toBe('9845012345');
  expect(phoneKey('९८४५०१२३४५')).toBe('9845012345');
  expect(phoneKey('2241')).toBeNull();
});
