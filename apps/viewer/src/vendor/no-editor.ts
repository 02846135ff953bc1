/** Stands for the Monaco editor, which @grafana/ui names and no dashboard uses. */
export const loader = { config: (): void => undefined };
export const Editor = (): null => null;
export default loader;
