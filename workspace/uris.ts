/** URIs as names of documents: taken apart and compared, never resolved. */

/** Scheme and authority of what is in a directory: `file://`, `vscode-vfs://github`, `memfs:`. */
const ROOT = /^(?!untitled:)[a-z][a-z\d+.-]*:(?:\/\/[^/]*|(?!\/\/))(?=\/)/i;

/** The directory of a document or directory, with a slash at the end; undefined at the top and for what is in no directory (`untitled:…`). */
export function parent(uri: string): string | undefined {
	const path = uri.replace(/\/$/, '');
	return ROOT.test(path) ? path.slice(0, path.lastIndexOf('/') + 1) : undefined;
}

/** The last part of the path, decoded. */
export function nameOf(uri: string): string {
	return decoded(uri.replace(/\/$/, '').split('/').at(-1)!);
}

export function child(directory: string, name: string): string {
	return `${directory.replace(/\/?$/, '/')}${encodeURIComponent(name)}`;
}

/** A relative path or an absolute one, or a URI, against a directory. */
export function resolve(directory: string, path: string): string {
	if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return path;
	const drive = /^([a-z]):[\\/]/i.exec(path);
	const encoded = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
	try {
		return drive ? `file:///${drive[1]}:${encoded.slice(encoded.indexOf('/'))}` : new URL(encoded, directory.replace(/\/?$/, '/')).href;
	} catch {
		return child(directory, path);
	}
}

/** Two spellings of one URI (`file:///c%3A/x`, `file:///C:/x`) have one key. */
export function keyOf(uri: string): string {
	return decoded(uri).replace(/^file:\/\/\/[A-Z]:/, drive => drive.toLowerCase());
}

export function isBelow(uri: string, directory: string): boolean {
	return keyOf(uri).startsWith(keyOf(directory).replace(/\/?$/, '/'));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
