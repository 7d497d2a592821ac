import type { HoursProposal, HoursRuleDto } from '#shared/contract/hours';
import { type Scope, beginningOnFirst, splitAt, withoutDate } from '#shared/domain/availability/change';
import { datesOf } from '#shared/domain/availability/dates';
import type { HoursRule } from '#shared/domain/availability/rule';
import type { DoctorId } from '#shared/values/ids';
import type { ClinicDate } from '#shared/values/wall-clock';
import { type RuleTyped, readTyped, typedOf } from './rule-typed';

/** One change of hours while it is being made. There is one at a time: it is one entry in the audit and one undo. */
export type HoursDraft =
  | {
      readonly kind: 'rule';
      /** Null for a new rule. */
      readonly base: HoursRuleDto | null;
      readonly scope: Scope;
      /** For `this` and `following`, a date that the base yields. */
      readonly date: ClinicDate;
      readonly typed: RuleTyped;
    }
  | {
      readonly kind: 'remove';
      readonly base: HoursRuleDto;
      readonly scope: Scope;
      readonly date: ClinicDate;
    }
  | {
      readonly kind: 'copy';
      /** Null copies the clinic's opening hours. */
      readonly from: DoctorId | null;
      readonly replace: boolean;
    };

export type RuleDraft = Extract<HoursDraft, { kind: 'rule' }>;

/** The stored rule that a change is about; null for a new one. */
export function baseOf(draft: HoursDraft | null): HoursRuleDto | null {
  return draft && draft.kind !== 'copy' ? draft.base : null;
}

/** What the fields show of a rule when only a part of its dates is meant. */
export function typedFor(base: HoursRuleDto, scope: Scope, date: ClinicDate): RuleTyped {
  if (scope === 'all') return typedOf(base);
  if (scope === 'this') return typedOf({ ...base, date, recurrence: null });
  return typedOf(splitAt(base, date).after ?? base);
}

/** Begins to change a rule, as a whole or where it stands on a date. */
export function draftOf(base: HoursRuleDto, scope: Scope = 'all', date?: ClinicDate): RuleDraft {
  const meant = base.recurrence === null ? 'all' : scope;
  const at = date ?? datesOf(base, base.date, 1)[0] ?? base.date;
  return { kind: 'rule', base, scope: meant, date: at, typed: typedFor(base, meant, at) };
}

/** The same change for other dates: times and label that were typed stay. */
export function rescoped(draft: RuleDraft, scope: Scope, date = draft.date): RuleDraft {
  const { base, typed } = draft;
  if (!base) return draft;
  const { start, end, label } = typed;
  return { ...draft, scope, date, typed: { ...typedFor(base, scope, date), start, end, label } };
}

export function isChanged(draft: HoursDraft): boolean {
  if (draft.kind !== 'rule' || !draft.base) return true;
  const before = readTyped(typedFor(draft.base, draft.scope, draft.date));
  const now = readTyped(draft.typed);
  if (!before.ok || !now.ok)
    return JSON.stringify(typedFor(draft.base, draft.scope, draft.date)) !== JSON.stringify(draft.typed);
  return JSON.stringify(before.rule) !== JSON.stringify(now.rule);
}

/** The change as the server takes it; null while something typed is wrong. */
export function proposalOf(draft: HoursDraft, doctorId: DoctorId): HoursProposal | null {
  switch (draft.kind) {
    case 'copy':
      return { change: 'copy', doctorId, from: draft.from, replace: draft.replace };
    case 'remove':
      return {
        change: 'remove',
        id: draft.base.id,
        version: draft.base.version,
        scope: draft.scope,
        date: draft.date,
      };
    case 'rule': {
      const read = readTyped(draft.typed);
      if (!read.ok) return null;
      if (!draft.base) return { change: 'add', doctorId, rule: read.rule };
      const { id, version } = draft.base;
      return { change: 'change', id, version, scope: draft.scope, date: draft.date, rule: read.rule };
    }
  }
}

/** What is not stored yet has no id of its own. */
export const DRAFT_RULE = -1;

function left(base: HoursRuleDto, scope: Scope, date: ClinicDate): HoursRule[] {
  const rest =
    scope === 'all' ? null : scope === 'this' ? withoutDate(base, date) : splitAt(base, date).before;
  return rest ? [rest] : [];
}

/** The doctor's rules as they would be; those there are while something typed is wrong. */
export function rulesAfter(rules: readonly HoursRuleDto[], draft: HoursDraft | null): readonly HoursRule[] {
  if (!draft || draft.kind === 'copy') return rules;
  const others = rules.filter(({ id }) => id !== draft.base?.id);
  if (draft.kind === 'remove') return [...others, ...left(draft.base, draft.scope, draft.date)];
  const read = readTyped(draft.typed);
  if (!read.ok) return rules;
  const { base, scope, date } = draft;
  const exceptions = base && scope !== 'this' && read.rule.recurrence !== null ? base.exceptions : [];
  const made = beginningOnFirst({
    ...read.rule,
    id: DRAFT_RULE,
    doctorId: base?.doctorId ?? 0,
    exceptions,
  });
  return [...others, ...(base ? left(base, scope, date) : []), ...(made ? [made] : [])];
}
