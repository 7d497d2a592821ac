import type { VisitState } from '#shared/domain/visit-state';
import type { Words } from '#electron/platform/words';
import { type Html, markup } from './html';
import { type PageBox, printableWidth } from './page';
import { type ClinicHead, clinicFoot, clinicHead, pageNumbers, sheetPage } from './sheet';

export interface DaySheetVisit {
  /** `09:15`. */
  readonly time: string;
  readonly tokenNo: number | null;
  readonly patient: string;
  readonly number: string | null;
  readonly phone: string | null;
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly state: VisitState;
}

export interface DaySheetDoctor {
  readonly name: string;
  readonly visits: readonly DaySheetVisit[];
}

export interface DaySheet extends ClinicHead {
  readonly page: PageBox;
  /** The day in words. */
  readonly day: string;
  readonly printedAt: string;
  readonly printedBy: string;
  readonly doctors: readonly DaySheetDoctor[];
  readonly foot?: string | undefined;
}

const STYLE = `
header { display: flex; justify-content: space-between; align-items: baseline; gap: 8mm; border-block-end: 0.6mm solid #000; padding-block-end: 2mm }
h1 { font-size: 14pt; font-weight: 600 }
h2 { margin: 6mm 0 1.5mm; font-size: 11pt; font-weight: 600; break-after: avoid }
.head { text-align: end }
.head > .logo { margin-inline-start: auto }
main p { margin: 1mm 0 }
table { inline-size: 100%; border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
th { text-align: start; font-size: 8pt; font-weight: 600; border-block-end: 0.3mm solid #000; padding: 1mm }
td { vertical-align: top; border-block-end: 0.2mm solid #999; padding: 1.2mm 1mm; overflow-wrap: anywhere }
tr { break-inside: avoid }
footer { margin-block-start: 6mm; font-size: 8pt }
.time { inline-size: 16mm } .number { inline-size: 16mm } .phone { inline-size: 33mm } .type { inline-size: 18mm } .state { inline-size: 24mm }
.narrow .time { inline-size: 12mm } .narrow .number { inline-size: 13mm } .narrow .phone { inline-size: 27mm } .narrow .state { inline-size: 21mm }
.name { font-weight: 600 }
.box { display: inline-block; inline-size: 3.2mm; block-size: 3.2mm; border: 0.3mm solid #000; margin-inline-end: 1.5mm; vertical-align: -0.4mm }
.box.ticked::after { content: ''; display: block; inline-size: 1mm; block-size: 2mm; border: solid #000; border-width: 0 0.4mm 0.4mm 0; transform: translateX(0.8mm) rotate(45deg) }
`;

/** The box is for the pen: open until the patient has come. */
function stateCell(visit: DaySheetVisit, words: Words): Html {
  const ticked = visit.state !== 'scheduled';
  return markup`<span class="${ticked ? 'box ticked' : 'box'}"></span>${words(`stateTitle.${visit.state}`)}`;
}

/** Under this width of text, in mm, the kind has no column of its own: names would be torn apart. */
const ROOM_FOR_KIND = 160;

function reasonOf(visit: DaySheetVisit, narrow: boolean, words: Words): string {
  const isVideo = narrow && visit.type === 'telemedicine';
  return [isVideo ? words('visit.types.telemedicine') : null, visit.reason].filter(Boolean).join(' · ');
}

function row(visit: DaySheetVisit, narrow: boolean, words: Words): Html {
  const kind = visit.type === null ? null : words(`visit.types.${visit.type}`);
  const token = visit.tokenNo === null ? null : markup` <span>#${visit.tokenNo}</span>`;
  return markup`<tr>
<td>${visit.time}${token}</td>
<td class="name"><bdi>${visit.patient}</bdi></td>
<td>${visit.number}</td>
<td><bdi>${visit.phone}</bdi></td>
${narrow ? null : markup`<td>${kind}</td>`}
<td><bdi>${reasonOf(visit, narrow, words)}</bdi></td>
<td>${stateCell(visit, words)}</td>
</tr>
`;
}

function table(visits: readonly DaySheetVisit[], narrow: boolean, words: Words): Html {
  if (visits.length === 0)
    return markup`<p>${words('paper.noVisits')}</p>
`;
  return markup`<table>
<thead><tr>
<th class="time">${words('paper.time')}</th>
<th>${words('paper.patient')}</th>
<th class="number">${words('paper.number')}</th>
<th class="phone">${words('paper.phone')}</th>
${narrow ? null : markup`<th class="type">${words('paper.type')}</th>`}
<th>${words('paper.reason')}</th>
<th class="state">${words('paper.state')}</th>
</tr></thead>
<tbody>
${visits.map((visit) => row(visit, narrow, words))}</tbody>
</table>
`;
}

function section(doctor: DaySheetDoctor, narrow: boolean, words: Words): Html {
  return markup`<h2><bdi>${doctor.name}</bdi></h2>
${table(doctor.visits, narrow, words)}`;
}

/** The day's list, one table a doctor: what reception pins up when the screens are dark. */
export function daySheetHtml(sheet: DaySheet, words: Words): string {
  const title = words('paper.daySheetTitle', { day: sheet.day });
  const narrow = printableWidth(sheet.page) < ROOM_FOR_KIND;
  const sections =
    sheet.doctors.length === 0
      ? table([], narrow, words)
      : sheet.doctors.map((doctor) => section(doctor, narrow, words));
  const body = markup`<header><h1>${title}</h1><div class="head">${clinicHead(sheet)}</div></header>
<main class="${narrow ? 'narrow' : 'wide'}">
${sections}</main>
${clinicFoot(sheet.foot)}<footer>${words('paper.printedAt', { time: sheet.printedAt, name: sheet.printedBy })}</footer>
`;
  return sheetPage({
    title,
    style: STYLE + pageNumbers(words),
    body,
    page: sheet.page,
    language: words.language,
  });
}
