/**
 * VS Code in a browser alone, as on vscode.dev: the workbench of the web VS Code served as files, without its server. Extensions
 * run in a web worker, and the workspace is a file system that an extension makes up.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow, inProject, root } from '../files.ts';
import { bundleForBrowser } from './bundles.ts';
import { type Site, serveSite } from './site.ts';

export interface WebWorkbench {
	readonly address: string;
	close(): void;
}

export interface WorkbenchOptions {
	/** The web VS Code's folder. */
	readonly vscode: string;
	readonly settings: Readonly<Record<string, unknown>>;
	/** What the tests find in `process.env`. */
	readonly environment: Readonly<Record<string, string>>;
}

export async function serveWorkbench({ vscode, settings, environment }: WorkbenchOptions): Promise<WebWorkbench> {
	const site = await serveSite({ '/vscode/': vscode, '/plumbline/': root });
	const uri = (path: string) => ({ scheme: 'http', authority: `127.0.0.1:${site.port}`, path });
	await putFiles(site);
	site.put('/virtual-files/suite.js', await bundleForBrowser('test/editor/suite.web.ts', Object.fromEntries(
		Object.entries(environment).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
	)));
	const configuration = {
		folderUri: { scheme: 'designs', path: '/examples' },
		developmentOptions: { extensions: [uri('/plumbline'), uri('/virtual-files')], extensionTestsPath: uri('/virtual-files/suite.js') },
		configurationDefaults: settings,
		enableWorkspaceTrust: false,
		productConfiguration: {},
		// What this build of VS Code asks for beyond the usual.
		userDataPath: '/user', isEnabledFileDownloads: false, isEnabledFileUploads: false, isEnabledCoderGettingStarted: false,
	};
	const values: Readonly<Record<string, string>> = {
		WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
		WORKBENCH_WEB_BASE_URL: '/vscode', WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
	};
	const workbench = (name: string) => readFile(join(vscode, 'out/vs/code/browser/workbench', name), 'utf8');
	site.put('/vscode/out/vs/code/browser/workbench/workbench.js', alone(await workbench('workbench.js')));
	const template = await workbench('workbench.html');
	site.put('/index.html', template.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => values[name] ?? ''));
	return { address: `${site.url}/index.html`, close: site.close };
}

/** This build takes whoever serves it for a remote computer, and keeps the user's data there. */
function alone(code: string): string {
	return code
		.replace('remoteAuthority:location.host}', '}')
		.replace(/(\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote\}/, '$1vscodeUserData}');
}

async function putFiles(site: Site): Promise<void> {
	const paths = [...filesBelow('examples').map(path => [path, inProject('examples', path)]), ['plumbline.yaml', inProject('test/editor/plumbline.yaml')]] as const;
	const files = paths.map(async ([path, source]) => [path, await readFile(source!, 'utf8')] as const);
	site.put('/virtual-files/package.json', JSON.stringify({
		name: 'virtual-files', publisher: 'plumbline-test', version: '0.0.1', engines: { vscode: '^1.91.0' }, browser: './extension.js', activationEvents: ['onFileSystem:designs'],
	}));
	site.put('/virtual-files/extension.js', await bundleForBrowser('test/editor/virtual-files.ts', { EXAMPLES: JSON.stringify(Object.fromEntries(await Promise.all(files))) }));
}
