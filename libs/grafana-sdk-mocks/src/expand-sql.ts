/** What becomes of a panel's SQL before ClickHouse sees it: variables put in by the browser, macros replaced by the plugin's backend. */
import type { TimeRange } from './time-macros';
import { interpolate, type VariableValues } from './variables';

export interface SqlContext {
  readonly range: TimeRange;
  /** Chosen values by variable; at "All", every option. */
  readonly values: VariableValues;
  /** Variables that stand at "All". */
  readonly atAll: readonly string[];
}

/** Calls of macros; an argument may hold parentheses, but no text with one of them alone. */
const CALL = /\$__(\w+)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
const MACRO = /\$__(\w+)/;

/** @throws Error for a macro that is not known here, and for a variable without a value */
export function expandSql(sql: string, { range, values, atAll }: SqlContext): string {
  const inTheBrowser = interpolate(withConditions(sql, atAll), values);
  const expanded = inTheBrowser.replace(CALL, (call, name: string, column: string) => {
    if (name !== 'dateFilter') return call;
    return `${column} >= toDate('${dayOf(range.fromMs)}') AND ${column} <= toDate('${dayOf(range.toMs)}')`;
  });
  const unknown = MACRO.exec(expanded);
  if (unknown) throw new Error(`${unknown[0]}: the macro is not known here.`);
  return expanded;
}

/** `$__conditionalAll(condition, $variable)`: the condition, or what is always true where the variable stands at "All". */
function withConditions(sql: string, atAll: readonly string[]): string {
  return sql.replace(CALL, (call, name: string, content: string) => {
    if (name !== 'conditionalAll') return call;
    const [, condition, variable] = /^(.*),\s*\$(\w+)\s*$/s.exec(content) ?? [];
    if (condition === undefined || variable === undefined)
      throw new Error(`${call}: the second argument must be a variable as $name.`);
    return atAll.includes(variable) ? '1=1' : condition;
  });
}

/** The day in UTC, as the plugin has it. */
function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
