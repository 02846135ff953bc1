/** The scrollbars of @grafana/ui, with the default export that its modules expect. */
// @ts-expect-error: the file has no declaration of its own.
export { Scrollbars as default, Scrollbars } from 'react-custom-scrollbars-2/lib/index.js';
