/**
 * Evaluates Terraform expressions as far as a reader of the files can: what needs a deployment stays a reference or unknown,
 * what depends on a variable is assumed or a choice. It runs no Terraform, opens nothing (texts of files are handed in) and ends by budget.
 * What names mean is said in names.ts.
 */
import type { MapEntry, MapValue, Site, TextPart, Value } from '../../model/value.ts';
import { text } from '../../model/value.ts';
import type { Range } from '../../syntax/tree.ts';
import { common, dynamicNames, gather, item, itemAt, iterate, spelled } from './collections.ts';
import { conditionsOf } from './conditions.ts';
import { dynamicBlocks } from './dynamic-blocks.ts';
import { type Expression, type ObjectExpression, type TemplatePart, some } from './expression.ts';
import { functionNamed } from './functions/registry.ts';
import { decodeTemplate } from './json-text.ts';
import { type Block, type Module, nameOf, textIds } from './module.ts';
import { attributeOf, named } from './names.ts';
import { operate, truth } from './operators.ts';
import { type Call, type Instances, NOTHING, type Scope, scopeKey } from './scope.ts';
import { MAX_ITEMS, MAX_SIZE, MAX_STEPS, MAX_TEXT, type Session } from './session.ts';
import { readFile, readsFiles } from './text-files.ts';
import { failed, failure, holding, isWhole, known, lift, moved, partsOf, settled, sizeOf, unknown } from './values.ts';

const MAX_DEPTH = 250;

/** One module as it is called in one place: the root, or what an instance of a module call makes. */
export class Evaluator {
	instances: Instances = { of: () => [], whole: () => undefined, find: () => undefined, called: () => undefined };
	/** What stands before the addresses in this module: empty, or `module.logs.`. */
	readonly prefix: string;
	private readonly remembered = new Map<string, { value: Value; reads: ReadonlySet<string> }>();

	constructor(readonly module: Module, readonly session: Session, readonly call?: Call) {
		this.prefix = call ? `${call.id}.` : '';
	}

	site(scope: Scope, range: Range, key?: Range): Site {
		const { frame } = scope;
		const place = (one: Range): Range => ({ start: frame.locate(one.start), end: frame.locate(one.end) });
		return key ? { uri: frame.uri, range: place(range), key: place(key) } : { uri: frame.uri, range: place(range) };
	}

	/** The value of an expression. `key` is the site of the key that it stands under. Never throws. */
	evaluate(expression: Expression, scope: Scope, key?: Site): Value {
		const site = this.siteOf(expression, scope, key);
		const { session } = this;
		if (++session.steps > MAX_STEPS) {
			session.leftOut('expressions that are too large to be evaluated');
			return unknown('too large to be evaluated', site);
		}
		if (session.depth >= MAX_DEPTH) return unknown('nested too deeply', site);
		session.depth++;
		try {
			const value = this.compute(expression, scope, site);
			if (sizeOf(value) <= MAX_SIZE) return value;
			session.leftOut('values that are too large to be read');
			return unknown('too large', site);
		} finally {
			session.depth--;
		}
	}

	/** One argument of a block; absent where it is not written. */
	argument(block: Block, name: string, scope: Scope): Value {
		if (block.body.kind !== 'object') return { kind: 'absent', site: block.site };
		return this.once(`${block.address} ${scopeKey(scope)} ${name}`, block.site, `${block.address}.${name}`, () => {
			const blocks = dynamicBlocks(this, block.body as ObjectExpression, name, scope);
			if (blocks) return blocks;
			const entry = (block.body as ObjectExpression).entries.findLast(one => nameOf(one.key) === name);
			if (!entry) return { kind: 'absent', site: block.site };
			return this.evaluate(entry.value, scope, this.keySite(entry.key, scope));
		});
	}

	plainScope(block: Block): Scope {
		return { frame: block.frame, variables: NOTHING };
	}

	/** What the expression says, on one line. */
	textOf(expression: Expression, scope: Scope): string {
		if (expression.kind === 'framed') return this.textOf(expression.expression, { ...scope, frame: expression.frame });
		return scope.frame.source.slice(expression.range.start, expression.range.end).replace(/\s+/g, ' ').trim();
	}

