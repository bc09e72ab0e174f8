/** Planned edits as LSP workspace edits, bound to the document versions that they were planned for. */
import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { WritePlan } from '../../engine/dialects/dialect.ts';
import { type LinesOf, fits, linesOf as readLines } from '../lines.ts';

export interface EditTarget {
	/** Of every document that the plan touches; undefined where there is no such file. */
	readonly linesOf: LinesOf;
	/** The version of an open document; undefined for a file. */
	readonly versionOf: (uri: string) => number | undefined;
	/** Whether a document that was not found can be made. */
	readonly creatable: (uri: string) => boolean;
	/** What the client can apply. */
	readonly client: { readonly documentChanges: boolean; readonly create: boolean };
}

export function touched(plan: WritePlan): readonly string[] {
	return 'edits' in plan ? [...plan.edits.keys()] : [];
}

/** Undefined where the plan was refused, changes nothing, or the client cannot apply it. */
export function workspaceEditOf(plan: WritePlan, target: EditTarget): WorkspaceEdit | undefined {
	if (!('edits' in plan)) return undefined;
	const created: CreateFile[] = [];
	const changes: TextDocumentEdit[] = [];
	for (const [uri, edits] of plan.edits) {
		if (edits.length === 0) continue;
		let lines = target.linesOf(uri);
		if (!lines) {
			if (!target.creatable(uri)) return undefined;
			created.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
			lines = readLines('');
		}
		if (!fits(edits, lines)) return undefined;
		changes.push({
			textDocument: { uri, version: target.versionOf(uri) ?? null },
			edits: edits.map(edit => ({ range: lines.range(edit.range), newText: edit.newText })),
		});
	}
	if (changes.length === 0) return undefined;
	if (target.client.documentChanges) {
		return created.length > 0 && !target.client.create ? undefined : { documentChanges: [...created, ...changes] };
	}
	if (created.length > 0) return undefined;
	return { changes: Object.fromEntries(changes.map(change => [change.textDocument.uri, change.edits as never])) };
}
