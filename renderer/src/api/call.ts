import { events, type EventData, type EventName } from '#shared/contract/events';
import type { CallName, InputOf, OutputOf, QueryName } from '#shared/contract/contract';
import { Refusal, type AppError, type Result } from '#shared/errors/app-error';
import { RequestIds } from './request-ids';

const ids = new RequestIds();

const unreachable: AppError = { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' };

async function send<N extends CallName>(
  name: N,
  input: InputOf<N>,
  requestId: string,
): Promise<Result<OutputOf<N>>> {
  try {
    const answer = await window.clinic.call(name, input, { requestId });
    // The border: dispatch has parsed the answer with the contract's own schema of this call.
    return answer as Result<OutputOf<N>>;
  } catch {
    return { ok: false, error: unreachable };
  }
}

/** Sends a change. A repeat of one whose outcome stayed unknown goes out under its first request id. */
export async function change<N extends Exclude<CallName, QueryName>>(
  name: N,
  input: InputOf<N>,
): Promise<Result<OutputOf<N>>> {
  const requestId = ids.idFor(name, input);
  const answer = await send(name, input, requestId);
  ids.settle(name, input, requestId, answer.ok ? null : answer.error);
  return answer;
}

/** Asks; throws a Refusal, as TanStack Query wants it. Cancelled at the server when nobody waits any more. */
export async function ask<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  signal?: AbortSignal,
): Promise<OutputOf<N>> {
  const requestId = crypto.randomUUID();
  const stop = () => {
    void window.clinic
      .call('$cancel', { requestId }, { requestId: crypto.randomUUID() })
      .catch(() => undefined);
  };
  signal?.addEventListener('abort', stop, { once: true });
  const answer = await send(name, input, requestId);
  signal?.removeEventListener('abort', stop);
  if (answer.ok) return answer.value;
  throw new Refusal(answer.error);
}

/** Listens to what the main process tells; what does not fit the event's schema is dropped. */
export function listen<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void {
  const schema = events[event];
  return window.clinic.subscribe(event, (data) => {
    const parsed = schema.safeParse(data);
    // The schema was picked by the event's own name; TypeScript cannot follow that through the map.
    if (parsed.success) listener(parsed.data as EventData<N>);
  });
}
