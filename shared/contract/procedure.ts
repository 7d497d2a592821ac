import type { z } from 'zod';
import type { Entity } from '#shared/errors/app-error';
import type { Permission } from '#shared/permissions/roles';

/** Who may call: anyone with a window, anyone signed in, or whoever holds the permission. */
export type Gate = 'anyone' | 'signed_in' | Permission;

export interface Query<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'query';
  readonly permission: Gate;
  /**
   * Dispatch writes an audit row for each view of clinical data; with `opening`, one for all calls that carry the
   * same `opening` and show the same patient.
   */
  readonly clinical: boolean | 'opening';
  readonly input: I;
  readonly output: O;
}

/**
 * The call that takes a mutation back, made from what went in and what came out. Its row's id and
 * version are kept apart from the rest: undoing two changes of one row in turn moves the version on.
 */
export interface InverseCall {
  readonly name: string;
  readonly row: { readonly entity: Entity; readonly id: number };
  /** The row's version after the mutation: what the inverse must find. */
  readonly version: number;
  /** The row's version before the mutation; null when the mutation made the row. */
  readonly since: number | null;
  /** Other rows that the mutation changed, with their versions before and after. */
  readonly also?: readonly {
    readonly row: { readonly entity: Entity; readonly id: number };
    readonly since: number;
    readonly version: number;
  }[];
  /** The inverse's input besides `id` and `version`. */
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Mutation<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'mutation';
  readonly permission: Gate;
  readonly input: I;
  readonly output: O;
  readonly undo: 'none' | ((input: z.output<I>, output: z.output<O>) => InverseCall);
}

/**
 * A change that does not run inside dispatch's one stored transaction: it carries a password, lives
 * outside MySQL, or sends other calls through dispatch. Repeating it must be harmless by itself.
 */
export interface Command<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'command';
  readonly permission: Gate;
  readonly input: I;
  readonly output: O;
}

export type Procedure =
  Query<z.ZodType, z.ZodType> | Mutation<z.ZodType, z.ZodType> | Command<z.ZodType, z.ZodType>;

export function query<I extends z.ZodType, O extends z.ZodType>(
  call: Omit<Query<I, O>, 'kind'>,
): Query<I, O> {
  return { kind: 'query', ...call };
}

export function mutation<I extends z.ZodType, O extends z.ZodType>(
  call: Omit<Mutation<I, O>, 'kind'>,
): Mutation<I, O> {
  return { kind: 'mutation', ...call };
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  call: Omit<Command<I, O>, 'kind'>,
): Command<I, O> {
  return { kind: 'command', ...call };
}
