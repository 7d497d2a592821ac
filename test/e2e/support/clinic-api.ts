import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Result } from '#shared/errors/app-error';

/** Makes a call as this window, past the screens. */
export function callAs(
  page: Page,
  name: string,
  input: unknown,
  requestId: string = randomUUID(),
): Promise<Result<unknown>> {
  return page.evaluate(([call, given, id]) => window.clinic.call(call, given, { requestId: id }), [
    name,
    input,
    requestId,
  ] as const);
}

/** What a call answers at this window; one that is refused fails the test. */
export async function answered(page: Page, name: string, input: unknown): Promise<unknown> {
  const answer = await callAs(page, name, input);
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
