/** Free ports, and waiting until somebody answers on one. */
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A free port on the loopback, the preferred one when it is free.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (preferred === 0) reject(error);
      else resolve(freePort());
    });
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * True when the port accepts a connection and, if asked for, its first byte block passes `greets`.
 * @param {number} port
 * @param {(greeting: Buffer) => boolean} [greets]
 * @returns {Promise<boolean>}
 */
export function answers(port, greets) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (/** @type {boolean} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.once('error', () => done(false));
    if (greets) socket.once('data', (greeting) => done(greets(greeting)));
    else socket.once('connect', () => done(true));
    socket.once('close', () => done(false));
  });
}

/**
 * Asks again and again until `ready` says yes; gives up when the deadline passes or `ended` settles first.
 * @param {() => Promise<boolean>} ready
 * @param {{ timeoutMs: number, ended?: Promise<unknown> }} limits
 * @returns {Promise<'ready' | 'ended' | 'timeout'>}
 */
export async function waitUntil(ready, { timeoutMs, ended }) {
  let over = false;
  void ended?.then(() => (over = true));
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (over) return 'ended';
    if (await ready()) return 'ready';
    await pause(40);
  }
  return 'timeout';
}

/**
 * Waits until a port that a stopped server held can be taken again: a killed process counts as gone while the system
 * still closes what it had open.
 * @param {number} port
 * @returns {Promise<void>}
 */
export async function untilFree(port) {
  const free = await waitUntil(async () => (await freePort(port)) === port, { timeoutMs: 15_000 });
  if (free !== 'ready') throw new Error(`port ${port} is still taken by another program`);
}
