/** Who may import whom (docs/adr/0002): a new room starts with these walls. */
const inside = (path) => ({ path });

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared is used on both sides: only these libraries may reach it.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(shared/|node_modules/(zod|temporal-polyfill|rrule-temporal)/)' },
    },
    {
      name: 'renderer-imports-shared-only',
      severity: 'error',
      from: inside('^renderer/'),
      to: { path: '^(electron|migrations|scripts|test)/' },
    },
    {
      name: 'electron-never-imports-renderer',
      severity: 'error',
      from: inside('^electron/'),
      to: { path: '^(renderer|scripts|test)/', pathNot: '^test/support/' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      from: inside('^migrations/'),
      to: { path: '^(renderer|electron|scripts|test)/' },
    },
    {
      name: 'features-do-not-reach-into-each-other',
      comment: 'One area offers a service to another through the container.',
      severity: 'error',
      from: { path: '^electron/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^electron/features/', pathNot: '^electron/features/$1/' },
    },
    {
      name: 'features-know-no-transport',
      severity: 'error',
      from: inside('^electron/features/'),
      to: { path: '^electron/(main|preload|host|shell|container)' },
    },
    {
      name: 'platform-below-features',
      severity: 'error',
      from: inside('^electron/(platform|mysql|mongo|s3)/'),
      to: { path: '^electron/(features|main|preload|host|ipc|container)' },
    },
    {
      name: 'electron-only-in-the-shell',
      severity: 'error',
      from: { pathNot: '^(electron/(main|preload)/|electron/ipc/electron-adapter|test/)' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'sql-only-in-repositories',
      comment: 'A service never sees Sequelize.',
      severity: 'error',
      from: { path: '^electron/features/.+/(service|handlers|policy)\\.ts$' },
      to: { path: '^node_modules/(sequelize|mysql2|mongodb|@aws-sdk)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '(\\.d\\.ts$|\\.config\\.|/index\\.ts$|\\.test\\.tsx?$|main\\.tsx$|electron/tools/|^test/)',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
