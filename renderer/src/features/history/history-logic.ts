import {
  HABITS,
  type HistoryDto,
  type HistoryFact,
  type HistoryKind,
  RELATIONS,
} from '#shared/contract/medical-history';
import type { InputOf } from '#shared/contract/contract';
import { latinDigits } from '#shared/values/person';
import { asTypedPartly, typedPartly } from '#shared/values/partly-known';

/** What each kind asks for, in the order in which it is said. */
export const FIELDS = {
  surgery: ['what', 'on', 'place'],
  family: ['relation', 'what', 'onsetAge'],
  lifestyle: ['habit', 'what', 'from', 'until'],
} as const satisfies Readonly<Record<HistoryKind, readonly string[]>>;
export type HistoryField = (typeof FIELDS)[HistoryKind][number];
export type TypedFact = Readonly<Record<HistoryField, string>>;

export const NOTHING_TYPED: TypedFact = {
  what: '',
  on: '',
  place: '',
  relation: 'mother',
  onsetAge: '',
  habit: 'tobacco',
  from: '',
  until: '',
};

/** A fact as it is typed. */
export function typedFrom(fact: HistoryFact): TypedFact {
  const typed = { ...NOTHING_TYPED, what: fact.what };
  switch (fact.kind) {
    case 'surgery':
      return { ...typed, on: asTypedPartly(fact.on), place: fact.place ?? '' };
    case 'family':
      return { ...typed, relation: fact.relation, onsetAge: fact.onsetAge?.toString() ?? '' };
    case 'lifestyle':
      return {
        ...typed,
        habit: fact.habit,
        from: asTypedPartly(fact.from),
        until: asTypedPartly(fact.until),
      };
  }
}

type FactInput = InputOf<'medicalHistory.add'>['fact'];

/** The age as it is typed; NaN where it is no whole number, which the border would take for none. */
export function typedAge(typed: string): number | null {
  const value = latinDigits(typed.trim());
  if (value === '') return null;
  return /^\d{1,3}$/.test(value) ? Number(value) : NaN;
}

/** What is sent; dates that are none go as they were typed, and come back refused at their field. */
export function factFrom(kind: HistoryKind, typed: TypedFact): FactInput {
  const { what } = typed;
  switch (kind) {
    case 'surgery':
      return { kind, what, on: typedPartly(typed.on), place: typed.place };
    case 'family': {
      const relation = RELATIONS.find((one) => one === typed.relation) ?? 'other';
      return { kind, what, relation, onsetAge: typedAge(typed.onsetAge) };
    }
    case 'lifestyle': {
      const habit = HABITS.find((one) => one === typed.habit) ?? 'other';
      return { kind, what, habit, from: typedPartly(typed.from), until: typedPartly(typed.until) };
    }
  }
}

/** Neither corrected nor taken out. */
export function stands({ withdrawn, correctedById }: HistoryDto): boolean {
  return withdrawn === null && correctedById === null;
}

/** The entries of a kind: what stands, each with what it corrected right beneath, then what was taken out. */
export function ordered(items: readonly HistoryDto[], kind: HistoryKind): readonly HistoryDto[] {
  const all = items.filter(({ fact }) => fact.kind === kind);
  const byId = new Map(all.map((item) => [item.id, item]));
  const withOlder = (item: HistoryDto): HistoryDto[] => {
    const older = item.correctsId === null ? undefined : byId.get(item.correctsId);
    return older?.correctedById === item.id ? [item, ...withOlder(older)] : [item];
  };
  return [...all.filter(stands), ...all.filter(({ withdrawn }) => withdrawn !== null)].flatMap(withOlder);
}
