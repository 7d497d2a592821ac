import type { Temporal } from 'temporal-polyfill';
import { fold } from '#shared/domain/search-words';
import { type Household, household } from './names';
import { createRandom, mixSeed, type Random } from './random';

/** A made-up row of `patients`. */
export interface SeedPatient {
  readonly id: number;
  readonly clinicNo: string;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly contactEmail: string | null;
  readonly dateOfBirth: string | null;
  readonly birthPrecision: 'day' | 'month' | 'year' | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly guardian: string | null;
  readonly oldFileNo: string | null;
  /** UTC, `2026-11-03 05:12:00`. */
  readonly createdAt: string;
}

/** The first number of table `clinic_numbers`. */
export const FIRST_CLINIC_NO = 10_001;
const ADULT = 18;

interface Member {
  readonly role: 'woman' | 'man' | 'child';
  readonly age: number;
}

/** Who lives together: one person, a couple, parents and children, sometimes a grandparent. */
function members(random: Random): Member[] {
  const adult = random.int(21, 58);
  const kind = random.next();
  if (kind < 0.3) return [{ role: random.chance(0.5) ? 'woman' : 'man', age: random.int(ADULT, 84) }];
  const couple: Member[] = [
    { role: 'woman', age: adult },
    { role: 'man', age: Math.min(90, adult + random.int(0, 6)) },
  ];
  if (kind < 0.5) return couple.map((member) => ({ ...member, age: member.age + random.int(0, 25) }));
  const oldest = Math.min(ADULT - 1, Math.max(0, adult - 21));
  const children = Array.from({ length: random.int(1, 3) }, (): Member => ({
    role: 'child',
    age: random.int(0, oldest),
  }));
  const elder: Member[] = random.chance(0.25)
    ? [{ role: random.chance(0.6) ? 'woman' : 'man', age: Math.min(92, adult + random.int(21, 34)) }]
    : [];
  return [...couple, ...children, ...elder];
}

function phoneNumber(random: Random): string | null {
  const kind = random.next();
  if (kind < 0.03) return null;
  if (kind < 0.06) return `022 2${random.digits(3)} ${random.digits(4)}`;
  const [front, back] = [
    `${random.pick(['98', '99', '97', '90', '88', '70', '91', '63'])}${random.digits(3)}`,
    random.digits(5),
  ];
  if (kind < 0.45) return `${front} ${back}`;
  return kind < 0.75 ? `+91 ${front} ${back}` : `${front}${back}`;
}

function birth(random: Random, age: number, today: Temporal.PlainDate) {
  const day = today.subtract({ years: age, days: random.int(0, 364) });
  const kind = random.next();
  if (kind < 0.03) return { dateOfBirth: null, birthPrecision: null };
  // Of small children the day is known; an older person's is often a year or an age.
  if (kind < 0.18 && age >= ADULT) {
    return { dateOfBirth: day.with({ month: 1, day: 1 }).toString(), birthPrecision: 'year' as const };
  }
  if (kind < 0.22) return { dateOfBirth: day.with({ day: 1 }).toString(), birthPrecision: 'month' as const };
  return { dateOfBirth: day.toString(), birthPrecision: 'day' as const };
}

function emailOf(random: Random, firstName: string, surname: string): string | null {
  const name = `${fold(firstName)}.${fold(surname)}`.replace(/[^a-z.]/g, '');
  if (name.length < 5 || !random.chance(0.3)) return null;
  return `${name}${String(random.int(1, 9_999))}@${random.pick(['example.com', 'example.net', 'example.org'])}`;
}

function registeredAt(random: Random, today: Temporal.PlainDate): string {
  const day = today.subtract({ days: 1 + Math.floor(random.next() ** 2 * 2_000) });
  const time = { hour: random.int(4, 12), minute: random.int(0, 59), second: random.int(0, 59) };
  return day.toPlainDateTime(time).toString({ smallestUnit: 'second' }).replace('T', ' ');
}

interface Given {
  readonly name: string;
  readonly gender: 'female' | 'male';
}

/** Given names; nobody in one home has another's, as far as the stock of names goes. */
function namesOf(random: Random, home: Household, people: readonly Member[]): Given[] {
  const given: Given[] = [];
  for (const { role } of people) {
    const gender = role === 'woman' || (role === 'child' && random.chance(0.5)) ? 'female' : 'male';
    const draw = () => (gender === 'female' ? home.woman() : home.man());
    let name = draw();
    for (let again = 0; again < 8 && given.some((other) => other.name === name); again += 1) name = draw();
    given.push({ name, gender });
  }
  return given;
}

function familyOf(random: Random, firstId: number, today: Temporal.PlainDate): SeedPatient[] {
  const home: Household = household(random);
  const phone = phoneNumber(random);
  const people = members(random);
  const givenNames = namesOf(random, home, people);
  const email = emailOf(random, givenNames[0]?.name ?? '', home.surname);
  const createdAt = registeredAt(random, today);
  const guardian = `${random.pick([givenNames[0], givenNames[1]])?.name ?? ''} ${home.surname}`;
  return people.map(({ role, age }, at) => ({
    id: firstId + at,
    clinicNo: String(FIRST_CLINIC_NO + firstId - 1 + at),
    firstName: givenNames[at]?.name ?? '',
    lastName: random.chance(0.02) ? null : home.surname,
    phone: role === 'child' || random.chance(0.8) ? phone : phoneNumber(random),
    contactEmail: email,
    ...birth(random, age, today),
    gender: random.chance(0.01) ? (random.chance(0.3) ? 'other' : null) : (givenNames[at]?.gender ?? null),
    guardian: role === 'child' ? guardian : null,
    oldFileNo: random.chance(0.15) ? `OF-${String(random.int(100, 99_999))}` : null,
    createdAt,
  }));
}

/** `count` patients in families, ages as of `today`; the same count, day and seed give the same people. */
export function* seedPatients(
  count: number,
  today: Temporal.PlainDate,
  seed: number,
): Generator<SeedPatient> {
  let made = 0;
  for (let family = 0; made < count; family += 1) {
    const random = createRandom(mixSeed(seed, 1, family));
    for (const patient of familyOf(random, made + 1, today)) {
      if (made === count) return;
      made += 1;
      yield patient;
    }
  }
}
