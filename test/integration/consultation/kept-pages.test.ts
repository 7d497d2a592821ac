import { createHash } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import { collectionsOf } from '#electron/mongo/collections';
import { migrateMongo } from '#electron/mongo/migrator';
import { type TestWindow, openDesk, paperTray } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting, medicine, printedOn, signed } from './support';

let one: OneDesk;
let mongo: MongoClient;
const tray = paperTray();

beforeAll(async () => {
  one = await oneDesk(MONDAY, { boss: 'superadmin' }, { paper: tray });
  await migrateMongo(one.database.mongoUrl, { log: () => undefined });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
});
afterAll(async () => {
  await mongo.db().dropDatabase();
  await mongo.close();
  await one.close();
});
beforeEach(() => {
  tray.sheets.length = 0;
});

const stored = () => collectionsOf(mongo.db());

/** The desk knows by then that MongoDB is there. */
async function consult(): Promise<Consulted> {
  const visit = await consulting(one.clinic, (name) => one.desk.signedIn(name));
  expect(await visit.doctor.ok('health.get', {})).toMatchObject({ mongo: { state: 'up' } });
  return visit;
}

type To = InputOf<'printing.prescription'>['to'];
const print = async (window: TestWindow, prescriptionId: number, to: To) => {
  await window.ok('printing.prescription', { prescriptionId, to });
  return tray.sheets.at(-1);
};

async function noteLatex({ doctor, appointmentId }: Consulted): Promise<void> {
  const noted = { appointmentId, substance: 'Latex', reaction: null, severity: null };
  await doctor.ok('consultation.addAllergy', noted);
}

