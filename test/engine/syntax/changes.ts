/** Random changes of a tree, made through the editor and on plain data alike. */
import fc from 'fast-check';
import type { TreeEditor } from '../../../engine/syntax/edit.ts';
import { createEditor } from '../../../engine/syntax/editor.ts';
import { applyEdits, type Node, type SyntaxTree } from '../../../engine/syntax/tree.ts';
import { type Data, data, key } from './samples.ts';

/** A small generator of choices, so that one number decides all changes of a run. */
function chooser(seed: number): (below: number) => number {
	let state = seed | 0;
	return below => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
		return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 3) % below;
	};
}

interface Script {
	readonly choose: (below: number) => number;
	readonly values: readonly Data[];
	readonly keys: readonly string[];
	/** Paths of entries and items that go, or whose value does. */
	readonly gone: string[];
}

/** Changes the tree at random through the editor, and answers what its data must be afterwards. */
function change(node: Node, editor: TreeEditor, script: Script, path: string): Data {
	const { choose, values, keys, gone } = script;
	const value = () => values[choose(values.length)]!;
	if (node.kind === 'list') {
		const result: Data[] = [];
		for (const [index, item] of node.items.entries()) {
			const here = `${path}/${index}`;
			if (choose(5) === 0) {
				editor.removeItem(node, item);
				gone.push(here);
			} else if (choose(6) === 0) {
				const next = value();
				editor.replace(item, next);
				gone.push(`${here}/`);
				result.push(next);
			} else {
				result.push(change(item, editor, script, here));
			}
		}
		for (let more = choose(3); more > 1; more--) {
			const next = value();
			editor.append(node, next);
			result.push(next);
		}
		return result;
	}
	if (node.kind !== 'map') return node.value;
	const result = new Map<string, Data>();
	for (const entry of node.entries) {
		const name = entry.key.value as string;
		const here = `${path}/=${encodeURIComponent(name)}`;
		if (choose(5) === 0) {
			editor.removeEntry(node, entry);
			gone.push(here);
		} else if (choose(6) === 0) {
			const next = value();
			editor.set(node, name, next);
			gone.push(`${here}/`);
			result.set(name, next);
		} else {
			const other = keys[choose(keys.length)]!;
			const renamed = choose(4) === 0 && !result.has(other) && !node.entries.some(one => one.key.value === other);
			if (renamed) editor.rename(node, entry, [other]);
			result.set(renamed ? other : name, entry.value ? change(entry.value, editor, script, here) : null);
		}
	}
	for (let more = choose(4); more > 1; more--) {
		const name = keys[choose(keys.length)]!;
		if (result.has(name) || node.entries.some(entry => entry.key.value === name)) continue;
		const next = value();
		editor.set(node, name, next, choose(2) ? node.entries[choose(node.entries.length || 1)] : undefined);
		result.set(name, next);
	}
	return Object.fromEntries(result);
}

export const changes = fc.record({ seed: fc.integer(), values: fc.array(data, { minLength: 1, maxLength: 4 }), keys: fc.array(key, { minLength: 1, maxLength: 4 }) });
export function edited(tree: SyntaxTree, { seed, values, keys }: { seed: number; values: Data[]; keys: string[] }): { text: string; expected: Data; gone: string[] } {
	const editor = createEditor(tree);
	const gone: string[] = [];
	const expected = change(tree.root!, editor, { choose: chooser(seed), values, keys, gone }, '');
	return { text: applyEdits(tree.text, editor.edits()), expected, gone };
}
