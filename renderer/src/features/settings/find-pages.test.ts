import { expect, test } from 'vitest';
import { findPages } from './find-pages';

const pages = [
  { page: 'audit', title: 'Who did what', words: 'Who did what System audit' },
  { page: 'paper', title: 'Paper at this desk', words: 'Paper at this desk System printer margins' },
  { page: 'hours', title: 'Working hours', words: 'Working hours leave lunch काम के घंटे' },
  { page: 'system', title: 'System', words: 'System System server' },
];

const found = (typed: string) => findPages(pages, typed).pages;

test('nothing typed shows every page', () => {
  expect(found('  ')).toEqual(['audit', 'paper', 'hours', 'system']);
});

test('a page is found by the beginning of any of its words, in any case and script', () => {
  expect(found('PRINT')).toEqual(['paper']);
  expect(found('घंटे')).toEqual(['hours']);
});

test('every word that is typed must be one of the page', () => {
  expect(found('leave working')).toEqual(['hours']);
  expect(found('leave paper')).toEqual([]);
});

test('Enter opens the page that is called so before those of which it is only a word', () => {
  expect(found('system')).toEqual(['audit', 'paper', 'system']);
  expect(findPages(pages, 'Syst').first).toBe('system');
  expect(findPages(pages, 'printer').first).toBe('paper');
  expect(findPages(pages, '').first).toBe('audit');
  expect(findPages(pages, 'nothing of the kind').first).toBeUndefined();
});
