/** What is carried over to MongoDB. */
export const OUTBOX_TOPICS = [
  'visit',
  'prescription',
  'medical_history',
  'note',
  'addendum',
  'vitals',
  'paper',
  'payment',
] as const;
export type OutboxTopic = (typeof OUTBOX_TOPICS)[number];

/** Why an entry was not carried over; the System page has a sentence for each. */
export const CARRY_FAULTS = ['wrong_form', 'too_big', 'refused', 'unreadable', 'away', 'unknown'] as const;
export type CarryFault = (typeof CARRY_FAULTS)[number];

/** MongoDB's code for a document that its validator refuses. */
const WRONG_FORM = 'mongo 121';
/** The server's codes for a document that is too big, and the driver's error before it is sent. */
const TOO_BIG: ReadonlySet<string> = new Set([
  'mongo 10334',
  'mongo 17419',
  'mongo 17420',
  'MongoInvalidArgumentError',
]);

/** The kind of a reason as the outbox keeps it: `mongo 121`, or the name of the error. */
export function carryFault(reason: string | null): CarryFault {
  if (reason === null) return 'unknown';
  if (reason === WRONG_FORM) return 'wrong_form';
  if (TOO_BIG.has(reason)) return 'too_big';
  if (/^mongo \d|^Mongo(Server|BulkWrite)Error$/.test(reason)) return 'refused';
  if (reason.startsWith('Mongo')) return 'away';
  return reason.startsWith('Sequelize') ? 'unreadable' : 'unknown';
}
