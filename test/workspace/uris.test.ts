/** Names of documents, wherever documents may be. */
import { expect, it } from 'vitest';
import { parent, resolve } from '../../workspace/uris.ts';

it.each([
	['file:///designs/a.yaml', 'file:///designs/'],
	['file:///designs/', 'file:///'],
	['file:///a.yaml', 'file:///'],
	['file:///', undefined],
	['vscode-vfs://github/acme/designs/main.tf', 'vscode-vfs://github/acme/designs/'],
	['vscode-vfs://github/acme', 'vscode-vfs://github/'],
	['vscode-vfs://github/', undefined],
	['memfs:/designs/main.tf', 'memfs:/designs/'],
	['memfs:/main.tf', 'memfs:/'],
	['memfs:/', undefined],
	['untitled:Untitled-1', undefined],
	['untitled:/designs/new.yaml', undefined],
])('%s is in %s', (uri, directory) => {
	expect(parent(uri)).toBe(directory);
});

it.each([
	['file:///designs/', '../modules/a b', 'file:///modules/a%20b'],
	['vscode-vfs://github/acme/designs/', './modules/x', 'vscode-vfs://github/acme/designs/modules/x'],
	['memfs:/designs/stacks/', '../modules/x', 'memfs:/designs/modules/x'],
])('from %s, %s leads to %s', (directory, path, uri) => {
	expect(resolve(directory, path)).toBe(uri);
});
