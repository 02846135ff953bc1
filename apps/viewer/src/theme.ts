/** Dark or light: as the address says, as was chosen before, or as the machine is set. */
export type Mode = 'dark' | 'light';

const KEY = 'plumbline.theme';

export function chosenMode(): Mode {
  const named = new URLSearchParams(window.location.search).get('theme') ?? localStorage.getItem(KEY);
  if (named === 'dark' || named === 'light') return named;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Grafana's parts take the theme as they start, so the page starts anew; the address holds all else. */
export function chooseMode(mode: Mode): void {
  localStorage.setItem(KEY, mode);
  const address = new URL(window.location.href);
  address.searchParams.delete('theme');
  window.location.replace(address);
}
