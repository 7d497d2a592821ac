import { describe, expect, it } from 'vitest';
import en from './en.json';
import hi from './hi.json';
import { languageFor, localeFor } from './languages';
import { mirrored, type Sentences } from './mirrored';

function flat(sentences: Sentences, before = ''): Map<string, string> {
  return new Map(
    Object.entries(sentences).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
    ),
  );
}

const blanksOf = (sentence: string) => (sentence.match(/\{\{[^}]*\}\}/g) ?? []).sort();

const english = flat(en);
const hindi = flat(hi);

/** What needs no words of its own: names, examples, and sentences that are all blanks. */
const sameInBoth = new Set(['app.name']);

describe('the languages', () => {
  it('Hindi says every sentence that English says, and no other', () => {
    expect([...hindi.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('a Hindi sentence has the blanks of the English one', () => {
    for (const [key, sentence] of english) {
      expect([key, blanksOf(hindi.get(key) ?? '')]).toEqual([key, blanksOf(sentence)]);
    }
  });

  it('a Hindi sentence is in Hindi', () => {
    const untranslated = [...english].flatMap(([key, sentence]) => {
      const words = sentence.replaceAll(/\{\{[^}]*\}\}/g, '');
      const needsWords = /\p{L}{2,}/u.test(words) && !sameInBoth.has(key);
      return needsWords && !/\p{Script=Devanagari}/u.test(hindi.get(key) ?? '') ? [key] : [];
    });
    expect(untranslated).toEqual([]);
  });

  it('the mirrored language keeps blanks and digits and leaves no Latin word', () => {
    expect(mirrored({ a: { b: 'Move {{name}} to 10:15' } })).toEqual({ a: { b: 'موڤه {{name}} تو 10:15' } });
    expect(mirrored({ a: '{{from}} → {{to}}' })).toEqual({ a: '{{from}} ← {{to}}' });
  });

  it('a system that asks for a language we do not speak gets the next one it asks for, else English', () => {
    expect(languageFor(['ta-IN', 'hi-IN', 'en-IN'])).toBe('hi');
    expect(languageFor(['en-GB'])).toBe('en');
    expect(languageFor(['ta'])).toBe('en');
  });

  it('dates follow the clinic’s own locale, or its country in the language of the screen', () => {
    expect(localeFor('en', 'en-IN')).toBe('en-IN');
    expect(localeFor('hi', 'en-IN')).toBe('hi-IN');
    expect(localeFor('en', 'de-AT')).toBe('en-AT');
    expect(localeFor('hi', 'en')).toBe('hi');
  });
});
