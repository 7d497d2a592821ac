import type { z } from 'zod';
import type { PrescriptionDto, PrescriptionPage } from '#shared/contract/consultation';
import { type Attachment, attachmentsIn } from '#shared/domain/prescribing/attachments';
import { pharmaciesIn } from '#shared/domain/prescribing/pharmacies';
import type { Pharmacy } from '#shared/contract/settings';
import { ClinicDate } from '#shared/values/wall-clock';
import { utcStamp } from '#electron/platform/stamps';

export interface PrescriptionRow {
  readonly id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly doctor_id: number | null;
  readonly patient_id: number | null;
  readonly notes: string | null;
  readonly rich: unknown;
  readonly created_at: string;
  readonly amends_id: number | null;
  readonly signed_at: string | null;
  readonly signed_by: string | null;
  readonly voided_at: string | null;
  readonly voided_by: string | null;
  readonly void_reason: string | null;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
  readonly superseded_by_id: number | null;
}

export interface ItemRow {
  readonly prescription_id: number;
  readonly medicine_name: string;
  readonly brand: string | null;
  readonly dosage: string | null;
  readonly frequency: string | null;
  readonly duration_days: number | null;
  readonly instructions: string | null;
}

type Rich = Pick<PrescriptionPage, 'complaint' | 'diagnosis' | 'tests' | 'reviewOn' | 'tags'>;

/** What is known only when it is signed. */
export interface AtSigning {
  /** Why a check was gone against. */
  readonly overridden: string | null;
  readonly pharmacies: readonly Pharmacy[];
}

/** The column `rich`: what the seed's tables have no column for. */
export function richOf(
  page: Rich,
  attachments: readonly Attachment[],
  atSigning: AtSigning = { overridden: null, pharmacies: [] },
): string {
  const { complaint, diagnosis, tests, reviewOn, tags } = page;
  return JSON.stringify({ complaint, diagnosis, tests, reviewOn, tags, attachments, ...atSigning });
}

function richIn({ rich }: Pick<PrescriptionRow, 'rich'>): object {
  const parsed: unknown = typeof rich === 'string' ? JSON.parse(rich) : rich;
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}

function textIn(rich: object, key: keyof Rich): string | null {
  const value: unknown = Reflect.get(rich, key);
  return typeof value === 'string' ? value : null;
}

/** The page of a row; a row that another program wrote may have no `rich` at all. */
export function pageOf(row: PrescriptionRow, items: readonly ItemRow[]): PrescriptionPage {
  const rich = richIn(row);
  const tags: unknown = Reflect.get(rich, 'tags');
  return {
    complaint: textIn(rich, 'complaint'),
    diagnosis: textIn(rich, 'diagnosis'),
    medicines: items
      .filter(({ prescription_id }) => prescription_id === row.id)
      .map((item) => ({
        name: item.medicine_name,
        brand: item.brand,
        dosage: item.dosage,
        frequency: item.frequency,
        days: item.duration_days,
        instructions: item.instructions,
      })),
    tests: textIn(rich, 'tests'),
    advice: row.notes,
    reviewOn: ClinicDate.safeParse(textIn(rich, 'reviewOn')).data ?? null,
    tags: Array.isArray(tags) ? tags.map(String) : [],
  };
}

/** What goes with it, as it was attached. */
export function attachmentsOf(row: Pick<PrescriptionRow, 'rich'>): Attachment[] {
  return attachmentsIn(richIn(row));
}

function stampOf(sql: string | null): string | null {
  return sql === null ? null : utcStamp(sql);
}

/** What screens show of it; `names` are those of whoever signed and voided. */
export function dtoOf(
  row: PrescriptionRow,
  items: readonly ItemRow[],
  names: { readonly signedBy: string | null; readonly voidedBy: string | null },
): z.input<typeof PrescriptionDto> {
  return {
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    doctorId: row.doctor_id,
    patientId: row.patient_id,
    page: pageOf(row, items),
    pharmacies: pharmaciesIn(richIn(row)),
    attachments: attachmentsOf(row).map(({ document_id, name, mime }) => ({
      documentId: document_id,
      name,
      mime,
    })),
    state: row.voided_at !== null ? 'voided' : row.signed_at !== null ? 'signed' : 'draft',
    createdAt: utcStamp(row.created_at),
    signedAt: stampOf(row.signed_at),
    signedBy: names.signedBy,
    amendsId: row.amends_id,
    supersededById: row.superseded_by_id,
    voidedAt: stampOf(row.voided_at),
    voidedBy: names.voidedBy,
    voidReason: row.void_reason,
  };
}
