import { AsyncLocalStorage } from 'node:async_hooks';
import mysql2 from 'mysql2';
import type { SqlValue } from '#electron/mysql/transactions';

/** What differs from one booking to the next. */
export type Variable = 'requestId' | 'patientId' | 'doctorId' | 'start' | 'end' | 'newId';

type Param = { readonly value: SqlValue } | { readonly of: Variable };

/** One statement as the product sent it. */
export interface Statement {
  readonly how: 'execute' | 'query';
  readonly sql: string;
  readonly params: readonly Param[];
}

/** Everything one call sent, in order: what the floor sends too. */
export type Recording = readonly Statement[];

interface Sent {
  readonly how: 'execute' | 'query';
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const listening = new AsyncLocalStorage<Sent[]>();
let sessionSettings = '';

function listenTo(how: 'execute' | 'query'): void {
  // The driver's class, whose methods every connection of this process shares.
  const prototype = (Reflect.get(mysql2, 'Connection') as { prototype: object }).prototype;
  const original = Reflect.get(prototype, how) as (...given: unknown[]) => unknown;
  Reflect.set(prototype, how, function send(this: unknown, ...given: unknown[]) {
    const [sql, params] = given;
    if (typeof sql === 'string') {
      if (sql.startsWith('SET SESSION')) sessionSettings = sql;
      else listening.getStore()?.push({ how, sql, params: Array.isArray(params) ? params : [] });
    }
    return original.apply(this, given);
  });
}

/** From now on this process can tell what its connections send. */
export function listenToStatements(): void {
  listenTo('execute');
  listenTo('query');
}

/** The product's own session settings, so that the floor's connections have the same. */
export function sessionStatement(): string {
  if (sessionSettings === '') throw new Error('no connection of the product has set its session yet');
  return sessionSettings;
}

/** Runs a call and answers what it sent; what varies is named by its value, which must be unmistakable. */
export async function recorded<T>(
  call: () => Promise<T>,
  variables: (answer: T) => Readonly<Partial<Record<Variable, SqlValue>>>,
): Promise<Recording> {
  const sent: Sent[] = [];
  const answer = await listening.run(sent, call);
  // Left on, it would burden every promise of this process, and the product makes more of them than the floor.
  listening.disable();
  const named = Object.entries(variables(answer));
  if (new Set(named.map(([, value]) => String(value))).size !== named.length)
    throw new Error('two of the values to recognise are the same');
  const nameOf = (value: SqlValue): Param => {
    const known = named.find(([, its]) => String(its) === String(value));
    // `Object.entries` forgets that the keys are variables.
    return known ? { of: known[0] as Variable } : { value };
  };
  if (sent.length === 0) throw new Error('the call sent nothing');
  return sent.map(({ how, sql, params }) => ({ how, sql, params: params.map(nameOf) }));
}
