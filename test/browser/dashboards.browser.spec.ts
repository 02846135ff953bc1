/** Every dashboard in Chromium, in both languages: numbers in every panel, nothing broken, nothing from outside, readable by all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { panelsOf } from '@plumbline/grafana-sdk-mocks';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import type { PlatformUnderTest } from '../harness/platform-under-test';
import { startBank } from './bank-under-test';
import { openBrowser, PageUnderTest } from './page-under-test';

const DASHBOARDS = readDashboards(path.resolve(__dirname, '../../dashboards'));
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Of the two languages the one that most read. */
const SEEN_ONCE = DASHBOARDS.map(({ dashboard }) => dashboard.uid).filter((uid) => !uid.endsWith('-en'));
const START_MS = 900_000;
const FIRST_PAINT_BYTES = 1_500_000;
const RANGE = 'from=now-30d&to=now';

describe('the dashboards in a browser', () => {
  let bank: PlatformUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    bank = await startBank();
    browser = await openBrowser();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await bank?.remove();
  });

  it.each(DASHBOARDS.map(({ file, dashboard }) => [file, dashboard] as const))(
    'given %s, then every panel shows what it has, and nothing is broken',
    async (_, dashboard) => {
      const opened = await PageUnderTest.open(browser, bank.url, { colorScheme: 'light' });
      await opened.goto(`/d/${dashboard.uid}?${RANGE}`);
      const panels = await opened.panels();
      expect(panels).toHaveLength(panelsOf(dashboard).length);
      expect(panels.filter(({ hasError }) => hasError)).toEqual([]);
      const empty = panels.filter(({ text, title, drawn }) => drawn === 0 && text.replace(title, '').trim() === '');
      expect(empty).toEqual([]);
      expect(opened.faults).toEqual([]);
      await opened.screenshot(`${dashboard.uid}-light`);
      await opened.close();
    },
  );

  it('given the front page for the first time, then everything it loads is less than 1.5 MB, as it is sent', async () => {
    const opened = await PageUnderTest.open(browser, bank.url);
    const sizes: Promise<number>[] = [];
    opened.page.on('requestfinished', (request) => {
      if (new URL(request.url()).pathname.startsWith('/api/')) return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await opened.goto('/');
    const bytes = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
    console.log(`The front page: ${sizes.length} files, ${bytes} bytes`);
    expect(bytes).toBeLessThan(FIRST_PAINT_BYTES);
    await opened.close();
  });

  it.each(DASHBOARDS.map(({ dashboard }) => dashboard.uid))(
    'given %s, then nobody is shut out by how it is made (axe: none serious)',
    async (uid) => {
      const opened = await PageUnderTest.open(browser, bank.url, { colorScheme: 'light', bypassCSP: true });
      await opened.goto(`/d/${uid}?${RANGE}`);
      await opened.page.addScriptTag({ content: AXE });
      const { violations } = await opened.page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(serious).toEqual([]);
      await opened.close();
    },
  );

  it.each(SEEN_ONCE)('given %s on a phone, then nothing is wider than it', async (uid) => {
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
    const opened = await PageUnderTest.open(browser, bank.url, { ...phone, colorScheme: 'light' });
    await opened.goto(`/d/${uid}?${RANGE}`);
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await opened.screenshot(`${uid}-phone`);
    await opened.close();
  });

  it.each(SEEN_ONCE)('given %s in the dark, then it is drawn', async (uid) => {
    const opened = await PageUnderTest.open(browser, bank.url, { colorScheme: 'dark' });
    await opened.goto(`/d/${uid}?${RANGE}`);
    expect(opened.faults).toEqual([]);
    await opened.screenshot(`${uid}-dark`);
    await opened.close();
  });
});
