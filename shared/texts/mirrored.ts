/** A tree of sentences as the language files hold it. */
export interface Sentences {
  readonly [key: string]: string | Sentences;
}

/** Arabic letters of about the sound of a to z: readable enough to find one's way, and right to left; arrows turned. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'ا',
  b: 'ب',
  c: 'ک',
  d: 'د',
  e: 'ه',
  f: 'ف',
  g: 'گ',
  h: 'ح',
  i: 'ي',
  j: 'ج',
  k: 'ك',
  l: 'ل',
  m: 'م',
  n: 'ن',
  o: 'و',
  p: 'پ',
  q: 'ق',
  r: 'ر',
  s: 'س',
  t: 'ت',
  u: 'ع',
  v: 'ڤ',
  w: 'ؤ',
  x: 'خ',
  y: 'ى',
  z: 'ز',
  // From, to: an arrow is not turned round by itself.
  '→': '←',
};

function mirrorSentence(sentence: string): string {
  return sentence
    .split(/(\{\{[^}]*\}\})/)
    .map((part) =>
      part.startsWith('{{')
        ? part
        : Array.from(part)
            .map((letter) => LETTERS[letter.toLowerCase()] ?? letter)
            .join(''),
    )
    .join('');
}

/** Arabic counts in more forms than English: a sentence for many serves them all. */
const MORE_FORMS = ['zero', 'two', 'few', 'many'];

function formsOf(key: string): readonly string[] {
  const base = /^(.*)_other$/.exec(key)?.[1];
  return base === undefined ? [key] : [key, ...MORE_FORMS.map((form) => `${base}_${form}`)];
}

/** The same sentences in pseudo-Arabic; blanks such as `{{name}}` stay. */
export function mirrored(sentences: Sentences): Sentences {
  return Object.fromEntries(
    Object.entries(sentences).flatMap(([key, value]) => {
      const inArabic = typeof value === 'string' ? mirrorSentence(value) : mirrored(value);
      return formsOf(key).map((form) => [form, inArabic] as const);
    }),
  );
}
