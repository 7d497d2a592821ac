import { expect, test } from 'vitest';
import { KEY } from '../../ui/key-names';
import { ROOM_KEY } from '../consultation/keys';
import { letterCommand } from '../appointments/logic/keys';
import { KEY_GROUPS } from './key-groups';

const caps = new Set(
  KEY_GROUPS.flatMap(({ rows }) => rows.flatMap(([, cap]) => (cap ?? '').split(/ \/ |(?<=[[\]]) /))),
);

test('every key that the screens name stands on the sheet', () => {
  const missing = Object.values(KEY).filter((cap) => !caps.has(cap) && !['↑↓'].includes(cap));
  expect(missing).toEqual([]);
});

test('every key of the consulting room stands on the sheet', () => {
  expect(Object.values(ROOM_KEY).filter((cap) => !caps.has(cap))).toEqual([]);
});

test('every letter that does something stands on the sheet', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz[]/?');
  const acting = letters.filter(
    (key) =>
      letterCommand({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }) !==
      null,
  );
  expect(acting.length).toBeGreaterThan(20);
  expect(acting.filter((key) => !caps.has(key.toUpperCase()))).toEqual([]);
});
