/** Which documents form the design that a document belongs to, in which dialect, and why. */
import type { Dialect, Sources, TextFile } from '../engine/dialects/dialect.ts';
import { MANIFEST } from '../engine/dialects/terraform/module-tree.ts';
import { Document, type Documents } from './documents.ts';
import { isTerraform } from './languages.ts';
import { inParallel } from './pace.ts';
import { nameOf, parent } from './uris.ts';

const MAX_DIRECTORIES = 200;
const READS_AT_ONCE = 8;

export interface Recognised {
	/** The document's URI, or that of a Terraform module's directory. */
	readonly id: string;
	readonly dialect: Dialect;
	readonly reason: string;
	readonly documents: readonly Document[];
	/** Of a Terraform module. */
	readonly directory?: string;
	/** See Sources: the document in whose midst the others are. */
	readonly main?: string;
	readonly deployment?: string;
	readonly exportedElsewhere?: readonly string[];
	/** See Sources. */
	readonly files?: readonly TextFile[];
	/** Other texts of the design cannot be read. */
	readonly partial?: boolean;
	/** What was left out, for the status. */
	readonly incomplete: readonly string[];
}

/** What a design is besides its documents. */
export function standing({ directory, main, deployment, exportedElsewhere, files }: Recognised): Omit<Sources, 'documents'> {
	return {
		...(directory !== undefined && { directory }), ...(main !== undefined && { main }),
		...(deployment !== undefined && { deployment }), ...(exportedElsewhere && { exportedElsewhere }), ...(files && { files }),
	};
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

/** All files of the directory are one module, whatever each of them says, and with those that it calls one design. */
async function module(document: Document, directory: string, dialect: Dialect, documents: Documents): Promise<Recognised> {
	const { yes, reason } = dialect.detect(document.source);
	return { ...await moduleIn(directory, dialect, documents), reason: yes ? reason : 'its name says that it belongs to a Terraform module' };
}

/** The design that begins in a directory. */
export async function moduleIn(directory: string, dialect: Dialect, documents: Documents): Promise<Recognised> {
	const found = await documents.in(directory, isTerraform);
	const manifest = await documents.get(`${directory}${MANIFEST}`);
	if (manifest instanceof Document) found.push(manifest);
	const asked = new Set([directory]);
	// Files that lie nowhere that can be listed (a virtual workspace) have neighbours all the same.
	const partial = found.length > 0 && !found[0]!.uri.startsWith('untitled:') && (await documents.list(directory)).length === 0;
	for (;;) {
		const further = dialect.further?.({ documents: found.map(one => one.source), directory }) ?? [];
		const next = further.filter(one => !asked.has(one)).slice(0, MAX_DIRECTORIES - asked.size);
		if (next.length === 0) break;
		for (const one of next) asked.add(one);
		for (const own of await inParallel(next, READS_AT_ONCE, one => documents.in(one, isTerraform))) found.push(...own);
	}
	return {
		id: directory, dialect, directory, reason: '', documents: found,
		...(partial && { partial }),
		incomplete: [
			...partial ? ['other files of the directory cannot be read'] : [],
			...asked.size >= MAX_DIRECTORIES ? [`more than ${MAX_DIRECTORIES} directories of modules`] : [],
		],
	};
}
