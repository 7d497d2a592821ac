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
