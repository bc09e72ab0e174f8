/**
 * Turns syntax nodes into values: functions are carried out as far as they can be, what cannot be known says why.
 *
 * An evaluator serves one resource (or one section) and remembers which blocks it read. It is bounded in depth and in steps, so
 * that aliases and loops that multiply end as unknown. It knows no resource type.
 */
import type { Condition, MapEntry, MapValue, Site, Value } from '../../model/value.ts';
import { readEmbeddedJson } from '../../syntax/embedded.ts';
import type { Entry, MapNode, Node, Range, ScalarNode } from '../../syntax/tree.ts';
import { dynamicParts } from './dynamic.ts';
import { loopOf } from './loops.ts';
import { type Decided, type Scope, unknown } from './intrinsics/intrinsic.ts';
import { intrinsicNamed } from './intrinsics/registry.ts';
import { type Substitution, substitute, substitutionOf } from './intrinsics/sub.ts';
import { isJsonProperty } from './json-properties.ts';
import { type Call, FOR_EACH, callOf, isEmpty, keyOf, spansLines, stringOf } from './nodes.ts';
import type { Template } from './template.ts';
import { text } from '../../model/value.ts';

const MAX_STEPS = 100_000;
const MAX_DEPTH = 200;

export class Evaluator implements Scope {
	readonly reads = new Set<string>();
	private steps = 0;
	private depth = 0;
	/** Set inside the JSON text of a `Fn::Sub`, where every string may hold `${…}`. */
	private substitution: Substitution | undefined;

	/** `given` are conditions that are known to hold where the values stand. */
	constructor(readonly template: Template, private bindings: ReadonlyMap<string, string> = new Map(), private given: readonly Condition[] = []) {}

	value(node: Node | undefined, key?: Range): Value {
		if (isEmpty(node)) return { kind: 'absent', site: this.template.site(key ?? { start: 0, end: 0 }, key) };
		const call = callOf(node);
		const site = this.siteOf(node, call, key);
		if (++this.steps > MAX_STEPS || this.depth >= MAX_DEPTH) {
			this.template.exhausted('values that are too large or too deeply nested');
			return unknown('too large or too deeply nested to be read', site);
		}
		this.depth++;
		try {
			return this.evaluate(node, call, site);
		} finally {
			this.depth--;
		}
	}

	map(node: MapNode, site: Site): MapValue {
		const entries = new Map<string, MapEntry>();
		const complete = this.collect(node, entries);
		return complete ? { kind: 'map', entries, site } : { kind: 'map', entries, open: true, site };
	}

	text(node: Node | undefined): string | undefined {
		const string = stringOf(node);
		return string === undefined ? undefined : this.replaceBound(string);
	}

	bound(identifier: string): string | undefined {
		return this.bindings.get(identifier);
	}

	replaceBound(string: string): string {
		for (const [identifier, item] of this.bindings) {
			string = string.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
		}
		return string;
	}

	when(condition: string, is: boolean): readonly Condition[] {
		this.readConditions();
		return this.template.conditions.when(condition, is);
	}

	whenParameter(parameter: string, value: string): readonly Condition[] {
		this.readConditions();
		return this.template.conditions.whenParameter(parameter, value);
	}

	under(conditions: readonly Condition[], evaluate: () => Value): Value {
		const outer = this.given;
		this.given = [...outer, ...conditions];
		try {
			return evaluate();
		} finally {
			this.given = outer;
		}
	}

	decided(parameter: string): Decided {
		if (this.given.length === 0) return { not: new Set() };
		this.readConditions();
		return this.template.conditions.decided(parameter, this.given);
	}

	read(block: string): void {
		this.reads.add(this.template.block(block));
	}

	within(template: Template, bindings?: ReadonlyMap<string, string>): Evaluator {
		return new Evaluator(template, bindings);
	}

	readBlocks(blocks: Iterable<string>): void {
		for (const block of blocks) this.reads.add(block);
	}

