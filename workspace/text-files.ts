/** Files that are no documents of a design and that it reads all the same: scripts, templates, policies. Nothing outside of the repository is read for it. */
import type { TextFile } from '../engine/dialects/dialect.ts';
import type { Callers } from './callers.ts';
import { Document, type Documents } from './documents.ts';
import { inParallel } from './pace.ts';
import { type Recognised, standing } from './recognise.ts';
import { isBelow } from './uris.ts';

/** More are not read. */
const MAX_FILES = 200;
/** Longer texts are no user data, templates or policies: AWS takes a few kilobytes of each. */
const MAX_LENGTH = 256 * 1024;
const READS_AT_ONCE = 8;

/** What was read for a design. */
export interface ReadFiles {
	readonly files: readonly TextFile[];
	/** Also those that could not be read: they may come to be. */
	readonly asked: readonly string[];
	readonly incomplete: readonly string[];
}

const none: ReadFiles = { files: [], asked: [], incomplete: [] };

export async function filesOf(recognised: Recognised, documents: Documents, callers: Callers): Promise<ReadFiles> {
	const { dialect, directory } = recognised;
	const named = directory === undefined ? [] : dialect.files?.({ documents: recognised.documents.map(one => one.source), ...standing(recognised) }) ?? [];
	if (directory === undefined || named.length === 0) return none;
	const top = await callers.topOf(directory) ?? directory;
	const inside = named.filter(uri => isBelow(uri, top) && !/\/\.git\//.test(uri));
	const asked = inside.slice(0, MAX_FILES);
	const found = await inParallel(asked, READS_AT_ONCE, async (uri): Promise<TextFile[]> => {
		const file = await documents.get(uri);
		return file instanceof Document && isText(file.text) ? [{ uri, text: file.text }] : [];
	});
	return { files: found.flat(), asked, incomplete: inside.length > asked.length ? [`more than ${MAX_FILES} files that its expressions read`] : [] };
}

/** The replacement character stands for bytes that are no text. */
function isText(text: string): boolean {
	return text.length <= MAX_LENGTH && !text.includes('\uFFFD');
}
