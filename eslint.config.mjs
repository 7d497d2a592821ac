import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Words on a screen or on paper live in shared/texts; markup holds keys only. */
const noLiterals = [
  {
    selector: 'JSXText[value=/[\\p{L}]{2,}/u]',
    message: 'Sentences stand in shared/texts, not in markup.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(aria-label|aria-description|title|placeholder|alt|label|helperText)$/] > Literal[value=/\\p{L}{2,}/u]',
    message: 'Sentences stand in shared/texts, not in markup.',
  },
];

const noEnum = { selector: 'TSEnumDeclaration', message: 'Closed unions, not enums.' };
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' };
const noRawSql = {
  selector:
    "CallExpression[callee.type='MemberExpression'][callee.object.name='sequelize'][callee.property.name='query']",
  message: 'SQL goes through a ReadTx or WriteTx (electron/mysql).',
};
const noDateArithmetic = {
  selector: "NewExpression[callee.name='Date'][arguments.length>0]",
  message: 'Schedule times are Temporal; only stamps for logs may be Dates.',
};

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', '.local/**', 'node_modules/**', 'test-results/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './shared/tsconfig.json',
          './migrations/tsconfig.json',
          './electron/tsconfig.json',
          './electron/host/page/tsconfig.json',
          './renderer/tsconfig.json',
          './test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', noEnum, noDefaultExport, noRawSql, noDateArithmetic],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The kernel's generics name a row's shape at the border, where the driver has none.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': ['error', noEnum, noDefaultExport, noDateArithmetic, ...noLiterals],
    },
  },
  {
    // Tools' configurations are default exports by the tools' own rule; fixtures build Dates from given instants.
    files: ['*.config.ts', 'electron.vite.config.ts', 'test/**/*.ts', '**/*.test.ts', '**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', noEnum] },
  },
  {
    files: ['electron/tools/**/*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
