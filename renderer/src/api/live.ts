import type { Query, QueryClient } from '@tanstack/react-query';
import { listen } from './call';
import { isTouched } from './touched';

function isCallKey(key: readonly unknown[]): key is readonly [string, unknown] {
  return typeof key[0] === 'string';
}

/** Keeps what is shown true: asks again for exactly what changed elsewhere, and for all after a cut. */
export function followChanges(client: QueryClient, isLocked: () => boolean): () => void {
  const refresh = (matches: (query: Query) => boolean) => {
    void client.invalidateQueries({ predicate: matches, refetchType: isLocked() ? 'none' : 'active' });
  };
  const stopChanges = listen('changed', (event) => {
    refresh(({ queryKey, state }) => isCallKey(queryKey) && isTouched({ queryKey, data: state.data }, event));
  });
  let wasDown = false;
  const stopConnection = listen('connection', (event) => {
    refresh(({ queryKey }) => queryKey[0] === 'health.get');
    if (event.mysql === 'up' && wasDown) refresh(() => true);
    wasDown = event.mysql === 'down';
  });
  return () => {
    stopChanges();
    stopConnection();
  };
}
