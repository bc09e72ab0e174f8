/**
 * The vocabulary of mapping tables: which Terraform argument is which property of AWS's. A table is data that lower.ts reads
 * downward and write.ts upward; where no table can say it, a {@link custom} field is a hand-written reading, with or without a
 * way back.
 *
 * Paths on both sides are patterns: names joined by dots, `[]` for every item of a list. A block that Terraform allows once is
 * no list here (`versioning_configuration.status`). `[]` appear on both sides alike, except that AWS's side may begin with one
 * more: then the arguments make the only item of that list (`policy_arn` → `ManagedPolicyArns[]`, `arn` → `Targets[].Arn`).
 */
import type { Draft } from '../../model/change.ts';
import { parsePattern } from '../../model/path.ts';
import type { Scalar, Site, Value } from '../../model/value.ts';

/** Terraform arguments of one block as a custom field sees them. */
export interface Reading {
	/** An argument below the field's own place; absent where it is not written. */
	get(path: string): Value;
	/** An argument of the whole resource. */
	root(path: string): Value;
	/** The block's place. */
	readonly site: Site;
	/** Address of the resource under reading. */
	readonly self: string;
	/** Which of the resources that one Terraform resource makes (see {@link ResourceOptions.variants}). */
	readonly variant: number;
}

export interface Field {
	/** Terraform's pattern, split. */
	readonly from: readonly string[];
	/** AWS's pattern, split; without the last `[]` of a {@link single} item. */
	readonly to: readonly string[];
	/** The value becomes the only item of a list. */
	readonly single?: true;
	/** Terraform's scalar and AWS's, where they differ; others pass as they are. */
	readonly values?: readonly (readonly [Scalar, Scalar])[];
	/** Terraform's scalar that the provider takes for an argument that is not written. */
	readonly unset?: Scalar;
	/** What the provider sends where the block is written and this argument is not. */
	readonly usual?: Scalar;
	/** The string holds JSON. */
	readonly json?: true;
	/** Arguments of the same block that switch this one on: it counts only beside these values, and is written with them. */
	readonly along?: Readonly<Record<string, Scalar>>;
	/** The map is a list of blocks in Terraform. */
	readonly keyed?: Keyed;
	/** Why it can be read but not written; completes "…: ". */
	readonly readOnly?: string;
	readonly read?: (block: Reading) => Value;
	/** Where a custom field's own path (below `to`) is written: Terraform's path below `from`. Undefined: it cannot be. */
	readonly place?: (path: readonly (string | number)[]) => readonly (string | number)[] | undefined;
	/** What a custom field's whole value is in Terraform: arguments below `from`. Undefined: it cannot be said. */
	readonly build?: (draft: Draft) => Readonly<Record<string, Draft>> | undefined;
	/** The provider says this by itself, beside an argument that says the rest: setting it is nothing to do. */
	readonly implied?: Scalar;
}

/** Blocks of a list (`parameter`) that each say one entry of a map: the arguments of its key and its value, and what a new block says besides. */
export interface Keyed {
	readonly list: string;
	readonly key: string;
	readonly value: string;
	readonly more?: Readonly<Record<string, Scalar>>;
}

type Extras = Omit<Field, 'from' | 'to' | 'single'>;
export type Spec = string | ({ readonly target: string } & Extras);

/** Terraform's pattern → AWS's; `''` stands for the block itself, where only custom fields are. */
export type Table = Readonly<Record<string, Spec | readonly Spec[]>>;

/** A JSON document in a string. */
export function json(target: string): Spec {
	return { target, json: true };
}

/** Scalars that are written differently: pairs of Terraform's and AWS's. */
export function renamed(target: string, values: readonly (readonly [Scalar, Scalar])[]): Spec {
	return { target, values };
}

/** The provider sends nothing where the argument is this. */
export function unlessIs(unset: Scalar, target: string): Spec {
	return { target, unset };
}

/** Another argument switches it on: `stream_view_type` says something only where `stream_enabled` is true. */
export function onlyWith(along: Readonly<Record<string, Scalar>>, target: string): Spec {
	return { target, along };
}

/** The provider sends this value in a block that does not say it, where CloudFormation would send nothing. */
export function usually(usual: Scalar, target: string): Spec {
	return { target, usual };
}

