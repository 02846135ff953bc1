/** What stands above every dashboard and in the menu of every panel: each does what it says, and the address keeps it. */
import { DateTime } from 'luxon';
import type { Browser } from 'playwright-core';
import type { PlatformUnderTest } from '../harness/platform-under-test';
import { startBank } from './bank-under-test';
import { openBrowser, PageUnderTest } from './page-under-test';

const START_MS = 900_000;
const COMPLAINTS = '/d/sq-complaints-en?from=now-30d&to=now';

describe('the controls', () => {
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

  const address = (): URL => new URL(opened.page.url());
  /** Addresses of the API that are asked while something is done. */
  const askedWhile = async (action: () => Promise<unknown>): Promise<URL[]> => {
    const asked: URL[] = [];
    opened.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/api/')) asked.push(url);
    });
    await action();
    await opened.settled();
    return asked;
  };

  it('given a branch that is chosen, then the panels ask for it, and the address brings it back', async () => {
    const { page } = opened;
    await opened.goto(COMPLAINTS);
    const asked = await askedWhile(async () => {
      await page.getByRole('combobox', { name: 'Branch' }).click();
      await page.getByRole('option', { name: /Station branch/ }).click();
      // The choice counts when it is left.
      await page.keyboard.press('Tab');
      await page.waitForURL(/var-branch=B002/);
    });
    expect(asked.some((url) => url.searchParams.get('branch') === 'B002')).toBe(true);
    const again = await askedWhile(() => page.reload());
    const places = again.filter(({ pathname }) => pathname.startsWith('/api/v1/complaints'));
    expect(places.length).toBeGreaterThan(0);
    expect(places.every((url) => url.searchParams.get('branch') === 'B002')).toBe(true);
  });

  it('given another range of time, then it is asked for and stands in the address, and "back" undoes it', async () => {
    const { page } = opened;
    await opened.goto(COMPLAINTS);
    const picker = page.getByTestId('data-testid TimePicker Open Button');
    await picker.click();
    await page.getByText('Last 7 days', { exact: true }).click();
    await opened.settled();
    expect(address().searchParams.get('from')).toBe('now-7d');
    expect(await picker.innerText()).toMatch(/^Last 7 days/);
    await page.goBack();
    await opened.settled();
    expect(address().searchParams.get('from')).toBe('now-30d');
    expect(await picker.innerText()).toMatch(/^Last 30 days/);
  });

  it('given "Refresh", then every question is asked again', async () => {
    const { page } = opened;
    await opened.goto(COMPLAINTS);
    const asked = await askedWhile(() => page.getByTestId('data-testid RefreshPicker run button').click());
    const paths = new Set(asked.map(({ pathname }) => pathname));
    expect([...paths]).toEqual(expect.arrayContaining(['/api/v1/complaints', '/api/v1/charts/series']));
  });

  it('given the other language, then the same state in its words', async () => {
    const { page } = opened;
    await opened.goto(`${COMPLAINTS}&var-grain=month`);
    await page.getByRole('button', { name: '中文' }).click();
    await page.waitForURL(/\/d\/sq-complaints\?/);
    await opened.settled();
    expect(await page.locator('h1').innerText()).toBe('投诉');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(Object.fromEntries(address().searchParams)).toMatchObject({ from: 'now-30d', 'var-grain': 'month' });
    const said = await page.locator('body').innerText();
    expect(said).toContain('最近 30 天');
    expect(said).not.toMatch(/\b(Refresh|Last|All|No data)\b/);
  });

  it('given "Dark", then the page is dark, and stays so', async () => {
    const { page } = opened;
    const lightness = (): Promise<number> =>
      page.evaluate(() => {
        const colour = getComputedStyle(document.querySelector('section')!).backgroundColor;
        return Math.max(...colour.match(/\d+/g)!.slice(0, 3).map(Number));
      });
    await opened.goto(COMPLAINTS);
    expect(await lightness()).toBeGreaterThan(240);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Light' }).waitFor();
    await opened.settled();
    expect(await lightness()).toBeLessThan(60);
    await page.reload();
    await opened.settled();
    expect(await lightness()).toBeLessThan(60);
  });

  it('given another dashboard, then it keeps range and branch', async () => {
    const { page } = opened;
    await opened.goto(`${COMPLAINTS}&var-branch=B002`);
    await page.getByRole('link', { name: 'Quality manager' }).click();
    await opened.settled();
    expect(address().pathname).toBe('/d/sq-quality-en');
    expect(Object.fromEntries(address().searchParams)).toMatchObject({ from: 'now-30d', 'var-branch': 'B002' });
  });

  it('given "View as table" of a chart, then its numbers as a table, without columns that nobody reads', async () => {
    const { page } = opened;
    await opened.goto(COMPLAINTS);
    const panel = page.locator('section[data-testid*="Complaint ledger"]');
    await panel.hover();
    await panel.getByRole('button', { name: /Menu/ }).click();
    await page.getByRole('menuitem', { name: 'View as table' }).click();
    const dialog = page.getByRole('dialog', { name: 'Complaint ledger' });
    await dialog.waitFor();
    const heads = await dialog.getByRole('columnheader').allInnerTexts();
    expect(heads).toEqual(expect.arrayContaining(['Branch', 'Status', 'Age']));
    expect(heads).not.toContain('Complaint');
    expect(await dialog.getByRole('row').count()).toBeGreaterThan(2);
    expect(address().searchParams.get('table')).not.toBeNull();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(address().searchParams.get('table')).toBeNull();
  });

  it('given "Explain" of a score, then why it is so', async () => {
    const { page } = opened;
    await opened.goto('/d/sq-executive-en?from=now-30d&to=now');
    const panel = page.locator('section[data-testid*="Overall score"]').first();
    await panel.hover();
    await panel.getByRole('button', { name: /Menu/ }).click();
    await page.getByRole('menuitem', { name: 'Explain' }).click();
    await page.getByRole('heading', { name: 'What it is made of' }).waitFor();
    expect(address().searchParams.get('id')).toBe('overall');
  });

  it('given an outcome of cases, then those alone, and the address keeps it', async () => {
    const { page } = opened;
    const today = DateTime.now().setZone('Asia/Shanghai');
    const range = `from=${today.minus({ days: 30 }).toISODate()}&to=${today.toISODate()}`;
    await opened.goto(`/explain?id=p1-wait-within-target-rate&${range}`);
    await page.getByRole('radio').nth(1).check({ force: true });
    await page.waitForURL(/outcome=/);
    const outcome = address().searchParams.get('outcome');
    const asked = await askedWhile(() => page.reload());
    const evidence = asked.filter(({ pathname }) => pathname === '/api/v1/evidence');
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.every((url) => url.searchParams.get('outcome') === outcome)).toBe(true);
  });

  it('given an address where no dashboard is, then it says so and leads on', async () => {
    const { page } = opened;
    await opened.goto('/d/nothing-en');
    expect(await page.locator('h1').innerText()).toBe('There is no page here.');
    await page.getByRole('link', { name: 'Open the first dashboard' }).click();
    await opened.settled();
    expect(address().pathname).toBe('/d/sq-executive-en');
  });
});
