import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { ask } from '../../api/call';
import { callOptions } from '../../api/queries';

const CALM = 30_000;
const WAITING = 2_000;

const useHeard = create(() => ({ offset: 0 }));

/**
 * Server clock minus this page's clock in milliseconds, as last heard: while the server is away the clinic's time
 * does not fall back to a desk's own clock, which may be wrong.
 */
export function useClockOffset(): number {
  // Whoever needs the time keeps it asked for.
  useHealth();
  return useHeard(({ offset }) => offset);
}

/** The servers' state: told by events, asked now and then, and often while something is away. */
export function useHealth() {
  return useQuery({
    ...callOptions('health.get', {}),
    queryFn: async ({ signal }) => {
      const report = await ask('health.get', {}, signal);
      // The server's own time also holds where the program was started at another time.
      if (report.serverNow) {
        useHeard.setState({ offset: Date.parse(report.serverNow) - Date.now() });
      }
      return report;
    },
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