	document(node: Node, key?: Range): Value | undefined {
		const call = callOf(node);
		if (call?.name === 'Fn::ToJsonString' && call.argument) return this.value(call.argument, key);
		const substitution = call?.name === 'Fn::Sub' ? substitutionOf(call.argument, this) : undefined;
		const scalar = substitution ? substitution.template : call ? undefined : node;
		if (scalar?.kind !== 'scalar' || typeof scalar.value !== 'string' || !/^\s*[{[]/.test(scalar.value)) return undefined;
		const tree = readEmbeddedJson(scalar, this.template.tree);
		if (!tree?.root) return undefined;
		const outer = this.substitution;
		this.substitution = substitution;
		try {
			const value = this.value(tree.root, key);
			// Of half-typed JSON not everything is seen.
			return tree.problems.length > 0 && (value.kind === 'map' || value.kind === 'list') ? { ...value, open: true } : value;
		} finally {
			this.substitution = outer;
		}
	}

	private evaluate(node: Node, call: Call | undefined, site: Site): Value {
		if (call) {
			const intrinsic = intrinsicNamed(call.name);
			return intrinsic ? intrinsic.evaluate(call.argument, site, this) : unknown(`${call.name} is not understood`, site);
		}
		switch (node.kind) {
			case 'scalar': return this.scalar(node, site);
			case 'list': return { kind: 'list', items: node.items.map(item => this.value(item, isEmpty(item) ? site.range : undefined)), site };
			case 'map': return this.map(node, site);
		}
	}

	private scalar(node: ScalarNode, site: Site): Value {
		if (typeof node.value !== 'string') return { kind: 'known', scalar: node.value, site };
		if (this.substitution) return substitute(node.value, node, site, this, this.substitution.variables);
		return text(dynamicParts([this.replaceBound(node.value)], site), site);
	}

	/** Adds a map's entries to `entries`; false where there may be others. */
	private collect(node: MapNode, entries: Map<string, MapEntry>): boolean {
		let complete = true;
		for (const entry of node.entries) {
			const name = this.replaceBound(keyOf(entry));
			if (name.startsWith(FOR_EACH)) complete = this.loop(entry, entries) && complete;
			else if (name === 'Fn::Transform') complete = false;
			else entries.set(name, { key: this.template.site(entry.key.range), value: this.entryValue(name, entry) });
		}
		return complete;
	}

	private entryValue(name: string, { key, value }: Entry): Value {
		const document = value && isJsonProperty(name) ? this.document(value, key.range) : undefined;
		return document ?? this.value(value, key.range);
	}

	private loop(entry: Entry, entries: Map<string, MapEntry>): boolean {
		const loop = loopOf(entry, this);
		if (!loop?.items) return false;
		const outer = this.bindings;
		for (const item of loop.items) {
			if (++this.steps > MAX_STEPS || this.depth >= MAX_DEPTH) {
				this.template.exhausted('loops that are too large');
				return false;
			}
			this.depth++;
			this.bindings = new Map([...outer, [loop.identifier, item]]);
			this.collect(loop.body, entries);
			this.bindings = outer;
			this.depth--;
		}
		return loop.certain;
	}

	/** Notes that something rests on the conditions. */
	readConditions(): void {
		if (this.reads.has(this.template.block('Conditions'))) return;
		this.read('Conditions');
		for (const block of this.template.conditions.reads) this.reads.add(block);
	}

	/** What to underline for a node: the value, or for what spans lines the text that stands for it. */
	private siteOf(node: Node, call: Call | undefined, key: Range | undefined): Site {
		const wide = spansLines(this.template.tree.text, node.range);
		let range = node.range;
		if (call) range = wide ? call.nameRange : node.range;
		else if (node.kind === 'map') range = key ?? node.entries[0]?.key.range ?? node.range;
		else if (wide) range = key ?? node.range;
		return this.template.site(range, key);
	}
}
