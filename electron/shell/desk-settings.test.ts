import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeskSettings } from './desk-settings';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (text: string) => writeFile(join(folder, 'config.json'), text);
const addresses = { mysqlUrl: 'mysql://desk@db/clinic', mongoUrl: 'mongodb://a,b/clinic?replicaSet=rs0' };

describe('where a desk finds its databases', () => {
  it('is config.json, and the environment goes before it', async () => {
    await write(JSON.stringify({ ...addresses, deskName: 'Front' }));
    expect(await readDeskSettings(folder, {}, '1.0.0')).toMatchObject({
      ready: true,
      config: { ...addresses, deskName: 'Front', appVersion: '1.0.0' },
    });
    const given = { CLINIC_MYSQL_URL: 'mysql://other@db/clinic', CLINIC_DESK_NAME: 'Back' };
    expect(await readDeskSettings(folder, given, '1.0.0')).toMatchObject({
      config: { mysqlUrl: 'mysql://other@db/clinic', mongoUrl: addresses.mongoUrl, deskName: 'Back' },
    });
  });

  it('is named when it is missing or no address', async () => {
    const configFile = join(folder, 'config.json');
    expect(await readDeskSettings(folder, {}, '1')).toEqual({
      ready: false,
      wrong: ['mysqlUrl', 'mongoUrl'],
      configFile,
    });
    await write(JSON.stringify({ mysqlUrl: 'postgres://db', mongoUrl: addresses.mongoUrl }));
    expect(await readDeskSettings(folder, {}, '1')).toEqual({
      ready: false,
      wrong: ['mysqlUrl'],
      configFile,
    });
    await write('{ mysqlUrl: ');
    expect(await readDeskSettings(folder, {}, '1')).toEqual({ ready: false, wrong: ['file'], configFile });
    await write(JSON.stringify({ mysqlUrl: 1 }));
    expect(await readDeskSettings(folder, {}, '1')).toEqual({ ready: false, wrong: ['file'], configFile });
  });
});

describe('where files are kept', () => {
  const s3 = {
    endpoint: 'https://store.example:9000',
    region: 'ap-south-1',
    bucket: 'clinic-files',
    accessKeyId: 'desk',
    secretAccessKey: 'secret',
  };
  const read = async (environment: Readonly<Record<string, string>> = {}) => {
    const setup = await readDeskSettings(folder, environment, '1');
    return setup.ready ? setup.config.s3 : setup.wrong;
  };

  it('is MongoDB unless a whole bucket is named', async () => {
    await write(JSON.stringify(addresses));
    expect(await read()).toBeNull();
    await write(JSON.stringify({ ...addresses, s3 }));
    expect(await read()).toEqual(s3);
    expect(await read({ CLINIC_S3_BUCKET: 'other-files' })).toEqual({ ...s3, bucket: 'other-files' });
    const { endpoint, ...amazon } = s3;
    await write(JSON.stringify({ ...addresses, s3: amazon }));
    expect(await read()).toEqual({ ...amazon, endpoint: null });
    expect(await read({ CLINIC_S3_ENDPOINT: endpoint })).toEqual(s3);
  });

  it.each([
    ['no key', { ...s3, secretAccessKey: undefined }],
    ['no bucket', { ...s3, bucket: undefined }],
    ['a bucket that none can be called', { ...s3, bucket: 'Clinic/Files' }],
    ['an endpoint that is no address', { ...s3, endpoint: 'store:9000' }],
  ])('is wrong with %s, instead of quietly elsewhere', async (_what, half) => {
    await write(JSON.stringify({ ...addresses, s3: half }));
    expect(await read()).toEqual(['s3']);
  });
});

describe('the desk’s id', () => {
  it('is made once, also by two programs at once, and kept', async () => {
    await write(JSON.stringify(addresses));
    const both = await Promise.all([readDeskSettings(folder, {}, '1'), readDeskSettings(folder, {}, '1')]);
    const ids = both.map((setup) => (setup.ready ? setup.config.deskId : 'none'));
    const kept = (await readFile(join(folder, 'desk-id'), 'utf8')).trim();
    expect(kept).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids).toEqual([kept, kept]);
    const setup = await readDeskSettings(folder, {}, '1');
    expect(setup).toMatchObject({ config: { deskId: kept, deskName: hostname() } });
  });

  it('is refused when something else stands in its file', async () => {
    await write(JSON.stringify(addresses));
    await writeFile(join(folder, 'desk-id'), 'front desk');
    await expect(readDeskSettings(folder, {}, '1')).rejects.toThrow('does not hold a desk id');
  });
});
