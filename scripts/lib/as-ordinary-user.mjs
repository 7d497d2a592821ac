/**
 * Electron refuses its sandbox to root. Root therefore starts it through a wrapper script as the user "nobody", in a
 * home of its own: a new one at each start, or the folder that CLINIC_ELECTRON_HOME names.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findOnPath, run } from './commands.mjs';
import { local, root } from './paths.mjs';

const nobody = 65534;
const leave = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/**
 * The program itself for an ordinary user, the wrapper for root.
 * @param {string} program
 */
export async function asOrdinaryUser(program) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return program;
  if (!(await findOnPath('setpriv'))) throw new Error('running as root, and setpriv (util-linux) is not here');
  const closed = await firstClosedFolder(program);
  const wrapper = join(local, `${basename(dirname(program))}-as-nobody.sh`);
  await mkdir(local, { recursive: true });
  await writeFile(wrapper, script(program, closed));
  await chmod(wrapper, 0o755);
  if (closed !== undefined && (await run(wrapper, ['--version'])).code !== 0) {
    throw new Error(`${closed} is closed to ordinary users, and so is this checkout in it: run it as one, or move it`);
  }
  return wrapper;
}

/**
 * The outermost folder around the program that "nobody" may not pass, such as root's home or a `mktemp -d`.
 * @param {string} program
 */
async function firstClosedFolder(program) {
  const folders = [];
  for (let at = dirname(program); at !== dirname(at); at = dirname(at)) folders.unshift(at);
  for (const folder of folders) {
    const [command = '', ...rest] = leave;
    if ((await run(command, [...rest, 'test', '-x', folder])).code !== 0) return folder;
  }
  return undefined;
}

/**
 * With a closed folder on the way, the program gets a view of its own (a mount namespace) in which that folder holds
 * nothing but this checkout and may be passed; outside of it nothing changes.
 * @param {string} program
 * @param {string | undefined} closed
 */
const script = (program, closed) => `#!/bin/sh
# Written by scripts/lib/as-ordinary-user.mjs.
home="\${CLINIC_ELECTRON_HOME:-$(mktemp -d)}"
mkdir -p "$home" && chown ${nobody}:${nobody} "$home" || exit 1
export HOME="$home" XDG_CONFIG_HOME="$home/.config"
${
  closed === undefined
    ? ''
    : `exec unshare --mount sh -c '
  exec 3<"$1"
  mount -t tmpfs -o mode=755 clinic "$2" && mkdir -p "$1" && mount -c --bind /proc/self/fd/3 "$1" || exit 1
  exec 3<&-
  cd "$PWD" 2>/dev/null || cd "$1"
  shift 2
  exec "$@"
' sh '${root.replace(/\/$/, '')}' '${closed}' `
}${closed === undefined ? 'exec ' : ''}${leave.join(' ')} '${program}' "$@"
`;
