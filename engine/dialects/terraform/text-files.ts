/**
 * `file()`, `filebase64()` and `templatefile()`: scripts, templates and policies that stand in files of their own. Which files a design
 * names its documents say; their texts are handed in, and what was not handed in is unknown. What a text says is placed where the
 * function is called: there a reader of the design meets it, and nothing is ever written into the file.
 */
import type { Block } from '../../model/lowered.ts';
import { type Site, type Value, relocated } from '../../model/value.ts';
import type { Sources, TextFile } from '../dialect.ts';
import type { Evaluator } from './evaluate.ts';
import type { Expression, Frame } from './expression.ts';
import { toBase64 } from './functions/encoding.ts';
import type { CallContext } from './functions/function.ts';
import { decodeTemplate } from './json-text.ts';
import { directoryOf } from './module.ts';
import { parseTemplate } from './parse-expression.ts';
import { type Plain, failed, held, holding, known, lift, partsOf } from './values.ts';

const FUNCTIONS = new Set(['file', 'filebase64', 'templatefile']);
/** A call whose path is written out, in HCL or inside of a string of Terraform JSON. */
const CALL = /\b(?:file|filebase64|templatefile)\(\s*\\?"(?:\$\{path\.(module|root)\}(?=\/))?([^"\\$%\n]+)\\?"/g;

export function readsFiles(name: string): boolean {
	return FUNCTIONS.has(name.replace(/^core::/, ''));
}

/** URIs of the files whose paths are written out in the documents. */
export function filesNamed({ documents, directory = directoryOf(documents[0]?.uri ?? '') }: Sources): readonly string[] {
	const found = documents.flatMap(({ uri, tree }) => [...tree.text.matchAll(CALL)].map(([, from, path]) => fileAt(from === 'module' ? directoryOf(uri) : directory, path!, from !== undefined)));
	return [...new Set(found.filter(uri => uri !== undefined))];
}

/** A file's text is a block of its own: whoever reads it is reviewed again when it changes. */
export function blockOf({ uri, text }: TextFile): Block {
	return { id: blockId(uri), uri, range: { start: 0, end: text.length }, text };
}

function blockId(uri: string): string {
	return `${uri}#`;
}

/** What a call of one of the functions gives. */
export function readFile(evaluator: Evaluator, name: string, args: readonly Value[], context: CallContext): Value {
	const { session } = evaluator;
	return lift(args, context.site, ([path, variables]) => {
		if (!path || failed(path)) return path ?? context.unknown();
		const uri = namedFile(evaluator, path);
		if (uri === undefined) return context.unknown('the path of the file is known only when Terraform runs');
		session.reads.add(blockId(uri));
		const text = session.files.get(uri);
		if (text === undefined) return context.unknown('the file is not read');
		session.steps += text.length >> 10;
		switch (name.replace(/^core::/, '')) {
			case 'file': return plainText(evaluator, uri, text, context.site);
			case 'filebase64': return known(toBase64(text), context.site);
			default: return fromTemplate(evaluator, uri, text, variables, context);
		}
	});
}

function plainText(evaluator: Evaluator, uri: string, text: string, site: Site): Value {
	const value = known(text, site);
	if (!/^\s*[{[]/.test(text)) return value;
	const frame = frameOf(uri, text);
	const decoded = decodeTemplate([{ text, range: { start: 0, end: text.length } }], frame);
	return decoded ? holding(value, () => placed(evaluator.evaluate(decoded, { frame, variables: new Map() }), site)) : value;
}

/** A template sees the variables that it is handed, and nothing else of the module. */
function fromTemplate(evaluator: Evaluator, uri: string, text: string, variables: Plain | undefined, context: CallContext): Value {
	const { running } = evaluator.session;
	const key = `template ${uri}`;
	if (running.has(key)) return context.unknown('a template cannot read itself');
	const names = new Map<string, Value>(variables?.kind === 'map' ? [...variables.entries].map(([name, { value }]) => [name, value]) : []);
	running.add(key);
	try {
		const template: Expression = parseTemplate(text);
		const value = evaluator.evaluate(template, { frame: frameOf(uri, text), variables: names });
		return value.kind === 'map' || value.kind === 'list' ? context.unknown('the template makes no text') : placed(value, context.site);
	} finally {
		running.delete(key);
	}
}

function frameOf(uri: string, source: string): Frame {
	return { uri, source, locate: index => index };
}

/** The file that a path means: one below the module or the root, or relative to the directory that Terraform is started in. */
function namedFile(evaluator: Evaluator, path: Plain): string | undefined {
	const [first, ...rest] = partsOf(path) ?? [];
	let root = evaluator;
	while (root.call) root = root.call.evaluator;
	if (typeof first === 'string') return rest.length === 0 ? fileAt(root.module.directory, first, false) : undefined;
	const [tail, ...more] = rest;
	const base = first?.kind === 'unknown' ? directoryMeant(root, first.identity) : undefined;
	return base !== undefined && typeof tail === 'string' && tail.startsWith('/') && more.length === 0 ? fileAt(base, tail, true) : undefined;
}

/** `path.module` of whichever module has said it, and `path.root`. */
function directoryMeant(root: Evaluator, identity = ''): string | undefined {
	if (identity === 'path.root' || identity === 'path.module') return root.module.directory;
	const call = /^(.+)\.path\.module$/.exec(identity)?.[1];
	return call === undefined ? undefined : root.instances.called(call)?.module.directory;
}

/** `below`: the path follows a directory, and its slash at the beginning is no root. Undefined for absolute paths and what is no path. */
function fileAt(directory: string, path: string, below: boolean): string | undefined {
	const relative = path.replaceAll('\\', '/').replace(below ? /^\/+/ : /^$/, '');
	if (relative === '' || relative.endsWith('/') || relative.length > MAX_PATH || /^([/~]|[a-z]:)/i.test(relative)) return undefined;
	try {
		return new URL(relative.split('/').map(encodeURIComponent).join('/'), directory).href;
	} catch {
		return undefined;
	}
}

const MAX_PATH = 1000;

/** The value with all its places at one site, what a text holds as JSON included. */
function placed(value: Value, site: Site, depth = 0): Value {
	if (depth > 100) return { ...value, site };
	const copy = value.kind === 'known' ? known(value.scalar, site) : relocated(value, site, one => placed(one, site, depth + 1));
	const whole = value.kind === 'known' || value.kind === 'text' || value.kind === 'unknown';
	return whole && held(value) ? holding(copy, () => placed(held(value)!, site)) : copy;
}
