/** The scrollbars of @grafana/ui, with the default export that its modules expect. */
// @ts-expect-error: the name stands for a file of the package, by vite.config.mts.
export { Scrollbars as default, Scrollbars } from 'scrollbars-of-grafana';
