import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The dialects Sequelize can load but this product never uses stay out of the bundle.
const unusedDialects = [
  'pg-hstore',
  'pg',
  'sqlite3',
  'tedious',
  'oracledb',
  'ibm_db',
  'snowflake-sdk',
  'mariadb',
];
const unusedMongoExtras = [
  'mongodb-client-encryption',
  'kerberos',
  '@mongodb-js/zstd',
  '@aws-sdk/credential-providers',
  'gcp-metadata',
  'snappy',
  'socks',
  'aws4',
  'bufferutil',
  'utf-8-validate',
  'cardinal',
];

export default defineConfig(({ mode }) => {
  // `compat` builds the same sources for the older Electron that closed networks can have (see docs/adr).
  const compat = mode === 'compat';
  const out = compat ? 'out/compat' : 'out';
  return {
    main: {
      resolve: { alias: [{ find: /^moment$/, replacement: 'moment/moment.js' }] },
      build: {
        externalizeDeps: false,
        outDir: `${out}/main`,
        target: compat ? 'node16' : 'node20',
        sourcemap: true,
        rolldownOptions: {
          input: {
            index: resolve('electron/main/index.ts'),
            host: resolve('electron/host/index.ts'),
            migrate: resolve('electron/tools/migrate.ts'),
            seed: resolve('electron/tools/seed.ts'),
            reindex: resolve('electron/tools/reindex.ts'),
            reconcile: resolve('electron/tools/reconcile.ts'),
          },
          external: ['electron', '@node-rs/argon2', ...unusedDialects, ...unusedMongoExtras],
          output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
        },
      },
    },
    preload: {
      build: {
        externalizeDeps: false,
        isolatedEntries: true,
        outDir: `${out}/preload`,
        target: compat ? 'node16' : 'node20',
        rolldownOptions: {
          input: {
            index: resolve('electron/preload/index.ts'),
            // The loopback host's stand-in for the preload: browser code, not in the package.
            bridge: resolve('electron/host/page/bridge.ts'),
          },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: 'renderer',
      plugins: [react()],
      build: {
        outDir: `${out}/renderer`,
        target: compat ? 'chrome108' : 'chrome140',
        minify: true,
        // Fonts and pictures stay files, so that the policy needs no data: addresses for them.
        assetsInlineLimit: 0,
        rolldownOptions: { input: resolve('renderer/index.html') },
      },
    },
  };
});
