import type { z } from 'zod';
import {
  type HoursChangeDto,
  type HoursPreview,
  type HoursProposal,
  MOST_OUTSIDE,
  type OutsideChoice,
  PREVIEW_DATES,
} from '#shared/contract/hours';
import type { ClinicSettings } from '#shared/contract/settings';
import type { RuleClash } from '#shared/domain/availability/clash';
import { datesOf } from '#shared/domain/availability/dates';
import { clinicNow } from '#shared/domain/clinic-now';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { type ClinicDateTime, addDays, dateOf } from '#shared/values/wall-clock';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { serverNow } from '#electron/platform/server-now';
import { type AtVersion, setAside } from './aside';
import { insertChange, lastChange } from './changes-repository';
import { MOST_COMING, type OutsideVisit, comingVisits, newlyOutside, outsideDto } from './outside';
import { type PlanFacts, planOf } from './plan';
import { checkMayChangeHours, checkMayCloseClinic } from './policy';
import { holidayDto, ruleDto } from './projection';
import * as hours from './repository';
import { type HoursState, type HoursSteps, applied, clashesAfter } from './steps';
import { writeSteps } from './writing';

type Answer = z.input<typeof HoursChangeDto>;

export interface SettingsSource {
  current(): Promise<ClinicSettings>;
}

/** What a change would do to rules and visits. */
export interface Prospect {
  /** Null for holidays. */
  readonly doctorId: number | null;
  readonly before: HoursState;
  readonly after: HoursState;
  readonly steps: HoursSteps;
  readonly clashes: readonly RuleClash[];
  readonly outside: readonly OutsideVisit[];
}

/** The hours overlap others: each with the rule, the first date and its times. */
export function refuseClashes({ after, clashes }: Prospect): void {
  if (clashes.length === 0) return;
  throw new Refusal({
    code: 'RULE_VIOLATION',
    overridable: false,
    rules: clashes.slice(0, 5).map(({ ruleId, date }) => {
      const rule = after.rules.find(({ id }) => id === ruleId);
      return {
        rule: 'hours_overlap',
        params: { ruleId, date, from: rule?.start ?? '', to: rule?.end ?? '' },
      };
    }),
  });
}

/** Rules, leave and holidays as they are written. Whoever changes them locks the doctor FOR UPDATE. */
export class HoursService {
  readonly #settings: SettingsSource;

  constructor(settings: SettingsSource) {
    this.#settings = settings;
  }

  async preview(person: Person, tx: ReadTx, proposal: HoursProposal): Promise<z.input<typeof HoursPreview>> {
    const doctorId = await this.#target(tx, proposal);
    checkMay(person, doctorId);
    const now = await this.now(await serverNow(tx));
    const source = proposal.change === 'copy' ? proposal.from : null;
    const plan = (facts: PlanFacts) => planOf(proposal, facts);
    const { before, after, steps, clashes, outside } = await this.prospect(tx, doctorId, now, plan, source);
    const written =
      proposal.change === 'copy' ? undefined : steps.rules.findLast((step) => step.after)?.after;
    const coming = written ? datesOf(written, dateOf(now), PREVIEW_DATES) : [];
    return {
      next: coming.length > 0 || !written ? coming : datesOf(written, written.date, PREVIEW_DATES),
      clashes: clashes.map(({ ruleId, date }) => {
        const rule = after.rules.find(({ id }) => id === ruleId);
        return { ruleId, date, from: rule?.start ?? '00:00', to: rule?.end ?? '24:00' };
      }),
      outside: outside.slice(0, MOST_OUTSIDE).map(outsideDto),
      outsideTotal: outside.length,
      leavesClinicHours: !before.rules.some(isHours) && after.rules.some(isHours),
    };
  }

  /** Carries a proposal out: rows, visits set aside, one record that undo goes by. */
  async change(
    context: MutationContext,
    action: string,
    proposal: HoursProposal,
    choice: OutsideChoice,
  ): Promise<Answer> {
    const { person, tx } = context;
    const doctorId = await this.#target(tx, proposal);
    checkMay(person, doctorId);
    const now = await this.lock(tx, doctorId);
    if ('version' in proposal) await checkVersion(tx, proposal, doctorId);
    const source = proposal.change === 'copy' ? proposal.from : null;
    const prospect = await this.prospect(tx, doctorId, now, (facts) => planOf(proposal, facts), source);
    refuseClashes(prospect);
    checkChoice(prospect.outside, choice);
    const moving = choice.do === 'move_aside' ? prospect.outside : [];
    return this.carryOut(context, action, prospect, moving);
  }

  async removeHoliday(context: MutationContext, at: AtVersion): Promise<Answer> {
    const { person, tx } = context;
    checkMayCloseClinic(person);
    const now = await this.lock(tx, null);
    const prospect = await this.prospect(tx, null, now, ({ state }) => {
      const holiday = state.holidays.find(({ id }) => id === at.id);
      if (!holiday) throw notFound('holiday');
      const { date, name } = holiday;
      return { rules: [], holidays: [{ id: at.id, before: { date, name }, after: null }] };
    });
    const holiday = prospect.before.holidays.find(({ id }) => id === at.id);
    if (holiday && holiday.version !== at.version)
      throw await stale(tx, 'holiday', holidayDto(holiday), null);
    return this.carryOut(context, 'hours.removeHoliday', prospect, []);
  }

  /** The clinic's wall clock by the server's. */
  async now(serverUtc: string): Promise<ClinicDateTime> {
    const { timeZone } = await this.#settings.current();
    return clinicNow(Date.parse(utcStamp(serverUtc)), timeZone);
  }

