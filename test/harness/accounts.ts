/**
 * The accounts of infra/clickhouse on the embedded engine: it makes no roles, but takes a user's grants and row filters from its
 * configuration. So a role's grants become those of the engine's only user.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout';
import type { EngineUnderTest } from './engine';
import { statementsOf } from './statements';

export const ACCOUNTS = path.join(CHECKOUT, 'infra/clickhouse/initdb/accounts');
const ROLES = statementsOf(path.join(ACCOUNTS, '1-roles.sql'));
const POLICIES = statementsOf(path.join(ACCOUNTS, '2-row-policies.sql'));
/** The database that the accounts are about. */
export const DATABASE = 'plumbline';

export type RowFilter = readonly [table: string, filter: string];

/** The grants of a role, and what is taken back of them, as a user's configuration has them. */
export function grantsOf(role: string): string[] {
  return ROLES.flatMap((statement) => {
    const [, grant, roles] = /^((?:GRANT|REVOKE)\s.*)\s(?:TO|FROM)\s([\w\s,]+)$/s.exec(statement) ?? [];
    return grant !== undefined && roles?.split(/[\s,]+/).includes(role) ? [grant] : [];
  });
}

/** The rows that the policy for some branches leaves of each table. */
export function filtersOf(policy: string, branches: string): RowFilter[] {
  const statement = POLICIES.find((text) => text.includes(` ${policy} `)) ?? '';
  const [, tables = '', condition = ''] = /ON\s(.*)\sFOR SELECT USING (.*)\sTO\s/s.exec(statement) ?? [];
  const filter = condition.replace(/getSetting\('SQL_plumbline_branches'\)/, `'${branches}'`);
  return tables.split(',').map((table) => [table.trim().replace(`${DATABASE}.`, ''), filter]);
}

/** Starts the engine again on its data, for an account with this role. */
export async function restartAs(
  engine: EngineUnderTest,
  role: string,
  filters: readonly RowFilter[] = [],
): Promise<void> {
  const granted = grantsOf(role);
  if (granted.length === 0) throw new Error(`Nothing is granted to ${role}.`);
  const file = path.join(engine.dataDir, `${role}.xml`);
  const grants = granted.map((grant) => `<query>${grant}</query>`);
  const rows = filters.map(([table, filter]) => `<${table}><filter>${filter}</filter></${table}>`);
  writeFileSync(
    file,
    `<clickhouse>
       <users_config>${file}</users_config>
       <profiles><default/></profiles><quotas><default/></quotas>
       <users><default>
         <password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
         <grants>${grants.join('')}</grants>
         <databases><${DATABASE}>${rows.join('')}</${DATABASE}></databases>
       </default></users>
     </clickhouse>`,
  );
  await engine.restart(file);
}
