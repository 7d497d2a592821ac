import { useEffect, useState } from 'react';
import type { HoursChangeDto, HoursPreview, HoursProposal, OutsideChoice } from '#shared/contract/hours';
import type { AppError, Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';

/** The preview waits until the typing does. */
const SETTLED = 200;

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, SETTLED);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  return settled;
}

/** What the proposal would do; undefined while it is asked, or while something typed is wrong. */
export function useProposal(proposal: HoursProposal | null): {
  preview: HoursPreview | undefined;
  error: AppError | null;
} {
  // Each rendering makes the proposal anew: only its text tells whether it is another one.
  const now = JSON.stringify(proposal);
  const settled = useSettled(now);
  const isCurrent = settled === now && proposal !== null;
  const asked = useCallQuery(
    'hours.preview',
    { proposal: proposal ?? { change: 'holidays', holidays: [] } },
    { enabled: isCurrent },
  );
  return {
    preview: isCurrent ? asked.data : undefined,
    error: isCurrent ? (asked.error?.error ?? null) : null,
  };
}

/** The call of the proposal's own name. */
export function sendProposal(
  proposal: HoursProposal,
  outside: OutsideChoice,
): Promise<Result<HoursChangeDto>> {
  switch (proposal.change) {
    case 'add':
      return change('hours.add', { doctorId: proposal.doctorId, rule: proposal.rule, outside });
    case 'change': {
      const { id, version, scope, date, rule } = proposal;
      return change('hours.change', { id, version, scope, date, rule, outside });
    }
    case 'remove': {
      const { id, version, scope, date } = proposal;
      return change('hours.remove', { id, version, scope, date, outside });
    }
    case 'copy': {
      const { doctorId, from, replace } = proposal;
      return change('hours.copy', { doctorId, from, replace, outside });
    }
    case 'holidays':
      return change('hours.addHolidays', { holidays: proposal.holidays, outside });
  }
}
