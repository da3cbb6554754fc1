// Serves what `translit.web.asset` gives, tables made by `translit export`, the pages of the tests, and frameworks, all
// under a strict CSP.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../..");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css" };
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "form-action 'self'; base-uri 'none'";

const python = process.env.PYTHON ?? "python3";
const DELIVERED = `
import json, sys
from translit.resources import message_languages
from translit.web.assets import asset, file_names
names = [*file_names(), *(f"words/{language}.json" for language in message_languages())]
json.dump({name: asset(name).content.decode() for name in names}, sys.stdout)
`;
let delivered;
/** The text of an asset, as a page is sent it. */
function asset(name) {
  delivered ??= JSON.parse(execFileSync(python, ["-c", DELIVERED], { cwd: ROOT, maxBuffer: 1 << 26 }));
  return Object.hasOwn(delivered, name) ? delivered[name] : null;
}

const MADE = "import sys; from translit.web import asset; sys.stdout.buffer.write(asset(sys.argv[1]).content)";
const made = (name) => execFileSync(python, ["-c", MADE, name], { cwd: ROOT, maxBuffer: 1 << 26 });

const EXPORTED = `
import json, sys
from translit import compile_table
from translit.interchange.json import export
json.dump([export(compile_table(name)) for name in sys.argv[1:]], sys.stdout)
`;
const tables = new Map();
// All in one process: there are hundreds.
function prepare(ids) {
  const wanted = ids.filter((id) => !tables.has(id));
  const own = (id) => join(HERE, "tables", `${id}.toml`);
  const names = wanted.map((id) => (existsSync(own(id)) ? own(id) : id));
  const made = execFileSync(python, ["-c", EXPORTED, ...names], { cwd: ROOT, maxBuffer: 1 << 28 });
  JSON.parse(made).forEach((text, n) => tables.set(wanted[n], text));
}
export function table(id) {
  if (!tables.has(id)) prepare([id]);
  return tables.get(id);
}

// React comes as CommonJS only: its files, each in a function, behind a `require` of their own.
function react() {
  const require = createRequire(import.meta.url);
  const files = {
    react: "react/cjs/react.production.js",
    scheduler: "scheduler/cjs/scheduler.production.js",
    "react-dom": "react-dom/cjs/react-dom.production.js",
    "react-dom/client": "react-dom/cjs/react-dom-client.production.js",
  };
  const folder = (name) => require.resolve(`${name}/package.json`).replace(/package\.json$/, "");
  const bodies = Object.entries(files).map(([name, path]) => {
    const [owner, ...rest] = path.split("/");
    const source = readFileSync(folder(owner) + rest.join("/"), "utf8");
    return `${JSON.stringify(name)}: (exports, module, require) => {${source}\n}`;
  });
  return `const made = {}; const files = {${bodies.join(",\n")}};
const load = (name) => made[name] ??= ((module) => (files[name](module.exports, module, load), module.exports))({exports: {}});
export const React = load("react"); export const { createRoot } = load("react-dom/client");`;
}

// An editor and what the tests do with it, made of its packages.
const bundles = new Map();
async function bundle(name) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    ...{ entryPoints: [join(HERE, "editors", `${name}.js`)], outdir: HERE, bundle: true, write: false, format: "esm" },
    ...{ loader: { ".ttf": "empty" }, define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error" },
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [extname(path), text]));
}

