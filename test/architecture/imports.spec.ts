/** The import rules of the architecture: apps → libs, leaves import no lib, one folder a driver, decorators at the edge. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const LEAVES = ['access', 'calendar', 'event-log', 'events', 'grafana-sdk-mocks', 'problem', 'scoring', 'warehouse'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LEAVES.map((leaf) => [leaf, []])),
  indicators: ['events'],
};
const DRIVERS: Readonly<Record<string, string>> = {
  kafkajs: 'libs/event-log/src/kafka/',
  lmdb: 'libs/event-log/src/embedded/',
  '@clickhouse/client': 'libs/warehouse/src/',
  chdb: 'apps/embedded-clickhouse/src/',
};
const TOP_LEVEL = [
  'apps', 'dashboards', 'docker-compose.yml', 'infra', 'libs', 'LICENSE', 'nest-cli.json', 'package-lock.json', 'package.json',
  'README.md', 'test', 'tsconfig.json',
]; // prettier-ignore
const MADE_BY_RUNNING = ['node_modules', 'dist', 'data', 'coverage'];

interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const SOURCES: readonly SourceFile[] = ['apps', 'libs'].flatMap(filesUnder).map((file) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = [...text.matchAll(/(?:from|import|require\()\s*['"]([^'"]+)['"]/g)].flatMap(([, name]) => name ?? []);
  return { file, text, imports };
});
const PRODUCT = SOURCES.filter(({ file }) => !file.endsWith('.spec.ts') && !file.includes('/bench/'));

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(name);
    return /\.tsx?$/.test(name) ? [name] : [];
  });
}

function placeOf(file: string): { kind: string; name: string } {
  const [kind = '', name = ''] = file.split('/');
  return { kind, name };
}

/** Which app or lib an import reaches; undefined within its own and for packages. */
function reached({ file }: SourceFile, imported: string): { kind: string; name: string } | undefined {
  if (imported.startsWith('@plumbline/')) return { kind: 'libs', name: imported.slice('@plumbline/'.length) };
  if (!imported.startsWith('.')) return undefined;
  const target = placeOf(path.posix.normalize(path.posix.join(path.posix.dirname(file), imported)));
  const own = placeOf(file);
  return (target.kind === 'apps' || target.kind === 'libs') && (target.kind !== own.kind || target.name !== own.name)
    ? target
    : undefined;
}

function broken(isBroken: (source: SourceFile, imported: string) => boolean): string[] {
  return PRODUCT.flatMap((source) =>
    source.imports
      .filter((imported) => isBroken(source, imported))
      .map((imported) => `${source.file} imports ${imported}`),
  );
}

describe('the architecture', () => {
  it('given the libs, then none imports an app, and each only the libs it may', () => {
    expect(
      broken((source, imported) => {
        const own = placeOf(source.file);
        const target = own.kind === 'libs' ? reached(source, imported) : undefined;
        return target !== undefined && (target.kind === 'apps' || !ALLOWED[own.name]?.includes(target.name));
      }),
    ).toEqual([]);
    const libs = readdirSync(path.join(ROOT, 'libs'));
    expect(libs.filter((lib) => ALLOWED[lib] === undefined)).toEqual([]);
  });

  it('given the apps, then only the platform imports others, and libs only by their name', () => {
    expect(
      broken((source, imported) => {
        const own = placeOf(source.file);
        const target = own.kind === 'apps' ? reached(source, imported) : undefined;
        if (target === undefined) return false;
        return target.kind === 'apps' ? own.name !== 'platform' : imported.startsWith('.');
      }),
    ).toEqual([]);
  });

  it('given the drivers, then each is imported in one folder', () => {
    expect(
      broken(({ file }, imported) =>
        Object.entries(DRIVERS).some(
          ([driver, folder]) => (imported === driver || imported.startsWith(`${driver}/`)) && !file.startsWith(folder),
        ),
      ),
    ).toEqual([]);
  });

  it('given the libs, then no Nest decorator stands in them', () => {
    const decorated = PRODUCT.filter(
      ({ file, text }) =>
        file.startsWith('libs/') &&
        !file.endsWith('.module.ts') &&
        /^\s*@(Injectable|Controller|Module|Inject|Catch)\(/m.test(text),
    );
    expect(decorated.map(({ file }) => file)).toEqual([]);
  });

  it('given the folders, then none is a drawer for anything', () => {
    expect(
      PRODUCT.filter(({ file }) => /\/(common|shared|utils?|helpers?)\//.test(file)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('given the files, then none has grown past one subject (400 lines)', () => {
    const long = PRODUCT.filter(({ text }) => text.split('\n').length > 400);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  it('given the top level, then it is what the project was asked to have', () => {
    const names = readdirSync(ROOT).filter((name) => !name.startsWith('.') && !MADE_BY_RUNNING.includes(name));
    expect(names.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
    expect(TOP_LEVEL.filter((name) => !names.includes(name))).toEqual([]);
  });
});
