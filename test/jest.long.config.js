// Suites that take minutes each: kills under load, two shards, and random histories of which every number is opened.
const all = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = { ...all, testRegex: '\\.long\\.spec\\.ts$', testPathIgnorePatterns: ['/node_modules/'] };
