/**
 * `npm start`: a real VS Code with Plumbline loaded, on the examples. The person's own if there is one, else the web VS Code
 * at an address that is printed. `--web` asks for the latter, `--port N` for a certain port.
 */
import { join } from 'node:path';
import { openOwnVscode } from './editor/own-vscode.ts';
import { startServer } from './editor/server.ts';
import { cacheFolder, webVscode } from './editor/web-vscode.ts';
import { root } from './files.ts';

const examples = join(root, 'examples');
const first = join(examples, 'data-lake', 'template.yaml');

/** Settings of the web VS Code, which is a demonstration: no questions, no network. They are written once and may be changed. */
const settings = {
	'workbench.startupEditor': 'none',
	'security.workspace.trust.enabled': false,
	'telemetry.telemetryLevel': 'off',
	'extensions.autoCheckUpdates': false,
	'workbench.enableExperiments': false,
	'git.openRepositoryInParentFolders': 'always',
};

async function main(args: readonly string[]): Promise<void> {
	if (!args.includes('--web') && await openOwnVscode(root, [examples, first])) {
		console.log('Plumbline runs in a new window of your VS Code, on examples/.');
		return;
	}
	const port = args.includes('--port') ? Number(args[args.indexOf('--port') + 1]) : undefined;
	const vscode = await webVscode(console.log);
	const data = join(cacheFolder(), 'vscode-web-data');
	const server = await startServer({ vscode, data, settings, log: join(data, 'server.log'), ...(port ? { port } : {}) });
	console.log(`\nPlumbline runs in a web VS Code. Open\n\n  ${server.address({ folder: examples, file: first, extension: root })}\n\nCtrl-C ends it.`);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void server.stop());
	await new Promise(done => server.process.once('exit', done));
	console.log('Ended.');
}

main(process.argv.slice(2)).catch(error => {
	console.error(`npm start: ${(error as Error).message}`);
	process.exitCode = 1;
});
