// Type-aware linting: what it is after are floating promises and unsafe values, the faults a type check alone lets pass.
import path from 'node:path';
import tseslint from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '../..');
const RULES = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/consistent-type-imports': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/require-await': 'off',
  eqeqeq: ['error', 'always'],
  'no-console': 'off',
};

/** @param files checked with the types that `project` gives them */
const typed = (files, ignores, project) => ({
  files,
  ignores,
  basePath: root,
  extends: [...tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { project: path.join(root, project), tsconfigRootDir: root } },
  rules: RULES,
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/data/**'] },
  typed(['**/*.ts'], ['apps/viewer/**'], 'tsconfig.json'),
  typed(['apps/viewer/src/**/*.{ts,tsx}'], [], 'apps/viewer/tsconfig.json'),
);
