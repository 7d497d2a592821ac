import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinedPlan, searchPlan } from './search-plan';
import { fold, nameWords, tokensOf, type Findable } from './search-words';

function patient(fields: Partial<Findable>): Findable {
  return {
    firstName: 'Asha',
    lastName: null,
    phone: null,
    contactEmail: null,
    dateOfBirth: null,
    birthPrecision: null,
    numbers: [],
    ...fields,
  };
}

/** What the search statement does: every start begins one of the patient's tokens. */
function finds(typed: string, who: Findable): boolean {
  const tokens = tokensOf(who).map(({ token }) => token);
  const plan = searchPlan(typed);
  if (plan === null) return false;
  return [...plan.starts, ...plan.others].every((term) => tokens.some((token) => token.startsWith(term)));
}

const anyText = fc.string({ unit: 'binary', maxLength: 30 });

describe('fold', () => {
  test.each([
    ['José', 'jose'],
    ['ŁUCJA', 'lucja'],
    ['Søren', 'soren'],
    ['Groß', 'gross'],
    ['STRAẞE', 'strasse'],
    ['Đặng Thị Hoà', 'dang thi hoa'],
    ['İpek Işık Yıldız', 'ipek isik yildiz'],
    ['Æsa Þórdís Guðrún', 'aesa thordis gudrun'],
    ['Ｍｅｅｒａ', 'meera'],
    ['ΝΊΚΟΣ', 'νικοσ'],
    ['मीरा राव', 'मीरा राव'],
    ['أحمد', 'احمد'],
    ['ガンダム', 'ガンダム'],
    ['९८७६', '9876'],
    ['Anne\u00adMarie', 'annemarie'],
  ])('%s becomes %s', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  test('is the same however the accents were typed', () => {
    expect(fold('Jose\u0301')).toBe(fold('Jos\u00e9'));
    expect(fold('\u0958लम')).toBe(fold('\u0915\u093cलम'));
  });

  test('keeps vowel signs apart: two names that differ only in them stay two', () => {
    expect(fold('मीरा')).not.toBe(fold('मारी'));
    expect(fold('किरण')).not.toBe(fold('करण'));
  });

  test('folding again changes nothing, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000 },
    );
  });

  test('case never matters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text.toUpperCase().toLowerCase()));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nameWords', () => {
  test('splits names at spaces, hyphens and apostrophes, and keeps them joined too', () => {
    expect(nameWords('Mary-Anne D’Souza')).toEqual(['maryanne', 'mary', 'anne', 'dsouza', 'd', 'souza']);
    expect(nameWords("Rao-D'Souza")).toEqual(['raodsouza', 'rao', 'dsouza', 'd', 'souza']);
  });

  test('a name without spaces is found from any of its characters', () => {
    expect(nameWords('王小明')).toEqual(['王小明', '小明', '明']);
  });
});

describe('searching', () => {
  const meera = patient({
    firstName: 'Meera',
    lastName: "Rao-D'Souza",
    phone: '+91 98765 43210',
    contactEmail: 'meera.r@example.net',
    dateOfBirth: '1980-01-04',
    birthPrecision: 'day',
    numbers: ['10042', 'OF-1234/A'],
  });

  test.each([
    'me',
    'rao meera',
    'ra me',
    'dsou',
    "d'souza",
    'souza m',
    '4321',
    '98765',
    '+91 98765 43210',
    '098765 43210',
    '९८७६५',
    '04/01/1980',
    '4-1-1980',
    '4.1.1980',
    '1980-01-04',
    '1980',
    '10042',
    'of-12',
    '1234',
    'rao 3210',
    'meera 4/1/1980',
    '4 Jan 1980',
    '4-jan-1980',
    '04 January, 1980',
    '4 जनवरी 1980',
    '4 जन॰ 1980',
    'rao 4 jan 1980',
    'meera.r@ex',
    'MEERA.R@EXAMPLE.NET',
    'rao meera.r@',
  ])('finds her by %s', (typed) => {
    expect(finds(typed, meera)).toBe(true);
  });

  test.each([
    'm',
    ' ',
    '',
    'eera',
    'rao mina',
    '98766',
    '05/01/1980',
    '01/04/1980',
    '5 Jan 1980',
    '4 Feb 1980',
    '4 jam 1980',
    'meera.rex',
    'example@',
    "'; DROP TABLE",
    '%%',
    '__',
  ])('does not find her by %j', (typed) => {
    expect(finds(typed, meera)).toBe(false);
  });

  test('two names written as one are found apart and together', () => {
    expect(finds('anilkumar', patient({ firstName: 'Anil', lastName: 'Kumar' }))).toBe(true);
    expect(joinedPlan('venkata ramana 98')).toEqual({ starts: ['venkataramana'], others: ['98'] });
    expect(joinedPlan('venkata 98')).toBeNull();
  });

  test('of a name of eight words any two find it', () => {
    const who = patient({ firstName: 'Venkata Satya Naga Sai', lastName: 'Lakshmi Durga Prasad Rao' });
    expect(finds('rao venkata', who)).toBe(true);
    expect(finds('prasad durga', who)).toBe(true);
  });

  test('those who share a word stand in the order of their names', () => {
    const tokenOf = (firstName: string, lastName: string, typed: string) =>
      tokensOf(patient({ firstName, lastName }))
        .map(({ token }) => token)
        .find((token) => token.startsWith(typed)) ?? '';
    for (const typed of ['kumar', searchPlan('an kumar')?.starts[0] ?? '']) {
      const tokens = [
        tokenOf('Anand', 'Kumar', typed),
        tokenOf('Anil', 'Kumar', typed),
        tokenOf('Anil Mohan', 'Kumar', typed),
        tokenOf('Anita', 'Kumar', typed),
        tokenOf('Anand', 'Kumari', typed),
      ];
      expect(tokens).not.toContain('');
      expect([...tokens].sort()).toEqual(tokens);
    }
  });

  test('an estimated birth is found by what is known of it', () => {
    const estimated = patient({ dateOfBirth: '1981-01-01', birthPrecision: 'year' });
    expect(finds('1981', estimated)).toBe(true);
    expect(finds('01/01/1981', estimated)).toBe(false);
    expect(finds('1981', patient({ dateOfBirth: '1981-05-01', birthPrecision: 'month' }))).toBe(true);
  });

  test('any two beginnings of two words find the name, in either order', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
      .filter((text) => nameWords(text).length === 1);
    fc.assert(
      fc.property(word, word, (first, last) => {
        const who = patient({ firstName: first, lastName: last });
        const [a, b] = [nameWords(first)[0] ?? '', nameWords(last)[0] ?? ''];
        fc.pre(a.length > 1 && b.length > 1 && a !== b);
        expect(finds(`${b} ${a}`, who)).toBe(true);
        expect(finds(`${a} ${b}`, who)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("any run of a phone's digits finds it", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9][0-9]{9}$/),
        fc.nat(6),
        fc.integer({ min: 3, max: 4 }),
        (phone, from, length) => {
          expect(finds(phone.slice(from, from + length), patient({ phone }))).toBe(true);
        },
      ),
    );
  });

  test('whatever is typed, tokens fit their column and no token stands twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.array(fc.string({ unit: 'binary' })),
        (name, numbers) => {
          const tokens = tokensOf(patient({ firstName: name, lastName: name, numbers })).map(
            ({ token }) => token,
          );
          expect(new Set(tokens).size).toBe(tokens.length);
          for (const token of [...tokens, ...(searchPlan(name)?.starts ?? [])]) {
            expect(token).not.toBe('');
            expect(Array.from(token).length).toBeLessThanOrEqual(40);
            expect(token).not.toMatch(/[%_\\]/);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
