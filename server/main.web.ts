/**
 * The language server as a web worker, for editors that run in a browser. Files, and Terraform's grammar with them, come from the
 * client; there is no Git. Starting the worker starts it.
 */
import { BrowserMessageReader, BrowserMessageWriter, type Connection, createConnection } from 'vscode-languageserver/browser';
import { type GrammarBytes, loadTerraformGrammar } from '../engine/syntax/hcl-grammar.ts';
import { version } from '../package.json';
import { rules } from '../rules/index.ts';
import { pages } from '../rules/pages.ts';
import { createWorkspace, nothing } from '../workspace/create.ts';
import type { History } from '../workspace/workspace.ts';
import { requests } from './protocol.ts';
import { log, serve } from './server.ts';

/** The worker's own global scope. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const noHistory: History = {
	read: async () => ({ unreadable: 'Git is not available in the browser' }),
	list: async () => [],
};

let loading: Promise<void> | undefined;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
self.addEventListener('unhandledrejection', ({ reason }: { readonly reason: unknown }) => log(connection, 'internal error', reason));
serve(connection, {
	files: client => client ?? nothing,
	history: noHistory,
	createWorkspace: (files, history, directory) => createWorkspace(files, history, rules, {
		directory,
		prepare: dialect => (dialect === 'terraform' ? grammar(connection) : undefined),
	}),
	pages,
	version,
});

/** Loaded when the first Terraform design is met; where that fails, the next one tries again. */
function grammar(from: Connection): Promise<void> {
	loading ??= load(from).catch(error => {
		loading = undefined;
		throw error;
	});
	return loading;
}

async function load(from: Connection): Promise<void> {
	await loadTerraformGrammar(await from.sendRequest<GrammarBytes>(requests.grammar));
}
