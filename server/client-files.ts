/** The editor's file systems as {@link Files}: virtual workspaces, and everything in a browser. The client reads; see client/files.ts. */
import type { Connection } from 'vscode-languageserver';
import type { FileContent, Files } from '../workspace/workspace.ts';
import { type UriParams, requests } from './protocol.ts';

export function createClientFiles(connection: Connection): Files {
	const ask = <T>(request: string, uri: string): Promise<T> => {
		const params: UriParams = { uri };
		return connection.sendRequest<T>(request, params);
	};
	return {
		read: uri => ask<FileContent>(requests.read, uri).catch(error => ({ unreadable: `cannot be read (${error instanceof Error ? error.message : String(error)})` })),
		list: async uri => {
			const entries = await ask<Awaited<ReturnType<Files['list']>>>(requests.list, uri).catch(() => []);
			return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
		},
	};
}

/** What is a file of this computer is read here, all else by the other side. */
export function besides(own: Files, others: Files): Files {
	const of = (uri: string) => (/^file:/i.test(uri) ? own : others);
	return { read: uri => of(uri).read(uri), list: uri => of(uri).list(uri) };
}
