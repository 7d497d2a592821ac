import { describe, expect, it } from 'vitest';
import { isOwnFile, mayLeave, onceAddress, onceToken } from './app-address';

describe('links that may leave the program', () => {
  it.each(['tel:+919876543210', 'mailto:desk@clinic.example', 'https://wa.me/919876543210'])(
    '%s may',
    (address) => {
      expect(mayLeave(address)).toBe(true);
    },
  );

  it.each([
    'http://wa.me/1',
    'https://wa.me.example.com/',
    'https://example.com/wa.me',
    'https://user:word@wa.me/',
    'https://wa.me:8443/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://share/x',
    'app://clinic/',
    'not an address',
  ])('%s may not', (address) => {
    expect(mayLeave(address)).toBe(false);
  });
});

describe('files that the page has put together', () => {
  it('are of the page’s own origin', () => {
    expect(isOwnFile('blob:app://clinic/6d0d6c67-5b57-4b2f-8a39-31c9ab2f4a01')).toBe(true);
  });

  it.each([
    'app://clinic/x',
    'blob:https://clinic/x',
    'blob:null/x',
    'blob:app://other/x',
    'data:text/csv,x',
  ])('%s is none', (address) => {
    expect(isOwnFile(address)).toBe(false);
  });
});

describe('one-time addresses', () => {
  it('carry their token there and back', () => {
    expect(onceToken(onceAddress('abc_-1'))).toBe('abc_-1');
  });

  it.each([
    'app://clinic/',
    'app://clinic/once',
    'app://other/once/abc',
    'https://clinic/once/abc',
    'once/abc',
  ])('%s is none', (address) => {
    expect(onceToken(address)).toBeNull();
  });
});
