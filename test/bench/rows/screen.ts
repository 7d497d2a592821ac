import type { Browser, Page } from '@playwright/test';
import { type Bench, ROUNDS, alternating } from '../bench';
import { type BenchClinic, sqlTime } from '../clinic';
import { median, percentile } from '../numbers';
import { VIEWPORT, openBrowser, openCalendar, showDay, startHost } from '../programs';
import { type Row, judged, ms } from '../table';

const BLOCKS = 480;
const DAY_MS = 24 * 60 * 60_000;
/** Mondays, Wednesdays and so on of a month without any other visit; the days between stay empty. */
const FIRST_FULL_DAY = Date.UTC(2030, 5, 3);

function fullDay(at: number): string {
  return sqlTime(FIRST_FULL_DAY + 2 * at * DAY_MS).slice(0, 10);
}

function dayBefore(date: string): string {
  return sqlTime(Date.parse(`${date}T00:00:00Z`) - DAY_MS).slice(0, 10);
}

/** Days of 480 visits: ten doctors, forty-eight visits of ten minutes each. */
async function addFullDays(clinic: BenchClinic, days: number): Promise<void> {
  const each = BLOCKS / clinic.doctorIds.length;
  const rows = Array.from({ length: days }, (_, day) =>
    clinic.doctorIds.flatMap((doctorId, doctor) =>
      Array.from({ length: each }, (_visit, at) => {
        const start = FIRST_FULL_DAY + 2 * day * DAY_MS + (8 * 60 + at * 10) * 60_000;
        const patient = clinic.patientIds[doctor * each + at] ?? 0;
        return [patient, doctorId, sqlTime(start), sqlTime(start + 10 * 60_000)];
      }),
    ),
  ).flat();
  await clinic.owner.query("SET @clinic_writer = 'bulk'");
  await clinic.owner.query(
    'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES ?',
    [rows],
  );
  await clinic.owner.query("SET @clinic_writer = 'desk'");
}

