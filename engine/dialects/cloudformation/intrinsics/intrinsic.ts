/**
 * What an intrinsic function is to this dialect: a name and a way to say what a call of it will be. Each function has a file of
 * its own; registry.ts knows them all. A function that cannot be computed answers an unknown, never an exception.
 */
import type { Condition, Site, Unknown, Value } from '../../../model/value.ts';
import type { MapNode, Node } from '../../../syntax/tree.ts';
import type { Template } from '../template.ts';

export interface Intrinsic {
	/** As the long form writes it: `Ref`, `Fn::Join`. */
	readonly name: string;
	/** `argument` is missing in half-typed text. */
	evaluate(argument: Node | undefined, site: Site, scope: Scope): Value;
}

/** Where a call is evaluated: a template, what the loops around it are at, and what was read so far. */
export interface Scope {
	readonly template: Template;
	/** The value of a node; `key` is the key that it stands under. */
	value(node: Node | undefined, key?: Site['range']): Value;
	/** The literal text of a scalar node, loop identifiers replaced. */
	text(node: Node | undefined): string | undefined;
	/** What a loop around the call is at, by its identifier. */
	bound(identifier: string): string | undefined;
	replaceBound(text: string): string;
	/** What must hold for a condition to hold, or not to. */
	when(condition: string, is: boolean): readonly Condition[];
	/** Conditions that are decided where a parameter has a certain value. */
	whenParameter(parameter: string, value: string): readonly Condition[];
	/** Evaluates where conditions are known to hold. */
	under(conditions: readonly Condition[], evaluate: () => Value): Value;
	/** What the conditions that hold here say of a parameter. */
	decided(parameter: string): Decided;
	/** The same in another template of the design; what it reads is its own. */
	within(template: Template, bindings?: ReadonlyMap<string, string>): Scope & { readonly reads: ReadonlySet<string> };
	/** Notes that the value rests on a block of the template. */
	read(block: string): void;
	/** Notes that it rests on blocks of other templates, by their ids. */
	readBlocks(blocks: Iterable<string>): void;
	/** The JSON document that a node at a JSON property is, if it is written as a string. */
	document(node: Node, key?: Site['range']): Value | undefined;
	/** The entries of a map, with its loops carried out. */
	map(node: MapNode, site: Site): Value;
}

/** What conditions say of a parameter: the value that it has, or values that it has not. */
export interface Decided {
	readonly value?: string;
	readonly not: ReadonlySet<string>;
}

export function unknown(reason: string, site: Site, identity?: string): Unknown {
	return identity === undefined ? { kind: 'unknown', reason, site } : { kind: 'unknown', reason, identity, site };
}

/** The same value at another place; what stands inside a map or list keeps its own. */
export function placed(value: Value, site: Site): Value {
	return { ...value, site };
}
