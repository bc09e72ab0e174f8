/** Finds the Terraform grammar's files under Node and loads them, for the command line, the server and tests. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTerraformGrammar } from '../engine/syntax/hcl-grammar.ts';

const RUNTIME = 'web-tree-sitter.wasm';
const GRAMMAR = 'tree-sitter-terraform.wasm';

/** Loads the grammar from `folder`, by default from beside the bundle or else from the installed packages. Rejects where the files are missing. */
export async function loadGrammar(folder?: string): Promise<void> {
	const here = dirname(fileURLToPath(import.meta.url));
	const bundled = folder ?? (existsSync(join(here, GRAMMAR)) ? here : undefined);
	const require = createRequire(import.meta.url);
	const [runtime, grammar] = await Promise.all([
		readFile(bundled ? join(bundled, RUNTIME) : require.resolve(`web-tree-sitter/${RUNTIME}`)),
		readFile(bundled ? join(bundled, GRAMMAR) : join(dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json')), GRAMMAR)),
	]);
	await loadTerraformGrammar({ runtime, grammar });
}
