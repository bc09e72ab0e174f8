/** Finds documents that may be designs, below directories. */
import type { Settings } from '../engine/review/settings.ts';
import { mayBeDesign } from './languages.ts';
import { inParallel } from './pace.ts';
import { SETTINGS } from './settings-files.ts';
import { child, nameOf } from './uris.ts';
import type { Files } from './workspace.ts';

const LISTS_AT_ONCE = 16;
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.terraform']);

export interface Discovery {
	readonly files: Files;
	readonly settingsFor: (uri: string) => Promise<Settings>;
	/** Called after every step. */
	readonly pause: () => Promise<void> | undefined;
}

/** Candidates in the order of their paths, and the settings files on the way. A file that is named is a candidate whatever its name. */
export async function discover(uris: readonly string[], context: Discovery): Promise<{ candidates: string[]; settings: string[] }> {
	const candidates = new Set<string>();
	const settings = new Set<string>();
	let directories: string[] = [];
	for (const uri of uris) {
		if ((await context.files.list(uri)).length > 0 || await isDirectory(uri, context.files)) directories.push(uri);
		else candidates.add(uri);
	}
	while (directories.length > 0) {
		const listed = await inParallel(directories, LISTS_AT_ONCE, async directory => {
			await context.pause();
			return within(directory, context);
		});
		for (const { files, governed } of listed) {
			for (const file of files) candidates.add(file);
			for (const file of governed) settings.add(file);
		}
		directories = listed.flatMap(one => one.directories);
	}
	return { candidates: [...candidates].sort(), settings: [...settings] };
}

async function within(directory: string, { files, settingsFor }: Discovery): Promise<{ files: string[]; directories: string[]; governed: string[] }> {
	const found = { files: [] as string[], directories: [] as string[], governed: [] as string[] };
	const entries = await files.list(directory);
	// Reading it, whoever reviews it learns why there is nothing in it.
	if (entries.length === 0 && !await isDirectory(directory, files)) found.files.push(directory);
	const settings = await settingsFor(child(directory, '_'));
	for (const { name, kind } of entries) {
		const uri = child(directory, name);
		if (settings.ignores(uri)) continue;
		if (kind === 'file' && name === SETTINGS) found.governed.push(uri);
		else if (kind === 'file' && mayBeDesign(name)) found.files.push(uri);
		else if (kind === 'directory' && !skipped(directory, name)) found.directories.push(uri);
	}
	return found;
}

/** Copies of others' files, and what CDK copies beside its templates. */
export function skipped(directory: string, name: string): boolean {
	return SKIPPED.has(name) || (nameOf(directory) === 'cdk.out' && name.startsWith('asset.'));
}

/** Not so of one that may not be listed. */
async function isDirectory(uri: string, files: Files): Promise<boolean> {
	const content = await files.read(uri);
	return 'unreadable' in content && content.unreadable === 'is a directory';
}
