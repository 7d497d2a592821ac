import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { nextStates, OPEN_STATES, type OpenState, type VisitState } from '#shared/domain/visit-state';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useChanges } from '../changes';
import { showVisit } from '../store';

const rank = OPEN_STATES.reduce<Partial<Record<VisitState, number>>>(
  (ranks, state, index) => ({ ...ranks, [state]: index }),
  {},
);

function isOpenState(state: VisitState): state is OpenState {
  return OPEN_STATES.some((open) => open === state);
}

function isBack(from: VisitState, to: OpenState): boolean {
  const start = rank[from];
  const end = rank[to];
  return start === undefined || (end !== undefined && end < start);
}

const forward = {
  scheduled: 'visit.reopen',
  waiting: 'visit.toWaiting',
  in_room: 'visit.toRoom',
  done: 'visit.toDone',
} as const;

const back = {
  scheduled: 'visit.toScheduled',
  waiting: 'visit.backToWaiting',
  in_room: 'visit.backToRoom',
  done: 'visit.toDone',
} as const;

const keys: Partial<Record<OpenState, string>> = { waiting: KEY.checkIn, in_room: KEY.room, done: KEY.done };

/** The next steps of a visit, the likeliest first, each with its key. */
export function VisitActions({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const next = nextStates(visit.state);
  const steps = next
    .filter(isOpenState)
    .sort((a, b) => Number(isBack(visit.state, a)) - Number(isBack(visit.state, b)));
  const isClosed = !isOpenState(visit.state);
  return (
    <div className="actions" role="group" aria-label={t('visit.actions')}>
      {steps.map((to, index) => {
        const isStepBack = isBack(visit.state, to);
        const key = isStepBack ? undefined : keys[to];
        return (
          <Button
            key={to}
            variant={index === 0 && !isStepBack ? 'contained' : 'outlined'}
            onClick={() => {
              void perform(visit, { kind: 'status', to });
            }}
          >
            {t(isClosed && to === 'scheduled' ? forward.scheduled : isStepBack ? back[to] : forward[to])}
            {key ? <Kbd k={key} /> : null}
          </Button>
        );
      })}
      {next.some((state) => !isOpenState(state)) ? (
        <Button
          variant="outlined"
          onClick={() => {
            showVisit(visit.id, true);
          }}
        >
          {t('visit.cancel')}
          <Kbd k={KEY.cancel} />
        </Button>
      ) : null}
    </div>
  );
}
