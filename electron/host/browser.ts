import { spawn } from 'node:child_process';

/** Asks the system to open the address in the person's browser; a system without one only has the printed line. */
export function openInBrowser(address: string): void {
  const [program, given] = openerOf(process.platform, address);
  const child = spawn(program, given, { stdio: 'ignore', detached: true });
  child.on('error', () =>
    process.stderr.write('No browser could be opened; open the printed address yourself.\n'),
  );
  child.unref();
}

function openerOf(platform: NodeJS.Platform, address: string): [string, string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  return [platform === 'darwin' ? 'open' : 'xdg-open', [address]];
}
