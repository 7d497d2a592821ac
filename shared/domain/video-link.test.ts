import { describe, expect, it } from 'vitest';
import { videoLink as linkFrom, type LinkOwner } from './video-link';

const videoLink = (template: string, secret: string, owner: LinkOwner) =>
  linkFrom(template, secret, owner, (text) => new URL(text));

const token = 'Q2h5bmdhYmxlVG9rZW4x';

describe('a link to a visit by video', () => {
  it('has the visit’s own token where the template takes it', () => {
    expect(videoLink('https://meet.example.org/clinic-{token}', token, 'clinic')).toBe(
      `https://meet.example.org/clinic-${token}`,
    );
  });

  it('is one room for all only where it is one doctor’s', () => {
    expect(videoLink('https://meet.example.org/dr-rao', token, 'doctor')).toBe(
      'https://meet.example.org/dr-rao',
    );
    expect(videoLink('https://meet.example.org/clinic', token, 'clinic')).toBeNull();
  });

  it.each([
    'http://meet.example.org/{token}',
    'javascript:alert(1)//{token}',
    'file:///{token}',
    'https://somebody:secret@meet.example.org/{token}',
    'https://{token}.example.org/',
    'meet.example.org/{token}',
    '{token}',
    '',
  ])('is none from %s', (template) => {
    expect(videoLink(template, token, 'doctor')).toBeNull();
  });
});
