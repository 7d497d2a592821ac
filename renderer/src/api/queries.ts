import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { InputOf, OutputOf, QueryName } from '#shared/contract/contract';
import type { Refusal } from '#shared/errors/app-error';
import { ask } from './call';

/** A query's key is its call's name and input, so that what changed can be matched to what is shown. */
export type CallKey = readonly [name: string, input: unknown];

/** Options of one query call; the one way in which a screen reads server data. */
export function callOptions<N extends QueryName>(name: N, input: InputOf<N>) {
  const queryKey: CallKey = [name, input];
  return queryOptions<OutputOf<N>, Refusal, OutputOf<N>, CallKey>({
    queryKey,
    queryFn: ({ signal }) => ask(name, input, signal),
  });
}

interface Wishes {
  readonly enabled?: boolean;
  /** Asks once when it comes on the screen, not again while it is there, and keeps nothing after. */
  readonly once?: boolean;
}

export function useCallQuery<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  wishes: Wishes = {},
): UseQueryResult<OutputOf<N>> {
  return useQuery({
    ...callOptions(name, input),
    enabled: wishes.enabled ?? true,
    ...(wishes.once ? { staleTime: 'static' as const, gcTime: 0 } : {}),
  });
}
