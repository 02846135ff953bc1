/** Values of dashboard variables put into text, with the formats that our dashboards name. */

/** Chosen values by variable; several where the variable takes several. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>;

export const VARIABLE_FORMATS = ['csv', 'json', 'queryparam', 'singlequote', 'raw', 'text', 'percentencode'] as const;
export type VariableFormat = (typeof VARIABLE_FORMATS)[number];

/** `${name:format}`, `${name}` and `$name`; Grafana's own names start with two underscores. */
const REFERENCE = /\$\{(\w+)(?::(\w+))?\}|\$([A-Za-z]\w*)/g;

export interface VariableReference {
  readonly name: string;
  readonly format: string | undefined;
}

/** The dashboard variables that a text names, without Grafana's own. */
export function variableReferences(text: string): VariableReference[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, braced, format, plain]) => {
    const name = braced ?? plain ?? '';
    return name.startsWith('__') ? [] : [{ name, format }];
  });
}

/** @throws Error for a variable without a value, and for a format that is not known here */
export function interpolate(text: string, values: VariableValues): string {
  return text.replace(REFERENCE, (reference, braced: string | undefined, format: string | undefined, plain: string) => {
    const name = braced ?? plain;
    if (name.startsWith('__')) return reference;
    const value = values[name];
    if (value === undefined) throw new Error(`${reference}: the variable ${name} has no value.`);
    return formatted(name, [value].flat(), (format ?? 'raw') as VariableFormat);
  });
}

function formatted(name: string, values: readonly string[], format: VariableFormat): string {
  switch (format) {
    case 'csv':
    case 'raw':
      return values.join(',');
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'queryparam':
      return values.map((value) => `var-${name}=${encodeURIComponent(value)}`).join('&');
    case 'singlequote':
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',');
    case 'text':
      return values.join(' + ');
    case 'percentencode':
      return encodeURIComponent(values.join(','));
    default:
      throw new Error(`\${${name}:${String(format)}}: the format ${String(format)} is not known here.`);
  }
}
