import { AppointmentId } from '#shared/values/ids';

const CODE = /^visit:(\d{1,10})$/;

/** What the QR code of a visit's sheet says. */
export function visitCode(id: number): string {
  return `visit:${String(id)}`;
}

/** The visit that a code names; null for a code of anything else. */
export function visitOfCode(text: string): AppointmentId | null {
  const [, digits] = CODE.exec(text) ?? [];
  const id = AppointmentId.safeParse(Number(digits));
  return id.success ? id.data : null;
}
