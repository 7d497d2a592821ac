/** What a timeline is made of, in the order in which what happened in one moment is listed. */
export const STREAMS = [
  'document',
  'payment',
  'paper',
  'addendum',
  'note',
  'prescription',
  'vitals',
  'visit',
] as const;
export type StreamName = (typeof STREAMS)[number];

/** Documents have no row: they are MongoDB's own. */
export type RowStream = Exclude<StreamName, 'document'>;
export const ROW_STREAMS: readonly RowStream[] = STREAMS.filter((stream) => stream !== 'document');

/** Visits stand on the clinic's wall clock, all else in UTC. */
export function isWall(stream: RowStream): boolean {
  return stream === 'visit';
}
