import { randomUUID } from 'node:crypto';
import type { CallName } from '#shared/contract/contract';
import { PASSWORD } from '#test/support/clinic';
import { answerQuestions } from '#test/support/processes';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { type Floor, openFloor } from './floor';
import { type Recording, listenToStatements, recorded, sessionStatement } from './statements';

export interface Booking {
  readonly doctorId: number;
  readonly patientId: number;
  readonly start: string;
  readonly end: string;
}

export interface Outcome {
  readonly booking: Booking;
  readonly accepted: boolean;
  /** The error's code, with the kind of conflict: `CONFLICT slot_taken`. */
  readonly refusal: string | null;
}

export interface Call {
  readonly name: CallName;
  readonly input: unknown;
}

interface Opened {
  readonly desk: TestDesk;
  readonly windows: readonly TestWindow[];
  readonly floor: Floor;
}

let opened: Opened | null = null;

function here(): Opened {
  if (!opened) throw new Error('open comes first');
  return opened;
}

function firstWindow(): TestWindow {
  const [window] = here().windows;
  if (!window) throw new Error('no window is signed in');
  return window;
}

const withTexts = (booking: Booking) => ({ ...booking, type: null, reason: 'Fever', deskNotes: null });

async function book(window: TestWindow, booking: Booking): Promise<Outcome> {
  const result = await window.raw('appointments.book', withTexts(booking));
  if (result.ok) return { booking, accepted: true, refusal: null };
  const { error } = result;
  const refusal = error.code === 'CONFLICT' ? `CONFLICT ${error.conflict.kind}` : error.code;
  return { booking, accepted: false, refusal };
}

async function timed(count: number, work: (at: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await work(at);
    took.push(performance.now() - from);
  }
  return took;
}

