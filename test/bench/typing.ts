/** Typing into a large design that lies in memory. */
import { rules } from '../../rules/index.ts';
import { createWorkspace } from '../../workspace/create.ts';
import type { FileContent, Files, History, Workspace } from '../../workspace/workspace.ts';

/** No files and no history: there are open documents only. */
const nothing: Files & History = {
	read: async (): Promise<FileContent> => ({ unreadable: 'no such file' }),
	list: async () => [],
};

/** A workspace of open documents only. */
export function memoryWorkspace(): Workspace {
	return createWorkspace(nothing, nothing, rules);
}

/** The text after one more character in the first value of `Id` inside a resource. */
export function keystroke(text: string, resource: string): string {
	const from = text.search(new RegExp(`^\\s*"?${resource}"?:`, 'm'));
	const at = text.indexOf('rule-', from);
	if (from < 0 || at < 0) throw new Error(`no ${resource} to type into`);
	return `${text.slice(0, at)}x${text.slice(at)}`;
}
