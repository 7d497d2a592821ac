import { AppointmentChange } from '#shared/contract/appointments';
import { DelayOutcome } from '#shared/contract/late';
import { contract, isCallName } from '#shared/contract/contract';
import { type AppError, Refusal, ruleBroken } from '#shared/errors/app-error';
import type { CommandContext, SendCall } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { Step, UndoHistory } from '#electron/ipc/undo';

/** The step can still succeed later: the server was away, or the answer was lost. */
function mayRecover(error: AppError): boolean {
  return error.code === 'DB_UNAVAILABLE' || error.code === 'TIMEOUT' || error.code === 'CANCELLED';
}

function changeIn(output: unknown): AppointmentChange | null {
  const parsed = AppointmentChange.safeParse(output);
  return parsed.success ? parsed.data : null;
}

function delayIn(output: unknown): DelayOutcome | null {
  const parsed = DelayOutcome.safeParse(output);
  return parsed.success ? parsed.data : null;
}

/** What a step back or forth did. */
export interface Stepped {
  readonly call: string;
  readonly change: AppointmentChange | null;
  readonly delay: DelayOutcome | null;
}

/** The inverse of the inverse, so that what was undone can be done again. */
function wayBack(step: Step, input: unknown, output: unknown): Step | null {
  const { name } = step.inverse;
  if (!isCallName(name)) return null;
  const call = contract[name];
  if (call.kind !== 'mutation' || call.undo === 'none') return null;
  // The inverse's input has just been parsed by dispatch under this very call's schema.
  const undo = call.undo as (input: unknown, output: unknown) => Step['inverse'];
  return { ...step, inverse: undo(input, output) };
}

/** Takes back, or does again, one person's last change, through dispatch like any other call. */
export function stepBackOrForth(history: UndoHistory, send: SendCall) {
  return async (context: CommandContext, direction: 'undo' | 'redo'): Promise<Stepped> => {
    const who = personOf(context.caller);
    const person = who.key;
    const step = history.last(person, direction);
    if (!step) throw ruleBroken(direction === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo');
    const { name, row, version, input: rest } = step.inverse;
    const input = { ...rest, id: row.id, version };
    const result = await send(who, name, input);
    if (!result.ok) {
      if (!mayRecover(result.error)) history.drop(person, direction, step);
      throw new Refusal(result.error);
    }
    history.carriedOut(person, direction, step, wayBack(step, input, result.value));
    return { call: step.call, change: changeIn(result.value), delay: delayIn(result.value) };
  };
}
