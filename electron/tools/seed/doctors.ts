import { household } from './names';
import { createRandom, mixSeed } from './random';

/** A made-up row of `doctors`. */
export interface SeedDoctor {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly specialization: string;
  readonly degree: string;
  readonly colour: string;
  readonly defaultMinutes: number;
  /** What its patients come for. */
  readonly reasons: readonly [string, ...string[]];
}

type Template = Omit<SeedDoctor, 'id'>;

const GENERAL = [
  'Fever 3 days',
  'Cough',
  'Review',
  'BP check',
  'Back pain',
  'Diabetes review',
  'First visit',
  'Vaccination',
] as const;

const SAMPLE: readonly [Template, ...Template[]] = [
  {
    firstName: 'Meera',
    lastName: 'Rao',
    specialization: 'General',
    degree: 'MBBS, MD',
    colour: '#0b6e75',
    defaultMinutes: 15,
    reasons: GENERAL,
  },
  {
    firstName: 'Arjun',
    lastName: 'Iyer',
    specialization: 'General',
    degree: 'MBBS, DNB',
    colour: '#7a5cc7',
    defaultMinutes: 20,
    reasons: GENERAL,
  },
  {
    firstName: 'Fatima',
    lastName: 'Khan',
    specialization: 'Paediatrics',
    degree: 'MBBS, DCH',
    colour: '#c2752b',
    defaultMinutes: 10,
    reasons: ['Vaccination', 'Cough', 'Fever 3 days', 'Growth check', 'Ear ache', 'Review'],
  },
  {
    firstName: 'Sanjay',
    lastName: 'Patil',
    specialization: 'Orthopaedics',
    degree: 'MS Ortho',
    colour: '#3c7dd9',
    defaultMinutes: 20,
    reasons: ['Knee pain', 'Back pain', 'Dressing', 'Review', 'Plaster check', 'Shoulder pain'],
  },
  {
    firstName: 'Łucja',
    lastName: 'Nowak',
    specialization: 'Dermatology',
    degree: 'MD',
    colour: '#a04572',
    defaultMinutes: 20,
    reasons: ['Rash', 'Acne review', 'Mole check', 'Dressing', 'First visit', 'Review'],
  },
  {
    firstName: 'Vivek',
    lastName: 'Menon',
    specialization: 'ENT',
    degree: 'MS ENT',
    colour: '#4e7d36',
    defaultMinutes: 15,
    reasons: ['Ear ache', 'Sore throat', 'Hearing test', 'Sinus review', 'First visit', 'Review'],
  },
];

/** The doctors of the sample clinic, then as many more as are asked for. */
export function seedDoctors(count: number, seed: number): SeedDoctor[] {
  return Array.from({ length: count }, (_, at) => {
    const known = SAMPLE[at];
    if (known !== undefined) return { id: at + 1, ...known };
    const random = createRandom(mixSeed(seed, 2, at));
    const home = household(random);
    const like = random.pick(SAMPLE);
    return {
      ...like,
      id: at + 1,
      firstName: random.chance(0.5) ? home.woman() : home.man(),
      lastName: home.surname,
    };
  });
}
