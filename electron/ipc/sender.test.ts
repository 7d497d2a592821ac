import { expect, it } from 'vitest';
import { windowOfSender } from './sender';

const main = { url: 'app://clinic/#/day' };

it('lets a registered window speak from its main frame on the page', () => {
  expect(windowOfSender(main, main, 'window-1')).toBe('window-1');
});

it('lets nobody else speak', () => {
  expect(windowOfSender(main, main, undefined)).toBeNull();
  expect(windowOfSender(null, main, 'window-1')).toBeNull();
  expect(windowOfSender({ url: 'app://clinic/' }, main, 'window-1')).toBeNull();
});

it.each([
  'app://clinic/once/abc',
  'app://clinic.example/',
  'app://clinic:8080/',
  'app://user@clinic/',
  'https://clinic/',
  'data:text/html,app://clinic/',
  'about:blank',
  'about:srcdoc',
  'file:///clinic/index.html',
  '',
])('refuses a main frame that shows %s', (url) => {
  const frame = { url };
  expect(windowOfSender(frame, frame, 'window-1')).toBeNull();
});