export function readOnly(target: string, reason: string): Spec {
	return { target, readOnly: reason };
}

/** A hand-written reading, with what can be said of the way back. */
export function custom(target: string, read: (block: Reading) => Value, back: Pick<Field, 'place' | 'build' | 'implied'> = {}): Spec {
	return { target, read, ...back };
}

export interface ResourceOptions {
	/** Terraform's attributes that are no arguments, or mean more than their argument: AWS's attribute, `Ref` for what identifies the resource, or `=argument` for another argument. The first that has an attribute is the one to write it with. */
	readonly attributes?: Readonly<Record<string, string>>;
	/** The argument that names the resource in AWS. */
	readonly named?: string;
	/** It is this type only where an argument has this value. */
	readonly where?: readonly [argument: string, value: string];
	/** What the provider sends for an argument that is not written, where CloudFormation leaves the property out. */
	readonly defaults?: Readonly<Record<string, Scalar>>;
	/** One Terraform resource makes so many of AWS's. */
	readonly variants?: (block: Reading) => number;
}

export interface Mapping extends ResourceOptions {
	/** `resource`: the resource itself. `companion`: a part of the resource that `of` refers to. `inline`: a second resource, or several (`variants`), written in one argument. */
	readonly kind: 'resource' | 'companion' | 'inline';
	/** Terraform's type. */
	readonly terraform: string;
	/** CloudFormation's type. */
	readonly type: string;
	/** Of a companion the argument that refers to its resource; of an inline resource the argument that it is written in. */
	readonly of?: string;
	/** What the companion's `of` says of its resource, e.g. `id`. */
	readonly refersBy?: string;
	/** Several companions of this kind add to the same lists. */
	readonly adds?: true;
	/** What is nested is written as objects and lists of objects, never as blocks. */
	readonly values?: true;
	/** Arguments of a companion that a fix makes, which say what those of its resource say that have the same name. */
	readonly alike?: readonly string[];
	/** No fix makes this companion: the resource can say the same by itself. */
	readonly neverMade?: true;
	readonly fields: readonly Field[];
	/** What Terraform requires besides, when this resource is created by a fix. */
	readonly required?: Readonly<Record<string, unknown>>;
}

export function resource(terraform: string, type: string, table: Table, options: ResourceOptions = {}): Mapping {
	return { kind: 'resource', terraform, type, fields: fields(table), ...options };
}

export interface CompanionOptions extends Pick<ResourceOptions, 'attributes'>, Pick<Mapping, 'adds' | 'alike' | 'neverMade' | 'required'> {
	readonly of: string;
	readonly by?: string;
}

/** By default it refers to its resource by `id`, and its own `id` and `of` arguments mean that resource. */
export function companion(terraform: string, type: string, { of, by = 'id', attributes, ...rest }: CompanionOptions, table: Table): Mapping {
	return { kind: 'companion', terraform, type, of, refersBy: by, attributes: { id: `=${of}`, ...attributes }, fields: fields(table), ...rest };
}

export function inline(terraform: string, type: string, of: string, table: Table, options: Pick<ResourceOptions, 'variants'> = {}): Mapping {
	return { kind: 'inline', terraform, type, of, fields: fields(table), ...options };
}

function fields(table: Table): readonly Field[] {
	return Object.entries(table).flatMap(([from, specs]) => (isSeveral(specs) ? specs : [specs]).map(spec => field(from, spec)));
}

/** How many `[]` of AWS's pattern stand for lists that Terraform's arguments make the only item of. They come first. */
export function onlyItems({ from, to }: Pick<Field, 'from' | 'to'>): number {
	const lists = (path: readonly string[]) => path.filter(segment => segment === '[]').length;
	return Math.max(0, lists(to) - lists(from));
}

function isSeveral(specs: Spec | readonly Spec[]): specs is readonly Spec[] {
	return Array.isArray(specs);
}

function field(pattern: string, spec: Spec): Field {
	const { target, ...extras } = typeof spec === 'string' ? { target: spec } : spec;
	const from = parsePattern(pattern);
	const to = parsePattern(target);
	if (to.at(-1) === '[]' && onlyItems({ from, to }) > 0) return { from, to: to.slice(0, -1), single: true, ...extras };
	return { from, to, ...extras };
}