// What docs/web.md prints: a page of each piece of HTML, and beside the modules each script, whose packages are bundled
// as those of a project would be.
const DOCS = join(ROOT, "docs/web.md");
/** The blocks of docs/web.md in a language, as they are printed. */
export const printed = (language) =>
  [...readFileSync(DOCS, "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text);
const asPage = (body) => `<!doctype html><html lang="bg"><meta charset="utf-8"><title>A page</title>${body}</html>`;

async function sample(path) {
  const [, language, number, ending] = /^\/(?:samples|translit)\/(html|js)-(\d)(\.html|\.js)$/.exec(path) ?? [];
  if (!language) return null;
  const text = printed(language)[number];
  if (ending === ".html") {
    // What is printed without a script has one that is printed by itself.
    const around = printed("html").filter((block) => !block.includes("<script"));
    const body = `<div id="comment"></div><textarea></textarea>${around.join("")}`;
    const script = `${body}<script type="module" src="/translit/js-${number}.js"></script>`;
    return [ending, asPage(language === "html" ? text : script)];
  }
  if (!/ from "[^.]/.test(text)) return [ending, text];
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    ...{ stdin: { contents: text, resolveDir: join(ROOT, "translit/web") }, nodePaths: [join(HERE, "node_modules")] },
    ...{ bundle: true, write: false, format: "esm", logLevel: "error" },
  });
  return [ending, outputFiles[0].text];
}

// The examples of frameworks, and pages of others, bundled as a project would be.
const FRAMEWORKS = {
  react: join(ROOT, "examples/web-react/main.jsx"),
  react18: join(ROOT, "examples/web-react/main.jsx"),
  fields: join(HERE, "frameworks/fields.jsx"),
  fields18: join(HERE, "frameworks/fields.jsx"),
  vue: join(ROOT, "examples/web-vue/main.js"),
  svelte: join(HERE, "frameworks/svelte.js"),
  htmx: join(HERE, "frameworks/htmx.js"),
};
const dialects = {
  name: "dialects",
  setup(build) {
    build.onResolve({ filter: /^translit-web$/ }, () => ({ path: "/translit/translit.js", external: true }));
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { compile } = await import("svelte/compiler");
      return { contents: compile(readFileSync(path, "utf8"), { filename: path }).js.code };
    });
  },
};

async function framework(name) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    ...{ entryPoints: [FRAMEWORKS[name]], nodePaths: [join(HERE, "node_modules")], plugins: [dialects], jsx: "automatic" },
    ...{ bundle: true, write: false, format: "esm", conditions: ["browser"], logLevel: "error" },
    ...(name.endsWith("18") && { alias: { react: "react18", "react-dom": "react-dom18" }, absWorkingDir: HERE }),
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  });
  return outputFiles[0].text;
}

async function find(path) {
  if (path === "/frameworks/htmx.part") return [".html", '<textarea id="comment"></textarea>'];
  const [, used, kind] = /^\/frameworks\/(\w+)(\.html|\.js)$/.exec(path) ?? [];
  if (kind === ".html") return [kind, asPage(`<div id="root"></div><script type="module" src="${used}.js"></script>`)];
  if (used) return [kind, await framework(used)];
  const found = await sample(path);
  if (found) return found;
  const [, editor, ending] = /^\/editors\/(\w+)(\.js|\.css)$/.exec(path) ?? [];
  if (editor) {
    if (!bundles.has(editor)) bundles.set(editor, bundle(editor));
    return [ending, (await bundles.get(editor))[ending] ?? ""];
  }
  if (path === "/favicon.ico") return [".css", ""]; // browsers ask for one
  if (path === "/vendor/react.js") return [".js", react()];
  if (path === "/vendor/vue.js") {
    return [".js", readFileSync(join(HERE, "node_modules/vue/dist/vue.runtime.esm-browser.prod.js"))];
  }
  const [, tinymce] = /^\/vendor\/tinymce\/([\w./-]+)$/.exec(path) ?? [];
  if (tinymce) return [extname(tinymce), readFileSync(join(HERE, "node_modules/tinymce", tinymce))];
  const [, data] = /^\/translit\/((?:rules|keys)\/\w+\.json)$/.exec(path) ?? [];
  if (data) return [".json", made(data)];
  const tabular = /^\/translit\/tables\/([\w-]+)\.json$/.exec(path);
  if (tabular) return [".json", table(tabular[1])];
  const [, folder, name] = /^\/(translit|source|pages)\/((?:\w+\/)?[\w.-]+)$/.exec(path) ?? [];
  if (folder === "translit") {
    const text = asset(name);
    return text === null ? null : [extname(name), text];
  }
  // The folder as it is, which a page may be given, too.
  const file = folder && join(folder === "pages" ? join(HERE, "pages") : join(ROOT, "translit/web"), name);
  return file && existsSync(file) ? [extname(file), readFileSync(file)] : null;
}

/** Serve; the tables that pages will ask for are made first, so that one that cannot be made is reported as that. */
export async function serve(...tables) {
  prepare(tables);
  const server = createServer(async (request, response) => {
    const found = await find(new URL(request.url, "http://localhost").pathname);
    if (!found) return response.writeHead(404).end();
    // TinyMCE writes styles into its page, and a bookmarklet runs where scripts may.
    const csp = /^\/pages\/(tinymce|plain)\.html$/.test(request.url) ? {} : { "Content-Security-Policy": CSP };
    const type = `${TYPES[found[0]]}; charset=utf-8`;
    response.writeHead(200, { "Content-Type": type, ...csp }).end(found[1]);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
