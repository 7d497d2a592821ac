import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { SessionDto } from '#shared/contract/session';
import { mayWriteColumn } from '#shared/domain/own-column';
import type { Permission } from '#shared/permissions/roles';
import { change, listen } from '../../api/call';
import { callOptions, useCallQuery } from '../../api/queries';

const currentKey = callOptions('session.current', {}).queryKey;

/** Who is signed in at this window: `undefined` while asking, null for nobody. */
export function useSession(): SessionDto | null | undefined {
  return useCallQuery('session.current', {}).data;
}

/** Whether the person may do this, so that a screen does not offer what would be refused. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** Whether the person sees patients of their own, and so has a consulting room. */
export function useIsDoctor(): boolean {
  const session = useSession();
  return session?.doctorId != null && session.permissions.includes('clinical.write');
}

/** In whose columns the person may change visits: asked of the same rule that the server asks. */
export function useMayWriteFor(): (doctorId: number) => boolean {
  const session = useSession();
  const mayWrite = session?.permissions.includes('appointment.write') === true;
  return (doctorId) => mayWrite && mayWriteColumn(session, doctorId);
}

export function isLocked(client: QueryClient): boolean {
  return client.getQueryData<SessionDto | null>(currentKey)?.locked === true;
}

/** What a person leaves behind at the screen goes with them. */
function forgetEverything(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => !stays.has(String(queryKey[0])) });
}

const stays = new Set([
  'session.current',
  'session.sampleAccounts',
  'settings.get',
  'settings.logo',
  'health.get',
]);

/** The session's own steps; each leaves the query of who is signed in true. */
export function useSessionSteps() {
  const client = useQueryClient();
  const enter = (session: SessionDto | null) => {
    client.setQueryData(currentKey, session);
  };
  return {
    enter,
    /** Somebody came in: how their screens look is asked first, so that nothing flashes. */
    comeIn: async (session: SessionDto) => {
      await client.query(callOptions('people.preferences', {})).catch(() => null);
      enter(session);
    },
    signOut: async () => {
      await change('session.signOut', {});
      enter(null);
      forgetEverything(client);
    },
    lock: async () => {
      const answer = await change('session.lock', {});
      if (answer.ok) enter(answer.value);
    },
    /** After unlocking: whatever changed meanwhile is asked again. */
    unlocked: (session: SessionDto) => {
      enter(session);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session.current' });
    },
  };
}

/** Signed out or locked from elsewhere (another window, an administrator): the screen follows. */
export function followSession(client: QueryClient): () => void {
  return listen('session', ({ reason }) => {
    if (reason === 'signed_out') {
      client.setQueryData(currentKey, null);
      forgetEverything(client);
    } else {
      void client.invalidateQueries({ queryKey: currentKey });
    }
  });
}
