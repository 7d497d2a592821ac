import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_MS = 10_000;

/** A print system of the test's own, with one printer whose end is a socket of the test. */
export interface PrintSystem {
  /** What CUPS_SERVER names. */
  readonly address: string;
  readonly queue: string;
  /** The next sheet that comes out of the printer. */
  next(): Promise<Buffer>;
  /** As if somebody pressed its button: nothing comes out until it is started. */
  stopPrinter(): Promise<void>;
  removePrinter(): Promise<void>;
  stop(): Promise<void>;
}

const QUEUE = 'Front_desk';

/** A printer for every paper that takes PDF as it is, so that what comes out is what the program sent. */
const DRIVER = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "ANY.PPD"
*Manufacturer: "Test"
*Product: "(Any paper)"
*ModelName: "Any paper"
*ShortNickName: "Any paper"
*NickName: "Any paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 850
*ParamCustomPageSize Height: 2 points 36 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
*VariablePaperSize: True
*MaxMediaWidth: "850"
*MaxMediaHeight: "2000"
*HWMargins: 0 0 0 0
*DefaultFont: Courier
`;

const CONFIGURATION = (socket: string) => `Listen ${socket}
LogLevel info
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`;

const FOLDERS = {
  ServerRoot: 'etc',
  CacheDir: 'cache',
  RequestRoot: 'spool',
  TempDir: 'spool/tmp',
  StateDir: 'run',
} as const;

/** Starts cupsd (Debian: `apt-get install cups`) with files of its own in a temporary folder; the machine's own one is not touched. */
export async function startPrintSystem(): Promise<PrintSystem> {
  const home = await mkdtemp(join(tmpdir(), 'clinic-cups-'));
  await chmod(home, 0o755);
  for (const folder of [...Object.values(FOLDERS), 'etc/ppd', 'log'])
    await mkdir(join(home, folder), { recursive: true });
  const socket = join(home, 'run', 'cups.sock');
  const [daemon, files, driver] = ['cupsd.conf', 'cups-files.conf', 'any.ppd'].map((name) =>
    join(home, 'etc', name),
  );
  if (!daemon || !files || !driver) throw new Error('unreachable');
  await writeFile(daemon, CONFIGURATION(socket));
  await writeFile(
    files,
    [
      ...Object.entries(FOLDERS).map(([name, folder]) => `${name} ${join(home, folder)}`),
      ...['AccessLog', 'ErrorLog', 'PageLog'].map((name) => `${name} ${join(home, 'log', name)}`),
    ].join('\n') + '\n',
  );
  await writeFile(driver, DRIVER);

  const sheets: Buffer[] = [];
  const waiting: ((sheet: Buffer) => void)[] = [];
  const printer = createServer((connection) => {
    const parts: Buffer[] = [];
    connection.on('data', (part: Buffer) => parts.push(part));
    connection.on('error', () => undefined);
    connection.on('end', () => {
      connection.end();
      const sheet = Buffer.concat(parts);
      const first = waiting.shift();
      if (first) first(sheet);
      else sheets.push(sheet);
    });
  });
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', () => resolve()));
  // A TCP server's address is always this object.
  const { port } = printer.address() as AddressInfo;

  const server = spawn('cupsd', ['-f', '-c', daemon, '-s', files], { stdio: 'ignore' });
  // A program that is not here never has a number.
  server.once('error', () => undefined);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const env = { ...process.env, CUPS_SERVER: socket };
  const until = Date.now() + START_MS;
  for (;;) {
    const { stdout } = await run('lpstat', ['-r'], { env }).catch(() => ({ stdout: '' }));
    if (stdout.includes('is running')) break;
    if (server.pid === undefined)
      throw new Error('cupsd is not here (Debian, as root: apt-get install cups)');
    if (Date.now() > until || server.exitCode !== null) throw new Error('cupsd did not start');
  }
  const administer = async (program: string, given: readonly string[]): Promise<void> => {
    await run(program, [...given], { env });
  };
  // The printer's own questions are left out: a socket of a test answers none of them.
  const device = `socket://127.0.0.1:${String(port)}/?waiteof=false&snmp=false`;
  await administer('lpadmin', ['-p', QUEUE, '-E', '-v', device, '-P', driver]);

  return {
    address: socket,
    queue: QUEUE,
    next: () => {
      const sheet = sheets.shift();
      return sheet ? Promise.resolve(sheet) : new Promise((resolve) => waiting.push(resolve));
    },
    stopPrinter: () => administer('cupsdisable', [QUEUE]),
    removePrinter: () => administer('lpadmin', ['-x', QUEUE]),
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await new Promise<void>((resolve) => printer.close(() => resolve()));
      await rm(home, { recursive: true, force: true });
    },
  };
}
