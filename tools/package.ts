/** Writes the packages that are published: the VSIX for VS Code (universal: nothing in it is native) and the npm package of the command line. */
import { spawnSync } from 'node:child_process';
import { inProject, root } from './files.ts';

function run(file: string, args: readonly string[]): void {
	const result = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
	if (result.status !== 0) process.exit(result.status ?? 1);
}

// Everything is bundled, so neither package brings dependencies along.
run(inProject('node_modules/@vscode/vsce/vsce'), ['package', '--no-dependencies', '--baseImagesUrl', 'https://github.com/plumbline/plumbline/raw/main', '--baseContentUrl', 'https://github.com/plumbline/plumbline/blob/main']);
const npm = process.env['npm_execpath'];
if (!npm) throw new Error('start this with npm run package');
run(npm, ['pack']);
