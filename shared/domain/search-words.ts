import { digitsOf } from '#shared/values/person';
import { soundOf } from './name-sound';

/** The column `patient_tokens.token`, in characters; longer words are cut on both sides alike. */
const TOKEN_LENGTH = 40;
/** What is left of a number without its country's prefix (+91, 0) is at most this long nearly everywhere. */
export const NATIONAL_DIGITS = 10;
export const SHORTEST_WHOLE_PHONE = 7;

/** Letters that Unicode does not take apart although people type them without their stroke or tie. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ı: 'i',
  ĸ: 'k',
  ƒ: 'f',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ς: 'σ',
};
const PLAIN_LETTER = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'g');

// Accents belong to no script of their own, vowel signs (Devanagari, Thai, …) do and carry the sound;
// the two kana voicing marks are the exception.
const ACCENT = /(?![\u3099\u309a])[\p{Script=Inherited}]/gu;
const INVISIBLE = /[\p{Cf}\u00ad\ufe00-\ufe0f]/gu;

/** The zero of each decimal digit script in use; the other nine follow it in Unicode. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50];
const LOCAL_DIGIT = /(?![0-9])\p{Nd}/gu;

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? digit : String(code - zero);
}

/**
 * The one folding of names for search: case, accents and letter variants go, so that `Łucja` is found by
 * `lucja` and `José` by `jose`; the signs of other scripts stay. Folding twice changes nothing more.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(ACCENT, '')
    .replace(PLAIN_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(LOCAL_DIGIT, asciiDigit)
    .normalize('NFC');
}

/** The first `TOKEN_LENGTH` characters, never half a surrogate pair. */
export function cut(word: string): string {
  return word.length <= TOKEN_LENGTH ? word : Array.from(word).slice(0, TOKEN_LENGTH).join('');
}

const NOT_A_WORD = /[^\p{L}\p{M}\p{N}]+/u;
const NOT_A_NAME_PART = /[^\p{L}\p{M}\p{N}']+/u;
// ʻ ʼ and their like count as letters in Unicode, as apostrophes in names.
const APOSTROPHES = /[\u2018\u2019\u02b9-\u02bf\u02ee\uff07]/gu;

/** Folded, with one kind of apostrophe. */
export function foldName(text: string): string {
  return fold(text).replace(APOSTROPHES, "'");
}

function piecesOf(word: string): string[] {
  return word.split(NOT_A_WORD).filter((piece) => piece !== '');
}

export function joined(word: string): string {
  return piecesOf(word).join('');
}

/** Scripts written without spaces: a part of such a name may be typed from any character on. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3099\u309a]+$/u;

function tailsOf(word: string, shortest: number): string[] {
  const characters = Array.from(word);
  return characters.slice(0, characters.length - shortest + 1).map((_, at) => characters.slice(at).join(''));
}

/** Words a name is found by: `Rao-D'Souza` gives itself joined, `rao`, `dsouza`, and `d` and `souza`. */
export function nameWords(name: string): string[] {
  const words = foldName(name)
    .split(/\s+/u)
    .flatMap((word) => [joined(word), ...word.split(NOT_A_NAME_PART).map(joined), ...piecesOf(word)])
    .filter((word) => word !== '')
    .flatMap((word) => (UNSPACED.test(word) ? tailsOf(word, 1) : [word]));
  return Array.from(new Set(words.map(cut)));
}

export function start(word: string, characters: number): string {
  return Array.from(word).slice(0, characters).join('');
}

/** Two letters of one word, then another word: where both are common, only the two together are rare. */
export const PAIR_START = 2;
/** Names of more words than this are paired by their first ones. */
const MAX_PAIRED = 10;

// The colon keeps pairs apart from words, which never hold one.
export function pairToken(start: string, word: string): string {
  return cut(`:${start} ${word}`);
}

/**
 * A word and after it the whole name: the search reads tokens in their order, so those who share the word
 * come by their names, over all pages. The space is before any letter: the very word before longer ones.
 */
function inNameOrder(token: string, name: string): string {
  return cut(`${token} ${name}`);
}

/** An address is found by its beginning, once an @ says that one is meant; names are not in its way. */
export function mailToken(address: string): string {
  const letters = joined(fold(address));
  return letters === '' ? '' : cut(`@${letters}`);
}

/** `Anil Kumar` as `anilkumar`: who has two names writes them as one elsewhere. */
function neighboursJoined(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => cut(`${words[at] ?? ''}${word}`));
}

