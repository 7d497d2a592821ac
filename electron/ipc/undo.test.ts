import { describe, expect, it } from 'vitest';
import { PersonKey, RequestId } from '#shared/values/ids';
import { type Step, UndoHistory } from './undo';

const meena = PersonKey.parse('admin:1');
const ravi = PersonKey.parse('admin:2');

let made = 0;

function step(id: number, since: number | null, version: number, call = 'appointments.reschedule'): Step {
  made += 1;
  const requestId = RequestId.parse(`00000000-0000-4000-8000-${String(made).padStart(12, '0')}`);
  return {
    requestId,
    call,
    inverse: { name: call, row: { entity: 'appointment', id }, version, since, input: {} },
  };
}

describe('undo history', () => {
  it('keeps ten steps a person, the newest last, and nobody else’s', () => {
    const history = new UndoHistory();
    for (let index = 1; index <= 12; index += 1) history.changed(meena, step(index, 1, 2));
    expect(history.last(meena, 'undo')?.inverse.row.id).toBe(12);
    expect(history.last(ravi, 'undo')).toBeNull();
    const taken: number[] = [];
    for (let last = history.last(meena, 'undo'); last; last = history.last(meena, 'undo')) {
      taken.push(last.inverse.row.id);
      history.drop(meena, 'undo', last);
    }
    expect(taken).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });

  it('an older step of the same row follows it to the version the undo gave it', () => {
    const history = new UndoHistory();
    const [first, second] = [step(7, 1, 2), step(7, 2, 3)];
    history.changed(meena, first);
    history.changed(meena, second);
    history.carriedOut(meena, 'undo', second, step(7, 3, 4));
    expect(history.last(meena, 'undo')?.inverse.version).toBe(4);
    expect(history.last(meena, 'redo')?.inverse.version).toBe(4);
  });

  it('does not follow a row that somebody else changed in between', () => {
    const history = new UndoHistory();
    const [first, second] = [step(7, 1, 2), step(7, 3, 4)];
    history.changed(meena, first);
    history.changed(meena, second);
    history.carriedOut(meena, 'undo', second, step(7, 4, 5));
    expect(history.last(meena, 'undo')?.inverse.version).toBe(2);
  });

  it('the same request heard twice is one step', () => {
    const history = new UndoHistory();
    const change = step(7, 1, 2);
    history.changed(meena, change);
    history.changed(meena, { ...change });
    history.drop(meena, 'undo', change);
    expect(history.last(meena, 'undo')).toBeNull();
    history.changed(meena, step(8, 1, 2));
    expect(history.last(meena, 'undo')?.inverse.row.id).toBe(8);
  });

  it('a new change ends what could be redone', () => {
    const history = new UndoHistory();
    const change = step(7, 1, 2);
    history.changed(meena, change);
    history.carriedOut(meena, 'undo', change, step(7, 2, 3));
    history.changed(meena, step(8, 1, 2));
    expect(history.last(meena, 'redo')).toBeNull();
  });

  it('an older step follows its row through a change of many rows that is taken back and done again', () => {
    const history = new UndoHistory();
    const visit = (id: number) => ({ entity: 'appointment', id }) as const;
    const many = (row: number, version: number, since: number, visitVersion: number): Step => {
      const plain = step(row, null, version, 'late.shift');
      const also = [{ row: visit(7), since, version: visitVersion }];
      return { ...plain, inverse: { ...plain.inverse, row: { entity: 'delay', id: row }, also } };
    };
    const [booking, shift] = [step(7, null, 1), many(3, 1, 1, 2)];
    history.changed(meena, booking);
    history.changed(meena, shift);
    const back = many(3, 2, 2, 3);
    history.carriedOut(meena, 'undo', shift, back);
    expect(history.last(meena, 'undo')?.inverse.version).toBe(3);
    history.carriedOut(meena, 'redo', back, many(3, 3, 3, 4));
    expect(history.last(meena, 'undo')?.inverse.row).toEqual({ entity: 'delay', id: 3 });
  });
});
