import { expect, test } from 'vitest';
import { chordCommand, letterCommand } from './keys';

function press(key: string, code: string, more: object = {}) {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

test('letters mean what is printed on them', () => {
  expect(letterCommand(press('i', 'KeyI'))).toBe('checkIn');
  expect(letterCommand(press('m', 'Semicolon'))).toBe('move');
});

test('with Shift, the next free time is looked for with anyone', () => {
  expect(letterCommand(press('n', 'KeyN'))).toBe('nextFree');
  expect(letterCommand(press('N', 'KeyN', { shiftKey: true }))).toBe('nextFreeAny');
});

test('reviews are asked for with Shift; the letters alone stay what they are', () => {
  const pressed = (letter: string, shiftKey: boolean) =>
    letterCommand(press(letter, `Key${letter.toUpperCase()}`, { shiftKey }));
  expect(['R', 'B', 'K'].map((letter) => pressed(letter, true))).toEqual([
    'reviews',
    'takeReview',
    'missedReviews',
  ]);
  expect(['r', 'b', 'k'].map((letter) => pressed(letter, false))).toEqual([
    'room',
    'backInLine',
    'reminders',
  ]);
});

test('where the keyboard is not Latin, the place of the key counts', () => {
  expect(letterCommand(press('ी', 'KeyR'))).toBe('room');
  expect(letterCommand(press('х', 'BracketLeft'))).toBe('previous');
});

test('the list of keys is asked for with Shift and the slash', () => {
  expect(letterCommand(press('?', 'Slash', { shiftKey: true }))).toBe('help');
  expect(letterCommand(press('/', 'Slash'))).toBe('find');
});

test('letters with Ctrl, Cmd or Alt are not ours', () => {
  expect(letterCommand(press('c', 'KeyC', { ctrlKey: true }))).toBeNull();
  expect(letterCommand(press('f', 'KeyF', { metaKey: true }))).toBeNull();
  expect(letterCommand(press('d', 'KeyD', { altKey: true }))).toBeNull();
});

test('undo and redo by their chords', () => {
  expect(chordCommand(press('z', 'KeyZ', { ctrlKey: true }))).toBe('undo');
  expect(chordCommand(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toBe('redo');
  expect(chordCommand(press('y', 'KeyY', { ctrlKey: true }))).toBe('redo');
  expect(chordCommand(press('z', 'KeyZ'))).toBeNull();
});
