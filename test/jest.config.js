// CommonJS sources, and packages that are ESM only, on a Node that jest cannot yet require(esm) on:
// SWC turns those packages into CommonJS too.
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: {
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs', ignoreDynamic: false },
    sourceMaps: 'inline',
  },
];

const ESM_ONLY = ['@nestjs/', 'd3-random'];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: '.*\\.spec\\.ts$',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: {
    '^@plumbline/grafana-sdk-mocks/node$': '<rootDir>/libs/grafana-sdk-mocks/src/node',
    '^@plumbline/([^/]+)$': '<rootDir>/libs/$1/src',
  },
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')}))`],
  setupFiles: ['reflect-metadata'],
  // Kafkas that fail, whole deployments, a browser: minutes each. `npm run test:kafka`, `npm run test:browser`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/kafka/faults/',
    '<rootDir>/test/deploy/.*\\.kafka\\.spec',
  ],
  testTimeout: 180_000,
  maxWorkers: 2,
};
