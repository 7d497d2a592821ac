import { QueryClient } from '@tanstack/react-query';
import { isUnknownOutcome } from '../api/request-ids';

/** Data is fresh until an event says otherwise; only a server that is away is asked again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, refusal) => failures < 1 && isUnknownOutcome(refusal.error),
        retryDelay: 400,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
