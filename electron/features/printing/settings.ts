import { PaperSettings } from '#shared/contract/printing';
import { leavesRoom, PAPER_KINDS, PAPER_SIZES, PAPERS_OF, type PaperKind } from '#shared/domain/paper';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { selectPaperSetting, storePaperSetting } from './repository';

const even = (margin: number) => ({ top: margin, right: margin, bottom: margin, left: margin });
const anyPrinter: Pick<PaperSettings, 'printer' | 'headerPrePrinted'> = {
  printer: { kind: 'default' },
  headerPrePrinted: false,
};

/** What a desk begins with; thermal printers leave 4 mm on either side of an 80 mm roll by themselves. */
const FIRST: Readonly<Record<PaperKind, PaperSettings>> = {
  daySheet: { ...anyPrinter, paper: 'a4', margins: { top: 14, right: 12, bottom: 16, left: 12 } },
  slip: { ...anyPrinter, paper: 'roll_80', margins: { top: 2, right: 4, bottom: 4, left: 4 } },
  label: { ...anyPrinter, paper: 'label_50x25', margins: even(2) },
  card: { ...anyPrinter, paper: 'card_86x54', margins: even(4) },
  appointmentNote: { ...anyPrinter, paper: 'a5', margins: even(12) },
  prescription: { ...anyPrinter, paper: 'a5', margins: even(12) },
  medicalPaper: { ...anyPrinter, paper: 'a4', margins: even(18) },
  visitSheet: { ...anyPrinter, paper: 'a4', margins: even(14) },
};

/** What this desk has chosen for one kind; its first choice where nothing is, or where it was broken by hand. */
export async function paperSettingsOf(tx: ReadTx, deskId: string, kind: PaperKind): Promise<PaperSettings> {
  const stored = await selectPaperSetting(tx, deskId, kind);
  const chosen = stored === null ? null : PaperSettings.safeParse(JSON.parse(stored));
  if (!chosen?.success) return FIRST[kind];
  const { paper, margins } = chosen.data;
  const isSound = PAPERS_OF[kind].includes(paper) && leavesRoom(PAPER_SIZES[paper], margins);
  return isSound ? chosen.data : FIRST[kind];
}

export async function allPaperSettings(
  tx: ReadTx,
  deskId: string,
): Promise<Record<PaperKind, PaperSettings>> {
  const all = { ...FIRST };
  for (const kind of PAPER_KINDS) all[kind] = await paperSettingsOf(tx, deskId, kind);
  return all;
}

/** For the desk at which the person sits. */
export async function savePaperSettings(
  { tx, person }: MutationContext,
  kind: PaperKind,
  settings: PaperSettings,
): Promise<void> {
  const before = await paperSettingsOf(tx, person.deskId, kind);
  await storePaperSetting(tx, person.deskId, kind, JSON.stringify(settings));
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: 'printing.savePaperSettings',
    entity: 'desk',
    entityId: null,
    patientId: null,
    outcome: 'done',
    reason: null,
    before: { kind, ...before },
    after: { kind, ...settings },
  });
  await writeFeed(tx, { area: 'desks', entityId: null });
}
