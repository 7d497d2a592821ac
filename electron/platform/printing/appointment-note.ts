import type { Words } from '#electron/platform/words';
import { barcode } from './barcode';
import { markup } from './html';
import { type PageBox, printableWidth } from './page';
import { type ClinicHead, clinicFoot, clinicHead, sheetPage } from './sheet';

export interface AppointmentNote extends ClinicHead {
  readonly page: PageBox;
  readonly patient: string;
  readonly number: string | null;
  readonly doctor: string;
  readonly specialization: string | null;
  /** The day in words. */
  readonly day: string;
  readonly time: string;
  readonly tokenNo: number | null;
  readonly isVideo: boolean;
  /** The clinic's own advice instead of ours. */
  readonly advice?: string | undefined;
  readonly foot?: string | undefined;
}

/** A column that is read at a glance, also in the middle of a large sheet. */
const WIDEST = 110;
const NARROW = 85;

const style = (isNarrow: boolean) => `
main { max-inline-size: ${String(WIDEST)}mm; overflow-wrap: anywhere; font-size: ${isNarrow ? '9pt' : '11pt'} }
.clinic { font-size: ${isNarrow ? '11pt' : '15pt'}; font-weight: 600; border-block-end: 0.4mm solid #000; padding-block-end: 2mm; margin-block-end: 3mm }
h1 { font-size: ${isNarrow ? '10pt' : '12pt'}; font-weight: 600; margin-block-end: 2mm }
.when { border: 0.4mm solid #000; border-radius: 1.5mm; padding: ${isNarrow ? '2mm' : '4mm'}; margin-block: 2mm }
.day { font-weight: 600 }
.time { font-size: ${isNarrow ? '18pt' : '26pt'}; line-height: 1.15; font-weight: 700 }
.who { font-weight: 600 }
.bars { margin-block: 3mm 1mm }
.ask { white-space: pre-line; margin-block-start: 3mm; font-size: ${isNarrow ? '8pt' : '9pt'} }
`;

/** When to come and to whom, for the hand. It says nothing of why: paper is left lying about. */
export function appointmentNoteHtml(note: AppointmentNote, words: Words): string {
  const isNarrow = printableWidth(note.page) < NARROW;
  const room = Math.min(WIDEST, printableWidth(note.page));
  const turn =
    note.tokenNo === null ? note.time : words('paper.tokenAbout', { token: note.tokenNo, time: note.time });
  const number = note.number === null ? null : words('patient.number', { number: note.number });
  const specialization =
    note.specialization === null ? null : markup`<p><bdi>${note.specialization}</bdi></p>\n`;
  const body = markup`<main>
${clinicHead(note)}<h1>${words('paper.kinds.appointmentNote')}</h1>
<p class="who"><bdi>${note.patient}</bdi></p>
<div class="when">
<p class="day">${note.day}</p>
<p class="time">${turn}</p>
</div>
<p class="who"><bdi>${note.doctor}</bdi></p>
${specialization}${note.isVideo ? markup`<p>${words('visit.types.telemedicine')}</p>\n` : null}${barcode(note.number, room, 10)}
<p>${number}</p>
<p class="ask">${note.advice ?? words('paper.bringThis')}</p>
${clinicFoot(note.foot)}</main>
`;
  return sheetPage({
    title: words('paper.kinds.appointmentNote'),
    style: style(isNarrow),
    body,
    page: note.page,
    language: words.language,
  });
}
