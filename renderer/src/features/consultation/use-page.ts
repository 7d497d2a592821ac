import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { BLANK_PAGE, type PrescriptionDto, PrescriptionPage } from '#shared/contract/consultation';
import type { OutputOf } from '#shared/contract/contract';
import type { AppError, Result } from '#shared/errors/app-error';
import type { AppointmentId, DocumentId } from '#shared/values/ids';
import { useClinicNow } from '../../app/clock';
import { change } from '../../api/call';
import { callOptions } from '../../api/queries';
import { type LeftPlace, leftAt } from './left-behind';
import { type TypedPage, pageOf, typedOf, withOpenRow } from './typed-page';
import { useKept } from './use-kept';

/** Parsed, both have their fields in the order of the shape. */
function sameText(one: PrescriptionPage, other: PrescriptionPage): boolean {
  return JSON.stringify(one) === JSON.stringify(PrescriptionPage.parse(other));
}

/** What was left behind, unless it is what stands there: then only its answer had not come back. */
function leftPage(place: LeftPlace, draft: PrescriptionDto | null) {
  const left = leftAt(place, PrescriptionPage);
  if (!left || (draft && sameText(left.value, draft.page))) return null;
  return { version: left.version, typed: typedOf(left.value) };
}

/** The page of one visit as it is typed and kept; there is always an open row for the next medicine. */
export function usePage(appointmentId: AppointmentId, draft: PrescriptionDto | null, place: LeftPlace) {
  const client = useQueryClient();
  const { today } = useClinicNow();
  const settle = useCallback(
    (answer: Result<OutputOf<'consultation.save'>>): Result<PrescriptionDto> => {
      if (!answer.ok) return answer;
      const { prescription } = answer.value;
      // Whoever comes back to this visit in a moment finds what was kept, not what was opened.
      client.setQueryData<OutputOf<'consultation.open'>>(
        callOptions('consultation.open', { appointmentId }).queryKey,
        (opened) => opened && { ...opened, prescription },
      );
      return { ok: true, value: prescription };
    },
    [appointmentId, client],
  );
  const send = useCallback(
    async (typed: TypedPage, before: PrescriptionDto | null): Promise<Result<PrescriptionDto>> => {
      const { page } = pageOf(typed, today);
      const version = before?.version ?? null;
      return settle(await change('consultation.save', { appointmentId, version, page }));
    },
    [appointmentId, today, settle],
  );
  const {
    edit: editWhole,
    step,
    ...kept
  } = useKept({
    begin: () => typedOf(draft?.page ?? BLANK_PAGE),
    draft,
    place,
    left: leftPage(place, draft),
    leaving: useCallback((typed: TypedPage) => pageOf(typed, today).page, [today]),
    send,
  });
  const edit = useCallback(
    (work: (before: TypedPage) => TypedPage) => {
      editWhole((before) => {
        const next = work(before);
        return { ...next, lines: withOpenRow(next.lines) };
      });
    },
    [editWhole],
  );
  /** Changes which documents go with it. @returns why that could not be */
  const attach = useCallback(
    (work: (before: readonly DocumentId[]) => readonly DocumentId[]): Promise<AppError | null> =>
      step(async (before) => {
        const version = before?.version ?? null;
        const documentIds = [...work(before?.attachments.map(({ documentId }) => documentId) ?? [])];
        return settle(await change('consultation.attach', { appointmentId, version, documentIds }));
      }),
    [appointmentId, step, settle],
  );
  return { ...kept, edit, attach };
}
