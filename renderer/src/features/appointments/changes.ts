import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentChange, AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { InputOf, OutputOf } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { printArrivalSheet } from '../queue/arrival-sheet';
import type { Action, Override } from './actions';
import { askedBy, withToMove, withVisit } from './logic/patch';
import { Turns } from './logic/turns';
import { offerMessage, setPending, setTrouble, showVisit, useScreen } from './store';
import { useChangeWords } from './words';

/** Puts the server's answer into every calendar that shows the visit, before the event of it comes round. */
function patchCalendars(client: QueryClient, visit: AppointmentDto): void {
  for (const query of client.getQueryCache().getAll()) {
    const asked = askedBy(query.queryKey[0], query.queryKey[1]);
    if (asked) {
      client.setQueryData<CalendarRange>(query.queryKey, (range) =>
        range ? withVisit(range, asked, visit) : range,
      );
    }
  }
  client.setQueryData(['appointments.get', { id: visit.id }], visit);
  patchToMove(client, visit);
}

/** Puts the visit among those to be moved, or takes it off them; the server's list follows by itself. */
function patchToMove(client: QueryClient, visit: AppointmentDto): void {
  client.setQueryData<OutputOf<'appointments.toMove'>>(
    callOptions('appointments.toMove', {}).queryKey,
    (list) => (list ? withToMove(list, visit) : list),
  );
}

/** Asks anew for every calendar that is shown, and for the lists of whom to tell. */
export function refetchCalendars(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) =>
      askedBy(queryKey[0], queryKey[1]) !== null ||
      /^(late\.|messages\.|appointments\.(get|toMove)$)/.test(String(queryKey[0])),
  });
}

interface Wish {
  readonly override?: Override;
}

/** Of this window; every part of the screen takes its turns here. */
export const turns = new Turns();

function send(visit: AppointmentDto, action: Action, wish: Wish): Promise<Result<AppointmentChange>> {
  const at = { id: visit.id, version: turns.versionOf(visit) };
  switch (action.kind) {
    case 'move': {
      const { doctorId, start, end } = action;
      return change('appointments.reschedule', { ...at, doctorId, start, end, ...wish });
    }
    case 'status':
      return change('appointments.status', { ...at, to: action.to });
    case 'mark':
      return change('queue.mark', { ...at, step: action.step });
    case 'close':
      return change('appointments.cancel', { ...at, as: action.as, reason: action.reason });
    case 'park':
      return change('appointments.park', { ...at, as: null });
    case 'unpark':
      return change('appointments.unpark', { ...at, ...wish });
    case 'edit':
      return change('appointments.edit', { ...at, changes: action.changes });
  }
}

/** Everything a desk does to appointments: sent, shown at once, told, and undone. */
export function useChanges() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const words = useChangeWords();
  return useMemo(() => {
    /** Does it; a refused one stands in the visit's panel with what it needs to go on. */
    const perform = async (visit: AppointmentDto, action: Action, wish: Wish = {}): Promise<boolean> => {
      if (action.kind === 'move') setPending(visit.id, action);
      const done = await turns.change(visit.id, async () => {
        setTrouble(null);
        const answer = await send(visit, action, wish);
        if (answer.ok) {
          turns.made(answer.value.appointment);
          patchCalendars(client, answer.value.appointment);
          if (action.kind === 'move') offerMessage(visit.id, 'moved');
          if (action.kind === 'park') offerMessage(visit.id, 'put_off');
          if (action.kind === 'status' && action.to === 'waiting')
            void printArrivalSheet(client, t, answer.value.appointment);
          notify(words.done(action, answer.value), 'undo');
        } else {
          setTrouble({ visitId: visit.id, action, error: answer.error });
          showVisit(visit.id);
          void refetchCalendars(client);
        }
        return answer.ok;
      });
      // A later move of the same visit is shown until it has been answered too.
      if (useScreen.getState().pending[visit.id] === action) setPending(visit.id, null);
      return done;
    };

    const book = async (input: InputOf<'appointments.book'>): Promise<Result<AppointmentChange>> => {
      const answer = await change('appointments.book', input);
      if (answer.ok) {
        patchCalendars(client, answer.value.appointment);
        offerMessage(answer.value.appointment.id, 'booked');
        notify(words.booked(answer.value), 'undo');
      } else if (answer.error.code === 'CONFLICT') {
        void refetchCalendars(client);
      }
      return answer;
    };

    const walkIn = async (input: InputOf<'queue.walkIn'>): Promise<Result<OutputOf<'queue.walkIn'>>> => {
      const answer = await change('queue.walkIn', input);
      if (answer.ok) {
        patchCalendars(client, answer.value.appointment);
        notify(words.walkedIn(answer.value), 'undo');
        void printArrivalSheet(client, t, answer.value.appointment);
      }
      return answer;
    };

    const back = async (name: 'appointments.undo' | 'appointments.redo'): Promise<void> => {
      setTrouble(null);
      const isUndo = name === 'appointments.undo';
      const answer = await change(name, {});
      if (!answer.ok) {
        const { error } = answer;
        const mayNot = t(isUndo ? 'done.mayNotUndo' : 'done.mayNotRedo');
        notify(error.code === 'FORBIDDEN' ? mayNot : errorWords(t, error), 'none', 'error');
        return;
      }
      if (answer.value.change) turns.made(answer.value.change.appointment);
      const said = answer.value.delay
        ? words.dayTakenBack(answer.value.delay, isUndo)
        : words.takenBack(answer.value.change, isUndo);
      notify(said, isUndo ? 'redo' : 'undo');
      await refetchCalendars(client);
    };

    return {
      perform,
      book,
      walkIn,
      undo: () => turns.back(() => back('appointments.undo')),
      redo: () => turns.back(() => back('appointments.redo')),
    };
  }, [client, t, words]);
}
