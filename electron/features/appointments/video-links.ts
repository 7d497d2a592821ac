import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { VideoLink } from '#shared/contract/appointments';
import { videoLink } from '#shared/domain/video-link';
import { notFound } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import type { AppointmentRow } from './projection';
import { visitById } from './repository';
import { videoSettings } from './video-repository';

type Link = z.input<typeof VideoLink>;

/** Templates by the clinic and, before it, by doctor id; kept out of what a signed-out window may read. */
const Templates = z.object({
  clinic: z.string().max(500).nullable(),
  doctors: z.record(z.string(), z.string().max(500)),
});

/** 132 bits: nobody finds a visit's room by trying. */
const TOKEN_LETTERS = 22;

function parsed<T>(schema: z.ZodType<T>, value: string | undefined): T | null {
  if (value === undefined) return null;
  const read = schema.safeParse(JSON.parse(value));
  return read.success ? read.data : null;
}

async function linkFor(tx: ReadTx, { id, doctor_id }: AppointmentRow): Promise<Link> {
  const settings = await videoSettings(tx);
  const templates = parsed(Templates, settings.get('videoLinks'));
  const secret = parsed(z.string().min(32), settings.get('videoSecret'));
  const own = templates?.doctors[String(doctor_id)];
  const template = own ?? templates?.clinic ?? null;
  if (settings.has('videoLinks') && (!templates || !secret)) return { link: null, problem: 'broken' };
  if (template === null || secret === null) return { link: null, problem: 'not_set' };
  const token = createHmac('sha256', secret)
    .update(`visit ${String(id)}`)
    .digest('base64url')
    .slice(0, TOKEN_LETTERS);
  const link = videoLink(template, token, own === undefined ? 'clinic' : 'doctor', (text) => new URL(text));
  return link === null ? { link, problem: 'broken' } : { link, problem: null };
}

/** The link to one visit, the same each time it is asked for; only visits by video have one. */
export async function videoLinkOf(tx: ReadTx, id: number): Promise<Link> {
  const row = await visitById(tx, id);
  if (!row) throw notFound('appointment');
  if (row.type !== 'telemedicine') return { link: null, problem: 'in_person' };
  return linkFor(tx, row);
}
