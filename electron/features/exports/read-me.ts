import type { Temporal } from 'temporal-polyfill';
import type { ExportSubject } from '#shared/domain/export-subjects';
import type { Words } from '#electron/platform/words';

interface Told {
  readonly clinicName: string;
  readonly timeZone: string;
  readonly at: Temporal.Instant;
  readonly rows: ReadonlyMap<ExportSubject, number>;
  readonly withAudit: boolean;
}

const LINE_END = '\r\n';

/** What the archive holds and how to read it, in the clinic's first language. */
export function readMe(words: Words, { clinicName, timeZone, at, rows, withAudit }: Told): string {
  const when = at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const files = [...rows].map(
    ([subject, count]) =>
      `  ${subject}: ${words(`exports.subjects.${subject}`)} (${words('exports.rows', { count })})`,
  );
  return `\uFEFF${[
    words('exports.readMe.title', { clinic: clinicName, time: when.replace('T', ' '), zone: timeZone }),
    '',
    words('exports.readMe.secret'),
    '',
    words('exports.readMe.tables'),
    words('exports.readMe.times', { zone: timeZone }),
    words('exports.readMe.apostrophe'),
    words('exports.readMe.moment'),
    words('exports.readMe.left'),
    ...(withAudit ? [] : [words('exports.readMe.noAudit')]),
    '',
    ...files,
    '',
  ].join(LINE_END)}`;
}
