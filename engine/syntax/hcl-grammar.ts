/**
 * The tree-sitter grammar of Terraform, loaded once. Loading is asynchronous and takes the bytes of the two WebAssembly
 * modules from the caller, for the engine knows no files; after it all parsing is synchronous.
 */
import { Language, Parser, type Tree } from 'web-tree-sitter';

export interface GrammarBytes {
	/** `web-tree-sitter.wasm`. */
	readonly runtime: Uint8Array;
	/** `tree-sitter-terraform.wasm`. */
	readonly grammar: Uint8Array;
}

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/** Loads the grammar; further calls wait for the first. Rejects where the bytes are no such modules. */
export function loadTerraformGrammar(bytes: GrammarBytes): Promise<void> {
	loading ??= load(bytes).catch(error => {
		loading = undefined;
		throw error;
	});
	return loading;
}

async function load(bytes: GrammarBytes): Promise<void> {
	// The bytes are at hand: nothing is looked for beside the script, which may have no place of its own (a worker made of a blob).
	await Parser.init({ wasmBinary: bytes.runtime as Uint8Array<ArrayBuffer> & ArrayBuffer, locateFile: (name: string) => name });
	const language = await Language.load(bytes.grammar);
	parser = new Parser();
	parser.setLanguage(language);
}

/** Parses Terraform text, hands the tree to `use`, and frees it. Undefined where the grammar is not loaded. */
export function withTree<T>(text: string, use: (tree: Tree) => T): T | undefined {
	const tree = parser?.parse(text);
	if (!tree) return undefined;
	try {
		return use(tree);
	} finally {
		tree.delete();
	}
}
