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
});
