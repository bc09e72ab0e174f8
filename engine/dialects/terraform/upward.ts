/**
 * Reads mapping tables upward: which Terraform arguments a property of AWS's is written in, and what a part of AWS's says in
 * Terraform's arguments. It knows no text.
 */
import { type Draft, type DraftMap, isList, isMap } from '../../model/change.ts';
import { type Branch, type Path, formatPath } from '../../model/path.ts';
import { Body, Encoded, type TerraformDraft } from './draft.ts';
import { type Field, onlyItems } from './mapping.ts';
import { Refusal } from './refusal.ts';

/** How a field relates to a path. */
export interface Match {
	readonly field: Field;
	/** The path is the field's property, or lies within it; else the field lies within the path's property. */
	readonly inside: boolean;
	/** Terraform's path: where the property is written, or where the list or block is that corresponds to the path. */
	readonly path: Path;
	/** What is left of AWS's path below the field's property. */
	readonly rest: Path;
	/** Terraform's pattern below {@link path}, and AWS's below the given path, for fields that lie within. */
	readonly from: readonly string[];
	readonly to: readonly string[];
}

/** Holds a field against a path; undefined where they have nothing in common. */
export function match(field: Field, path: Path): Match | undefined {
	const indexes: (readonly Segment[])[] = [];
	let at = 0;
	let used = 0;
	/** Branches stand before the segment that they lead to. */
	let branches: Branch[] = [];
	for (; at < path.length && used < field.to.length; at++) {
		const segment = path[at]!;
		if (typeof segment === 'object') branches.push(segment);
		else if (typeof segment === 'number' ? field.to[used] !== '[]' : field.to[used] !== segment) return undefined;
		else {
			if (typeof segment === 'number') indexes.push([...branches, segment]);
			else if (branches.length > 0) indexes.push(branches);
			branches = [];
			used++;
		}
	}
	const inside = used === field.to.length;
	const rest = [...branches, ...path.slice(at)];
	if (!inside && rest.length > 0) throw new Refusal('what stands there is conditional');
	const written = indexes.filter(one => typeof one.at(-1) === 'number');
	if (written.length !== indexes.length) throw new Refusal('what stands there is conditional');
	// The only item of a list has no index in Terraform.
	const lists = written.slice(onlyItems(field));
	if (field.read && inside) return custom(field, lists, rest);
	const { path: terraform, left } = concrete(field.from, lists);
	if (inside) return { field, inside, path: [...terraform, ...left.filter(name => name !== '[]')], rest, from: [], to: [] };
	return { field, inside, path: terraform, rest: [], from: left, to: field.to.slice(used) };
}

type Segment = Path[number];

/** Terraform's pattern with the indexes put in, as far as they go. */
function concrete(from: readonly string[], indexes: readonly (readonly Segment[])[]): { path: Path; left: readonly string[] } {
	const path: Segment[] = [];
	let next = 0;
	let taken = 0;
	while (next < indexes.length && taken < from.length) {
		const name = from[taken++]!;
		if (name === '[]') path.push(...indexes[next++]!);
		else path.push(name);
	}
	return { path, left: from.slice(taken) };
}

function custom(field: Field, lists: readonly (readonly Segment[])[], rest: Path): Match {
	const { path, left } = concrete(field.from, lists);
	const base = [...path, ...left.filter(name => name !== '[]')];
	const plain = rest.filter((segment): segment is string | number => typeof segment !== 'object');
	const place = rest.length === plain.length ? field.place?.(plain) : undefined;
	return { field, inside: true, path: place ? [...base, ...place] : base, rest: place ? [] : rest, from: [], to: [] };
}

/** Whether a custom field's place was found. */
export function isPlaced({ field, rest }: Match): boolean {
	return !field.read || field.keyed !== undefined || (field.place !== undefined && rest.length === 0);
}

/** AWS's scalar as Terraform says it. */
export function converted(field: Field, draft: Draft): TerraformDraft {
	if (field.readOnly) throw new Refusal(field.readOnly);
	if (field.json) return new Encoded(draft);
	if (typeof draft === 'object' && draft !== null) return draft;
	const pair = field.values?.find(([, aws]) => aws === draft);
	return pair ? pair[0] : draft;
}

interface Step {
	readonly field: Field;
	readonly from: readonly string[];
	readonly to: readonly string[];
}

/** What Terraform's arguments are for a map of AWS's properties. Refuses what Terraform cannot say. */
export function build(steps: readonly Step[], draft: DraftMap): Record<string, TerraformDraft> {
	const result: Record<string, TerraformDraft> = {};
	for (const [name, value] of Object.entries(draft)) {
		const below = steps.filter(step => step.to[0] === name).map(step => ({ ...step, to: step.to.slice(1) }));
		if (below.length === 0) throw new Refusal(`Terraform has no argument for ${name}`);
		into(result, below, name, value);
	}
	return result;
}

