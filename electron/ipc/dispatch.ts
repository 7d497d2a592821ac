import type { z } from 'zod';
import { type CallName, contract, isCallName } from '#shared/contract/contract';
import type { Mutation, Procedure } from '#shared/contract/procedure';
import { Refusal, type Result, invalid, notFound } from '#shared/errors/app-error';
import { randomUUID } from 'node:crypto';
import { type DeskId, RequestId } from '#shared/values/ids';
import type { Database } from '#electron/mysql/transactions';
import { type AuditEntry, writeAudit } from '#electron/platform/audit';
import type { Logger } from '#electron/platform/logger';
import { type ClientRequest, Repeated, claimRequest, hashInput, storeAnswer } from './client-requests';
import type { Caller, Handlers, Person, SendCall } from './context';
import { toAppError } from './failures';
import { gathered } from './gathered';
import { letThrough } from './gate';
import type { Sessions } from './sessions';
import type { UndoHistory } from './undo';
import type { WindowHandle } from './windows';

/** No call runs longer (design section 8). */
const DEADLINE_MS = 10_000;
/** Commits that come closer than this are told of together. */
const GATHER_MS = 500;
/** An input of more characters than this as JSON is refused unread; the longest real one is a draft. */
const MAX_INPUT = 1_000_000;

export interface Dispatcher {
  attach(window: WindowHandle): void;
  detach(windowId: string): void;
  call(windowId: string, name: unknown, input: unknown, requestId: unknown): Promise<Result<unknown>>;
  /** A call on a window's behalf that leaves no step to undo: undo and redo themselves. */
  readonly send: SendCall;
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
  /** Told soon after committed mutations, so that feed and outbox need not wait for their next turn. */
  readonly committed: () => void;
}

/** One call on its way. */
interface Turn {
  readonly caller: Caller;
  readonly name: CallName;
  readonly requestId: RequestId;
  /** Whether the person can take it back afterwards. */
  readonly kept: boolean;
  readonly signal: AbortSignal;
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

function deadline(): { controller: AbortController; done: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new Refusal({ code: 'TIMEOUT' }));
  }, DEADLINE_MS);
  return {
    controller,
    done: () => {
      clearTimeout(timer);
    },
  };
}

/** Settles when the call is late or cancelled, whatever its handler still waits for. */
function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onEnd = () => {
      // Only the deadline and `$cancel` end a call, each with a Refusal.
      reject(signal.reason as Refusal);
    };
    signal.addEventListener('abort', onEnd, { once: true });
    work.then(resolve, reject);
  });
}

function patientIdIn(output: unknown): number | null {
  if (typeof output !== 'object' || output === null) return null;
  const id: unknown = Reflect.get(output, 'patientId') ?? Reflect.get(output, 'id');
  return typeof id === 'number' ? id : null;
}

/** Sender → look-up → session → permission → parse → handler → parse → commit → envelope (design section 2). */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const { db, sessions, undo, logger } = parts;
  const committed = gathered(parts.committed, GATHER_MS);
  const windows = new Map<string, WindowHandle>();
  const running = new Map<string, AbortController>();

  async function mutate(turn: Turn, person: Person, call: Mutation<z.ZodType, z.ZodType>, input: unknown) {
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
          await claimRequest(tx, request);
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

  async function query({ caller, name, signal }: Turn, procedure: Procedure, input: unknown) {
    const output = procedure.output.parse(
      await db.read((tx) => handlerOf(name)({ caller, tx }, input), signal),
    );
    if (procedure.kind === 'query' && procedure.clinical) {
      await note(caller, name, { outcome: 'viewed', patientId: patientIdIn(output) });
    }
    return output;
  }

  async function run(turn: Turn, rawInput: unknown) {
    const { caller, name, requestId, signal } = turn;
    const procedure: Procedure = contract[name];
    const person = letThrough(caller, procedure.permission);
    const input = parseInput(procedure, rawInput);
    switch (procedure.kind) {
      case 'query':
        return query(turn, procedure, input);
      case 'mutation':
        if (!person) throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null });
        return mutate(turn, person, procedure, input);
      case 'command':
        return procedure.output.parse(await handlerOf(name)({ caller, db, requestId, signal }, input));
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
      await note(caller, name, { outcome: 'refused', patientId: null });
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

  function cancel(windowId: string, input: unknown): Result<unknown> {
    const id: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'requestId') : null;
    if (typeof id === 'string') running.get(`${windowId} ${id}`)?.abort(new Refusal({ code: 'CANCELLED' }));
    return { ok: true, value: null };
  }

  async function answer(
    windowId: string,
    name: CallName,
    input: unknown,
    requestId: RequestId,
    kept: boolean,
  ): Promise<Result<unknown>> {
    const caller: Caller = { windowId, deskId: parts.deskId, session: sessions.of(windowId) };
    const key = `${windowId} ${requestId}`;
    const { controller, done } = deadline();
    running.set(key, controller);
    try {
      const turn: Turn = { caller, name, requestId, kept, signal: controller.signal };
      return { ok: true, value: await unlessEnded(controller.signal, runNoting(turn, input)) };
    } catch (failure) {
      return { ok: false, error: toAppError(failure, logger, name) };
    } finally {
      done();
      if (running.get(key) === controller) running.delete(key);
    }
  }

  return {
    send: (windowId, name, input) =>
      isCallName(name)
        ? answer(windowId, name, input, RequestId.parse(randomUUID()), false)
        : Promise.resolve({ ok: false, error: notFound('call').error }),
    attach: (window) => {
      windows.set(window.id, window);
    },
    detach: (windowId) => {
      windows.delete(windowId);
      sessions.clear(windowId);
    },
    all: () => [...windows.values()],
    listening: () => [...windows.values()].filter((window) => sessions.listening(window.id)),
    call: async (windowId, name, input, requestId) => {
      if (!windows.has(windowId)) return { ok: false, error: { code: 'FORBIDDEN', permission: 'window' } };
      if (name === '$cancel') return cancel(windowId, input);
      if (!isCallName(name)) return { ok: false, error: notFound('call').error };
      const id = RequestId.safeParse(requestId);
      if (!id.success) return { ok: false, error: invalid('requestId', 'not_an_id').error };
      return answer(windowId, name, input, id.data, true);
    },
  };
}
