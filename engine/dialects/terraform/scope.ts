/** Where expressions are evaluated: what names mean there, and which blocks they are written in. */
import type { Condition, Site, Value } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import type { Frame } from './expression.ts';
import type { Block } from './module.ts';
import { settled } from './values.ts';

/** What names mean at a place of the text. */
export interface Scope {
	readonly frame: Frame;
	/** `each`, `count`, and the variables of `for` expressions and dynamic blocks. */
	readonly variables: ReadonlyMap<string, Value>;
}

/** Where a resource, data source or module call is written, and how it is evaluated. */
export interface Located {
	readonly block: Block;
	readonly scope: Scope;
	readonly evaluator: Evaluator;
	readonly reads?: ReadonlySet<string>;
	/** It stands for several, or perhaps none. */
	readonly multiplicity?: 'many' | 'unknown';
	readonly number?: number;
}

/** The instances of blocks as references see them. */
export interface Instances {
	/** What `type.name` or `module.name` means: one, or a map or list of them. */
	whole(address: string, site: Site): Value | undefined;
	/** How many a block makes, and under which conditions. */
	of(block: Block): readonly (Call & { argument(name: string): Value })[];
	/** What bears this id, in any module of the design. */
	find(id: string): Located | undefined;
	/** The module that the call with this id makes; undefined where it cannot be read. */
	called(id: string): Evaluator | undefined;
}

/** An instance of a module call. */
export interface Call extends Located {
	readonly id: string;
	readonly when: readonly Condition[];
}

/** No variables. */
export const NOTHING: ReadonlyMap<string, Value> = new Map();

/** What tells the instances of a block apart. */
export function scopeKey(scope: Scope): string {
	const each = scope.variables.get('each');
	const key = each?.kind === 'map' ? settled(each.entries.get('key')!.value) : undefined;
	return key?.kind === 'known' ? JSON.stringify(key.scalar) : '';
}
