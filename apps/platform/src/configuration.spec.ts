import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationError, readConfiguration } from './configuration';

describe('readConfiguration', () => {
  it('given nothing, then defaults that work', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      timeZone: 'Asia/Shanghai',
      clickHouse: undefined,
      accessToken: undefined,
    });
  });

  it('given several faults, then every one is told with how to mend it', () => {
    const environment = {
      PORT: '70000',
      TIMEZONE: 'Nowhere',
      CLICKHOUSE_URL: 'ftp://x',
      CLICKHOUSE_DATABASE: 'a b',
      HOST: '0.0.0.0',
      ACCESS_TOKEN: 'short',
    };
    try {
      readConfiguration(environment);
      throw new Error('It was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      expect((error as ConfigurationError).faults.map((fault) => fault.split(' ')[0])).toEqual([
        'PORT',
        'TIMEZONE',
        'CLICKHOUSE_URL',
        'CLICKHOUSE_DATABASE',
        'ACCESS_TOKEN',
      ]);
    }
  });

  it('given an address that others reach, then it needs a token', () => {
    expect(() => readConfiguration({ HOST: '0.0.0.0' })).toThrow('ACCESS_TOKEN');
    expect(readConfiguration({ HOST: '0.0.0.0', ACCESS_TOKEN: 'x'.repeat(32) }).host).toBe('0.0.0.0');
    expect(readConfiguration({ HOST: '127.0.0.2' }).host).toBe('127.0.0.2');
  });

  it('given a part on its own or another log, then it says that the embedded log serves one process', () => {
    expect(() => readConfiguration({ ROLE: 'projector' })).toThrow('ROLE is "projector"');
    expect(() => readConfiguration({ EVENT_LOG: 'kafka' })).toThrow('EVENT_LOG is "kafka"');
    expect(readConfiguration({ ROLE: 'all', EVENT_LOG: 'embedded' }).role).toBe('all');
  });

  describe('given secrets in files', () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-secrets-'));
    const file = path.join(directory, 'token');
    writeFileSync(file, `${'t'.repeat(40)}\n`);
    afterAll(() => rmSync(directory, { recursive: true }));

    it('then they are read, without the end of the line', () => {
      expect(readConfiguration({ ACCESS_TOKEN_FILE: file }).accessToken).toBe('t'.repeat(40));
    });

    it('then one that is missing or given twice is told', () => {
      expect(() => readConfiguration({ PSEUDONYM_KEY_FILE: `${file}2` })).toThrow('ENOENT');
      expect(() => readConfiguration({ ACCESS_TOKEN: 'x'.repeat(32), ACCESS_TOKEN_FILE: file })).toThrow('keep one');
    });
  });
});
