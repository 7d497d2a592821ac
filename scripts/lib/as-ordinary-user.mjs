/**
 * Electron refuses its sandbox to root. Root therefore starts it through a wrapper script as the user "nobody", in a
 * home of its own: a new one at each start, or the folder that CLINIC_ELECTRON_HOME names.
 */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findOnPath, run } from './commands.mjs';
import { local, root } from './paths.mjs';

const nobody = 65534;
const leave = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/** True where programs with a sandbox cannot be started as they are. */
const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * The program itself for an ordinary user; for root a wrapper that takes the same arguments.
 * @param {string} program
 */
export async function asOrdinaryUser(program) {
  const runner = await ordinaryUserRunner();
  if (runner === undefined) return program;
  const wrapper = join(local, `${basename(dirname(program))}-as-nobody.sh`);
  const isNew = await writeScript(wrapper, `exec '${runner}' '${program}' "$@"\n`);
  // Proved once; starting it only to ask its version would make every later start slower.
  if (!isNew) return wrapper;
  const { code, output } = await run(wrapper, ['--version']);
  if (code !== 0) {
    await rm(wrapper);
    const closed = await firstClosedFolder(dirname(program));
    throw new Error(
      closed === undefined
        ? `it does not start as an ordinary user: ${output.trim().split('\n').at(-1) ?? ''}`
        : `${closed} is closed to ordinary users, and so is this checkout in it: run it as one, or move it`,
    );
  }
  return wrapper;
}

/**
 * A script that runs `<program> <arguments>` as an ordinary user; undefined where nobody needs it.
 * @returns {Promise<string | undefined>}
 */
export async function ordinaryUserRunner() {
  if (!isRoot()) return undefined;
  if (!(await findOnPath('setpriv')))
    throw new Error('running as root, and setpriv (util-linux) is not here');
  const runner = join(local, 'as-nobody.sh');
  await writeScript(runner, runnerBody(await firstClosedFolder(root)));
  return runner;
}

/** Answers whether the script is another one than before. @param {string} file @param {string} body */
async function writeScript(file, body) {
  const script = `#!/bin/sh\n# Written by scripts/lib/as-ordinary-user.mjs.\n${body}`;
  if ((await readFile(file, 'utf8').catch(() => '')) === script) return false;
  await mkdir(local, { recursive: true });
  await writeFile(file, script);
  await chmod(file, 0o755);
  return true;
}

/**
 * The outermost folder on the way that "nobody" may not pass, such as root's home or a `mktemp -d`.
 * @param {string} last
 */
async function firstClosedFolder(last) {
  const folders = [];
  for (let at = last; at !== dirname(at); at = dirname(at)) folders.unshift(at);
  for (const folder of folders) {
    const [command = '', ...rest] = leave;
    if ((await run(command, [...rest, 'test', '-x', folder])).code !== 0) return folder;
  }
  return undefined;
}

/**
 * With a closed folder on the way, the program gets a view of its own (a mount namespace) in which that folder holds
 * nothing but this checkout and may be passed; outside of it nothing changes.
 * @param {string | undefined} closed
 */
const runnerBody = (closed) => `home="\${CLINIC_ELECTRON_HOME:-$(mktemp -d)}"
mkdir -p "$home" && chown ${nobody}:${nobody} "$home" || exit 1
export HOME="$home" XDG_CONFIG_HOME="$home/.config"
${
  closed === undefined
    ? `exec ${leave.join(' ')} "$@"`
    : `exec unshare --mount sh -c '
  exec 3<"$1"
  mount -t tmpfs -o mode=755 clinic "$2" && mkdir -p "$1" && mount -c --bind /proc/self/fd/3 "$1" || exit 1
  exec 3<&-
  cd "$PWD" 2>/dev/null || cd "$1"
  shift 2
  exec "$@"
' sh '${root.replace(/\/$/, '')}' '${closed}' ${leave.join(' ')} "$@"`
}
`;
