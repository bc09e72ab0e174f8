/** Reads for the server what it cannot reach by itself, from whatever file systems the editor has. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type UriParams, requests } from '../server/protocol.ts';
import { MAX_BYTES, TOO_LARGE, decode } from '../workspace/decode.ts';

type Content = ReturnType<typeof decode>;
type Entry = { readonly name: string; readonly kind: 'file' | 'directory' };

export function answerFiles(client: BaseLanguageClient): vscode.Disposable[] {
	return [
		client.onRequest<Content, never>(requests.read, ({ uri }: UriParams) => read(vscode.Uri.parse(uri))),
		client.onRequest(requests.list, ({ uri }: UriParams) => list(vscode.Uri.parse(uri))),
	];
}

async function read(uri: vscode.Uri): Promise<Content> {
	if (!inReach(uri)) return { unreadable: 'is not in the workspace' };
	try {
		const { type, size } = await vscode.workspace.fs.stat(uri);
		if (type & vscode.FileType.Directory) return { unreadable: 'is a directory' };
		if (!(type & vscode.FileType.File)) return { unreadable: 'is no file' };
		return size > MAX_BYTES ? TOO_LARGE : decode(await vscode.workspace.fs.readFile(uri));
	} catch (error) {
		return { unreadable: reasonOf(error) };
	}
}

async function list(uri: vscode.Uri): Promise<Entry[]> {
	if (!inReach(uri)) return [];
	try {
		return (await vscode.workspace.fs.readDirectory(uri)).flatMap(([name, type]): Entry[] => {
			if (type & vscode.FileType.File) return [{ name, kind: 'file' }];
			// A link to a directory is not followed: it leads to what is listed elsewhere, or in circles.
			return type === vscode.FileType.Directory ? [{ name, kind: 'directory' }] : [];
		});
	} catch {
		return [];
	}
}

/** What a design names is read only where the workspace or an open document is: not from the editor's own file systems, nor from another host. */
function inReach(uri: vscode.Uri): boolean {
	const known = [...vscode.workspace.workspaceFolders ?? [], ...vscode.workspace.textDocuments];
	return known.some(one => one.uri.scheme === uri.scheme && one.uri.authority === uri.authority);
}

function reasonOf(error: unknown): string {
	const code = error instanceof vscode.FileSystemError ? error.code : undefined;
	switch (code) {
		case 'FileNotFound': case 'FileNotADirectory': return 'no such file';
		case 'FileIsADirectory': return 'is a directory';
		case 'NoPermissions': return 'permission denied';
		default: return `cannot be read (${code ?? (error instanceof Error ? error.message : String(error))})`;
	}
}
