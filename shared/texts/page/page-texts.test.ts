import { describe, expect, it } from 'vitest';
import type { Sentences } from '../mirrored';
import { PAGE_LANGUAGES, pageLanguageOf, pageLocale, pageTexts } from './page-texts';
import { stockAdviceOf } from './stock-advice';

const SCRIPT = {
  en: /\p{Script=Latin}/u,
  hi: /\p{Script=Devanagari}/u,
  ta: /\p{Script=Tamil}/u,
  ar: /\p{Script=Arabic}/u,
};
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flat(sentences: Sentences, before = ''): Map<string, string> {
  return new Map(
    Object.entries(sentences).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
    ),
  );
}

const byLanguage = PAGE_LANGUAGES.map((language) => ({
  language,
  texts: flat(pageTexts[language].translation),
}));
const subjects = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const blanks = (sentence: string) => (sentence.match(/\{\{[^}]*\}\}/g) ?? []).sort();
const english = flat(pageTexts.en.translation);

describe('the patient’s page', () => {
  it.each(byLanguage)(
    'says in $language what it says in English, in its own script',
    ({ language, texts }) => {
      expect(subjects(texts)).toEqual(subjects(english));
      for (const [key, sentence] of texts) {
        const words = sentence.replaceAll(/\{\{[^}]*\}\}/g, '');
        if (/\p{L}/u.test(words)) expect([key, SCRIPT[language].test(words)]).toEqual([key, true]);
      }
    },
  );

  it.each(byLanguage)(
    'has in $language the blanks of the English sentence, but for a number that is a word',
    ({ texts }) => {
      for (const [key, sentence] of texts) {
        const plain = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
        const wanted = /_(one|two)$/.test(key) ? blanks(sentence) : blanks(plain);
        expect([key, blanks(sentence)]).toEqual([key, wanted]);
      }
    },
  );

  it.each(byLanguage)('has in $language every plural that the language has', ({ language, texts }) => {
    const forms = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const subject of ['days', 'hours']) {
      const written = [...texts.keys()].filter((key) => key.startsWith(`${subject}_`));
      expect(written.map((key) => key.slice(subject.length + 1)).sort()).toEqual(forms);
    }
  });

  it('speaks a patient’s language by its first part, and says when it does not', () => {
    expect(pageLanguageOf('ta-IN')).toBe('ta');
    expect(pageLanguageOf('AR')).toBe('ar');
    expect(pageLanguageOf('mr')).toBeNull();
    expect(pageLanguageOf(null)).toBeNull();
    expect(pageLocale('hi', 'en-IN')).toBe('hi-IN-u-nu-latn');
    expect(pageLocale('ar', 'en')).toBe('ar-u-nu-latn');
  });

  it('knows stock advice in any language, with or without its full stop, and nothing else', () => {
    expect(stockAdviceOf(' drink plenty of water')).toBe('water');
    expect(stockAdviceOf('पानी खूब पिएँ।')).toBe('water');
    expect(stockAdviceOf('Drink plenty of milk.')).toBeNull();
  });
});
