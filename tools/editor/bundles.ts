/** Bundles of test/editor, for where they run. */
import { build } from 'esbuild';
import { inProject } from '../files.ts';

/** For VS Code's extension host under Node, which loads tests with `require`. */
export async function bundleForNode(entry: string, outfile: string): Promise<void> {
	await build({
		entryPoints: [inProject(entry)], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20',
		external: ['vscode'], sourcemap: 'inline', logLevel: 'warning',
	});
}

/** For its extension host in a browser, or for a page, where what is exported is found under `global`. */
export async function bundleForBrowser(entry: string, define: Readonly<Record<string, string>> = {}, global?: string): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [inProject(entry)], bundle: true, write: false, platform: 'browser', target: 'es2022', define, external: ['vscode'], logLevel: 'warning',
		...(global === undefined ? { format: 'cjs' } : { format: 'iife', globalName: global }),
		alias: { 'node:assert/strict': inProject('test', 'editor', 'assert.web.ts') },
	});
	return outputFiles[0]!.text;
}
