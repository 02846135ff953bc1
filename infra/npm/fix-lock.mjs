// Adds placeholder entries to package-lock.json for optional platform packages that the registry in use did not serve,
// so that `npm ci` accepts the lock on every platform, and takes registry addresses out of it.
// Usage: node infra/npm/fix-lock.mjs [--check]   (--check: change nothing, exit 1 if something would change)
import fs from 'node:fs';

const LOCK_FILE = 'package-lock.json';
const OPERATING_SYSTEMS = [
  'darwin',
  'win32',
  'linux',
  'android',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
];
const CPUS = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

const before = fs.readFileSync(LOCK_FILE, 'utf8');
const lock = JSON.parse(before);
const packages = lock.packages;

/** Finds the entry that Node would resolve `name` to from the package at `from`. */
function resolveUpwards(from, name) {
  let folder = from;
  for (;;) {
    const path = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) return undefined;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent >= 0 ? folder.slice(0, parent) : '';
  }
}

/** Reads operating system and processor from a package name such as `@scope/lib-linux-arm64-gnu`. */
function platformOf(name) {
  const parts = name.replace(/^@[^/]+\//, '').split(/[-_]/);
  const isArm32 = parts.some((part) => /^arm(v7)?$/.test(part) || /^arm(hf|eabi)/.test(part));
  const os = OPERATING_SYSTEMS.filter((known) => parts.includes(known));
  const cpu = CPUS.filter(
    (known) => parts.includes(known) || (known === 'arm' && isArm32) || (known === 'wasm32' && parts.includes('wasi')),
  );
  return { ...(cpu.length ? { cpu } : {}), ...(os.length ? { os } : {}) };
}

for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolveUpwards(path, name)) continue;
    packages[`node_modules/${name}`] = {
      version: range.replace(/^[^\d]*/, ''),
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
      ...platformOf(name),
    };
  }
}
for (const entry of Object.values(packages)) delete entry.resolved;
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

const after = `${JSON.stringify(lock, null, 2)}\n`;
if (after === before) {
  console.log('package-lock.json is complete for every platform.');
} else if (process.argv.includes('--check')) {
  console.error('package-lock.json lacks platform entries or holds registry addresses. Run: npm run fix-lock');
  process.exit(1);
} else {
  fs.writeFileSync(LOCK_FILE, after);
  console.log('package-lock.json completed.');
}
