/** Which documents form the design that a document belongs to, in which dialect, and why. */
import type { Dialect } from '../engine/dialects/dialect.ts';
import type { Document, Documents } from './documents.ts';
import { isTerraform } from './languages.ts';
import { nameOf, parent } from './uris.ts';

export interface Recognised {
	/** The document's URI, or that of a Terraform module's directory. */
	readonly id: string;
	readonly dialect: Dialect;
	readonly reason: string;
	readonly documents: readonly Document[];
	/** Of a Terraform module. */
	readonly directory?: string;
	/** What was left out, for the status. */
	readonly incomplete: readonly string[];
}

export async function recognise(document: Document, documents: Documents, dialects: readonly Dialect[]): Promise<Recognised | { readonly reason: string }> {
	const name = nameOf(document.uri);
	const terraform = dialects.find(one => one.id === 'terraform');
	const directory = parent(document.uri);
	if (terraform && directory !== undefined && isTerraform(name)) return module(document, directory, terraform, documents);
	const refusals: string[] = [];
	for (const dialect of dialects) {
		const { yes, reason } = dialect.detect(document.source);
		if (yes) return { id: document.uri, dialect, reason, documents: [document], incomplete: [] };
		refusals.push(`no ${dialect.name} (${reason})`);
	}
	const broken = document.source.tree.problems[0];
	return { reason: broken ? `it cannot be read: ${broken.message}` : `it is ${refusals.join(', ')}` };
}

/** All files of the directory are one module, whatever each of them says. */
async function module(document: Document, directory: string, dialect: Dialect, documents: Documents): Promise<Recognised> {
	const { yes, reason } = dialect.detect(document.source);
	return {
		id: directory, dialect, directory, incomplete: [],
		reason: yes ? reason : 'its name says that it belongs to a Terraform module',
		documents: await documents.in(directory, isTerraform),
	};
}
