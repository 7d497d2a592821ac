import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Preferences } from '#shared/contract/preferences';
import { change } from '../../api/call';
import { callOptions, useCallQuery } from '../../api/queries';
import { isUnknownOutcome } from '../../api/request-ids';
import { languageOf, usePrefs } from '../../app/prefs';
import { stillUnsaved } from './own-look';

const ownKey = callOptions('people.preferences', {}).queryKey;

/** The account's look on this screen; what was chosen here and is not kept yet goes before it. */
function take(chosen: Preferences, isFirst: boolean): void {
  const { opensWith = null } = chosen;
  usePrefs.setState(({ unsaved }) => ({
    opensWith,
    ...chosen,
    ...unsaved,
    // An open calendar is not turned under its reader's eyes by what another window chose.
    ...(isFirst && opensWith !== null ? { view: opensWith } : {}),
  }));
}

/** How the screen looks goes with the person: read when one comes in, kept when chosen, followed while they stay. */
export function useOwnLook(): void {
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useCallQuery('people.preferences', {});
  const known = data?.chosen;
  const unsaved = usePrefs((prefs) => prefs.unsaved);
  const isFirst = useRef(true);
  const isSending = useRef(false);
  const isHere = useRef(true);

  // Before the first paint: the look of who sat here before is not seen under this person's work.
  useLayoutEffect(() => {
    isHere.current = true;
    // What was chosen at the door, or by whoever sat here before, is not this person's.
    usePrefs.setState({ unsaved: {}, opensWith: null });
    return () => {
      isHere.current = false;
    };
  }, []);

  useLayoutEffect(() => {
    if (!known) return;
    take(known, isFirst.current);
    isFirst.current = false;
  }, [known]);

  useEffect(() => {
    // `dataUpdatedAt`: a server that was away is asked again once it is back, and what it missed goes out then.
    if (!known || isSending.current || dataUpdatedAt === 0) return;
    const prefs = usePrefs.getState();
    const chosen = prefs.unsaved;
    if (Object.keys(chosen).length === 0) return;
    const shown = { theme: prefs.theme, moreContrast: prefs.moreContrast, language: languageOf(prefs) };
    const send = async () => {
      isSending.current = true;
      const answer = await change('people.choosePreferences', { chosen, shown });
      isSending.current = false;
      // Another person's by now, or a server that is away: the choice stays on this screen.
      if (!isHere.current || (!answer.ok && isUnknownOutcome(answer.error))) return;
      if (answer.ok) {
        await client.cancelQueries({ queryKey: ownKey });
        client.setQueryData(ownKey, answer.value);
      }
      usePrefs.setState((now) => ({ unsaved: stillUnsaved(now.unsaved, chosen) }));
    };
    void send();
  }, [client, known, unsaved, dataUpdatedAt]);
}
