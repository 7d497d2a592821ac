import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import { Refusal } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import type { ReadableChart } from '#electron/platform/charts';
import { writeFeed } from '#electron/platform/feed';
import { utcStamp } from '#electron/platform/stamps';
import * as repository from './charts-repository';

export interface ChartsParts {
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
  /** Whether the clinic lets every doctor read every patient, as it stands in this transaction. */
  readonly settings: { chartsOpenToAll(tx: ReadTx): Promise<boolean> };
}

/** Who reads what is clinical of a patient. A merged record is the person that it is read as. */
export class Charts {
  readonly #parts: ChartsParts;

  constructor(parts: ChartsParts) {
    this.#parts = parts;
  }

  /**
   * A superadmin; a doctor with a visit; every doctor where the clinic says so; whoever has opened it with a reason.
   * @throws Refusal FORBIDDEN everybody else; NOT_FOUND a patient that is none
   */
  async readable(tx: ReadTx, session: SessionDto, patientId: number): Promise<ReadableChart> {
    const { roles, doctorId, person } = session;
    const records = await this.#parts.recordsOf(tx, patientId);
    if (roles.includes('superadmin')) return { records, openUntil: null };
    if (doctorId !== null && (await repository.hasVisitWith(tx, doctorId, records))) {
      return { records, openUntil: null };
    }
    if (doctorId !== null && (await this.#parts.settings.chartsOpenToAll(tx))) {
      return { records, openUntil: null };
    }
    const openUntil = await repository.openedUntil(tx, person, records);
    if (openUntil !== null) return { records, openUntil };
    throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.read' }, records[0] ?? patientId);
  }

  /** Opens it to this person for some hours; the reason stands in the audit. Again is another opening. */
  async open(
    { tx, person }: MutationContext,
    { patientId, reason }: ParsedInputOf<'consultation.openChart'>,
  ): Promise<AnswerOf<'consultation.openChart'>> {
    const [id = patientId] = await this.#parts.recordsOf(tx, patientId);
    const row = await repository.insertOpening(tx, person.key, id, reason);
    const openUntil = utcStamp(row.open_until);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: 'consultation.openChart',
      entity: 'chart_opening',
      entityId: row.id,
      patientId: id,
      outcome: 'done',
      reason,
      before: null,
      after: { openUntil },
    });
    await writeFeed(tx, { area: 'consultation', entityId: id });
    return { patientId: id, openUntil };
  }
}
