import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { PAGE_SECTIONS, type PageSection } from '#shared/domain/prescribing/sections';
import { Refusal, notFound } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';

interface LayoutRow {
  readonly version: number;
  readonly hidden: unknown;
  readonly on_paper: number;
  readonly updated_by: string | null;
}

type Layout = AnswerOf<'consultation.pageLayout'>;

const SELECT_LAYOUT = 'SELECT version, hidden, on_paper, updated_by FROM doctor_pages WHERE doctor_id = ?';

function sectionsIn(stored: unknown): PageSection[] {
  const parsed: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return Array.isArray(parsed) ? PAGE_SECTIONS.filter((section) => parsed.includes(section)) : [];
}

function layoutIn(row: LayoutRow | undefined, doctorId: number): Layout {
  return {
    id: doctorId,
    version: row?.version ?? null,
    hidden: sectionsIn(row?.hidden),
    onPaper: row?.on_paper === 1,
  };
}

/** How a doctor's pages are printed; all sections where nothing was chosen. */
export async function layoutOf(tx: ReadTx, doctorId: number): Promise<Layout> {
  const [row] = await tx.select<LayoutRow>(SELECT_LAYOUT, [doctorId]);
  return layoutIn(row, doctorId);
}

/** A doctor's own: nobody decides what another doctor's patients read. */
export function checkOwnLayout({ doctorId }: SessionDto, id: number): void {
  if (doctorId !== id) throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' });
}

export async function saveLayout(
  { tx, person }: MutationContext,
  { id, version, hidden, onPaper }: ParsedInputOf<'consultation.savePageLayout'>,
): Promise<AnswerOf<'consultation.savePageLayout'>> {
  checkOwnLayout(person.session, id);
  const [locked] = await tx.select<LayoutRow>(`${SELECT_LAYOUT} FOR UPDATE`, [id]);
  const before = layoutIn(locked, id);
  if (before.version !== version) {
    throw new Refusal({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'doctor',
        current: before,
        changedBy: await nameOfPerson(tx, locked?.updated_by ?? null),
        changedAt: null,
      },
    });
  }
  await store(tx, id, { hidden: JSON.stringify(hidden), onPaper, person: person.key });
  const layout = await layoutOf(tx, id);
  if (layout.version === null) throw notFound('doctor');
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: 'consultation.savePageLayout',
    entity: 'doctor',
    entityId: id,
    patientId: null,
    outcome: 'done',
    reason: null,
    before,
    after: layout,
  });
  await writeFeed(tx, { area: 'consultation', entityId: id });
  // Reception prints the sheet of whoever comes to a doctor who writes by hand.
  if (before.onPaper !== onPaper) await writeFeed(tx, { area: 'doctors', entityId: id });
  return {
    layout: { ...layout, version: layout.version },
    before: { hidden: before.hidden, onPaper: before.onPaper },
  };
}

async function store(
  tx: WriteTx,
  doctorId: number,
  {
    hidden,
    onPaper,
    person,
  }: { readonly hidden: string; readonly onPaper: boolean; readonly person: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO doctor_pages (doctor_id, hidden, on_paper, updated_by) VALUES (?, ?, ?, ?) AS mine
     ON DUPLICATE KEY UPDATE hidden = mine.hidden, on_paper = mine.on_paper, updated_by = mine.updated_by`,
    [doctorId, hidden, onPaper ? '1' : '0', person],
  );
}
