import type { EventName } from '#shared/contract/events';
import type { Result } from '#shared/errors/app-error';

/** All that the page may reach outside itself (design section 1: one bridge, two functions). */
export interface Bridge {
  call(name: string, input: unknown, options: { readonly requestId: string }): Promise<Result<unknown>>;
  subscribe(event: EventName, listener: (data: unknown) => void): () => void;
}
