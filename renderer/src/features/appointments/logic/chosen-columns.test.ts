import { expect, test } from 'vitest';
import { DoctorId } from '#shared/values/ids';
import { EVERYBODY, shownDoctors, specialisationsOf, withMoved, withShown } from './chosen-columns';

const doctor = (id: number, specialization: string | null) => ({ id: DoctorId.parse(id), specialization });
const doctors = [doctor(1, 'General'), doctor(2, 'ENT'), doctor(3, 'General'), doctor(4, null)];
const ids = (choice: typeof EVERYBODY) => shownDoctors(doctors, choice).map(({ id }) => Number(id));

test('without a choice everybody is shown as the clinic orders them', () => {
  expect(ids(EVERYBODY)).toEqual([1, 2, 3, 4]);
  expect(specialisationsOf(doctors)).toEqual(['General', 'ENT']);
});

test('who is hidden is left out until shown again', () => {
  const fewer = withShown(withShown(EVERYBODY, 2, false), 4, false);
  expect(ids(fewer)).toEqual([1, 3]);
  expect(ids(withShown(fewer, 2, true))).toEqual([1, 2, 3]);
  expect(withShown(fewer, 2, false).hidden).toEqual([4, 2]);
});

test('a specialisation that nobody has any more hides nobody', () => {
  expect(ids({ ...EVERYBODY, specialisation: 'General' })).toEqual([1, 3]);
  expect(ids({ ...EVERYBODY, specialisation: 'Dental' })).toEqual([1, 2, 3, 4]);
});

test('a doctor moves past the neighbour in the list, at its ends nowhere', () => {
  expect(ids(withMoved(doctors, EVERYBODY, 3, 'up'))).toEqual([1, 3, 2, 4]);
  expect(ids(withMoved(doctors, EVERYBODY, 3, 'down'))).toEqual([1, 2, 4, 3]);
  expect(withMoved(doctors, EVERYBODY, 1, 'up')).toBe(EVERYBODY);
  expect(withMoved(doctors, EVERYBODY, 4, 'down')).toBe(EVERYBODY);
});

test('among one specialisation a step passes those who are not listed', () => {
  const general = { ...EVERYBODY, specialisation: 'General' };
  const moved = withMoved(doctors, general, 3, 'up');
  expect(ids(moved)).toEqual([3, 1]);
  expect(ids({ ...moved, specialisation: null })).toEqual([3, 1, 2, 4]);
});

test('a new doctor follows those whose order the desk has chosen', () => {
  expect(ids({ ...EVERYBODY, order: [3, 1, 2] })).toEqual([3, 1, 2, 4]);
});
