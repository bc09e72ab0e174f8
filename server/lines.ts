/**
 * From offsets, which all of Plumbline speaks, to LSP's lines and UTF-16 columns and back. Only here.
 */
import type { Position, Range as LspRange } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, TextEdit } from '../engine/syntax/tree.ts';

export interface Lines {
	readonly text: string;
	range(range: Range): LspRange;
	/** Positions beyond a line's or the text's end mean that end. */
	offset(position: Position): number;
}

/** Lines of the documents that an answer speaks of; undefined for one that cannot be read. */
export type LinesOf = (uri: string) => Lines | undefined;

export function linesOf(text: string): Lines {
	const document = TextDocument.create('', '', 0, text);
	return {
		text,
		range: ({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(Math.max(start, end)) }),
		offset: position => document.offsetAt(position),
	};
}

/** Whether edits meant for a text still fit it: none reaches beyond its end or splits a line end, which LSP cannot address. */
export function fits(edits: readonly TextEdit[], { text }: Lines): boolean {
	const splits = (offset: number) => text[offset - 1] === '\r' && text[offset] === '\n';
	return edits.every(({ range }) => range.start >= 0 && range.end <= text.length && !splits(range.start) && !splits(range.end));
}
