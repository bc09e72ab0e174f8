/**
 * Writes suppressions, each in the way of its syntax — a comment, CloudFormation's metadata, a Terraform JSON `//` key, an entry
 * of the settings — and takes them away again. What no text can say is refused with a reason.
 */
import type { Dialect, SourceDocument, WritePlan } from '../dialects/dialect.ts';
import type { Architecture } from '../model/architecture.ts';
import { type CreateEditor, type MapPlace, SharedNodeError, type SyntaxDraft } from '../syntax/edit.ts';
import { type MapNode, type Node, type Range, type SyntaxTree, type TextEdit, get } from '../syntax/tree.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';
import type { Suppression } from './suppressions.ts';

export type SuppressionScope = 'resource' | 'file' | 'settings';

export interface SuppressionEditContext {
	readonly documents: readonly SourceDocument[];
	readonly design: Architecture;
	readonly dialect: Dialect;
	readonly settings: Settings;
	/** Where settings are written if there are none yet. */
	readonly newSettings: string;
	readonly createEditor: CreateEditor;
}

/** Edits that suppress a finding's rule in a scope. */
export function suppressionEdits(finding: Finding, scope: SuppressionScope, context: SuppressionEditContext): WritePlan {
	return orRefused(() => {
		switch (scope) {
			case 'resource': return onResource(finding, context);
			case 'file': return inFile(finding, context);
			case 'settings': return inSettings(finding, context);
		}
	});
}

/** What is shared with other places of the text cannot be changed for one of them. */
function orRefused(write: () => WritePlan): WritePlan {
	try {
		return write();
	} catch (error) {
		if (error instanceof SharedNodeError) return { refused: 'the text here is shared with other places' };
		throw error;
	}
}

function onResource(finding: Finding, { documents, design, dialect, createEditor }: SuppressionEditContext): WritePlan {
	const resource = finding.resource && design.resource(finding.resource.id);
	const block = resource && design.blocks.get(resource.blocks[0] ?? '');
	const document = block && documents.find(one => one.uri === block.uri);
	if (!resource || !block || !document) return { refused: 'the finding is about no resource of its own' };
	const { tree } = document;
	const lineStart = startOfLine(tree.text, block.range.start);
	const indent = tree.text.slice(lineStart, block.range.start);
	if (tree.language !== 'json' && /^\s*$/.test(indent)) return only(document.uri, line(tree, lineStart, `${indent}# plumbline-ignore ${finding.rule}`));
	if (dialect.id === 'cloudformation') {
		return dialect.write({ documents }, design, [{ kind: 'append', resource: resource.id, path: ['@Metadata', 'Plumbline', 'ignore'], value: finding.rule }]);
	}
	const body = dialect.id === 'terraform' ? outermostMap(tree.root, block.range) : undefined;
	return body ? remark(document, body, `plumbline-ignore ${finding.rule}`, createEditor) : noRoom(dialect);
}

function inFile(finding: Finding, { documents, dialect, createEditor }: SuppressionEditContext): WritePlan {
	const document = documents.find(one => one.uri === finding.place.uri);
	if (!document) return { refused: 'the finding is in no document of the design' };
	const { tree, uri } = document;
	const text = `plumbline-ignore-file ${finding.rule}`;
	if (tree.language !== 'json') return only(uri, line(tree, startOfLine(tree.text, 0), `# ${text}`));
	if (tree.root?.kind !== 'map' || dialect.id === 'policy') return noRoom(dialect);
	if (dialect.id === 'terraform') return remark(document, tree.root, text, createEditor);
	const editor = createEditor(tree);
	let place: MapPlace | undefined = tree.root;
	for (const key of ['Metadata', 'Plumbline']) place = place && editor.mapAt(place, key);
	const list = place && editor.listAt(place, 'ignore');
	if (!list) return { refused: 'the template\'s Metadata is no map' };
	editor.append(list, finding.rule);
	return { edits: new Map([[uri, editor.edits()]]) };
}

function inSettings(finding: Finding, { settings, newSettings, createEditor }: SuppressionEditContext): WritePlan {
	const uri = settings.uri || newSettings;
	const file = relative(uri, finding.place.uri);
	const address = finding.resource?.address;
	const entry = { rule: finding.rule, ...(address && { address }), ...(file && { files: [file] }) };
	const { tree } = settings;
	if (!tree?.root) {
		const text = tree?.text ?? '';
		const newText = (/[^\n]$/.test(text) ? '\n' : '') + yaml(entry);
		return only(uri, { range: { start: text.length, end: text.length }, newText });
	}
	if (tree.root.kind !== 'map') return { refused: 'the settings are no map' };
	const editor = createEditor(tree);
	const list = editor.listAt(tree.root, 'suppress');
	if (!list) return { refused: 'suppress is no list in the settings' };
	editor.append(list, entry);
	return { edits: new Map([[uri, editor.edits()]]) };
}