function into(result: Record<string, TerraformDraft>, steps: readonly Step[], name: string, value: Draft): void {
	const leaf = steps.find(step => step.to.length === 0);
	if (leaf) {
		assignLeaf(result, leaf, name, value);
		return;
	}
	const list = steps.find(step => step.to[0] === '[]');
	if (!list) {
		if (!isMap(value)) throw new Refusal(`${name} cannot be written as a whole`);
		for (const [key, inner] of Object.entries(value)) {
			const below = steps.filter(step => step.to[0] === key).map(step => ({ ...step, to: step.to.slice(1) }));
			if (below.length === 0) throw new Refusal(`Terraform has no argument for ${name}.${key}`);
			into(result, below, key, inner);
		}
		return;
	}
	if (!isList(value)) throw new Refusal(`${name} is a list`);
	const only = steps.filter(step => onlyItems(step) > 0);
	if (only.length > 0) {
		if (value.length !== 1) throw new Refusal(`${name} can be only one in Terraform`);
		into(result, only.map(step => ({ ...step, to: step.to.slice(1) })), name, value[0]!);
		return;
	}
	const at = list.from.indexOf('[]');
	const prefix = list.from.slice(0, at);
	const below = steps.filter(step => step.from.slice(0, at).join('.') === prefix.join('.') && step.from[at] === '[]')
		.map(step => ({ ...step, from: step.from.slice(at + 1), to: step.to.slice(1) }));
	assign(result, prefix, value.map(item => blockOf(below, item)));
}

function blockOf(steps: readonly Step[], item: Draft): Body {
	if (!isMap(item)) throw new Refusal('its items are blocks in Terraform');
	return new Body(build(steps, item));
}

function assignLeaf(result: Record<string, TerraformDraft>, { field, from }: Step, name: string, value: Draft): void {
	if (field.read) {
		const built = field.build?.(value);
		if (!built) throw new Refusal(`${name} is written otherwise in Terraform`);
		for (const [key, inner] of Object.entries(built)) assign(result, [...from, key], inner);
	} else if (field.single) {
		const [only, ...others] = isList(value) ? value : [value];
		if (only === undefined || others.length > 0) throw new Refusal(`${name} can be only one in Terraform`);
		assign(result, from, converted(field, only));
	} else assign(result, from, converted(field, value));
	for (const [beside, scalar] of Object.entries(field.along ?? {})) assign(result, [...from.slice(0, -1), beside], scalar);
}

/** Puts a value at a path of names: of blocks, and last an argument or a list of blocks, whose items are gathered. */
export function assign(result: Record<string, TerraformDraft>, path: readonly string[], value: TerraformDraft): void {
	const [name, ...rest] = path;
	if (name === undefined) throw new Refusal('there is no argument for it');
	const known = result[name];
	if (rest.length > 0) {
		const body = known instanceof Body ? known : new Body({});
		result[name] = body;
		assign(body.content, rest, value);
	} else result[name] = Array.isArray(known) && Array.isArray(value) && value[0] instanceof Body ? [...known, ...value] : value;
}

/** What Terraform calls the place of a property; undefined where no table says it. */
export function wordingOf(fields: readonly Field[], path: Path): string | undefined {
	const plain = path.filter(segment => typeof segment !== 'object');
	let around: string | undefined;
	for (const field of fields) {
		const found = match(field, plain);
		if (found?.inside) return formatPath([...found.path, ...found.rest]);
		// The block that corresponds to a property with parts.
		const block = found && formatPath([...found.path, ...found.from.slice(0, -1).filter(name => name !== '[]')]);
		if (block && (around === undefined || block.length < around.length)) around = block;
	}
	return around;
}

/** The same with objects in the place of blocks, for resources that have no blocks. */
export function withoutBlocks(content: Record<string, TerraformDraft>): Record<string, TerraformDraft> {
	const value = (draft: TerraformDraft): TerraformDraft => {
		if (draft instanceof Body) return withoutBlocks(draft.content) as TerraformDraft;
		return Array.isArray(draft) ? draft.map(value) : draft;
	};
	return Object.fromEntries(Object.entries(content).map(([name, draft]) => [name, value(draft)]));
}

/** The steps of all fields, for {@link build} from the top. */
export function stepsOf(fields: readonly Field[]): readonly Step[] {
	return fields.map(field => ({ field, from: field.from, to: field.to }));
}
