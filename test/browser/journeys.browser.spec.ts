/** A way through the pages for each role, as a person goes it: by what is written there. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { PlatformUnderTest } from '../harness/platform-under-test';
import { startBank } from './bank-under-test';
import { openBrowser, PageUnderTest } from './page-under-test';

const START_MS = 900_000;
const RANGE = 'from=now-30d&to=now';

describe('the journeys', () => {
  let bank: PlatformUnderTest;
  let browser: Browser;
  let opened: PageUnderTest;

  beforeAll(async () => {
    bank = await startBank();
    browser = await openBrowser();
  }, START_MS);
  beforeEach(async () => {
    opened = await PageUnderTest.open(browser, bank.url, { colorScheme: 'light' });
  });
  afterEach(async () => {
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
  afterAll(async () => {
    await browser?.close();
    await bank?.remove();
  });

  it('given an executive at the front page, then the branches’ funnel leads to why', async () => {
    const { page } = opened;
    await opened.goto('/');
    expect(new URL(page.url()).pathname).toBe('/d/sq-executive');
    await opened.goto(`/d/sq-executive-en?${RANGE}`);
    const funnel = page.locator('section[data-testid*="Branches and their funnel"]');
    await funnel.getByRole('gridcell').first().locator('a, button, span').first().click();
    await page.getByText(/^Why: /).click();
    await opened.settled();
    expect(new URL(page.url()).pathname).toBe('/explain');
    expect(new URL(page.url()).searchParams.get('branch')).toMatch(/^B\d{3}$/);
    await page.getByRole('heading', { name: 'What it is made of' }).waitFor();
    expect(await page.getByTestId('score').innerText()).toMatch(/^\d+\.\d/);
    await opened.screenshot('journey-executive');
  });

  it('given a manager with a weak metric, then it leads to its cases, and a case to its events', async () => {
    const { page } = opened;
    await opened.goto(`/d/sq-quality-en?${RANGE}`);
    const metrics = page.locator('section[data-testid*="Metrics, the weakest first"]');
    const weakest = metrics.getByRole('link').first();
    const name = await weakest.innerText();
    await weakest.click();
    await opened.settled();
    expect(await page.locator('h1').innerText()).toBe(name);
    await page.getByRole('heading', { name: 'Raw sums' }).waitFor();
    await page.getByRole('region', { name: 'Cases' }).getByRole('table').getByRole('link').first().click();
    await page.getByText('Raw events in the order in which they happened.').waitFor();
    expect(await page.getByText(/^Happened \d{4}-/).count()).toBeGreaterThan(0);
    await opened.screenshot('journey-manager');
  });

  it('given an analyst in the explorer, then a panel is saved as CSV with the numbers that it shows', async () => {
    const { page } = opened;
    await opened.goto(`/d/sq-explorer-en?${RANGE}`);
    const table = page
      .locator('section[data-testid*="Panel header"]')
      .filter({ has: page.getByRole('grid') })
      .first();
    await table.hover();
    await table.getByRole('button', { name: /Menu/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download CSV' }).click(),
    ]);
    const [head = '', first = ''] = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(head.split(',').length).toBeGreaterThan(3);
    expect(first).toMatch(/\d/);
  });
});
