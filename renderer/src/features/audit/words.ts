import type { TFunction } from 'i18next';
import type { AuditLine } from '#shared/contract/audit';
import { contract } from '#shared/contract/contract';
import { ClinicDateTime, dateOf, PastInstant, type UtcInstant } from '#shared/values/wall-clock';
import { clinicDayOf, clinicSecondsOf, plainDay, timeOf } from '../../ui/format';

/** The sentence at the end of a path of texts; null where there is none. */
function at(words: unknown, path: readonly string[]): string | null {
  const [first, ...rest] = path;
  if (first === undefined) return typeof words === 'string' ? words : null;
  return typeof words === 'object' && words !== null && Object.hasOwn(words, first)
    ? at(Reflect.get(words, first), rest)
    : null;
}

/** What a call does, as people say it; its own name where an older or newer program wrote it. */
export function actionWords(t: TFunction, action: string): string {
  return at(t('audit.action', { returnObjects: true }), action.split('.')) ?? action;
}

/** A field of an entry; its own name, spaced, where it has no words. */
export function fieldWords(t: TFunction, field: string): string {
  if (field === '') return t('audit.wholeEntry');
  const words = t('audit.fields', { returnObjects: true });
  return field
    .split('.')
    .map((part) => at(words, [part]) ?? part.replace(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase())
    .join(' › ');
}

/** Who it was: a person, another program by its account, or nobody. */
export function actorWords(t: TFunction, { actor, actorName }: AuditLine): string {
  if (actorName !== null) return actorName;
  if (actor === null || actor === 'nobody') return t('audit.nobody');
  return actor.startsWith('sql:') ? t('audit.otherProgram', { account: actor.slice(4) }) : actor;
}

/** `4 Jan 2027, 11:15:03` on the clinic's clock. */
export function momentWords(instant: UtcInstant, locale: string, zone: string): string {
  return `${plainDay(clinicDayOf(instant, zone), locale)}, ${clinicSecondsOf(instant, zone)}`;
}

/** A value of a field: yes or no, and times as the clinic's clock shows them; anything else as it is written. */
export function valueWords(t: TFunction, value: string, locale: string, zone: string): string {
  if (value === 'true') return t('audit.yes');
  if (value === 'false') return t('audit.no');
  const instant = PastInstant.safeParse(value);
  if (instant.success) return momentWords(instant.data, locale, zone);
  const time = ClinicDateTime.safeParse(value);
  return time.success ? `${plainDay(dateOf(time.data), locale)}, ${timeOf(time.data)}` : value;
}

/** What another program's change is noted as, what the tools write, and what the program does by itself. */
const NOT_CALLS = ['sql.insert', 'sql.update', 'sql.delete', 'admin.first', 'retention.byItself'];

/** What can have been done, to choose from: changes, and the views that are noted. */
export const ACTIONS: readonly string[] = [
  ...Object.entries(contract)
    .filter(([, call]) => call.kind !== 'query' || call.clinical)
    .map(([name]) => name),
  ...NOT_CALLS,
];