  /** Locks the doctor, or every doctor for a holiday. @returns now on the clinic's wall clock */
  async lock(tx: WriteTx, doctorId: number | null): Promise<ClinicDateTime> {
    const locked = await hours.lockDoctors(tx, doctorId === null ? null : [doctorId]);
    const [doctor] = locked;
    if (!doctor) throw notFound('doctor');
    if (doctorId !== null && doctor.is_deleted === 1) throw ruleBroken('doctor_deleted');
    return this.now(doctor.now);
  }

  /** What the planned rows would do, nothing written. */
  async prospect(
    tx: ReadTx,
    doctorId: number | null,
    now: ClinicDateTime,
    plan: (facts: PlanFacts) => HoursSteps,
    sourceId: number | null = null,
  ): Promise<Prospect> {
    const { openingHours, timeZone } = await this.#settings.current();
    const rules = doctorId === null ? [] : await hours.rulesOf(tx, [doctorId]);
    const source = sourceId === null ? [] : await hours.rulesOf(tx, [sourceId]);
    const holidays = await hours.allHolidays(tx);
    const steps = plan({ state: { rules, holidays }, source, openingHours, today: dateOf(now) });
    const visits = await comingVisits(tx, doctorId === null ? null : [doctorId], now, windowOf(steps));
    if (visits.length > MOST_COMING) throw invalid('', 'too_many', { max: MOST_COMING });
    const others =
      doctorId === null ? await hours.rulesOf(tx, [...new Set(visits.map((visit) => visit.doctorId))]) : [];
    const before = { rules: [...rules, ...others], holidays };
    const after = applied(before, steps, doctorId ?? 0);
    if (doctorId !== null && after.rules.length > hours.MOST_RULES) {
      throw invalid('', 'too_many', { max: hours.MOST_RULES });
    }
    return {
      doctorId,
      before,
      after,
      steps,
      clashes: clashesAfter(after, steps),
      outside: newlyOutside(visits, before, after, { openingHours, timeZone }),
    };
  }

  /** Writes the prospect and tells of it. */
  async carryOut(
    context: MutationContext,
    action: string,
    { doctorId, steps }: Prospect,
    moving: readonly OutsideVisit[],
  ): Promise<Answer> {
    const { person, tx } = context;
    const written = await writeSteps(tx, doctorId, steps);
    const aside = await setAside(context, action, moving);
    const id = await insertChange(tx, { doctorId, record: { ...written, aside }, person: person.key });
    return this.tell(
      context,
      action,
      { id, version: 1, doctorId },
      { ...written, aside },
      { movedAside: aside.length, stayed: 0 },
    );
  }

  /** The change in the audit, on the feed and as the answer. */
  async tell(
    { person, tx }: MutationContext,
    action: string,
    change: AtVersion & { readonly doctorId: number | null },
    did: HoursSteps & { readonly aside: readonly AtVersion[] },
    visits: { readonly movedAside: number; readonly stayed: number },
  ): Promise<Answer> {
    const side = (which: 'before' | 'after') => ({
      rules: did.rules.map((step) => ({ id: step.id, ...step[which] })),
      holidays: did.holidays.map((step) => ({ id: step.id, ...step[which] })),
    });
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: change.doctorId === null ? 'clinic' : 'doctor',
      entityId: change.doctorId,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: side('before'),
      after: { ...side('after'), ...visits },
    });
    await writeFeed(tx, { area: 'hours', entityId: change.doctorId });
    const rules = change.doctorId === null ? [] : await hours.rulesOf(tx, [change.doctorId]);
    return { ...change, rules: rules.map(ruleDto), ...visits };
  }

  /** The doctor whose hours a proposal changes; null for holidays. */
  async #target(tx: ReadTx, proposal: HoursProposal): Promise<number | null> {
    if (proposal.change === 'holidays') return null;
    if ('doctorId' in proposal) return proposal.doctorId;
    const doctorId = await hours.doctorOfRule(tx, proposal.id);
    if (doctorId === null) throw notFound('hours');
    return doctorId;
  }
}

function isHours({ available }: { readonly available: boolean }): boolean {
  return available;
}

function checkMay(person: Person, doctorId: number | null): void {
  if (doctorId === null) checkMayCloseClinic(person);
  else checkMayChangeHours(person, doctorId);
}

/** Holidays touch their own dates only; rules may touch any day to come. */
function windowOf({ rules, holidays }: HoursSteps) {
  if (rules.length > 0) return null;
  const dates = holidays
    .flatMap(({ before, after }) => [before?.date ?? [], after?.date ?? []].flat())
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return first && last ? { from: first, to: addDays(last, 1) } : null;
}

/** Visits that would stand outside are moved, or stay, only by somebody who has seen each of them. */
function checkChoice(outside: readonly OutsideVisit[], choice: OutsideChoice): void {
  if (outside.length === 0) return;
  const seen = new Set<number>(choice.do === 'ask' ? [] : choice.seen);
  if (outside.some(({ id }) => !seen.has(id))) throw ruleBroken('visits_outside', { count: outside.length });
}

async function checkVersion(tx: WriteTx, at: AtVersion, doctorId: number | null): Promise<void> {
  const rules = doctorId === null ? [] : await hours.rulesOf(tx, [doctorId]);
  const rule = rules.find(({ id }) => id === at.id);
  if (!rule) throw notFound('hours');
  if (rule.version !== at.version) throw await stale(tx, 'hours', ruleDto(rule), doctorId);
}

async function stale(
  tx: ReadTx,
  entity: 'hours' | 'holiday',
  current: unknown,
  doctorId: number | null,
): Promise<Refusal> {
  const last = await lastChange(tx, doctorId);
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity,
      current,
      changedBy: last && (await nameOfPerson(tx, last.by)),
      changedAt: last && utcStamp(last.at),
    },
  });
}
