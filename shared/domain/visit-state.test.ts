import { describe, expect, it } from 'vitest';
import { VISIT_STATES, holdsSlot, mayStep, visitState } from './visit-state';

describe('the state a person sees', () => {
  it.each([
    ['scheduled', false, null, 'scheduled'],
    ['checked_in', false, null, 'waiting'],
    ['checked_in', true, null, 'in_room'],
    ['completed', true, null, 'done'],
    ['cancelled', false, 'cancelled', 'cancelled'],
    ['cancelled', false, 'no_show', 'no_show'],
    ['cancelled', true, 'left', 'left'],
  ] as const)('%s, in the room %s, closed as %s → %s', (status, inRoom, closedAs, state) => {
    expect(visitState({ status, inRoom, closedAs })).toBe(state);
  });
});

describe('steps', () => {
  it('someone who arrived can leave but is never a no-show', () => {
    expect(mayStep('waiting', 'left')).toBe(true);
    expect(mayStep('waiting', 'no_show')).toBe(false);
    expect(mayStep('in_room', 'no_show')).toBe(false);
  });

  it('a visit that is done goes back one step only', () => {
    expect(VISIT_STATES.filter((to) => mayStep('done', to))).toEqual(['in_room']);
  });

  it('nothing steps to where it is', () => {
    expect(VISIT_STATES.filter((state) => mayStep(state, state))).toEqual([]);
  });

  it('every state can be left again', () => {
    expect(VISIT_STATES.filter((from) => !VISIT_STATES.some((to) => mayStep(from, to)))).toEqual([]);
  });

  it('closed visits hold no time', () => {
    expect(VISIT_STATES.filter(holdsSlot)).toEqual(['scheduled', 'waiting', 'in_room', 'done']);
  });
});
