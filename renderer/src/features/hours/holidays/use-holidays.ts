import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolidayDto, HoursProposal, OutsideChoice } from '#shared/contract/hours';
import type { Holiday } from '#shared/domain/availability/expand';
import type { AppError } from '#shared/errors/app-error';
import { ClinicDate } from '#shared/values/wall-clock';
import { change } from '../../../api/call';
import { useClinicNow, useClinicZone, useLocale } from '../../../app/clock';
import { plainDay } from '../../../ui/format';
import { notify } from '../../../ui/notice';
import { sendProposal, useProposal } from '../proposals';
import { type FileTrouble, MOST_BYTES, type Skipped, decoded, readIcs } from './read-ics';

/** How far ahead of the present year a file is read. */
const YEARS_AHEAD = 4;
const MOST_AT_ONCE = 500;

export type FileRow = Holiday & {
  /** What the clinic has on that date; null for a new one. */
  readonly there: string | null;
};

export interface ReadFile {
  readonly name: string;
  readonly holidays: readonly Holiday[];
  readonly skipped: readonly Skipped[];
}

export type FileState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'trouble'; readonly name: string; readonly trouble: FileTrouble | 'unreadable' }
  | { readonly kind: 'read'; readonly file: ReadFile };

/** A task of its own, so that keys and paint come in between. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function rowsOf(file: ReadFile, stored: readonly HolidayDto[]): FileRow[] {
  return file.holidays.map((holiday) => ({
    ...holiday,
    there: stored.find(({ date }) => date === holiday.date)?.name ?? null,
  }));
}

/** Adds, renames and removes holidays: one typed, or those of a file, with what each change would do. */
export function useHolidays(stored: readonly HolidayDto[]) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const timeZone = useClinicZone();
  const [typed, setTyped] = useState({ date: '', name: '' });
  const [file, setFile] = useState<FileState>({ kind: 'none' });
  const [error, setError] = useState<AppError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isShowingOutside, showOutside] = useState(false);

  const rows = file.kind === 'read' ? rowsOf(file.file, stored) : [];
  const date = ClinicDate.safeParse(typed.date);
  const name = typed.name.trim();
  const isTyped = typed.date !== '' || name !== '';
  const meant: readonly Holiday[] =
    file.kind === 'read'
      ? rows.filter((row) => row.there !== row.name).map((row) => ({ date: row.date, name: row.name }))
      : date.success && name !== '' && name.length <= 100
        ? [{ date: date.data, name }]
        : [];
  const isTooMany = meant.length > MOST_AT_ONCE;
  const proposal: HoursProposal | null =
    meant.length > 0 && !isTooMany ? { change: 'holidays', holidays: [...meant] } : null;
  const { preview } = useProposal(proposal);

  const clear = () => {
    setTyped({ date: '', name: '' });
    setFile({ kind: 'none' });
    setError(null);
    showOutside(false);
  };
  const refetch = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('hours.') });

  const read = async (chosen: File): Promise<void> => {
    clear();
    const fail = (trouble: FileTrouble | 'unreadable') => {
      setFile({ kind: 'trouble', name: chosen.name, trouble });
    };
    // Nobody's holidays are so many; what is larger is not even opened.
    if (chosen.size > MOST_BYTES) {
      fail('too_large');
      return;
    }
    setFile({ kind: 'reading', name: chosen.name });
    const bytes = await chosen.arrayBuffer().catch(() => null);
    if (!bytes) {
      fail('unreadable');
      return;
    }
    const from = ClinicDate.parse(`${today.slice(0, 4)}-01-01`);
    const to = ClinicDate.parse(`${String(Number(today.slice(0, 4)) + YEARS_AHEAD)}-12-31`);
    const result = await readIcs(decoded(new Uint8Array(bytes)), { from, to, timeZone }, pause);
    if (!result.ok) fail(result.trouble);
    else setFile({ kind: 'read', file: { name: chosen.name, ...result } });
  };

  const save = async (outside: OutsideChoice): Promise<void> => {
    if (!proposal || isSaving) return;
    setSaving(true);
    setError(null);
    const answer = await sendProposal(proposal, outside);
    setSaving(false);
    if (!answer.ok) {
      setError(answer.error);
      await refetch();
      if (answer.error.code === 'RULE_VIOLATION') showOutside(true);
      return;
    }
    const [only] = meant;
    const said =
      meant.length === 1 && only
        ? t('hours.holidays.added', { name: only.name, date: plainDay(only.date, locale) })
        : t('hours.holidays.addedMany', { count: meant.length });
    const moved = answer.value.movedAside;
    notify(moved > 0 ? `${said} ${t('hours.movedAside', { count: moved })}` : said, 'undo');
    clear();
    await refetch();
  };

  const remove = async ({ id, version, name: gone, date: on }: HolidayDto): Promise<void> => {
    setError(null);
    const answer = await change('hours.removeHoliday', { id, version });
    if (answer.ok) notify(t('hours.holidays.removed', { name: gone, date: plainDay(on, locale) }), 'undo');
    else setError(answer.error);
    await refetch();
  };

  return {
    typed,
    setTyped,
    isTyped,
    file,
    rows,
    meant,
    isTooMany,
    preview,
    error,
    isSaving,
    isShowingOutside,
    showOutside,
    clear,
    read,
    save,
    remove,
  };
}

export type Holidays = ReturnType<typeof useHolidays>;
