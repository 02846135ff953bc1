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

const ESM_ONLY = ['@nestjs/', 'd3-', 'marked'];

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
  // Of Kafka only the contract is always run: `npm run test:kafka` has the faults and whole deployments, `npm run test:long` what else takes
  // minutes, `npm run test:browser` what is seen.
  testPathIgnorePatterns: [
    '/node_modules/',
    '\\.long\\.spec\\.ts$',
    '<rootDir>/test/browser/',
    '<rootDir>/test/kafka/(?!contract)',
    '<rootDir>/test/deploy/.*\\.kafka\\.spec',
  ],
  testTimeout: 180_000,
  maxWorkers: 2,
};
