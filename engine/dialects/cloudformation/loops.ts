/** `Fn::ForEach::Name: [identifier, collection, { key: value }]`, wherever a map may hold it. */
import type { Value } from '../../model/value.ts';
import type { Entry, MapNode } from '../../syntax/tree.ts';
import type { Scope } from './intrinsics/intrinsic.ts';

export interface Loop {
	readonly identifier: string;
	/** Undefined where the collection cannot be known. */
	readonly items: readonly string[] | undefined;
	/** False where the items rest on a parameter's default. */
	readonly certain: boolean;
	readonly body: MapNode;
}

/** Undefined where the loop is not fully written yet. */
export function loopOf(entry: Entry, scope: Scope): Loop | undefined {
	if (entry.value?.kind !== 'list') return undefined;
	const [first, collection, body] = entry.value.items;
	const identifier = scope.text(first);
	if (identifier === undefined || !collection || body?.kind !== 'map') return undefined;
	const value = scope.value(collection);
	return { identifier, body, ...itemsOf(value) };
}

function itemsOf(value: Value): { items: readonly string[] | undefined; certain: boolean } {
	if (value.kind === 'assumed') return { ...itemsOf(value.value), certain: false };
	if (value.kind !== 'list' || value.open) return { items: undefined, certain: false };
	const items: string[] = [];
	let certain = true;
	for (const item of value.items) {
		// A parameter among the items may itself be a list.
		const inner = item.kind === 'assumed' ? item.value : item;
		if (item.kind === 'assumed') certain = false;
		for (const one of inner.kind === 'list' ? inner.items : [inner]) {
			if (one.kind === 'absent') continue;
			if (one.kind !== 'known') return { items: undefined, certain: false };
			items.push(String(one.scalar));
		}
	}
	return { items: [...new Set(items)], certain };
}
