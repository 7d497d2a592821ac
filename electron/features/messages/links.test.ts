import { expect, it } from 'vitest';
import { mailLink, whatsappLink } from './links';

it('a chat carries its text, whatever script it is in', () => {
  const text = 'Dear سلمى & सुनीता? 王小明 #1 தமிழ் 👩‍⚕️\n100 %';
  const { url, carries } = whatsappLink('919845011223', text);
  expect(carries).toBe(true);
  const opened = new URL(url);
  expect([opened.origin, opened.pathname]).toEqual(['https://wa.me', '/919845011223']);
  expect(opened.searchParams.get('text')).toBe(text);
});

it('a text too long for an address stays out of it, so that the chat opens everywhere', () => {
  const long = 'क'.repeat(300);
  expect(whatsappLink('919845011223', long)).toEqual({ url: 'https://wa.me/919845011223', carries: false });
  expect(mailLink('kavya@example.org', 'Clinic', long)).toBe('mailto:kavya@example.org?subject=Clinic');
});

it('a letter has its address, subject and text, and nothing of a name becomes another header', () => {
  const letter = new URL(
    mailLink('a?bcc=x@example.org', 'City & Clinic', 'Dear Kavya,\r\nBcc: y@example.org'),
  );
  expect(letter.protocol).toBe('mailto:');
  expect(letter.pathname).toBe('a%3Fbcc%3Dx@example.org');
  expect([...letter.searchParams.keys()]).toEqual(['subject', 'body']);
  expect(letter.searchParams.get('subject')).toBe('City & Clinic');
});
