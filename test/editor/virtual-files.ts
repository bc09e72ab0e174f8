/**
 * An extension for tests in a browser: a file system that is nowhere but in memory, with `examples/` in it, as the remote
 * repositories of github.dev are nowhere on the computer.
 */
import * as vscode from 'vscode';

/** By path below the folder; put here by the bundler. */
declare const EXAMPLES: Readonly<Record<string, string>>;

export const SCHEME = 'designs';

export function activate(context: vscode.ExtensionContext): void {
	context.subscriptions.push(vscode.workspace.registerFileSystemProvider(SCHEME, new MemoryFiles(), { isCaseSensitive: true }));
}

class MemoryFiles implements vscode.FileSystemProvider {
	private readonly files = new Map<string, Uint8Array>(Object.entries(EXAMPLES).map(([path, text]) => [`/examples/${path}`, new TextEncoder().encode(text)]));
	private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly onDidChangeFile = this.changes.event;

	watch(): vscode.Disposable {
		return new vscode.Disposable(() => undefined);
	}

	stat({ path }: vscode.Uri): vscode.FileStat {
		const file = this.files.get(path);
		if (file) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: file.length };
		if (this.below(path).length > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
		throw vscode.FileSystemError.FileNotFound(path);
	}

	readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
		const names = this.below(path).map(one => one.slice(path.replace(/\/?$/, '/').length).split('/'));
		return [...new Map(names.map(([name, ...more]) => [name!, more.length > 0 ? vscode.FileType.Directory : vscode.FileType.File]))];
	}

	readFile({ path }: vscode.Uri): Uint8Array {
		const file = this.files.get(path);
		if (!file) throw vscode.FileSystemError.FileNotFound(path);
		return file;
	}

	writeFile(uri: vscode.Uri, content: Uint8Array): void {
		this.files.set(uri.path, content);
		this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
	}

	createDirectory(): void {
		throw vscode.FileSystemError.NoPermissions();
	}

	delete(): void {
		throw vscode.FileSystemError.NoPermissions();
	}

	rename(): void {
		throw vscode.FileSystemError.NoPermissions();
	}

	private below(path: string): string[] {
		return [...this.files.keys()].filter(one => one.startsWith(path.replace(/\/?$/, '/')));
	}
}
