import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { followChanges } from '../api/live';
import { followSession, isLocked } from '../features/session/session';
import { ErrorBoundary } from './error-boundary';
import { i18n } from './i18n';
import { createQueryClient } from './query-client';
import { Root } from './root';
import { Theme } from './theme';

/** Everything the screens stand in: texts, colours, server data, and what keeps it true. */
export function App() {
  const [client] = useState(createQueryClient);
  useEffect(() => {
    const stops = [followChanges(client, () => isLocked(client)), followSession(client)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Theme>
          <ErrorBoundary>
            <Root />
          </ErrorBoundary>
        </Theme>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
