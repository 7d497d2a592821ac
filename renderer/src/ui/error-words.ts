import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import {
  assertNever,
  type AppError,
  type Conflict,
  type FieldIssue,
  type RuleBroken,
} from '#shared/errors/app-error';
import { readMessage } from '#shared/errors/from-zod';
import { ClinicDate, ClinicDateTime, dateOf, UtcInstant } from '#shared/values/wall-clock';
import { clinicTimeOf, dayHere, timeOf, wallTime } from './format';

/** One field's sentence. Codes come from the server or, as messages, from the form's own schema. */
export function fieldWords(t: TFunction, code: string, params: FieldIssue['params'] = {}): string {
  const said = readMessage(code);
  if (!said) return code;
  const known = { ...said.params, ...params };
  if (said.code === 'too_long' && known['max'] === undefined) return t('field.too_long_plain');
  return t(`field.${said.code}`, known);
}

type Params = RuleBroken['params'];

/** What a refusal's blanks are called that hold a day or a time; others may hold a text that looks like one. */
const TIMED: ReadonlySet<string> = new Set(['date', 'start', 'end', 'from', 'to', 'time']);

/** Days and times in a refusal come as the program keeps them; people read them as the clinic writes them. */
function asRead(name: string, value: string | number): string | number {
  if (typeof value === 'number' || !TIMED.has(name)) return value;
  if (/^\d\d:\d\d$/.test(value)) return wallTime(value);
  const at = ClinicDateTime.safeParse(value);
  if (at.success)
    return name === 'time' ? `${dayHere(dateOf(at.data))}, ${timeOf(at.data)}` : timeOf(at.data);
  const day = ClinicDate.safeParse(value);
  return day.success ? dayHere(day.data) : value;
}

/** What a refusal names, each day and time as the clinic writes it. */
export function readParams(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, asRead(name, value)]));
}

/** The rule of the clinic that was broken, as a sentence. */
export function ruleWords(t: TFunction, { rule, params: kept }: RuleBroken): string {
  const params = readParams(kept);
  if (rule === 'on_leave' && params['label'] !== undefined) return t('rule.on_leave_labelled', params);
  if (rule !== 'patient_elsewhere') return t(`rule.${rule}`, { min: 8, ...params });
  if (params['doctor'] === undefined || params['start'] === undefined)
    return t('rule.patient_elsewhere_plain');
  return t('rule.patient_elsewhere', {
    patient: params['patient'] ?? '',
    doctor: params['doctor'],
    from: params['start'],
    to: params['end'] ?? '',
  });
}

function conflictWords(t: TFunction, conflict: Conflict, zone: string): string {
  switch (conflict.kind) {
    case 'slot_taken':
      return conflict.holder
        ? t('error.taken', {
            name: conflict.holder.patientName,
            from: asRead('start', conflict.holder.start),
            to: asRead('end', conflict.holder.end),
          })
        : t('error.takenUnknown');
    case 'stale': {
      const at = UtcInstant.safeParse(conflict.changedAt);
      return conflict.changedBy && at.success
        ? t('error.stale', { who: conflict.changedBy, time: clinicTimeOf(at.data, zone) })
        : t('error.staleUnknown');
    }
    case 'duplicate':
      return t('error.duplicate');
    default:
      return assertNever(conflict);
  }
}

function unauthenticatedWords(t: TFunction, error: Extract<AppError, { code: 'UNAUTHENTICATED' }>): string {
  if (error.reason !== 'locked_out') return t(`error.unauthenticated.${error.reason}`);
  const seconds = error.retryAfter ?? 60;
  return seconds < 90
    ? t('error.unauthenticated.locked_out_seconds', { seconds })
    : t('error.unauthenticated.locked_out', { minutes: Math.ceil(seconds / 60) });
}

function unavailableWords(t: TFunction, error: Extract<AppError, { code: 'DB_UNAVAILABLE' }>): string {
  switch (error.reason) {
    case 'down':
      return t(`error.down.${error.store}`);
    case 'full':
      return t('error.full');
    case 'must_migrate':
      return t('error.mustMigrate');
    case 'must_update':
      return t('error.mustUpdate');
    default:
      return assertNever(error.reason);
  }
}

/** Each thing that is wrong, once. */
function issuesWords(t: TFunction, issues: readonly FieldIssue[]): string {
  const words = new Set(issues.map(({ code, params }) => fieldWords(t, code, params)));
  return words.size > 0 ? [...words].join(' ') : t('error.checkFields');
}

/** The one place where a refusal becomes a sentence; the clinic's zone is for the few that tell a time of day. */
export function errorWords(t: TFunction, error: AppError, zone = Temporal.Now.timeZoneId()): string {
  switch (error.code) {
    case 'VALIDATION':
      return issuesWords(t, error.issues);
    case 'UNAUTHENTICATED':
      return unauthenticatedWords(t, error);
    case 'FORBIDDEN':
      return t('error.forbidden');
    case 'NOT_FOUND':
      return t(`error.notFound.${error.entity}`);
    case 'CONFLICT':
      return conflictWords(t, error.conflict, zone);
    case 'RULE_VIOLATION':
      return error.rules.map((broken) => ruleWords(t, broken)).join(' ');
    case 'DB_UNAVAILABLE':
      return unavailableWords(t, error);
    case 'TIMEOUT':
      return t('error.timeout');
    case 'CANCELLED':
      return t('error.cancelled');
    case 'INTERNAL':
      return t('error.internal', { reference: error.reference });
    default:
      return assertNever(error);
  }
}
