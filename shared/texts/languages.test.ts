import { describe, expect, it } from 'vitest';
import { languageFor, localeFor } from './languages';
import { mirrored } from './mirrored';

describe('the languages', () => {
  it('the mirrored language keeps blanks and digits and leaves no Latin word', () => {
    expect(mirrored({ a: { b: 'Move {{name}} to 10:15' } })).toEqual({ a: { b: 'موڤه {{name}} تو 10:15' } });
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
