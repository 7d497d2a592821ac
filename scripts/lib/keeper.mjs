/**
 * The keeper: a tiny process between a script and a server program.
 * Its stdin is a pipe from the script. However the script ends, kill -9 included, the system closes that pipe;
 * the keeper sees it and stops the server. It stands in a process group of its own, so that Ctrl-C reaches the
 * script alone, which then stops things in order. With `detached` it watches nothing and outlives the script.
 */
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';

const { command, args, env, logFile, detached, graceMs } = JSON.parse(process.argv[2] ?? '{}');

const output = openSync(logFile, 'a');
const server = spawn(command, args, {
  stdio: ['ignore', output, output],
  env: { ...process.env, ...env },
  windowsHide: true,
});

/** @param {unknown} message */
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
// The script may be gone already: what is told then is told to nobody.
process.stdout.on('error', () => undefined);

server.once('error', (error) => {
  tell({ error: error.message });
  process.exit(1);
});
server.once('spawn', () => tell({ pid: server.pid }));
server.once('exit', (code, signal) => {
  tell({ exit: code ?? signal });
  process.exit(0);
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  // A server that a test has frozen hears nothing before it is woken; Windows knows no such signal.
  if (process.platform !== 'win32') server.kill('SIGCONT');
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), graceMs);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('SIGHUP', () => {
  if (!detached) stop();
});
if (!detached) {
  process.stdin.on('end', stop);
  process.stdin.on('error', stop);
  process.stdin.resume();
}
