import type { HoursProposal, HoursRuleFields } from '#shared/contract/hours';
import { type OpeningHours, WEEKDAYS } from '#shared/contract/settings';
import { type Scope, beginningOnFirst, splitAt, withoutDate } from '#shared/domain/availability/change';
import { yields } from '#shared/domain/availability/dates';
import { RULE_DAYS, writeRecurrence } from '#shared/domain/availability/recurrence';
import { invalid, notFound } from '#shared/errors/app-error';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { VersionedRule } from './projection';
import type { RuleContent } from './repository';
import { type HolidayStep, type HoursState, type HoursSteps, type RuleStep, contentOf } from './steps';

/** The rule begins on a date that it yields, as stored rules do. The border has seen that there is one. */
function begun(rule: RuleContent): RuleContent {
  const content = beginningOnFirst(rule);
  if (!content) throw invalid('rule.recurrence', 'rule_no_date');
  return content;
}

function newRule(fields: HoursRuleFields, exceptions: readonly ClinicDate[] = []): RuleContent {
  return begun({ ...fields, exceptions: fields.recurrence === null ? [] : exceptions });
}

function made(after: RuleContent): RuleStep {
  return { id: null, before: null, after };
}

/** The existing rule becomes what is left of it; nothing left takes it away. */
function became(rule: VersionedRule, after: RuleContent | null): RuleStep {
  return { id: rule.id, before: contentOf(rule), after };
}

interface Where {
  readonly scope: Scope;
  readonly date: ClinicDate;
}

/** The scope that is really meant: of a single date, or from a rule's first date on, it is all of it. */
function scopeOf(rule: VersionedRule, { scope, date }: Where): Scope {
  if (scope === 'all' || rule.recurrence === null) return 'all';
  if (!yields(rule, date)) throw invalid('date', 'rule_no_date');
  return scope === 'following' && splitAt(contentOf(rule), date).before === null ? 'all' : scope;
}

function change(rule: VersionedRule, where: Where, fields: HoursRuleFields): RuleStep[] {
  const old = contentOf(rule);
  switch (scopeOf(rule, where)) {
    case 'all':
      return [became(rule, newRule(fields, rule.exceptions))];
    case 'this':
      return [became(rule, withoutDate(old, where.date)), made(newRule({ ...fields, recurrence: null }))];
    case 'following': {
      const { before, after } = splitAt(old, where.date);
      return [became(rule, before), made(newRule(fields, after?.exceptions))];
    }
  }
}

function remove(rule: VersionedRule, where: Where): RuleStep[] {
  const old = contentOf(rule);
  switch (scopeOf(rule, where)) {
    case 'all':
      return [became(rule, null)];
    case 'this':
      return [became(rule, withoutDate(old, where.date))];
    case 'following':
      return [became(rule, splitAt(old, where.date).before)];
  }
}

/** The clinic's opening hours as weekly rules, each range of the day with all the weekdays that have it. */
function weeklyRules(openingHours: OpeningHours, today: ClinicDate): RuleContent[] {
  const ranges = new Map(
    WEEKDAYS.flatMap((day) => openingHours[day]).map((range) => [`${range.from}-${range.to}`, range]),
  );
  return [...ranges].map(([key, { from, to }]) => {
    const days = RULE_DAYS.filter((_, index) => {
      const weekday = WEEKDAYS[index];
      return weekday && openingHours[weekday].some((range) => `${range.from}-${range.to}` === key);
    });
    const recurrence = writeRecurrence({
      every: 'week',
      interval: 1,
      days,
      weekStart: 'MO',
      ends: { kind: 'never' },
    });
    return begun({
      date: today,
      start: from,
      end: to,
      available: true,
      recurrence,
      label: null,
      exceptions: [],
    });
  });
}

/** What a proposal is planned against. */
export interface PlanFacts {
  readonly state: HoursState;
  /** The rules of the doctor whose hours are copied. */
  readonly source: readonly VersionedRule[];
  readonly openingHours: OpeningHours;
  readonly today: ClinicDate;
}

/** Hours from today on, without leave: what lies behind is nobody's plan any more. */
function comingHours(rules: readonly VersionedRule[], today: ClinicDate): RuleContent[] {
  return rules
    .filter(({ available }) => available)
    .flatMap((rule) => splitAt(contentOf(rule), today).after ?? []);
}

function copy(facts: PlanFacts, from: number | null, replace: boolean): RuleStep[] {
  const { state, source, openingHours, today } = facts;
  const given = from === null ? weeklyRules(openingHours, today) : comingHours(source, today);
  if (given.length === 0) throw invalid('from', 'rule_no_date');
  const ended = replace
    ? state.rules
        .filter(({ available }) => available)
        .flatMap((rule) => {
          const { before, after } = splitAt(contentOf(rule), today);
          return after ? [became(rule, before)] : [];
        })
    : [];
  return [...ended, ...given.map((rule) => made(begun(rule)))];
}

function holidaySteps(
  { holidays }: HoursState,
  wanted: readonly { readonly date: ClinicDate; readonly name: string }[],
): HolidayStep[] {
  // The last name given to a date counts, and a name that stands already is no change.
  return [...new Map(wanted.map((day) => [day.date, day])).values()].flatMap((after): HolidayStep[] => {
    const there = holidays.find(({ date }) => date === after.date);
    if (!there) return [{ id: null, before: null, after }];
    const before = { date: there.date, name: there.name };
    return before.name === after.name ? [] : [{ id: there.id, before, after }];
  });
}

/** The rows that a proposal writes. @throws Refusal when the date or the rule that it names is not there. */
export function planOf(proposal: HoursProposal, facts: PlanFacts): HoursSteps {
  const known = (id: number) => {
    const rule = facts.state.rules.find((row) => row.id === id);
    if (!rule) throw notFound('hours');
    return rule;
  };
  switch (proposal.change) {
    case 'add':
      return { rules: [made(newRule(proposal.rule))], holidays: [] };
    case 'change':
      return { rules: change(known(proposal.id), proposal, proposal.rule), holidays: [] };
    case 'remove':
      return { rules: remove(known(proposal.id), proposal), holidays: [] };
    case 'copy':
      return { rules: copy(facts, proposal.from, proposal.replace), holidays: [] };
    case 'holidays':
      return { rules: [], holidays: holidaySteps(facts.state, proposal.holidays) };
  }
}