/** The same 480 blocks as plain HTML, one of which can be dragged; its time begins with its first byte. */
function staticPage(): string {
  const blocks = Array.from({ length: BLOCKS }, (_, at) => {
    const [column, row] = [Math.floor(at / 48), at % 48];
    return `<button class="visit" style="left:${String(60 + column * 150)}px;top:${String(50 + row * 20)}px"><b>Meena Krishnamurthy</b><span>10:15 · Fever</span></button>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body{margin:0;font:13px sans-serif} .grid{position:relative;width:1560px;height:1440px}
    .visit{position:absolute;width:144px;height:19px;border:1px solid #88a;background:#fff;border-radius:4px;overflow:hidden;text-align:start}
    </style><div class="grid">${blocks.join('')}</div><script>
    requestAnimationFrame(() => setTimeout(() => {
      window.painted = performance.now() - performance.getEntriesByType('navigation')[0].responseStart;
    }));
    let held = null, from = 0;
    addEventListener('pointerdown', (event) => { held = event.target.closest('.visit'); from = event.clientY; });
    addEventListener('pointermove', (event) => { if (held) held.style.transform = 'translateY(' + (event.clientY - from) + 'px)'; });
    addEventListener('pointerup', () => { held.style.transform = ''; held = null; });
    </script>`;
}

const STATIC_ADDRESS = 'http://static.invalid/';

async function openStatic(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.route(STATIC_ADDRESS, (route) =>
    route.fulfill({ contentType: 'text/html', body: staticPage() }),
  );
  await page.goto(STATIC_ADDRESS);
  return page;
}

/** Loads the page anew in the same, warm tab; milliseconds from its first byte to its painted frame. */
async function paintStatic(page: Page): Promise<number> {
  await page.goto(STATIC_ADDRESS);
  const painted = await page.waitForFunction(() => Reflect.get(window, 'painted') as number | undefined);
  return (await painted.jsonValue()) ?? 0;
}

/** Milliseconds from the key that goes on by a day to the frame that shows all of that day's visits. */
async function paintNextDay(page: Page, blocks: number): Promise<number> {
  await page.evaluate((wanted) => {
    const painted = new Promise<number>((resolve) => {
      addEventListener(
        'keydown',
        () => {
          const from = performance.now();
          const look = () => {
            if (document.querySelectorAll('[data-visit]').length < wanted) requestAnimationFrame(look);
            else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
          };
          look();
        },
        { once: true, capture: true },
      );
    });
    Reflect.set(window, 'painted', painted);
  }, blocks);
  await page.keyboard.press(']');
  return page.evaluate(() => Reflect.get(window, 'painted') as Promise<number>);
}

async function firstPaint(page: Page, still: Page): Promise<Row> {
  const turns = await alternating(
    ROUNDS + 1,
    async (round) => {
      await page.bringToFront();
      await showDay(page, dayBefore(fullDay(round)));
      return paintNextDay(page, BLOCKS);
    },
    async () => {
      await still.bringToFront();
      return paintStatic(still);
    },
  );
  const counted = turns.slice(1);
  return judged({
    what: `first paint of a day with ${String(BLOCKS)} appointments`,
    ours: ms(median(counted.map((turn) => turn.ours))),
    floor: ms(median(counted.map((turn) => turn.floor))),
    value: median(counted.map((turn) => turn.ours / turn.floor)),
    aim: { most: 2.5 },
    unit: 'x',
  });
}

const MOVES = 80;

/** The slowest frames, but for one in twenty, while a block is dragged down and up again. */
async function dragFrames(page: Page, selector: string, dragged: string): Promise<number> {
  const box = await page.locator(selector).nth(8).boundingBox();
  if (!box) throw new Error('there is nothing to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 12);
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const note = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Reflect.set(window, 'dragFrames', frames);
  });
  for (let move = 0; move < MOVES; move += 1)
    await page.mouse.move(x, y + 12 + 2 * (move < MOVES / 2 ? move : MOVES - move));
  if ((await page.locator(dragged).count()) !== 1) throw new Error('nothing was dragged');
  const frames = await page.evaluate(() => (Reflect.get(window, 'dragFrames') as number[]).slice(2));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return percentile(frames, 0.95);
}

async function dragging(page: Page, still: Page): Promise<Row> {
  const turns = await alternating(
    ROUNDS,
    async () => {
      await page.bringToFront();
      return dragFrames(page, '[data-visit]', '.ghost:not([hidden])');
    },
    async () => {
      await still.bringToFront();
      return dragFrames(still, '.visit', '[style*=translateY]');
    },
  );
  return judged({
    what: 'frame while dragging among 480 appointments, p95',
    ours: ms(median(turns.map((turn) => turn.ours))),
    floor: ms(median(turns.map((turn) => turn.floor))),
    value: median(turns.map((turn) => turn.ours / turn.floor)),
    aim: { most: 1.5 },
    unit: 'x',
  });
}

/** Used heap after a collection, in bytes. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return usedSize;
}

const FORTNIGHT = 14;

/** A fortnight of days, forth and back, until so many switches are done. */
async function switchDays(page: Page, switches: number): Promise<void> {
  for (let at = 0; at < switches; at += 1) {
    await page.keyboard.press(Math.floor(at / FORTNIGHT) % 2 === 0 ? ']' : '[');
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
    );
  }
}

async function rendererHeap(bench: Bench, page: Page): Promise<Row> {
  const switches = bench.full ? 500 : 56;
  await showDay(page, bench.clinic.fullDay.date);
  await switchDays(page, 2 * FORTNIGHT);
  const before = await heapOf(page);
  await switchDays(page, switches);
  const after = await heapOf(page);
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return judged({
    what: `renderer heap after ${String(switches)} day switches`,
    ours: megabytes(after),
    floor: megabytes(before),
    value: after / before,
    aim: { most: 1.1 },
    unit: 'x',
  });
}

export async function screen(bench: Bench): Promise<Row[]> {
  await addFullDays(bench.clinic, ROUNDS + 1);
  const host = await startHost(bench.clinic.database);
  const browser = await openBrowser();
  try {
    const page = await openCalendar(browser, host.address);
    const still = await openStatic(browser);
    const rows = [await firstPaint(page, still), await dragging(page, still)];
    await still.close();
    await page.bringToFront();
    return [...rows, await rendererHeap(bench, page)];
  } finally {
    await browser.close();
    await host.stop();
  }
}