describe('the page of a signed prescription', () => {
  it('comes out the same each time, byte for byte, whatever became of the patient since', async () => {
    const visit = await consult();
    const { id } = await signed(visit, medicine('Zinc'));
    const first = await print(visit.doctor, id, 'printer');
    expect(first?.pdf).toBeUndefined();
    await noteLatex(visit);
    const again = await print(visit.doctor, id, 'printer');
    expect(again?.html).toBe(first?.html);
    expect(again?.title).toBe(first?.title);

    // Made right after the first one was printed; the tray makes no two alike.
    const file = await print(visit.doctor, id, 'file');
    const [kept] = await stored()
      .pageFiles.find({ _id: new RegExp(`^prescription-${String(id)}-`) })
      .toArray();
    if (!file?.pdf || !kept) throw new Error('no file was kept');
    expect(createHash('sha256').update(file.pdf).digest('hex')).toBe(kept.metadata.sha256);
    for (const sheet of [again, await print(visit.doctor, id, 'file')]) {
      expect(Buffer.compare(sheet?.pdf ?? Buffer.alloc(0), file.pdf)).toBe(0);
    }
  });

  it('is kept as little text: the type comes from the program, and the whole is what was printed', async () => {
    const visit = await consult();
    const { id } = await signed(visit, medicine('ज़िंक'));
    const sheet = await print(visit.doctor, id, 'printer');
    const page = await stored().printedPages.findOne({ prescription_id: id });
    expect(page).toMatchObject({ version: 2, title: sheet?.title, page: sheet?.page });
    expect(page?.html).not.toContain('@font-face');
    expect(page?.html).toContain('ज़िंक');
    expect(sheet?.html).toContain("@font-face{font-family:'Noto Sans Devanagari'");
    expect((await print(visit.doctor, id, 'printer'))?.html).toBe(sheet?.html);
  });

  it('is another one of another version, language or choice of sections', async () => {
    const visit = await consult();
    const { doctor, doctorId, patientId } = visit;
    const { id, version } = await signed(visit, medicine('Zinc'));
    await noteLatex(visit);
    await print(doctor, id, 'printer');
    await doctor.ok('consultation.savePageLayout', {
      id: doctorId,
      version: null,
      hidden: ['allergies'],
      onPaper: false,
    });
    await print(doctor, id, 'printer');
    expect(printedOn(tray)).not.toContain('Latex');
    await one.clinic.owner.query("UPDATE patients SET language = 'ta' WHERE id = ?", [patientId]);
    await print(doctor, id, 'printer');
    await doctor.ok('consultation.void', { id, version, reason: 'Wrong patient' });
    await print(doctor, id, 'printer');
    expect(printedOn(tray)).toContain('Wrong patient');
    const pages = await stored().printedPages.find({ prescription_id: id }).toArray();
    expect(pages.map((page) => page.version).sort()).toEqual([2, 2, 2, 3]);
    expect(await stored().pageFiles.countDocuments({ _id: { $in: pages.map(({ _id }) => _id) } })).toBe(4);
  });

  it('is made again after a crash before its file was kept, and at every desk is the same', async () => {
    const visit = await consult();
    const { id } = await signed(visit, medicine('Zinc'));
    const first = await print(visit.doctor, id, 'file');
    await stored().pageFiles.deleteMany({});
    await stored().pageParts.deleteMany({});
    await noteLatex(visit);
    const again = await print(visit.doctor, id, 'file');
    expect(again?.html).toBe(first?.html);
    const other = await openDesk(one.database, { now: MONDAY, paper: tray });
    try {
      const boss = await other.signedIn('boss');
      expect(await boss.ok('health.get', {})).toMatchObject({ mongo: { state: 'up' } });
      const elsewhere = await print(boss, id, 'file');
      expect(Buffer.compare(elsewhere?.pdf ?? Buffer.alloc(0), again?.pdf ?? Buffer.alloc(1))).toBe(0);
    } finally {
      await other.stop();
    }
  });

  it('that is not what was kept is laid out anew, and the paper comes out all the same', async () => {
    const visit = await consult();
    const { id } = await signed(visit, medicine('Zinc'));
    await print(visit.doctor, id, 'file');
    await stored().printedPages.updateOne({ prescription_id: id }, { $set: { html: '<p>Arsenic</p>' } });
    const sheet = await print(visit.doctor, id, 'printer');
    expect(sheet?.html).toContain('Zinc');
    expect(sheet?.html).not.toContain('Arsenic');
    const anew = await print(visit.doctor, id, 'file');
    expect(anew?.pdf).toBeUndefined();
  });

  it('of two that are printed at once is one', async () => {
    const visit = await consult();
    const { id } = await signed(visit, medicine('Zinc'));
    await Promise.all(Array.from({ length: 4 }, () => print(visit.doctor, id, 'file')));
    const files = tray.sheets.map(({ pdf }) => Buffer.from(pdf ?? []).toString());
    expect(new Set(files).size).toBe(1);
    expect(files[0]).toMatch(/^%PDF/);
  });
});

describe('the page of a certificate', () => {
  it('comes out the same each time too, byte for byte; voided it is another one that says so', async () => {
    const { doctor, appointmentId, patientId } = await consult();
    const content = { kind: 'fitness', from: '2027-01-04', fitFor: 'School' } as const;
    const { paper } = await doctor.ok('papers.sign', { appointmentId, content });
    const printPaper = async (to: To) => {
      await doctor.ok('printing.medicalPaper', { paperId: paper.id, to });
      return tray.sheets.at(-1);
    };
    const first = await printPaper('printer');
    expect(first?.html).toContain('School');
    await one.clinic.owner.query("UPDATE patients SET first_name = 'Renamed' WHERE id = ?", [patientId]);
    expect((await printPaper('printer'))?.html).toBe(first?.html);
    const file = await printPaper('file');
    expect(file?.pdf).toBeDefined();
    expect(
      Buffer.compare((await printPaper('file'))?.pdf ?? Buffer.alloc(0), file?.pdf ?? Buffer.alloc(1)),
    ).toBe(0);

    await doctor.ok('papers.void', { id: paper.id, version: paper.version, reason: 'Wrong school' });
    expect((await printPaper('printer'))?.html).toContain('Void: Wrong school');
    const kept = await stored().printedPages.find({ paper_id: paper.id }).toArray();
    expect(kept.map(({ version }) => version).sort()).toEqual([1, 2]);
    expect(kept.filter((page) => 'prescription_id' in page)).toEqual([]);
  });
});
