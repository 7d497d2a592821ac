import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { z } from 'zod';
import type { VisitNote } from '#shared/contract/notes';
import type { OutputOf } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import type { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';
import { callOptions } from '../../api/queries';
import { type LeftPlace, leftAt } from './left-behind';
import { useKept } from './use-kept';

const asTyped = (text: string) => text;

/** What was left behind, unless it is what stands there. */
function leftNote(place: LeftPlace, note: VisitNote | null) {
  const left = leftAt(place, z.string());
  return left && left.value !== (note?.text ?? '') ? { version: left.version, typed: left.value } : null;
}

/** The note of one visit as it is typed, kept and signed. */
export function useNote(appointmentId: AppointmentId, note: VisitNote | null, place: LeftPlace) {
  const client = useQueryClient();
  const send = useCallback(
    async (text: string, before: VisitNote | null): Promise<Result<VisitNote>> => {
      const version = before?.version ?? null;
      const answer = await change('notes.save', { appointmentId, version, text });
      if (!answer.ok) return answer;
      const { note: kept } = answer.value;
      client.setQueryData<OutputOf<'notes.of'>>(
        callOptions('notes.of', { appointmentId }).queryKey,
        (notes) => notes && { ...notes, note: kept },
      );
      return { ok: true, value: kept };
    },
    [appointmentId, client],
  );
  const {
    typed: text,
    edit,
    flush,
    kept,
    current,
  } = useKept({
    begin: () => note?.text ?? '',
    draft: note,
    place,
    left: leftNote(place, note),
    leaving: asTyped,
    send,
  });
  /** Fixes what is typed; null where there is nothing to fix. */
  const sign = useCallback(async (): Promise<Result<VisitNote> | null> => {
    const notKept = await flush();
    if (notKept) return { ok: false, error: notKept };
    const row = current();
    if (!row || row.signedAt !== null || row.text.trim() === '') return null;
    const answer = await change('notes.sign', { id: row.id, version: row.version });
    return answer.ok ? { ok: true, value: answer.value.note } : answer;
  }, [flush, current]);
  return { text, edit, kept, sign };
}
export type TypedNote = ReturnType<typeof useNote>;
