import type { SystemReport } from '#shared/contract/system';

/**
 * What may leave the clinic for whoever helps: states, versions and numbers. Desks by the beginning of their id, since
 * people name them after people; nothing of patients, accounts or passwords is in a report to begin with.
 */
export function diagnosticsOf(report: SystemReport): string {
  const { desks, deskId, ...rest } = report;
  const short = (id: string) => id.slice(0, 8);
  return JSON.stringify(
    {
      ...rest,
      desk: short(deskId),
      desks: desks?.map(({ id, version, lastSeen }) => ({ desk: short(id), version, lastSeen })) ?? null,
    },
    null,
    2,
  );
}
