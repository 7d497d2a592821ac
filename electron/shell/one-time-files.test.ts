import { expect, it } from 'vitest';
import { OneTimeFiles } from './one-time-files';

const file = (fileName: string, windowId = 'window-1') => ({
  body: fileName,
  type: 'text/plain',
  fileName,
  windowId,
});

it('hands a file out once', () => {
  const files = new OneTimeFiles();
  const token = files.put(file('a'));
  expect(files.ownerOf(token)).toBe('window-1');
  expect(files.take(token)?.fileName).toBe('a');
  expect(files.take(token)).toBeNull();
  expect(files.ownerOf(token)).toBeNull();
});

it('forgets a file after five minutes, not before', () => {
  let now = 0;
  const files = new OneTimeFiles(() => now);
  const early = files.put(file('early'));
  const late = files.put(file('late'));
  now = 299_999;
  expect(files.take(early)?.fileName).toBe('early');
  now = 300_000;
  expect(files.take(late)).toBeNull();
});

it('keeps fifty: the oldest gives way', () => {
  const files = new OneTimeFiles();
  const tokens = Array.from({ length: 51 }, (_, index) => files.put(file(String(index))));
  expect(new Set(tokens).size).toBe(51);
  expect(files.take(tokens[0] ?? '')).toBeNull();
  expect(files.take(tokens[1] ?? '')?.fileName).toBe('1');
  expect(files.take(tokens[50] ?? '')?.fileName).toBe('50');
});

it('drops what waits for a window that closed, and only that', () => {
  const files = new OneTimeFiles();
  const gone = files.put(file('a', 'window-1'));
  const kept = files.put(file('b', 'window-2'));
  files.dropWindow('window-1');
  expect(files.take(gone)).toBeNull();
  expect(files.take(kept)?.fileName).toBe('b');
});
