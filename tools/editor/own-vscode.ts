/** The VS Code that somebody has already installed. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Opens a folder, and files in it, in the person's own VS Code with the extension under development. False where there is no `code` on the
 * path, no screen to show it on, or it refuses (as it does for root).
 */
export async function openOwnVscode(extension: string, paths: readonly string[]): Promise<boolean> {
	// Inside a remote or container window `code` only passes files to the window outside, which cannot develop extensions.
	const remote = process.env['VSCODE_IPC_HOOK_CLI'] !== undefined;
	const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
	const command = remote || !screen ? undefined : onPath('code') ?? onPath('code-insiders') ?? onPath('codium');
	if (!command) return false;
	const shell = process.platform === 'win32';
	const args = [`--extensionDevelopmentPath=${extension}`, '--new-window', ...paths];
	const child = shell
		? spawn(`"${command}"`, args.map(one => `"${one}"`), { shell, stdio: 'inherit' })
		: spawn(command, args, { stdio: 'inherit' });
	return new Promise(done => {
		child.once('error', () => done(false));
		child.once('exit', code => done(code === 0));
	});
}

function onPath(name: string): string | undefined {
	const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	return folders.flatMap(folder => names.map(one => join(folder, one))).find(file => existsSync(file));
}