	/** An unknown value of an expression; the same text means the same value, unless it speaks of an iteration. */
	unknown(expression: Expression, scope: Scope, reason: string, site: Site): Value {
		const local = scope.variables.size > 0 && some(expression, one => one.kind === 'variable' && scope.variables.has(one.name));
		return unknown(reason, site, local ? undefined : this.prefix + this.textOf(expression, scope));
	}

	attribute(value: Value, name: string, site: Site): Value {
		return lift([value], site, ([of]) => attributeOf(this, of!, name, site));
	}

	index(value: Value, key: Value, site: Site): Value {
		return lift([value, key], site, ([of, at]) => {
			if (isWhole(of!)) return moved(of!, site);
			if (at!.kind !== 'known') return common(of!, site) ?? itemAt(of!, at!, site);
			return item(of!, at!.scalar, site);
		});
	}

	private compute(expression: Expression, scope: Scope, site: Site): Value {
		switch (expression.kind) {
			case 'literal': return this.literal(expression, scope, site);
			case 'framed': {
				const inner = this.evaluate(expression.expression, { ...scope, frame: expression.frame }, site.key ? site : undefined);
				return inner.kind === 'choice' ? { ...inner, site } : moved(inner, site);
			}
			case 'template': return this.template(expression.parts, scope, site, expression);
			case 'variable': return scope.variables.has(expression.name) ? moved(scope.variables.get(expression.name)!, site) : failure(`${expression.name} is not defined`, site);
			case 'attribute': return named(this, expression, scope, site) ?? moved(this.attribute(this.evaluate(expression.of, scope), expression.name, site), site);
			case 'index': return moved(this.index(this.evaluate(expression.of, scope), this.evaluate(expression.key, scope), site), site);
			case 'splat': return this.splat(expression, scope, site);
			case 'splat-item': return scope.variables.get('[*]') ?? unknown('no item', site);
			case 'call': return this.apply(expression, scope, site);
			case 'conditional': return this.conditional(expression, scope, site);
			case 'for': return this.for(expression, scope, site);
			case 'object': return this.object(expression, scope, site);
			case 'tuple': return { kind: 'list', items: expression.items.map(one => this.evaluate(one, scope)), site };
			case 'unary': case 'binary': {
				const operands = expression.kind === 'unary' ? [expression.of] : [expression.left, expression.right];
				return lift(operands.map(one => this.evaluate(one, scope)), site, plain =>
					operate(expression.operator, plain, site) ?? this.unknown(expression, scope, 'known only after the deployment', site));
			}
			case 'invalid': return unknown(expression.reason, site);
		}
	}

