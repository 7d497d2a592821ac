import { Temporal } from 'temporal-polyfill';
import { MONTH_DAYS } from '#shared/contract/appointments';
import type { QueryName } from '#shared/contract/contract';
import type { ChangedEvent } from '#shared/contract/events';
import type { CallKey } from './queries';

interface Shown {
  readonly queryKey: CallKey;
  readonly data: unknown;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function holds(list: unknown, id: number): boolean {
  return Array.isArray(list) && list.includes(id);
}

/** Whether a calendar range shows one of the touched doctor-days. */
function showsDay(key: CallKey, days: readonly { doctorId: number; date: string }[]): boolean {
  const [name, input] = key;
  if (name === 'appointments.day') {
    const doctors = member(input, 'doctorIds');
    return days.some(
      (day) => day.date === member(input, 'date') && (doctors === null || holds(doctors, day.doctorId)),
    );
  }
  const from = member(input, 'from');
  if (typeof from !== 'string') return false;
  const last = Temporal.PlainDate.from(from).add({ days: 6 }).toString();
  return days.some(
    (day) => day.doctorId === member(input, 'doctorId') && from <= day.date && day.date <= last,
  );
}

/** Whether a mini-month counts one of the touched doctor-days. */
function countsDay(input: unknown, days: readonly { doctorId: number; date: string }[]): boolean {
  const from = member(input, 'from');
  if (typeof from !== 'string') return false;
  const after = Temporal.PlainDate.from(from).add({ days: MONTH_DAYS }).toString();
  const doctors = member(input, 'doctorIds');
  return days.some(
    ({ doctorId, date }) => from <= date && date < after && (doctors === null || holds(doctors, doctorId)),
  );
}

function showsRow(data: unknown, field: 'id' | 'patientId', ids: readonly number[]): boolean {
  const rows = member(data, 'appointments');
  return Array.isArray(rows) && rows.some((row) => ids.includes(Number(member(row, field))));
}

/** Whether an answer tells of one of these patients; one that is still on its way may. */
function isOfPatient(data: unknown, ids: readonly number[]): boolean {
  return data === undefined || ids.includes(Number(member(data, 'patientId')));
}

/** Call lists and previews are short and open for minutes only: any change of a visit asks them again. */
function isOfDelays(name: string): boolean {
  return name.startsWith('late.');
}

/** What a change of any patient may alter: whom a search, a number, a family or a likeness finds. */
const ofPatients = [
  'patients.search',
  'patients.byNumber',
  'patients.family',
  'patients.likely',
  'patients.visits',
  'patients.glance',
];
/** What may change who waits for an earlier time, or what they could have. */
const ofWaiting: ReadonlySet<string> = new Set([
  'appointments',
  'patients',
  'doctors',
  'settings',
  'waitlist',
]);
/** What may change which reviews are to be booked or were missed, or what could be had. */
const ofReviews: ReadonlySet<string> = new Set([
  'appointments',
  'patients',
  'doctors',
  'settings',
  'hours',
  'consultation',
  'reviews',
]);
/** What may give or take a free time. */
const ofFreeTimes: ReadonlySet<string> = new Set(['appointments', 'doctors', 'settings']);
/** What shows how far a job is. */
const shownJobs: ReadonlySet<string> = new Set([
  'jobs.list',
  'imports.get',
  'exports.latest',
  'retention.latest',
]);
const OWN_LOOK = 'people.preferences';
/** What is read of a patient by who may read what is clinical. */
export const ofCharts: ReadonlySet<string> = new Set<QueryName>([
  'consultation.open',
  'notes.of',
  'papers.of',
  'vitals.of',
  'medicalHistory.of',
  'documents.list',
  'timeline.page',
]);
/** What belongs to this desk alone. */
const ofDesk: ReadonlySet<string> = new Set([
  'desks.current',
  'printing.failed',
  'printing.paperSettings',
  'keptCalendars.list',
  'scanFolder.get',
]);
const ranges = ['appointments.day', 'appointments.week'];

/** Whether what a query shows was touched by a change at any desk: exactly those are asked again. */
export function isTouched({ queryKey, data }: Shown, event: ChangedEvent): boolean {
  if (event.scope === 'all') return true;
  const [name, input] = queryKey;
  const isRange = ranges.includes(name);
  if (name.startsWith('series.')) return ofFreeTimes.has(event.area);
  // Who may read what is clinical is one of the settings.
  if (event.area === 'settings' && ofCharts.has(name)) return true;
  if (
    name === 'consultation.open' ||
    name === 'consultation.pageLayout' ||
    name.startsWith('notes.') ||
    name === 'papers.of' ||
    name === 'templates.list'
  )
    return event.area === 'consultation';
  if (name.startsWith('vitals.')) return event.area === 'vitals' && isOfPatient(data, event.ids);
  if (name.startsWith('medicalHistory.')) return event.area === 'history' && isOfPatient(data, event.ids);
  if (name.startsWith('documents.')) return event.area === 'documents' && isOfPatient(data, event.ids);
  if (name.startsWith('waitlist.')) return ofWaiting.has(event.area);
  if (name.startsWith('reviews.')) return ofReviews.has(event.area);
  if (name === 'appointments.nextFree') return ofFreeTimes.has(event.area);
  switch (event.area) {
    case 'appointments':
      if (name === 'patients.visits' || name === 'patients.glance' || name === 'appointments.toMove')
        return true;
      if (isRange) return showsDay(queryKey, event.days) || showsRow(data, 'id', event.ids);
      if (name === 'appointments.month') return countsDay(input, event.days);
      if (isOfDelays(name) || name.startsWith('messages.')) return true;
      return name === 'appointments.get' && event.ids.includes(Number(member(input, 'id')));
    case 'patients':
      if (name === 'appointments.toMove') return true;
      if (isRange) return showsRow(data, 'patientId', event.ids);
      return (
        ofPatients.includes(name) ||
        (name === 'patients.get' && event.ids.includes(Number(member(input, 'id'))))
      );
    case 'doctors':
      return isRange || name === 'appointments.month' || name.startsWith('doctors.');
    case 'people':
      return name.startsWith('people.') && name !== OWN_LOOK;
    case 'preferences':
      return name === OWN_LOOK;
    case 'waitlist':
    case 'consultation':
    case 'vitals':
    case 'history':
    case 'documents':
    case 'reviews':
      return false;
    case 'settings':
      return name.startsWith('settings.') || name === 'system.report' || name === 'retention.latest';
    case 'presence':
      return name === 'presence.list';
    case 'jobs':
      return shownJobs.has(name);
    case 'imports':
      return name.startsWith('imports.');
    case 'desks':
      return ofDesk.has(name);
    case 'late':
      return isOfDelays(name) || name === 'appointments.toMove';
    case 'hours':
      return isRange || name === 'appointments.month' || name.startsWith('hours.') || name === 'late.preview';
    case 'messages':
      return isOfDelays(name) || name.startsWith('messages.');
  }
}
