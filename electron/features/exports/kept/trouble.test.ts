import { expect, test } from 'vitest';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import { NotOurs } from './file';
import { troubleOf } from './trouble';

const said = (code: string) => Object.assign(new Error(code), { code });

const troubles: readonly (readonly [unknown, string])[] = [
  [said('ENOENT'), 'folder_gone'],
  [said('ESTALE'), 'folder_gone'],
  [said('EACCES'), 'no_right'],
  [said('EROFS'), 'no_right'],
  [said('ENOSPC'), 'full'],
  [said('EDQUOT'), 'full'],
  [said('EIO'), 'other'],
  [said('toString'), 'other'],
  [new NotOurs(), 'not_ours'],
  [notFound('doctor'), 'doctor_gone'],
  [ruleBroken('calendar_too_large', { most: 1 }), 'too_large'],
];

test.each(troubles)('%s is told as %s', (error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});