/** Edits that take a suppression, or one rule of it, away. `range` is that of the finding about it. */
export function removalEdits(suppression: Suppression, range: Range, tree: SyntaxTree, createEditor: CreateEditor): WritePlan {
	return orRefused(() => ({ edits: new Map([[suppression.uri, removal(suppression, range, tree, createEditor)]]) }));
}

function removal(suppression: Suppression, range: Range, tree: SyntaxTree, createEditor: CreateEditor): TextEdit[] {
	const rest = suppression.rules.filter(rule => rule.range.start !== range.start || rule.range.end !== range.end);
	const one = rest.length < suppression.rules.length && rest.length > 0;
	if (one) return [{ range: withComma(range, suppression), newText: '' }];
	const { written } = suppression;
	if (written.as === 'comment') return [{ range: wholeComment(tree, suppression.range), newText: '' }];
	const editor = createEditor(tree);
	if (written.as === 'key') editor.removeEntry(written.map, written.entry);
	else if (written.list.items.length > 1) editor.removeItem(written.list, written.item);
	else {
		const { entries } = written;
		let highest = entries.length - 1;
		while (highest > 0 && entries[highest]!.map.entries.length === 1) highest--;
		editor.removeEntry(entries[highest]!.map, entries[highest]!.entry);
	}
	return editor.edits();
}

/** A name with the comma and space that go with it: behind it, or before it where it is the last. */
function withComma(range: Range, { rules }: Suppression): Range {
	const index = rules.findIndex(rule => rule.range.start === range.start);
	const next = rules[index + 1];
	return next ? { start: range.start, end: next.range.start } : { start: rules[index - 1]!.range.end, end: range.end };
}

/** The comment with its mark; with its line, where it stands alone. */
function wholeComment({ text, comments }: SyntaxTree, range: Range): Range {
	const comment = comments.find(one => one.range.start <= range.start && range.end <= one.range.end)?.range ?? range;
	const lineStart = startOfLine(text, comment.start);
	const before = text.slice(lineStart, comment.start);
	if (/\S/.test(before)) return { start: lineStart + before.trimEnd().length, end: comment.end };
	const newline = text.indexOf('\n', comment.end);
	const behind = text.slice(comment.end, newline < 0 ? text.length : newline);
	if (/\S/.test(behind)) return { start: comment.start, end: comment.end + behind.search(/\S/) };
	return { start: lineStart, end: newline < 0 ? text.length : newline + 1 };
}

function startOfLine(text: string, offset: number): number {
	return Math.max(offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0, text.startsWith('\uFEFF') ? 1 : 0);
}

function remark({ tree, uri }: SourceDocument, map: MapNode, text: string, createEditor: CreateEditor): WritePlan {
	const editor = createEditor(tree);
	const old = get(map, '//');
	if (!old) editor.set(map, '//', text);
	else if (old.kind === 'list') editor.append(old, text);
	else if (old.kind === 'scalar') editor.replace(old, [old.value, text]);
	else return { refused: 'its // is a map' };
	return { edits: new Map([[uri, editor.edits()]]) };
}

function outermostMap(node: Node | undefined, range: Range): MapNode | undefined {
	if (!node || node.range.end <= range.start || range.end <= node.range.start) return undefined;
	if (node.kind === 'map' && range.start <= node.range.start && node.range.end <= range.end) return node;
	const children = node.kind === 'map' ? node.entries.map(one => one.value) : node.kind === 'list' ? node.items : [];
	for (const child of children) {
		const found = outermostMap(child, range);
		if (found) return found;
	}
	return undefined;
}

function line(tree: SyntaxTree, offset: number, text: string): TextEdit {
	return { range: { start: offset, end: offset }, newText: text + (tree.text.includes('\r\n') ? '\r\n' : '\n') };
}

function only(uri: string, edit: TextEdit): WritePlan {
	return { edits: new Map([[uri, [edit]]]) };
}

function noRoom({ name }: Dialect): WritePlan {
	return { refused: `a ${name} document in JSON has no room for a remark; suppress it in the settings` };
}

/** The first suppression of a settings file without any: JSON strings are YAML. */
function yaml(entry: Readonly<Record<string, SyntaxDraft>>): string {
	return `suppress:\n  - ${Object.entries(entry).map(([key, value]) => `${key}: ${scalar(value)}`).join('\n    ')}\n`;
}

function scalar(value: SyntaxDraft): string {
	return typeof value === 'string' && /^[a-z][\w./-]*$/i.test(value) ? value : JSON.stringify(value);
}

/** The document's path below the settings' folder, as a glob that means this file alone. */
function relative(settings: string, uri: string): string | undefined {
	const folder = settings.slice(0, settings.lastIndexOf('/') + 1);
	if (!uri.startsWith(folder)) return undefined;
	const path = uri.slice(folder.length);
	try {
		return decodeURIComponent(path).replace(/[\\*?[\]{}()!+@]/g, '\\$&');
	} catch {
		return path;
	}
}
