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

interface Wishes<N extends QueryName> {
  readonly enabled?: boolean;
  /** Asks once when it comes on the screen, not again while it is there, and keeps nothing after. */
  readonly once?: boolean;
  /** How long to wait before asking again, by what was answered; null to leave it at that. */
  readonly again?: (answer: OutputOf<N>) => number | null;
}

export function useCallQuery<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  wishes: Wishes<N> = {},
): UseQueryResult<OutputOf<N>> {
  return useQuery({
    ...callOptions(name, input),
    enabled: wishes.enabled ?? true,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : (wishes.again?.(state.data) ?? false),
    ...(wishes.once ? { staleTime: 'static' as const, gcTime: 0 } : {}),
  });
}
