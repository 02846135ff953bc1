// Everything that is tested on a real Kafka, the long suites of faults included; one after the other, since brokers want the machine.
const all = require('../jest.config');

/** @type {import('jest').Config} */
module.exports = {
  ...all,
  rootDir: '../..',
  roots: ['<rootDir>/test/kafka', '<rootDir>/test/deploy'],
  testRegex: '\\.kafka\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
