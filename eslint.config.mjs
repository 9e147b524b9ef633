import tseslint from 'typescript-eslint';

const clockAndChance = [
  {object: 'Date', property: 'now', message: 'Time is an argument.'},
  {object: 'Math', property: 'random', message: 'Chance is an argument.'},
];

export default tseslint.config(
  {ignores: ['dist/', 'coverage/', 'examples/', 'test/fixtures/', '**/.devenv/', 'images/']},
  {
    files: ['{src,test,bench}/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      'max-lines': ['error', {max: 200}],
      'max-lines-per-function': ['error', {max: 40}],
      'eqeqeq': 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true}],
      // A function that returns a promise is async even without an await: what it throws is a rejection then.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/promise-function-async': 'off',
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', ignoreRestSiblings: true}],
    },
  },
  {
    files: ['*.mjs', '.*.mjs', '{script,bench}/**/*.mjs'],
    extends: [...tseslint.configs.recommended],
    rules: {'max-lines': ['error', {max: 200}], 'max-lines-per-function': ['error', {max: 40}], 'eqeqeq': 'error', 'prefer-const': 'error'},
  },
  {
    files: ['src/{plan,model}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'console', 'performance', 'process'].map(name => ({name, message: 'Deciding code gets values and returns values.'})),
      ],
      'no-restricted-properties': ['error', ...clockAndChance],
    },
  },
  {
    files: ['{test,bench}/**/*.ts'],
    rules: {'max-lines-per-function': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off'},
  },
);
