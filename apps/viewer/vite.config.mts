/** Builds the viewer into dist/apps/viewer, with a compressed copy beside every file that is worth one. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, '../..');
const OUTPUT = path.join(ROOT, 'dist/apps/viewer');
const ICONS = path.join(ROOT, 'node_modules/@grafana/ui/dist/public/img/icons');
/** The part of Inter that is not Chinese: Grafana's code measures text with it. */
const FONT = path.join(ROOT, 'node_modules/@fontsource/inter/files');
/** Below this many bytes a compressed copy saves no packet. */
const WORTH_COMPRESSING = 1_400;

const requireFromGrafana = createRequire(path.join(ROOT, 'node_modules/@grafana/ui/package.json'));
const vendor = (file: string): string => path.join(HERE, 'src/vendor', file);

/** @grafana/ui asks for icons and fonts below these addresses. */
const grafanaFiles = (): Plugin => ({
  name: 'grafana-files',
  closeBundle() {
    cpSync(ICONS, path.join(OUTPUT, 'public/build/img/icons'), { recursive: true });
    // Two that the package names and does not hold.
    cpSync(path.join(HERE, 'icons'), path.join(OUTPUT, 'public/build/img/icons/unicons'), { recursive: true });
    for (const [name, weight] of [
      ['Regular', 400],
      ['Medium', 500],
    ] as const) {
      // prettier-ignore
      const target = path.join(OUTPUT, `public/fonts/inter/Inter-${name}.woff2`);
      cpSync(path.join(FONT, `inter-latin-${weight}-normal.woff2`), target);
    }
  },
});

const compressed = (): Plugin => ({
  name: 'compressed-copies',
  closeBundle() {
    for (const name of readdirSync(path.join(OUTPUT, 'assets'))) {
      const file = path.join(OUTPUT, 'assets', name);
      const content = readFileSync(file);
      if (content.length >= WORTH_COMPRESSING) writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
});

export default defineConfig({
  root: HERE,
  publicDir: false,
  logLevel: 'warn',
  plugins: [grafanaFiles(), compressed()],
  resolve: {
    alias: [
      { find: /^@plumbline\/([^/]+)$/, replacement: `${ROOT}/libs/$1/src/index.ts` },
      // The editor behind fields that no dashboard has: 80 MB that nobody would load.
      { find: /^monaco-editor(\/.*)?$/, replacement: vendor('no-editor.ts') },
      { find: '@monaco-editor/react', replacement: vendor('no-editor.ts') },
      // Grafana's modules import its default export, which a CommonJS package does not have for them.
      { find: /^react-custom-scrollbars-2$/, replacement: vendor('scrollbars.ts') },
      { find: 'scrollbars-of-grafana', replacement: requireFromGrafana.resolve('react-custom-scrollbars-2') },
    ],
  },
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 4_500,
    rolldownOptions: {
      // "use client" says something to servers that render React, of which there is none here.
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
});
