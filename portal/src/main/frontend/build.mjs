// Bundles leergang.css with what the templates use of the NL Design System, and nothing else:
// rules of components whose class no template names are dropped, and so are unused design tokens.
import { createRequire } from 'node:module';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules, output] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const { transform } = createRequire(join(modules, 'anchor.js'))('lightningcss');
const read = (path) => readFileSync(join(modules, path), 'utf8');

const templates = join(here, '../resources/templates');
const markup = readdirSync(templates, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(join(templates, name), 'utf8'))
  .join('\n');
const used = new Set(markup.match(/utrecht-[a-z0-9-]+/g));

const unused = (selector) =>
  selector.some(
    (part) =>
      (part.type === 'class' && part.name.startsWith('utrecht-') && !used.has(part.name)) ||
      (part.type === 'type' && part.name.startsWith('utrecht-')) ||
      (Array.isArray(part.selectors) && part.name !== 'not' && part.kind !== 'not' && part.selectors.every(unused)),
  );

const components = transform({
  filename: 'components.css',
  code: Buffer.from(read('@utrecht/component-library-css/dist/index.css')),
  visitor: {
    Rule: {
      style(rule) {
        return rule.value.selectors.every(unused) ? [] : undefined;
      },
    },
  },
}).code.toString();

const own = readFileSync(join(here, 'leergang.css'), 'utf8');
const tokens = new Map();
for (const [, name, value] of read('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css').matchAll(
  /^\s*(--[\w-]+):\s*([^;]+);/gm,
)) {
  tokens.set(name, value);
}
const needed = new Set();
const need = (css) => {
  for (const [, name] of css.matchAll(/var\(\s*(--[\w-]+)/g)) {
    if (tokens.has(name) && !needed.has(name)) {
      needed.add(name);
      need(tokens.get(name));
    }
  }
};
need(components);
need(own);
const theme = `.leergang-theme{${[...tokens]
  .filter(([name]) => needed.has(name))
  .map(([name, value]) => `${name}:${value}`)
  .join(';')}}`;

const fonts = [
  ['source-sans-3', 'Source Sans', 'wght-normal', '200 900'],
  ['source-serif-4', 'Source Serif', 'wght-normal', '200 900'],
];
mkdirSync(output, { recursive: true });
const faces = fonts
  .flatMap(([name, family, style, weight]) =>
    ['latin', 'latin-ext'].map((subset) => {
      const file = `${name}-${subset}-${style}.woff2`;
      cpSync(join(modules, `@fontsource-variable/${name}/files/${file}`), join(output, file));
      const css = read(`@fontsource-variable/${name}/index.css`);
      const range = css.split(`/* ${name}-${subset}-wght-normal */`)[1].match(/unicode-range:\s*([^;}]+)/)[1];
      return `@font-face{font-family:'${family}';font-style:normal;font-display:swap;font-weight:${weight};src:url(${file}) format('woff2');unicode-range:${range}}`;
    }),
  )
  .join('\n');

const bundle = transform({
  filename: 'leergang.css',
  code: Buffer.from([faces, theme, components, own].join('\n')),
  minify: true,
  targets: { chrome: 109 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) },
}).code;
writeFileSync(join(output, 'leergang.css'), bundle);
console.log(`leergang.css: ${(bundle.length / 1024).toFixed(0)} KB, ${needed.size} of ${tokens.size} tokens`);
