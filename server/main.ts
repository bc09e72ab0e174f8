/**
 * The language server as a Node program: `server.js --stdio` or `--node-ipc`, and what `plumbline lsp --stdio` becomes. Importing
 * this starts it.
 *
 * Standard output belongs to the protocol. What anything prints goes to the client's log instead.
 */
import { format } from 'node:util';
import { type Connection, createConnection } from 'vscode-languageserver/node';
import { version } from '../package.json';
import { rules } from '../rules/index.ts';
import { pages } from '../rules/pages.ts';
import { createWorkspace } from '../workspace/create.ts';
import { createGitHistory } from '../workspace/git.ts';
import { loadGrammar } from '../workspace/grammar.ts';
import { createNodeFiles } from '../workspace/node-files.ts';
import { besides } from './client-files.ts';
import { log, serve } from './server.ts';

let loading: Promise<void> | undefined;

const own = createNodeFiles();
const connection = createConnection();
redirectConsole(connection);
process.on('unhandledRejection', error => log(connection, 'internal error', error));
serve(connection, {
	files: client => (client ? besides(own, client) : own),
	history: createGitHistory(),
	createWorkspace: (files, history, directory) => createWorkspace(files, history, rules, {
		directory,
		prepare: dialect => (dialect === 'terraform' ? grammar() : undefined),
	}),
	pages,
	version,
});

/** Loaded when the first Terraform design is met. */
function grammar(): Promise<void> {
	loading ??= loadGrammar();
	return loading;
}

function redirectConsole({ console: remote }: Connection): void {
	console.log = console.info = console.debug = (...values: unknown[]) => remote.log(format(...values));
	console.warn = (...values: unknown[]) => remote.warn(format(...values));
	console.error = console.trace = (...values: unknown[]) => remote.error(format(...values));
}
