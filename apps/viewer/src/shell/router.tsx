/** React Router on the history of Grafana's location service, so that scenes and pages share one address. */
import { locationService } from '@grafana/runtime';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { type Location, type Navigator, Router } from 'react-router-dom';

/** The part of the package `history` that Grafana's location service gives out. */
interface PageHistory extends Navigator {
  readonly location: Location;
  readonly action: string;
  listen(follow: (next: Location) => void): () => void;
}

export function RoutedByLocationService({ children }: { readonly children: ReactNode }) {
  const history = locationService.getHistory() as unknown as PageHistory;
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen(setLocation), [history]);
  useLayoutEffect(followLinksWithoutLoading, []);
  return (
    <Router location={location} navigator={history} navigationType={history.action as never}>
      {children}
    </Router>
  );
}

const OWN_PAGES = /^\/(d\/[\w-]+|explain)?$/;

/** Links in panels are plain anchors; those to pages of the viewer need no new load. */
function followLinksWithoutLoading(): () => void {
  const follow = (event: MouseEvent): void => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!anchor || !isPlain || event.defaultPrevented || anchor.target === '_blank') return;
    const address = new URL(anchor.href, window.location.href);
    if (address.origin !== window.location.origin || !OWN_PAGES.test(address.pathname)) return;
    event.preventDefault();
    locationService.push(address.pathname + address.search);
    window.scrollTo(0, 0);
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}
