/** What a key asks of the calendar or the waiting list. */
export type Command =
  | 'today'
  | 'previous'
  | 'next'
  | 'view'
  | 'date'
  | 'find'
  | 'help'
  | 'print'
  | 'printAll'
  | 'columns'
  | 'checkIn'
  | 'room'
  | 'done'
  | 'cancel'
  | 'move'
  | 'park'
  | 'toMove'
  | 'copy'
  | 'videoLink'
  | 'nextFree'
  | 'nextFreeAny'
  | 'waitlist'
  | 'takeOffer'
  | 'reviews'
  | 'takeReview'
  | 'missedReviews'
  | 'late'
  | 'message'
  | 'reminders'
  | 'walkIn'
  | 'callIn'
  | 'stepOut'
  | 'skip'
  | 'backInLine'
  | 'board'
  | 'undo'
  | 'redo';

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const byLetter: Readonly<Record<string, Command>> = {
  t: 'today',
  '[': 'previous',
  ']': 'next',
  g: 'view',
  h: 'columns',
  d: 'date',
  '/': 'find',
  '?': 'help',
  p: 'print',
  i: 'checkIn',
  r: 'room',
  f: 'done',
  c: 'cancel',
  m: 'move',
  x: 'park',
  v: 'toMove',
  y: 'copy',
  j: 'videoLink',
  n: 'nextFree',
  z: 'waitlist',
  l: 'late',
  e: 'message',
  k: 'reminders',
  w: 'walkIn',
  a: 'callIn',
  o: 'stepOut',
  s: 'skip',
  b: 'backInLine',
  q: 'board',
  u: 'undo',
};

/** The letters that mean something else with Shift. */
const byShifted: Readonly<Record<string, Command>> = {
  n: 'nextFreeAny',
  z: 'takeOffer',
  r: 'reviews',
  b: 'takeReview',
  k: 'missedReviews',
};

const letterOfCode: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '/' };

/** The Latin letter or sign a key stands for: as printed where it is Latin, else by its place. */
export function letterOf({ key, code, shiftKey }: Pressed): string {
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  if (code === 'Slash' && shiftKey) return '?';
  return letterOfCode[code] ?? (code.startsWith('Key') ? code.slice(3).toLowerCase() : '');
}

/** Single letters, for where the calendar or a list has the focus (WCAG 2.1.4). */
export function letterCommand(pressed: Pressed): Command | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const letter = letterOf(pressed);
  return (pressed.shiftKey ? byShifted[letter] : undefined) ?? byLetter[letter] ?? null;
}

/** Undo and redo with Ctrl (or Cmd), which act everywhere outside text fields. */
export function chordCommand(pressed: Pressed): 'undo' | 'redo' | null {
  if (!(pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return null;
  const letter = letterOf(pressed);
  if (letter === 'z') return pressed.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !pressed.shiftKey ? 'redo' : null;
}
