import { useQuery } from '@tanstack/react-query';
import { callOptions } from '../../api/queries';

const CALM = 30_000;
const WAITING = 2_000;

/** The servers' state: told by events, asked now and then, and often while something is away. */
export function useHealth() {
  return useQuery({
    ...callOptions('health.get', {}),
    retry: false,
    refetchInterval: ({ state }) => (state.error || state.data?.mysql.state !== 'up' ? WAITING : CALM),
    refetchIntervalInBackground: true,
  });
}

export type Line = 'up' | 'down' | 'hostAway' | 'mustMigrate' | 'mustUpdate' | 'asking';

/** One word for the connection, as the bar and the dot show it. */
export function useLine(): Line {
  const { data, error } = useHealth();
  if (error) return 'hostAway';
  if (!data) return 'asking';
  switch (data.mysql.state) {
    case 'up':
      return 'up';
    case 'down':
      return 'down';
    case 'must_migrate':
      return 'mustMigrate';
    case 'must_update':
      return 'mustUpdate';
  }
}
