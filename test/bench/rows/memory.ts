import CDP from 'chrome-remote-interface';
import { PASSWORD } from '#test/support/clinic';
import type { Bench } from '../bench';
import { openWindow } from '../host-window';
import { startHost } from '../programs';
import { type Row, judged } from '../table';
import type { Call } from '../worker';
import { dayCall, searches, weekCall } from './reads';

/** Bytes in use after a collection, as the process itself counts them. */
async function bytesInUse(inspector: CDP.Client): Promise<number> {
  await inspector.HeapProfiler.collectGarbage();
  const { result } = await inspector.Runtime.evaluate({
    expression: 'process.memoryUsage().heapUsed + process.memoryUsage().external',
  });
  if (typeof result.value !== 'number') throw new Error('the host does not tell its memory');
  return result.value;
}

/** The real host, calls of every common kind, one booking among ten of them. */
export async function memory(bench: Bench): Promise<Row[]> {
  const total = bench.full ? 10_000 : 1_000;
  const host = await startHost(bench.clinic.database, ['--inspect=127.0.0.1:0']);
  if (host.inspector === null) throw new Error('the host has no inspector');
  const inspector = await CDP({ target: host.inspector });
  try {
    const window = await openWindow(host.address);
    await window.call('session.signIn', { name: 'bench', password: PASSWORD });
    const reading: Call[] = [
      ...(await searches(bench.clinic, 5)),
      dayCall(bench.clinic),
      weekCall(bench.clinic),
    ];
    const calls = async (count: number) => {
      const places = bench.clinic.freePlaces(Math.ceil(count / 10));
      for (let at = 0; at < count; at += 1) {
        const place = at % 10 === 0 ? places[at / 10] : undefined;
        const call = reading[at % reading.length];
        if (place)
          await window.call('appointments.book', { ...place, type: null, reason: null, deskNotes: null });
        else if (call) await window.call(call.name, call.input);
      }
    };
    await calls(total / 2);
    const before = await bytesInUse(inspector);
    await calls(total);
    const after = await bytesInUse(inspector);
    window.close();
    const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
    return [
      judged({
        what: `host process after ${String(total)} calls, after gc`,
        ours: megabytes(after),
        floor: megabytes(before),
        value: after / before,
        aim: { most: 1.1 },
        unit: 'x',
      }),
    ];
  } finally {
    await inspector.close();
    await host.stop();
  }
}