async function call({ name, input }: Call): Promise<unknown> {
  const result = await firstWindow().raw(name, input);
  if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The last of some recordings of the same thing, which must not differ from the one before it. */
function steady(recordings: readonly Recording[]): Recording {
  const [before, last] = recordings.slice(-2);
  const texts = (recording: Recording | undefined) => recording?.map(({ sql }) => sql).join('\n');
  if (!last || texts(before) !== texts(last)) throw new Error('the same call sent other statements');
  return last;
}

async function bookingRecorded(booking: Booking): Promise<Recording> {
  const requestId = randomUUID();
  return recorded(
    async () => {
      const value = await firstWindow().raw('appointments.book', withTexts(booking), requestId);
      if (!value.ok) throw new Error(`the booking was refused: ${JSON.stringify(value.error)}`);
      // The dispatcher has parsed it as an AppointmentChange.
      return value.value as { readonly appointment: { readonly id: number } };
    },
    ({ appointment }) => ({
      requestId,
      patientId: booking.patientId,
      doctorId: booking.doctorId,
      start: `${booking.start.replace('T', ' ')}:00`,
      end: `${booking.end.replace('T', ' ')}:00`,
      newId: appointment.id,
    }),
  );
}

/** When each change of a visit came to this desk's window, by the machine's clock. */
const cameAt = new Map<number, number>();

const machineNow = () => performance.timeOrigin + performance.now();

const answers = {
  /** One desk with its signed-in windows, and beside it the floor's connections to a database of their own. */
  open: async (given: {
    readonly mysqlUrl: string;
    readonly mongoUrl: string;
    readonly floorUrl: string;
    readonly windows: number;
  }): Promise<void> => {
    listenToStatements();
    const desk = await openDesk({
      mysqlUrl: given.mysqlUrl,
      mongoUrl: given.mongoUrl,
      adminUrl: '',
      drop: () => Promise.resolve(),
    });
    const windows: TestWindow[] = [];
    for (let at = 0; at < given.windows; at += 1) windows.push(await desk.signedIn('bench'));
    opened = { desk, windows, floor: await openFloor(given.floorUrl, sessionStatement()) };
  },

  /** What one booking sends; two of them, since the first may find settings that nobody has read yet. */
  recordBooking: async (bookings: readonly Booking[]): Promise<Recording> => {
    const recordings: Recording[] = [];
    for (const booking of bookings) recordings.push(await bookingRecorded(booking));
    return steady(recordings);
  },

  /** What each of some reading calls sends. */
  recordCalls: async (calls: readonly Call[]): Promise<Recording[]> => {
    const recordings: Recording[] = [];
    for (const one of calls) {
      const twice = [
        await recorded(
          () => call(one),
          () => ({}),
        ),
        await recorded(
          () => call(one),
          () => ({}),
        ),
      ];
      recordings.push(steady(twice));
    }
    return recordings;
  },

  /** All windows at once, each one booking after another. */
  bookAll: async (bookings: readonly Booking[]): Promise<Outcome[]> => {
    const waiting = [...bookings].reverse();
    const outcomes: Outcome[] = [];
    await Promise.all(
      here().windows.map(async (window) => {
        for (let next = waiting.pop(); next; next = waiting.pop()) outcomes.push(await book(window, next));
      }),
    );
    return outcomes;
  },

  floorBookAll: ({ recording, bookings }: { recording: Recording; bookings: readonly Booking[] }) =>
    here().floor.bookAll(recording, bookings),

  bookOneByOne: async (bookings: readonly Booking[]): Promise<number[]> => {
    const window = firstWindow();
    const inputs = bookings.map(withTexts);
    return timed(inputs.length, async (at) => {
      const result = await window.raw('appointments.book', inputs[at]);
      if (!result.ok) throw new Error(`the booking was refused: ${JSON.stringify(result.error)}`);
    });
  },

  floorBookOneByOne: ({ recording, bookings }: { recording: Recording; bookings: readonly Booking[] }) =>
    here().floor.bookOneByOne(recording, bookings),

  /** Calls one after another; milliseconds of each. */
  callOneByOne: (calls: readonly Call[]): Promise<number[]> =>
    timed(calls.length, async (at) => {
      const one = calls[at];
      if (one) await call(one);
    }),

  /** All windows at once, each one call after another; the codes of what was refused. */
  callAll: async (calls: readonly Call[]): Promise<string[]> => {
    const waiting = [...calls].reverse();
    const refused: string[] = [];
    await Promise.all(
      here().windows.map(async (window) => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const result = await window.raw(next.name, next.input);
          if (!result.ok) refused.push(result.error.code);
        }
      }),
    );
    return refused;
  },

  floorOneByOne: (recordings: readonly Recording[]) => here().floor.oneByOne(recordings),

  /** Listens from now on to what other desks change. */
  watchVisits: async (): Promise<void> => {
    const { dispatcher } = here().desk.container;
    const id = randomUUID();
    dispatcher.attach({
      id,
      send: (event, data) => {
        const at = machineNow();
        if (event !== 'changed' || !('ids' in data) || data.area !== 'appointments') return;
        for (const visit of data.ids) cameAt.set(visit, at);
      },
    });
    await dispatcher.call(id, 'session.signIn', { name: 'bench', password: PASSWORD }, randomUUID());
  },

  /** Books, and says when the answer was there. */
  bookOne: async (booking: Booking): Promise<{ id: number; at: number }> => {
    const visit = await firstWindow().raw('appointments.book', withTexts(booking));
    if (!visit.ok) throw new Error(`the booking was refused: ${JSON.stringify(visit.error)}`);
    // The dispatcher has parsed it as an AppointmentChange.
    const { appointment } = visit.value as { readonly appointment: { readonly id: number } };
    return { id: appointment.id, at: machineNow() };
  },

  /** When the visit's change came here; null when it has not yet. */
  whenCame: (id: number): Promise<number | null> => Promise.resolve(cameAt.get(id) ?? null),

  close: async (): Promise<void> => {
    await Promise.all([here().desk.stop(), here().floor.close()]);
    opened = null;
  },
};

export type BenchWorker = typeof answers;

answerQuestions(answers);