	private literal(expression: Expression & { kind: 'literal' }, scope: Scope, site: Site): Value {
		const value = known(expression.value, site);
		const { content } = expression;
		return content && /^\s*[{[]/.test(content.text) ? holding(value, () => this.decoded([content], scope, site)) : value;
	}

	private template(parts: readonly TemplatePart[], scope: Scope, site: Site, whole: Expression): Value {
		const values = parts.map(part => ('text' in part ? known(part.text, site) : this.evaluate(part.expression, scope)));
		const value = lift(values, site, plain => {
			const found: TextPart[] = [];
			let length = 0;
			for (const one of plain) {
				const inner = one.kind === 'unknown' && failed(one) ? [unknown(one.reason, one.site)] : partsOf(one);
				if (!inner) return this.unknown(whole, scope, 'it holds what is no text', site);
				found.push(...inner);
				length += inner.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
				if (length > MAX_TEXT || found.length > MAX_ITEMS) return unknown('too long', site);
			}
			return text(found, site);
		});
		const first = parts[0];
		return first && 'text' in first && /^\s*[{[]/.test(first.text) ? holding(value, () => this.decoded(parts, scope, site)) : value;
	}

	private decoded(parts: readonly TemplatePart[], scope: Scope, site: Site): Value {
		const decoded = decodeTemplate(parts, scope.frame);
		if (!decoded) return unknown('the JSON in the string cannot be read', site);
		return this.evaluate(decoded, scope, site.key ? { ...site, range: site.key } : undefined);
	}

	/** Evaluates what has a name once, and breaks circles. */
	once(key: string, site: Site, name: string, work: () => Value): Value {
		const { session } = this;
		let known = this.remembered.get(key);
		if (!known) {
			const running = this.prefix + key;
			if (session.running.has(running)) return unknown(`${name} refers to itself`, site);
			session.running.add(running);
			const { reads: outer, steps } = session;
			session.reads = new Set();
			try {
				known = { value: work(), reads: session.reads };
				// What others' work cut short may fare better next time; what is too large by itself will not.
				const whole = session.steps <= MAX_STEPS && session.depth < MAX_DEPTH / 2;
				if (whole || session.steps - steps > MAX_STEPS / 2) this.remembered.set(key, known);
			} finally {
				session.reads = outer;
				session.running.delete(running);
			}
		}
		for (const read of known.reads) session.reads.add(read);
		return known.value;
	}

	read(block: Block): void {
		for (const id of textIds(block)) this.session.reads.add(id);
	}

	private splat(expression: Expression & { kind: 'splat' }, scope: Scope, site: Site): Value {
		return lift([this.evaluate(expression.of, scope)], site, ([of]) => {
			if (of!.kind === 'unknown') return failed(of!) ? of! : this.unknown(expression, scope, of!.reason, site);
			if (of!.kind === 'known' && of!.scalar === null) return { kind: 'list', items: [], site };
			const items = of!.kind === 'list' ? of!.items : [of!];
			const each = (item: Value) => this.evaluate(expression.each, { ...scope, variables: new Map([...scope.variables, ['[*]', item]]) });
			return { kind: 'list', items: items.map(each), site, ...(of!.kind === 'list' && of!.open ? { open: true } : {}) };
		});
	}

	private apply(expression: Expression & { kind: 'call' }, scope: Scope, site: Site): Value {
		const definition = functionNamed(expression.name);
		const reads = readsFiles(expression.name);
		if (!definition && !reads) return this.unknown(expression, scope, `${expression.name}() is not evaluated`, site);
		const { session } = this;
		let args = expression.arguments.map(one => this.evaluate(one, scope));
		if (expression.spread) {
			const last = settled(args.at(-1)!);
			if (last.kind !== 'list' || last.open) return this.unknown(expression, scope, 'known only after the deployment', site);
			args = [...args.slice(0, -1), ...last.items];
		}
		// What a function does with a large list or text is more than one step.
		for (const arg of args) session.steps += costOf(arg);
		const context = { site, unknown: (reason = 'known only after the deployment') => this.unknown(expression, scope, reason, site) };
		if (!definition) return readFile(this, expression.name, args, context);
		return definition.whole ? definition.apply(args, context) : lift(args, site, plain => definition.apply(plain, context));
	}

	private conditional(expression: Expression & { kind: 'conditional' }, scope: Scope, site: Site): Value {
		const condition = this.evaluate(expression.condition, scope);
		if (failed(condition)) return moved(condition, site);
		if (condition.kind === 'known') {
			const holds = truth(condition);
			if (holds === undefined) return failure('the condition is no truth value', site);
			return holds ? this.evaluate(expression.whenTrue, scope, site.key ? site : undefined)
				: this.evaluate(expression.whenFalse, scope, site.key ? site : undefined);
		}
		return {
			kind: 'choice', site, options: [
				{ when: conditionsOf(this, expression.condition, scope, true), value: this.evaluate(expression.whenTrue, scope) },
				{ when: conditionsOf(this, expression.condition, scope, false), value: this.evaluate(expression.whenFalse, scope) },
			],
		};
	}

	private object(expression: ObjectExpression, scope: Scope, site: Site): MapValue {
		const entries = new Map<string, MapEntry>();
		let open = false;
		for (const entry of expression.entries) {
			const keySite = this.keySite(entry.key, scope);
			const literal = nameOf(entry.key);
			const key = literal === undefined ? settled(this.evaluate(entry.key, scope)) : undefined;
			const name = literal ?? (key?.kind === 'known' ? String(key.scalar) : key ? spelled(key) : undefined);
			if (name === undefined) open = true;
			else entries.set(name, { key: keySite, value: this.evaluate(entry.value, scope, keySite) });
		}
		if (expression.body && entries.has('dynamic')) {
			for (const name of dynamicNames(entries.get('dynamic')!.value)) {
				const blocks = dynamicBlocks(this, expression, name, scope);
				if (blocks) entries.set(name, { key: entries.get('dynamic')!.key, value: blocks });
			}
		}
		return open ? { kind: 'map', entries, open, site } : { kind: 'map', entries, site };
	}

	private for(expression: Expression & { kind: 'for' }, scope: Scope, site: Site): Value {
		return lift([this.evaluate(expression.collection, scope)], site, ([collection]) => {
			const pairs = iterate(collection!, site);
			if (!pairs) return this.unknown(expression, scope, 'known only after the deployment', site);
			return this.loop(expression, pairs, scope, site, (collection as { open?: boolean }).open === true);
		});
	}

	private loop(expression: Expression & { kind: 'for' }, pairs: readonly (readonly [Value, Value])[], scope: Scope, site: Site, open: boolean): Value {
		const items: Value[] = [];
		const entries = new Map<string, MapEntry>();
		for (const [key, value] of pairs) {
			const inner: Scope = { ...scope, variables: new Map([...scope.variables, ...(expression.keyName ? [[expression.keyName, key] as const] : []), [expression.valueName, value]]) };
			const keep = expression.condition ? settled(this.evaluate(expression.condition, inner)) : undefined;
			const kept = keep && truth(keep);
			if (keep && kept === undefined) {
				open = true;
				continue;
			}
			if (kept === false) continue;
			const result = this.evaluate(expression.value, inner);
			if (!expression.key) items.push(result);
			else {
				const name = settled(this.evaluate(expression.key, inner));
				if (name.kind !== 'known') open = true;
				else gather(entries, String(name.scalar), result, expression.grouping);
			}
		}
		const rest = open ? { open: true } : {};
		return expression.key ? { kind: 'map', entries, site, ...rest } : { kind: 'list', items, site, ...rest };
	}

	/** Where to underline: a map under a key by its key, else by its first key; all else by itself. */
	private siteOf(expression: Expression, scope: Scope, key: Site | undefined): Site {
		if (expression.kind === 'framed') {
			const outer = this.site(scope, expression.range);
			const inner = outer.range.end > outer.range.start ? outer : this.siteOf(expression.expression, { ...scope, frame: expression.frame }, undefined);
			return key ? { ...inner, key: key.key ?? key.range } : inner;
		}
		const own = this.site(scope, expression.range);
		const keyRange = key?.key ?? key?.range;
		if (expression.kind === 'object') {
			const first = expression.entries[0];
			const range = keyRange ?? (first ? this.keySite(first.key, scope).range : own.range);
			return keyRange ? { uri: key!.uri, range, key: keyRange } : { uri: own.uri, range };
		}
		const wide = scope.frame.source.slice(expression.range.start, expression.range.end).includes('\n') && expression.kind === 'tuple';
		if (!keyRange) return own;
		return wide ? { uri: key!.uri, range: keyRange, key: keyRange } : { ...own, key: keyRange };
	}

	keySite(key: Expression, scope: Scope): Site {
		return key.kind === 'framed' && key.range.end === 0 ? this.keySite(key.expression, { ...scope, frame: key.frame }) : this.site(scope, key.range);
	}
}

/** Steps that it takes to go through a value. */
function costOf(value: Value): number {
	switch (value.kind) {
		case 'list': return value.items.length >> 3;
		case 'map': return value.entries.size >> 3;
		case 'known': return typeof value.scalar === 'string' ? value.scalar.length >> 10 : 0;
		case 'assumed': return costOf(value.value);
		default: return 0;
	}
}
