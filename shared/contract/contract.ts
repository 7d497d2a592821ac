import type { z } from 'zod';
import { appointmentsCalls } from './appointments';
import { auditCalls } from './audit';
import { conditionsCalls } from './conditions';
import { consultationCalls } from './consultation';
import { desksCalls } from './desks';
import { doctorsCalls } from './doctors';
import { documentsCalls } from './documents';
import { exportsCalls } from './exports';
import { healthCalls } from './health';
import { hoursCalls } from './hours';
import { importsCalls } from './imports';
import { jobsCalls } from './jobs';
import { keptCalendarsCalls } from './kept-calendars';
import { lateCalls } from './late';
import { medicalHistoryCalls } from './medical-history';
import { messagesCalls } from './messages';
import { nextFreeCalls } from './next-free';
import { notesCalls } from './notes';
import { papersCalls } from './papers';
import { templatesCalls } from './templates';
import { patientsCalls } from './patients';
import { peopleCalls } from './people';
import { printingCalls } from './printing';
import type { Command, Query } from './procedure';
import { queueCalls } from './queue';
import { retentionCalls } from './retention';
import { reviewsCalls } from './reviews';
import { scanFolderCalls } from './scan-folder';
import { seriesCalls } from './series';
import { sessionCalls } from './session';
import { settingsCalls } from './settings';
import { systemCalls } from './system';
import { timelineCalls } from './timeline';
import { vitalsCalls } from './vitals';
import { waitingListCalls } from './waiting-list';

/** Every call of the application, by name. */
export const contract = {
  ...sessionCalls,
  ...settingsCalls,
  ...healthCalls,
  ...desksCalls,
  ...doctorsCalls,
  ...patientsCalls,
  ...peopleCalls,
  ...appointmentsCalls,
  ...nextFreeCalls,
  ...hoursCalls,
  ...waitingListCalls,
  ...seriesCalls,
  ...queueCalls,
  ...consultationCalls,
  ...conditionsCalls,
  ...notesCalls,
  ...papersCalls,
  ...templatesCalls,
  ...vitalsCalls,
  ...medicalHistoryCalls,
  ...documentsCalls,
  ...scanFolderCalls,
  ...timelineCalls,
  ...reviewsCalls,
  ...lateCalls,
  ...messagesCalls,
  ...printingCalls,
  ...jobsCalls,
  ...auditCalls,
  ...importsCalls,
  ...retentionCalls,
  ...exportsCalls,
  ...keptCalendarsCalls,
  ...systemCalls,
};

export type Contract = typeof contract;
export type CallName = keyof Contract;
type Named<K> = { [N in CallName]: Contract[N] extends K ? N : never }[CallName];
export type QueryName = Named<Query<z.ZodType, z.ZodType>>;
export type CommandName = Named<Command<z.ZodType, z.ZodType>>;
export type MutationName = Exclude<CallName, QueryName | CommandName>;

/** What a caller may send, before parsing. */
export type InputOf<N extends CallName> = z.input<Contract[N]['input']>;
/** What a handler receives, after parsing. */
export type ParsedInputOf<N extends CallName> = z.output<Contract[N]['input']>;
/** What a handler gives: dispatch parses it, which brands its ids and drops what is not declared. */
export type AnswerOf<N extends CallName> = z.input<Contract[N]['output']>;
export type OutputOf<N extends CallName> = z.output<Contract[N]['output']>;

/** Whether a name is a call; own keys only, so `__proto__` and `constructor` are not. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}
