import { defaultUrl } from './default-url';

describe('the address that commands take without --to', () => {
  it.each([
    ['is not set', {}, 'http://127.0.0.1:3000'],
    ['is empty', { PORT: '' }, 'http://127.0.0.1:3000'],
    ['is 4100', { PORT: '4100' }, 'http://127.0.0.1:4100'],
    ['is any free one', { PORT: '0' }, 'http://127.0.0.1:3000'],
    ['is none, which the platform refuses itself', { PORT: 'http' }, 'http://127.0.0.1:3000'],
  ])('given that PORT %s, then it follows', (_which, environment, url) => {
    expect(defaultUrl(environment)).toBe(url);
  });
});
