import type { WriteTx } from '#electron/mysql/transactions';
import * as hours from './repository';
import type { ChangeRecord, HolidayStep, HoursSteps, RuleStep } from './steps';

async function writeRule(tx: WriteTx, doctorId: number, step: RuleStep): Promise<number> {
  const { id, before, after } = step;
  if (!after) {
    if (id !== null) await hours.deleteRule(tx, id);
    return id ?? 0;
  }
  if (id === null || !before) return hours.insertRule(tx, doctorId, after, id);
  await hours.updateRule(tx, id, after);
  return id;
}

async function writeHoliday(tx: WriteTx, { id, before, after }: HolidayStep): Promise<number> {
  if (!after) {
    if (id !== null) await hours.deleteHoliday(tx, id);
    return id ?? 0;
  }
  if (id === null || !before) return hours.insertHoliday(tx, after, id);
  await hours.updateHoliday(tx, id, after);
  return id;
}

/** Writes the rows of a change. @returns the same steps with the ids that new rows were given */
export async function writeSteps(
  tx: WriteTx,
  doctorId: number | null,
  steps: HoursSteps,
): Promise<Omit<ChangeRecord, 'aside'>> {
  const rules: ChangeRecord['rules'] = [];
  for (const step of steps.rules) {
    const id = await writeRule(tx, doctorId ?? 0, step);
    rules.push({ id, before: content(step.before), after: content(step.after) });
  }
  const holidays: ChangeRecord['holidays'] = [];
  for (const step of steps.holidays) {
    holidays.push({ id: await writeHoliday(tx, step), before: step.before, after: step.after });
  }
  return { rules, holidays };
}

function content(rule: hours.RuleContent | null): ChangeRecord['rules'][number]['after'] {
  return rule && { ...rule, exceptions: [...rule.exceptions] };
}
