import type {
  CallName,
  CommandName,
  MutationName,
  AnswerOf,
  ParsedInputOf,
  QueryName,
} from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import type { DeskId, PersonKey, RequestId } from '#shared/values/ids';
import type { Database, ReadTx, WriteTx } from '#electron/mysql/transactions';

/** Who calls: known to main by the window, never taken from a payload. */
export interface Caller {
  readonly windowId: string;
  readonly deskId: DeskId;
  readonly session: SessionDto | null;
}

/** A caller that dispatch has seen signed in. */
export interface Person {
  readonly windowId: string;
  readonly deskId: DeskId;
  readonly session: SessionDto;
  readonly key: PersonKey;
}

export interface QueryContext {
  readonly caller: Caller;
  readonly tx: ReadTx;
}

export interface MutationContext {
  readonly person: Person;
  readonly tx: WriteTx;
  readonly requestId: RequestId;
}

export interface CommandContext {
  readonly caller: Caller;
  readonly db: Database;
  readonly requestId: RequestId;
  readonly signal: AbortSignal;
}

type Handler<N extends CallName> = N extends QueryName
  ? (context: QueryContext, input: ParsedInputOf<N>) => Promise<AnswerOf<N>>
  : N extends MutationName
    ? (context: MutationContext, input: ParsedInputOf<N>) => Promise<AnswerOf<N>>
    : N extends CommandName
      ? (context: CommandContext, input: ParsedInputOf<N>) => Promise<AnswerOf<N>>
      : never;

/** One handler for every call of the contract; a missing one does not compile. */
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** The handlers of one area: `HandlersOf<'patients'>` is every `patients.…` call. */
export type HandlersOf<Area extends string> = {
  readonly [N in Extract<CallName, `${Area}.${string}`>]: Handler<N>;
};

/**
 * Sends a call on a person's behalf, as undo and redo do: it passes every check of an ordinary call, and is
 * refused as signed out once somebody else sits at the window.
 */
export type SendCall = (person: Person, name: string, input: unknown) => Promise<Result<unknown>>;
