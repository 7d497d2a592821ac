import { expect, it } from 'vitest';
import { failureFacts } from './failure-facts';

it('keeps kind, code and place, and leaves out whatever a database quotes', () => {
  const cause = Object.assign(new Error("Duplicate entry 'asha@clinic.example' for key 'patients.email'"), {
    code: 'ER_DUP_ENTRY',
  });
  const facts = failureFacts(new TypeError('could not save "Asha Sharma"', { cause }));
  expect(facts).toContain("TypeError: could not save '…'");
  expect(facts).toContain("caused by Error ER_DUP_ENTRY: Duplicate entry '…' for key '…'");
  expect(facts).toContain('failure-facts.test.ts');
  expect(facts).not.toMatch(/asha/i);
});

it('says only the kind of what is no error', () => {
  expect(failureFacts('Asha Sharma')).toBe('string');
  expect(failureFacts(undefined)).toBe('undefined');
});
