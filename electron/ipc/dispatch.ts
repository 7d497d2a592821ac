import type { z } from 'zod';
import { type CallName, contract, isCallName } from '#shared/contract/contract';
import type { Mutation, Procedure } from '#shared/contract/procedure';
import { Refusal, type Result, invalid, notFound } from '#shared/errors/app-error';
import { randomUUID } from 'node:crypto';
import { type DeskId, type PersonKey, RequestId } from '#shared/values/ids';
import type { Database } from '#electron/mysql/transactions';
import { isConnectionLost } from '#electron/mysql/errors';
import { type AuditEntry, writeAudit } from '#electron/platform/audit';
import type { Logger } from '#electron/platform/logger';
import { type AccountMark, StaleSession, checkMark } from './account-mark';
import { type ClientRequest, Repeated, claimRequest, hashInput, storeAnswer } from './client-requests';
import type { Caller, Handlers, Person, SendCall } from './context';
import { deadline, unlessEnded } from './deadline';
import { toAppError } from './failures';
import { gathered } from './gathered';
import { letThrough } from './gate';
import { type Renewal, type RenewalParts, createRenewal } from './renewal';
import type { Sessions } from './sessions';
import type { UndoHistory } from './undo';
import { Views } from './views';
import type { WindowHandle } from './windows';

/** Commits that come closer than this are told of together. */
const GATHER_MS = 500;
/** An input of more characters than this as JSON is refused unread; the longest real one is a draft. */
const MAX_INPUT = 1_000_000;
/** An account that changes again and again under one call: more often than this is nobody's work. */
const RENEWALS = 3;
/** Answered whatever became of the account, also while the server is away: a desk can always be locked. */
const ALWAYS: ReadonlySet<CallName> = new Set(['session.lock']);

export interface Dispatcher {
  attach(window: WindowHandle): void;
  detach(windowId: string): void;
  call(windowId: string, name: unknown, input: unknown, requestId: unknown): Promise<Result<unknown>>;
  /** A call on a window's behalf that leaves no step to undo: undo and redo themselves. */
  readonly send: SendCall;
  readonly recheck: Renewal['recheck'];
  /** The windows that may be told of changes. */
  listening(): readonly WindowHandle[];
  /** All windows, signed in or not: for the state of the connection. */
  all(): readonly WindowHandle[];
}

export interface DispatchParts {
  readonly db: Database;
  readonly deskId: DeskId;
  readonly sessions: Sessions;
  readonly undo: UndoHistory;
  readonly logger: Logger;
  /** Made after the dispatcher, since undo sends calls through it. */
  readonly handlers: () => Handlers;
  /** Fetches what handlers keep in memory before a transaction holds a connection, which they might need. */
  readonly prepare: () => Promise<unknown>;
  readonly renewed: RenewalParts['renewed'];
  /** Told soon after committed mutations, so that feed and outbox need not wait for their next turn. */
  readonly committed: () => void;
}

/** One call on its way. */
interface Turn {
  readonly caller: Caller;
  /** What the caller's session was made from; null for nobody. */
  readonly mark: AccountMark | null;
  readonly name: CallName;
  readonly requestId: RequestId;
  /** Whether the person can take it back afterwards. */
  readonly kept: boolean;
  readonly signal: AbortSignal;
}

/** How a call came. */
interface Sending extends Pick<Turn, 'requestId' | 'kept'> {
  /** Whose call it is, for one that is sent on a person's behalf; null for whoever sits at the window. */
  readonly only: PersonKey | null;
}

/** A handler with its types folded together; dispatch has parsed what goes in and parses what comes out. */
type AnyHandler = (context: unknown, input: unknown) => Promise<unknown>;

/** Characters of the input as JSON; what is not JSON (cycles, a BigInt, endless nesting) is refused. */
function sizeOf(input: unknown): number {
  try {
    return JSON.stringify({ input }).length;
  } catch {
    throw invalid('', 'invalid');
  }
}

function parseInput(procedure: Procedure, input: unknown): unknown {
  if (sizeOf(input) > MAX_INPUT) throw invalid('', 'too_big', { max: MAX_INPUT });
  return procedure.input.parse(input);
}

/** Passes while the server is away: what was asked cannot be known then. */
async function whileUp(look: Promise<void>): Promise<void> {
  try {
    await look;
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
  }
}

