/** A private MongoDB: a replica set of one, so that transactions and change streams exist. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heedless } from './full-disk.mjs';
import { answers, freePort, waitUntil } from './ports.mjs';
import { keep } from './supervise.mjs';

const startMs = 60_000;
const notYetInitialised = 94;

/** @typedef {import('./server-routes.mjs').Program} Program */

/**
 * @param {object} spec
 * @param {Program} spec.program
 * @param {string} spec.folder   the instance's folder
 * @param {boolean} spec.detached
 * @param {number} [spec.port]   the port of the run before, kept when it is free
 */
export async function startMongodb({ program, folder, detached, port: before }) {
  const data = join(folder, 'mongodb');
  await mkdir(data, { recursive: true });
  const port = await freePort(before);
  const logFile = join(folder, 'mongodb.log');
  const kept = await keep({
    ...heedless(program.command, [
      ...program.prefix,
      ...program.options,
      `--dbpath=${data}`,
      `--port=${port}`,
      '--bind_ip=127.0.0.1',
      '--replSet=rs0',
      '--wiredTigerCacheSizeGB=0.5',
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
    ]),
    logFile,
    detached,
  });
  const outcome = await waitUntil(() => answers(port), { timeoutMs: startMs, ended: kept.ended });
  if (outcome !== 'ready') {
    await kept.stop();
    const last = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
    throw new Error(`MongoDB did not start (${outcome}): ${last.slice(0, 300)}; see ${logFile}`);
  }
  await becomeWritable(port);
  return { kept, port, mongoUrl: `mongodb://127.0.0.1:${port}/clinic?directConnection=true` };
}

/**
 * Names the one member by the port of today, and waits until it has elected itself.
 * @param {number} port
 */
async function becomeWritable(port) {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const member = { _id: 0, host: `127.0.0.1:${port}` };
  try {
    const admin = client.db('admin');
    try {
      const { config } = await admin.command({ replSetGetConfig: 1 });
      if (config.members[0].host !== member.host) {
        const moved = {
          ...config,
          version: config.version + 1,
          members: [{ ...config.members[0], ...member }],
        };
        await admin.command({ replSetReconfig: moved, force: true });
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === notYetInitialised)) throw error;
      await admin.command({ replSetInitiate: { _id: 'rs0', members: [member] } });
    }
    const writable = async () => (await admin.command({ hello: 1 })).isWritablePrimary === true;
    if ((await waitUntil(writable, { timeoutMs: startMs })) !== 'ready') {
      throw new Error('MongoDB started but does not accept writes');
    }
  } finally {
    await client.close();
  }
}
