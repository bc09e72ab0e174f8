/**
 * What Terraform says of a design that it has evaluated, as JSON: a plan or a state as `terraform show -json` prints them
 * (https://developer.hashicorp.com/terraform/internals/json-format), or a state file. All three become one list of objects; what
 * stands in them is read when somebody asks, see values.ts.
 */
import { type Entry, type MapNode, type Node, type ScalarNode, entry, get } from '../../../syntax/tree.ts';
import type { SourceDocument } from '../../dialect.ts';

export type Kind = 'plan' | 'state' | 'state file';

/** Of a plan: the design as it will be, or as it was. A state has one face. */
export type Face = 'after' | 'before';

/** A resource or data source instance. */
export interface Shown {
	/** `module.logs["a"].aws_s3_bucket.this[0]` */
	readonly address: string;
	/** `module.logs["a"]`; empty in the root. */
	readonly module: string;
	readonly data: boolean;
	readonly type: string;
	readonly name: string;
	readonly key?: string | number;
	/** All that is said of it. */
	readonly node: MapNode;
	/** What stands for it where a reader is shown the whole. */
	readonly label: Node;
	readonly values: MapNode;
	/** In the shape of the values: what is known after apply, and what is kept secret. Undefined where that is not said. */
	readonly unknown?: Node;
	readonly sensitive?: Node;
	/** Its address before it was moved. */
	readonly previous?: string;
}

const MAX_DEPTH = 50;

export function kindOf(root: Node | undefined): Kind | undefined {
	if (root?.kind !== 'map') return undefined;
	if (['planned_values', 'resource_changes', 'format_version'].filter(name => entry(root, name)).length >= 2) return 'plan';
	if (entry(root, 'format_version') && get(root, 'values')?.kind === 'map') return 'state';
	const version = get(root, 'version');
	return version?.kind === 'scalar' && typeof version.value === 'number' && get(root, 'resources')?.kind === 'list' && (entry(root, 'lineage') ?? entry(root, 'serial')) ? 'state file' : undefined;
}

/** The only document of a design that Terraform has evaluated; undefined for configurations. */
export function shownIn(documents: readonly SourceDocument[]): { readonly document: SourceDocument; readonly kind: Kind } | undefined {
	const [document, ...others] = documents;
	if (!document || others.length > 0 || document.tree.language !== 'json') return undefined;
	const kind = kindOf(document.tree.root);
	return kind && { document, kind };
}

/** The objects in the order of the text, each address once. */
export function objectsIn(root: Node | undefined, kind: Kind, face: Face): readonly Shown[] {
	const found = new Map<string, Shown>();
	const add = (one: Shown) => {
		if (!found.has(one.address)) found.set(one.address, one);
	};
	if (kind === 'state file') inStateFile(root, add);
	else if (kind === 'state') inModule(get(get(root, 'values'), 'root_module'), '', add);
	else {
		const gone = inChanges(root, face, add);
		const values = face === 'after' ? get(root, 'planned_values') : get(get(root, 'prior_state'), 'values');
		inModule(get(values, 'root_module'), '', one => (gone.has(one.address) ? undefined : add(one)));
	}
	return [...found.values()];
}

/** Answers the addresses that the plan speaks of and that have no such face. */
function inChanges(root: Node | undefined, face: Face, add: (one: Shown) => void): ReadonlySet<string> {
	const gone = new Set<string>();
	for (const node of maps(get(root, 'resource_changes'))) {
		// An object that a failed replacement left behind is not what its address means.
		if (entry(node, 'deposed')) continue;
		const change = get(node, 'change');
		const values = get(change, face);
		const one = shown(node, values, { module: text(get(node, 'module_address')) ?? '', unknown: face === 'after' ? get(change, 'after_unknown') : undefined, sensitive: get(change, `${face}_sensitive`) });
		if (one) add(one);
		else gone.add(text(get(node, 'address')) ?? '');
	}
	return gone;
}

function inModule(node: Node | undefined, module: string, add: (one: Shown) => void, depth = 0): void {
	if (depth > MAX_DEPTH) return;
	for (const resource of maps(get(node, 'resources'))) {
		if (entry(resource, 'deposed_key')) continue;
		const one = shown(resource, get(resource, 'values'), { module, unknown: undefined, sensitive: get(resource, 'sensitive_values') });
		if (one) add(one);
	}
	for (const child of maps(get(node, 'child_modules'))) inModule(child, text(get(child, 'address')) ?? module, add, depth + 1);
}

/** https://developer.hashicorp.com/terraform/language/state promises no format; this is that of version 4, unchanged since Terraform 0.12. */
function inStateFile(root: Node | undefined, add: (one: Shown) => void): void {
	for (const resource of maps(get(root, 'resources'))) {
		for (const instance of maps(get(resource, 'instances'))) {
			if (entry(instance, 'deposed')) continue;
			const one = shown(resource, get(instance, 'attributes'), { module: text(get(resource, 'module')) ?? '', unknown: undefined, sensitive: get(instance, 'sensitive_attributes'), instance });
			if (one) add(one);
		}
	}
}

interface Context {
	readonly module: string;
	readonly unknown: Node | undefined;
	readonly sensitive: Node | undefined;
	/** Of a state file, where one resource holds its instances. */
	readonly instance?: MapNode;
}

function shown(node: MapNode, values: Node | undefined, { module, unknown, sensitive, instance }: Context): Shown | undefined {
	const [type, name, data] = [text(get(node, 'type')), text(get(node, 'name')), text(get(node, 'mode')) === 'data'];
	if (values?.kind !== 'map' || type === undefined || name === undefined) return undefined;
	const index = instance ? get(instance, 'index_key') : get(node, 'index');
	const key = index?.kind === 'scalar' && (typeof index.value === 'string' || typeof index.value === 'number') ? index.value : undefined;
	const own = `${module && `${module}.`}${data ? 'data.' : ''}${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`;
	const previous = text(get(node, 'previous_address'));
	return {
		address: own, module, data, type, name, ...(key !== undefined && { key }), node: instance ?? node,
		label: (instance ? index : get(node, 'address')) ?? get(node, 'name')!, values,
		...(unknown && { unknown }), ...(sensitive && { sensitive }), ...(previous !== undefined && { previous }),
	};
}

export function maps(node: Node | undefined): readonly MapNode[] {
	return node?.kind === 'list' ? node.items.filter((item): item is MapNode => item.kind === 'map') : [];
}

export function text(node: Node | undefined): string | undefined {
	return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function isTrue(node: Node | undefined): boolean {
	return node?.kind === 'scalar' && node.value === true;
}

export function isString(node: Node): node is ScalarNode & { readonly value: string } {
	return node.kind === 'scalar' && typeof node.value === 'string';
}

/** A name for the whole of an object, where none of its parts has one. */
export function entryOf({ label, node }: Shown): Entry {
	const key: ScalarNode = label.kind === 'scalar' ? label : { kind: 'scalar', value: null, style: 'plain', range: label.range, offsetAt: () => label.range.start };
	return { key, value: node, range: node.range };
}
