import { describe, expect, it } from 'vitest';
import { VISIT_STATES } from './visit-state';
import { QUEUE_MARKS, QUEUE_STEPS, markAfter, mayMark, nextSteps, stepTo } from './queue-mark';

describe('the line', () => {
  it('who waits can be called, step out or be skipped, and come back', () => {
    expect(nextSteps('waiting', null)).toEqual(['called', 'stepped_out', 'skipped']);
    expect(nextSteps('waiting', 'called')).toEqual(['stepped_out', 'skipped', 'back']);
    expect(nextSteps('waiting', 'stepped_out')).toEqual(['called', 'skipped', 'back']);
    expect(nextSteps('waiting', 'skipped')).toEqual(['called', 'stepped_out', 'back']);
  });

  it('nobody else can', () => {
    const others = VISIT_STATES.filter((state) => state !== 'waiting');
    expect(others.filter((state) => QUEUE_STEPS.some((step) => mayMark(state, null, step)))).toEqual([]);
  });

  it('every step can be taken back', () => {
    for (const mark of [...QUEUE_MARKS, null]) {
      for (const step of nextSteps('waiting', mark)) {
        expect(mayMark('waiting', markAfter(step), stepTo(mark))).toBe(true);
        expect(markAfter(stepTo(mark))).toBe(mark);
      }
    }
  });
});