function pairsOf(words: readonly string[]): string[] {
  const paired = words.slice(0, MAX_PAIRED);
  return paired.flatMap((one) =>
    paired.filter((other) => other !== one).map((other) => pairToken(start(one, PAIR_START), other)),
  );
}

/** A whole name as it sounds, whatever the order of its words: what duplicates are looked for by. */
function soundToken(words: readonly string[]): string {
  const sounds = words.map(soundOf).sort((a, b) => (a < b ? -1 : 1));
  // The tilde keeps sounds apart from words, which never hold one.
  return cut(`~${sounds.join(' ')}`);
}

/** The token of a removed or archived patient: found when those are asked for, in the way of no other search. */
export function removedToken(token: string): string {
  return cut(`-${token}`);
}

/** Both spellings of each token: whether somebody is registered is also asked of those who stand apart. */
export function apartToo(tokens: readonly string[]): string[] {
  return tokens.flatMap((token) => [token, removedToken(token)]);
}

function plainWords(name: string): string[] {
  return fold(name).replace(APOSTROPHES, '').split(NOT_A_WORD).filter(Boolean);
}

/** Numbers of files and papers, found by their whole and by each run of digits in it: `OF-1234/A`. */
function numberWords(number: string): string[] {
  const pieces = piecesOf(fold(number));
  return [pieces.join(''), ...pieces.filter((piece) => piece.length >= 2 && /[0-9]/.test(piece))].map(cut);
}

/** Every tail of a number's digits, so that a prefix search finds digits from anywhere in it. */
function phoneTails(phone: string): string[] {
  return tailsOf(digitsOf(fold(phone)), 2);
}

export type TokenKind = 'word' | 'phone' | 'number' | 'birth';

export interface Token {
  readonly token: string;
  readonly kind: TokenKind;
}

/** What of a patient can be searched for. */
export interface Findable {
  readonly firstName: string;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly contactEmail: string | null;
  readonly dateOfBirth: string | null;
  readonly birthPrecision: 'day' | 'month' | 'year' | null;
  /** Clinic number, old-file number, identifiers. */
  readonly numbers: readonly string[];
}

const DATE_LENGTH = { day: 10, month: 7, year: 4 } as const;

/** The rows of `patient_tokens` for one patient; no token stands twice, whatever its kinds. */
export function tokensOf(patient: Findable): Token[] {
  const found = new Map<string, TokenKind>();
  const add = (kind: TokenKind, words: readonly string[]) => {
    for (const word of words) if (word !== '' && !found.has(word)) found.set(word, kind);
  };
  const name = `${patient.firstName} ${patient.lastName ?? ''}`;
  const plain = plainWords(name);
  const words = nameWords(name);
  const ordered = [...words, ...neighboursJoined(plain), ...pairsOf(words)];
  add(
    'word',
    ordered.map((token) => inNameOrder(token, plain.join(' '))),
  );
  add('word', [soundToken(plain)]);
  if (patient.contactEmail !== null) add('word', [mailToken(patient.contactEmail)]);
  if (patient.phone !== null) add('phone', phoneTails(patient.phone));
  for (const number of patient.numbers) add('number', numberWords(number));
  if (patient.dateOfBirth !== null) {
    add('birth', [patient.dateOfBirth.slice(0, DATE_LENGTH[patient.birthPrecision ?? 'day'])]);
  }
  return Array.from(found, ([token, kind]) => ({ token, kind }));
}

/** The token that a whole number is found by, as a scanner reads it off a card; '' when it holds nothing. */
export function wholeNumber(typed: string): string {
  return numberWords(typed)[0] ?? '';
}

/** What a record of the same person is likely to have too. */
export interface LikelyTokens {
  readonly whole: readonly string[];
  /** Tokens that the name goes on after. */
  readonly named: readonly string[];
}

export function likelyTokens(sketch: Omit<Findable, 'numbers' | 'contactEmail'>): LikelyTokens {
  const words = plainWords(`${sketch.firstName} ${sketch.lastName ?? ''}`);
  const digits = sketch.phone === null ? '' : digitsOf(fold(sketch.phone));
  const born = sketch.birthPrecision === 'day' ? sketch.dateOfBirth : null;
  return {
    whole: [
      words.length === 0 ? '' : soundToken(words),
      digits.length >= SHORTEST_WHOLE_PHONE ? digits.slice(-NATIONAL_DIGITS) : '',
      born ?? '',
    ].filter(Boolean),
    named: words.length > 1 ? pairsOf(words) : [],
  };
}
