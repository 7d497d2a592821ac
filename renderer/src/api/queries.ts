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
  /** Asks anew whenever it comes on the screen, and keeps nothing after. */
  readonly fresh?: boolean;
}

export function useCallQuery<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  wishes: Wishes = {},
): UseQueryResult<OutputOf<N>> {
  return useQuery({
    ...callOptions(name, input),
    enabled: wishes.enabled ?? true,
    ...(wishes.fresh ? { staleTime: 0, gcTime: 0, refetchOnMount: 'always' as const } : {}),
  });
}
