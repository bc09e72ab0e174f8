/** A loopback web site for tests: some folders of this machine, and some texts that were made for the occasion. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface Site {
	/** Without a slash at the end. */
	readonly url: string;
	readonly port: number;
	/** Serves a text at a path. */
	put(path: string, text: string): void;
	close(): void;
}

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
	'.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf',
};

/** `folders` by the path that they are served below, such as `/extension/`. */
export async function serveSite(folders: Readonly<Record<string, string>>): Promise<Site> {
	const texts = new Map<string, string>();
	const content = async (path: string): Promise<string | Buffer | undefined> => {
		const made = texts.get(path);
		if (made !== undefined) return made;
		const below = Object.keys(folders).find(one => path.startsWith(one));
		return below && readFile(join(folders[below]!, normalize(`/${path.slice(below.length)}`))).catch(() => undefined);
	};
	const server = createServer(async (request, response) => {
		const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname);
		const found = await content(path);
		if (found === undefined) response.writeHead(404).end();
		else response.setHeader('content-type', types[extname(path)] ?? 'text/plain; charset=utf-8').end(found);
	});
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, port, put: (path, text) => void texts.set(path, text), close: () => { server.close(); server.closeAllConnections(); } };
}
