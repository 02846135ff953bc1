/** What Grafana's parts say to a screen reader, where it is not what they show: mended as they come into the page. */

const HEADING = '[role="heading"]:not([aria-level])';
const NAMED = 'button[aria-label]';
/** Below a dashboard's title, beside the titles of its panels. */
const ROW_LEVEL = '2';

/** Watches the page as long as it lives. */
export function mendSpokenNames(page: HTMLElement): void {
  const mend = (): void => {
    for (const heading of page.querySelectorAll(HEADING)) heading.setAttribute('aria-level', ROW_LEVEL);
    for (const button of page.querySelectorAll<HTMLElement>(NAMED)) nameAsShown(button);
  };
  new MutationObserver(mend).observe(page, { childList: true, subtree: true, attributeFilter: ['aria-label'] });
}

/** Who speaks to a page says what stands there (WCAG 2.5.3): a name that does not hold it gives way to it. */
function nameAsShown(button: HTMLElement): void {
  const shown = (button.textContent ?? '').trim();
  if (shown !== '' && !button.getAttribute('aria-label')?.includes(shown)) button.removeAttribute('aria-label');
}
