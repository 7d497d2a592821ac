import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutsideChoice } from '#shared/contract/hours';
import type { AppError } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { notify, useNotices } from '../../ui/notice';
import { type HoursDraft, isChanged, proposalOf } from './logic/draft';
import { sendProposal, useProposal } from './proposals';
import { useChangeWords } from './use-change-words';

/** The one change of a doctor's hours that is being made: what it would do, and how it is saved. */
export function useHoursEditor(doctorId: DoctorId | null) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const words = useChangeWords();
  const [draft, setDraft] = useState<HoursDraft | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [isShowingOutside, showOutside] = useState(false);
  const isDirty = draft !== null && isChanged(draft);
  const proposal = draft && isDirty && doctorId !== null ? proposalOf(draft, doctorId) : null;
  const { preview, error: previewError } = useProposal(proposal);

  const put = (next: HoursDraft | null) => {
    setDraft(next);
    setError(null);
    if (next === null) {
      showOutside(false);
      setTried(false);
    }
    // What was told of the change before stands over what is said of this one.
    if (next !== null) useNotices.setState({ notice: null });
  };

  const save = async (outside: OutsideChoice, made = draft): Promise<void> => {
    const meant = made && doctorId !== null ? proposalOf(made, doctorId) : null;
    if (!meant || !made || isSaving) return;
    setSaving(true);
    setDraft(made);
    setError(null);
    const answer = await sendProposal(meant, outside);
    setSaving(false);
    if (!answer.ok) {
      setError(answer.error);
      if (answer.error.code === 'RULE_VIOLATION') {
        await client.invalidateQueries({ queryKey: ['hours.preview'] });
        showOutside(answer.error.rules.some(({ rule }) => rule === 'visits_outside'));
      }
      return;
    }
    put(null);
    const moved = answer.value.movedAside;
    const said = words.done(made);
    notify(moved > 0 ? `${said} ${t('hours.movedAside', { count: moved })}` : said, 'undo');
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('hours.') });
  };

  return {
    draft,
    isDirty,
    proposal,
    preview,
    error: error ?? previewError,
    isSaving,
    /** A save was tried: what is still empty is said too. */
    isTried,
    setTried,
    isShowingOutside,
    put,
    save,
    showOutside,
  };
}

export type HoursEditor = ReturnType<typeof useHoursEditor>;
