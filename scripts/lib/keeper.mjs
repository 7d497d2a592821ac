/**
 * The keeper: a tiny process between a script and a program it started.
 * Its stdin is a pipe from the script. However the script ends, kill -9 included, the system closes that pipe;
 * the keeper sees it and stops the program. It stands in a process group of its own, so that Ctrl-C reaches the
 * script alone, which then stops things in order. With `detached` it watches nothing and outlives the script.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, openSync } from 'node:fs';

const { command, args, cwd, logFile, detached, graceMs } = JSON.parse(process.argv[2] ?? '{}');

const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a');
const program = spawn(command, args, { stdio: ['ignore', output, output], cwd, windowsHide: true });

const messages = createWriteStream('', { fd: 3 });
// The script may be gone already: what is told then is told to nobody.
messages.on('error', () => undefined);
/** @param {unknown} message */
const tell = (message) => messages.write(`${JSON.stringify(message)}\n`);

program.once('error', (error) => {
  tell({ error: error.message });
  messages.end(() => process.exit(1));
});
program.once('spawn', () => tell({ pid: program.pid }));
program.once('exit', (code) => {
  tell({ exit: code ?? 1 });
  messages.end(() => process.exit(0));
  messages.once('error', () => process.exit(0));
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  // A program that a test has frozen hears nothing before it is woken; Windows knows no such signal.
  if (process.platform !== 'win32') program.kill('SIGCONT');
  program.kill('SIGTERM');
  setTimeout(() => program.kill('SIGKILL'), graceMs);
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
