/** A page in Chromium that keeps what must not happen: errors on the console, requests that leave the machine. */
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const SCREENSHOTS = path.join(__dirname, 'screenshots');
const LOADED_MS = 30_000;
/** Above the tallest dashboard: tables draw their rows when they are in view. */
const TALL_PX = 9_000;
const MARGIN_PX = 16;
const CONTENT = '[data-testid="data-testid panel content"]';
/** Of a panel that still waits for its data. */
const LOADING = '[aria-label="Panel loading bar"], [aria-label="载入中"]';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

export interface Panel {
  readonly title: string;
  readonly text: string;
  readonly drawn: number;
  readonly hasError: boolean;
}

export class PageUnderTest {
  readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<PageUnderTest> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', ...options });
    const opened = new PageUnderTest(await context.newPage(), url);
    opened.watch();
    return opened;
  }

  private watch(): void {
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`console: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => this.faults.push(`page: ${error.stack ?? error.message}`));
    this.page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol) && origin !== new URL(this.url).origin)
        this.faults.push(`leaves the machine: ${request.url()}`);
    });
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.url).href);
    await this.settled();
  }

  /** Until the page has a heading, every panel has its answer, and charts are drawn. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor({ timeout: LOADED_MS });
    const { width } = this.page.viewportSize()!;
    await this.page.setViewportSize({ width, height: TALL_PX });
    await this.page.waitForLoadState('networkidle');
    await this.page.waitForFunction(
      ([loading, content]) =>
        document.querySelector(loading) === null &&
        [...document.querySelectorAll<HTMLElement>(content)].every(
          (panel) => panel.innerText.trim() !== '' || panel.querySelector('canvas, [role="img"] svg') !== null,
        ),
      [LOADING, CONTENT] as const,
    );
  }

  /** What each panel shows: its text, and how many charts it holds. */
  panels(): Promise<Panel[]> {
    return this.page.locator('section[data-testid*="Panel header"]').evaluateAll((sections) =>
      sections.map((section) => ({
        title: section.querySelector('h2, h6')?.textContent ?? '',
        text: (section as HTMLElement).innerText,
        drawn: section.querySelectorAll('canvas, [role="img"] svg path').length,
        hasError: section.querySelector('[data-testid*="Panel status error"]') !== null,
      })),
    );
  }

  /** Down to the end of the last panel or section. */
  async screenshot(name: string): Promise<void> {
    const bottomPx = await this.page
      .locator('section')
      .evaluateAll((sections) => Math.max(...sections.map((section) => section.getBoundingClientRect().bottom)));
    const { width } = this.page.viewportSize()!;
    const clip = { x: 0, y: 0, width, height: Math.ceil(bottomPx) + MARGIN_PX };
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), clip });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