function patientIdIn(output: unknown): number | null {
  if (typeof output !== 'object' || output === null) return null;
  const id: unknown = Reflect.get(output, 'patientId' in output ? 'patientId' : 'id');
  return typeof id === 'number' ? id : null;
}

function openingIn(input: unknown): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, 'opening') : null;
}

/** Sender → look-up → session → permission → parse → handler → parse → commit → envelope (design section 2). */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const { db, sessions, undo, logger } = parts;
  const committed = gathered(parts.committed, GATHER_MS);
  const windows = new Map<string, WindowHandle>();
  const running = new Map<string, AbortController>();
  const views = new Views();
  const renewal = createRenewal({
    db,
    sessions,
    undo,
    windowOf: (id) => windows.get(id),
    renewed: parts.renewed,
  });

  async function mutate(
    turn: Turn,
    mark: AccountMark,
    person: Person,
    call: Mutation<z.ZodType, z.ZodType>,
    input: unknown,
  ) {
    const { name, signal, requestId: id } = turn;
    const handler = handlerOf(name);
    await parts.prepare();
    const request: ClientRequest = { id, actor: person.key, name, inputHash: hashInput(input) };
    const changed = (output: unknown) => {
      if (turn.kept && call.undo !== 'none') {
        undo.changed(person.key, { requestId: id, call: name, inverse: call.undo(input, output) });
      }
      committed();
      return output;
    };
    try {
      const output = await db.write(
        async (tx) => {
          await claimRequest(tx, request, mark);
          const answer = call.output.parse(await handler({ person, tx, requestId: id }, input));
          await storeAnswer(tx, request, answer);
          return answer;
        },
        { signal, repeatable: true },
      );
      return changed(output);
    } catch (error) {
      // The answer of the first try, whose COMMIT may have gone through unheard a moment ago.
      if (error instanceof Repeated) return changed(call.output.parse(error.answer));
      throw error;
    }
  }

  function handlerOf(name: CallName): AnyHandler {
    // The mapped type ties each name to its handler; that tie is lost where the name is only known at run time.
    return parts.handlers()[name] as AnyHandler;
  }

  /** The account is looked at on the answer's own connection, without waiting for it in between. */
  async function query(turn: Turn, procedure: Procedure, input: unknown) {
    const { caller, mark, name, signal } = turn;
    const handler = handlerOf(name);
    const checked = procedure.permission === 'anyone' ? null : mark;
    const output = procedure.output.parse(
      await db.read(async (tx) => {
        const [holds, answer] = await Promise.allSettled([
          checked ? checkMark(tx, checked) : null,
          (async () => handler({ caller, tx }, input))(),
        ]);
        const answered = answer.status === 'fulfilled';
        // What this desk answers by itself, it answers while the server is away.
        if (holds.status === 'rejected' && !(answered && isConnectionLost(holds.reason))) throw holds.reason;
        if (!answered) throw answer.reason;
        return answer.value;
      }, signal),
    );
    if (procedure.kind === 'query' && procedure.clinical !== false) {
      const patientId = patientIdIn(output);
      const noteIt = () => note(caller, name, { outcome: 'viewed', patientId });
      if (procedure.clinical === true) await noteIt();
      else await views.once(caller, [name, patientId, openingIn(input)], noteIt);
    }
    return output;
  }

  /** A command begins by looking at the account; while the server is away it has nothing to change there. */
  async function command(
    { caller, mark, name, requestId, signal }: Turn,
    procedure: Procedure,
    input: unknown,
  ) {
    if (mark && procedure.permission !== 'anyone' && !ALWAYS.has(name)) {
      await whileUp(db.read((tx) => checkMark(tx, mark), signal));
    }
    return procedure.output.parse(await handlerOf(name)({ caller, db, requestId, signal }, input));
  }

  /** A refusal is only believed of a session that still holds: what was granted or taken since counts at once. */
  async function admit({ caller, mark, signal }: Turn, procedure: Procedure, rawInput: unknown) {
    try {
      const person = letThrough(caller, procedure.permission);
      return { person, input: parseInput(procedure, rawInput) };
    } catch (refusal) {
      if (mark) await whileUp(db.read((tx) => checkMark(tx, mark), signal));
      throw refusal;
    }
  }

  async function run(turn: Turn, rawInput: unknown) {
    const procedure: Procedure = contract[turn.name];
    const { person, input } = await admit(turn, procedure, rawInput);
    switch (procedure.kind) {
      case 'query':
        return query(turn, procedure, input);
      case 'mutation':
        if (!person || !turn.mark)
          throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null });
        return mutate(turn, turn.mark, person, procedure, input);
      case 'command':
        return command(turn, procedure, input);
    }
  }

  /** Refusals and views are audited by dispatch itself, in a transaction of their own. */
  async function note(caller: Caller, action: string, entry: Pick<AuditEntry, 'outcome' | 'patientId'>) {
    const actor = caller.session?.person ?? 'nobody';
    await db.write((tx) =>
      writeAudit(tx, {
        actor,
        deskId: caller.deskId,
        action,
        entity: null,
        entityId: null,
        reason: null,
        before: null,
        after: null,
        ...entry,
      }),
    );
  }

  async function noteRefusal({ caller, name }: Turn, failure: unknown): Promise<void> {
    if (!(failure instanceof Refusal) || failure.error.code !== 'FORBIDDEN' || !caller.session) return;
    try {
      await note(caller, name, { outcome: 'refused', patientId: failure.patientId });
    } catch (error) {
      logger.error('a refusal could not be audited', error);
    }
  }

  async function runNoting(turn: Turn, input: unknown): Promise<unknown> {
    try {
      return await run(turn, input);
    } catch (failure) {
      await noteRefusal(turn, failure);
      throw failure;
    }
  }

  /** The call as whoever the window's person is by now. */
  async function asTheyStand(turnNow: () => Turn, input: unknown): Promise<unknown> {
    for (let left = RENEWALS; ; left -= 1) {
      const turn = turnNow();
      try {
        return await runNoting(turn, input);
      } catch (failure) {
        if (!(failure instanceof StaleSession)) throw failure;
        if (left === 0) throw new Refusal({ code: 'TIMEOUT' });
        await renewal.renew(turn.caller.windowId);
      }
    }
  }

  function cancel(windowId: string, input: unknown): Result<unknown> {
    const id: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'requestId') : null;
    if (typeof id === 'string') running.get(`${windowId} ${id}`)?.abort(new Refusal({ code: 'CANCELLED' }));
    return { ok: true, value: null };
  }

  async function answer(
    windowId: string,
    name: CallName,
    input: unknown,
    { requestId, kept, only }: Sending,
  ): Promise<Result<unknown>> {
    const key = `${windowId} ${requestId}`;
    const { controller, done } = deadline();
    running.set(key, controller);
    try {
      const turnNow = (): Turn => {
        const sits = sessions.of(windowId);
        const signedIn = only === null || sits?.session.person === only ? sits : null;
        const caller: Caller = { windowId, deskId: parts.deskId, session: signedIn?.session ?? null };
        return { caller, mark: signedIn?.mark ?? null, name, requestId, kept, signal: controller.signal };
      };
      return { ok: true, value: await unlessEnded(controller.signal, asTheyStand(turnNow, input)) };
    } catch (failure) {
      return { ok: false, error: toAppError(failure, logger, name) };
    } finally {
      done();
      if (running.get(key) === controller) running.delete(key);
    }
  }

  return {
    send: ({ windowId, key }, name, input) =>
      isCallName(name)
        ? answer(windowId, name, input, {
            requestId: RequestId.parse(randomUUID()),
            kept: false,
            only: key,
          })
        : Promise.resolve({ ok: false, error: notFound('call').error }),
    attach: (window) => {
      windows.set(window.id, window);
    },
    detach: (windowId) => {
      windows.delete(windowId);
      sessions.clear(windowId);
      views.forget(windowId);
    },
    recheck: () => renewal.recheck(),
    all: () => [...windows.values()],
    listening: () => [...windows.values()].filter((window) => sessions.listening(window.id)),
    call: async (windowId, name, input, requestId) => {
      if (!windows.has(windowId)) return { ok: false, error: { code: 'FORBIDDEN', permission: 'window' } };
      if (name === '$cancel') return cancel(windowId, input);
      if (!isCallName(name)) return { ok: false, error: notFound('call').error };
      const id = RequestId.safeParse(requestId);
      if (!id.success) return { ok: false, error: invalid('requestId', 'not_an_id').error };
      return answer(windowId, name, input, { requestId: id.data, kept: true, only: null });
    },
  };
}
