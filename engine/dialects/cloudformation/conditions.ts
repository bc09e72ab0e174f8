/**
 * Conditions as a reader knows them: a negation or an alias is resolved to the condition that it speaks of, two conditions that
 * ask the same are one, and what can be computed is constant.
 *
 * It answers with lists of requirements that all must hold. It is no theorem prover: it follows `And`, `Or` and `Not` one way,
 * and knows that one parameter has one value; contradictions that it misses leave a branch that cannot happen.
 */
import type { Condition } from '../../model/value.ts';
import type { Entry, Node } from '../../syntax/tree.ts';
import { Evaluator } from './evaluate.ts';
import type { Decided } from './intrinsics/intrinsic.ts';
import { argumentsOf, callOf, fingerprintOf, isEmpty, stringOf, untagged } from './nodes.ts';
import { allowedValues } from './parameters.ts';
import type { Template } from './template.ts';

type Formula = boolean | Condition;

/** No list of conditions that holds both is consistent. */
const NEVER: readonly Condition[] = [{ name: 'never', is: true }, { name: 'never', is: false }];
const MAX_DEPTH = 50;

/** The condition holds where a subject, e.g. `Ref("Stage")`, has a value. */
interface Comparison {
	readonly holds: Condition;
	readonly subject: string;
	readonly literal: string;
}

/** The condition holds where all (or one) of the parts do. */
interface Combination {
	readonly holds: Condition;
	readonly all: boolean;
	readonly parts: readonly Condition[];
}

/** The declared condition that a node is the definition of, perhaps behind negations. */
interface Definition {
	readonly name: string;
	readonly is: boolean;
}

export class Conditions {
	private readonly resolved = new Map<string, Formula>();
	private readonly underway = new Set<string>();
	private readonly answers = new Map<string, readonly Condition[]>();
	/** The one condition of each expression, so that the same question asked twice is one condition. */
	private readonly canonical = new Map<string, Condition>();
	private readonly comparisons = new Map<string, Comparison>();
	private readonly combinations = new Map<string, Combination>();
	private readonly evaluator: Evaluator;
	private complete = false;

	constructor(private readonly template: Template, private readonly declared: ReadonlyMap<string, Entry>) {
		this.evaluator = new Evaluator(template);
	}

	/** Blocks, other than the section itself, that the conditions rest on. */
	get reads(): ReadonlySet<string> {
		this.resolveAll();
		return this.evaluator.reads;
	}

	/** What must hold for a condition to hold, or not to; contradicts itself where that cannot be. */
	when(name: string, is: boolean): readonly Condition[] {
		const key = `${is} ${name}`;
		const known = this.answers.get(key);
		if (known) return known;
		this.resolveAll();
		const formula = this.resolve(name);
		const answer = typeof formula !== 'boolean' ? this.closure(is ? formula : opposite(formula)) : formula === is ? [] : NEVER;
		if (this.underway.size === 0) this.answers.set(key, answer);
		return answer;
	}

	/** Which conditions hold and which do not where a parameter has a value. */
	whenParameter(parameter: string, value: string): readonly Condition[] {
		this.resolveAll();
		return [...this.comparisons.values()].filter(one => one.subject === subjectOf(parameter))
			.map(({ holds, literal }) => (literal === value ? holds : opposite(holds)));
	}

	/** What conditions that hold say of a parameter. */
	decided(parameter: string, given: readonly Condition[]): Decided {
		this.resolveAll();
		const about = [...this.comparisons.values()].filter(one => one.subject === subjectOf(parameter));
		const value = about.find(({ holds }) => given.some(one => one.name === holds.name && one.is === holds.is))?.literal;
		const not = about.filter(({ holds }) => given.some(one => one.name === holds.name && one.is !== holds.is)).map(one => one.literal);
		return value === undefined ? { not: new Set(not) } : { value, not: new Set(not) };
	}

	/** All comparisons must be known before one of them can exclude another. */
	private resolveAll(): void {
		if (this.complete) return;
		this.complete = true;
		for (const name of this.declared.keys()) this.resolve(name);
	}

	private closure(condition: Condition): readonly Condition[] {
		const found = new Map<string, Condition>();
		const queue = [condition];
		for (let next = queue.shift(); next; next = queue.shift()) {
			const key = `${next.is} ${next.name}`;
			if (found.has(key)) continue;
			found.set(key, next);
			const { name, is } = next;
			const combination = this.combinations.get(name);
			if (combination && combination.all === (combination.holds.is === is)) queue.push(...combination.all ? combination.parts : combination.parts.map(opposite));
			const comparison = this.comparisons.get(name);
			if (comparison) queue.push(...this.excluded(comparison, comparison.holds.is === is));
		}
		return [...found.values()];
	}

	/** A subject that has one value has no other; a parameter with two allowed values that has not the one has the other. */
	private excluded({ subject, literal }: Comparison, is: boolean): readonly Condition[] {
		const others = [...this.comparisons.values()].filter(one => one.subject === subject && one.literal !== literal);
		if (is) return others.map(one => opposite(one.holds));
		const parameter = /^Ref\("(.*)"\)$/.exec(subject)?.[1] ?? '';
		const rest = allowedValues(this.template.parameters.get(parameter)?.value).map(String).filter(value => value !== literal);
		return rest.length === 1 ? others.filter(one => one.literal === rest[0]).map(one => one.holds) : [];
	}

	private resolve(name: string): Formula {
		const known = this.resolved.get(name);
		if (known !== undefined) return known;
		const node = this.declared.get(name)?.value;
		// A condition that is missing, half-typed or speaks of itself is only a name.
		if (isEmpty(node) || this.underway.has(name) || this.underway.size > MAX_DEPTH) return { name: this.template.scoped(name), is: true };
		this.underway.add(name);
		const formula = this.formula(node, { name, is: true }, 0);
		this.underway.delete(name);
		this.resolved.set(name, formula);
		return formula;
	}

	private formula(node: Node, definition: Definition | undefined, depth: number): Formula {
		const call = conditionCall(node);
		const [first, ...rest] = argumentsOf(call?.argument);
		if (call && first && depth <= MAX_DEPTH) {
			switch (call.name) {
				case 'Condition': return this.resolve(stringOf(first) ?? '');
				case 'Fn::Not': return negated(this.formula(first, definition && opposite(definition), depth + 1));
				case 'Fn::And': return this.combination(true, node, [first, ...rest], definition, depth);
				case 'Fn::Or': return this.combination(false, node, [first, ...rest], definition, depth);
				case 'Fn::Equals': return rest[0] ? this.comparison(first, rest[0], definition) : this.named(fingerprintOf(node), 'an unfinished comparison', definition);
			}
		}
		return this.named(fingerprintOf(node), this.textOf(node), definition);
	}

	private combination(all: boolean, node: Node, nodes: readonly Node[], definition: Definition | undefined, depth: number): Formula {
		const parts: Condition[] = [];
		for (const inner of nodes) {
			const part = this.formula(inner, undefined, depth + 1);
			if (part === !all) return part;
			if (typeof part !== 'boolean' && !parts.some(one => one.name === part.name && one.is === part.is)) parts.push(part);
		}
		if (parts.length === 0) return all;
		if (parts.length === 1) return parts[0]!;
		const holds = this.named(`${all ? 'and' : 'or'} ${parts.map(part => `${part.is} ${part.name}`).sort().join()}`, this.textOf(node), definition);
		this.combinations.set(holds.name, { holds, all, parts });
		return holds;
	}

	private comparison(left: Node, right: Node, definition: Definition | undefined): Formula {
		const [a, b] = [this.evaluator.value(left), this.evaluator.value(right)];
		if (a.kind === 'known' && b.kind === 'known') return String(a.scalar) === String(b.scalar);
		const [l, r] = [fingerprintOf(left), fingerprintOf(right)] as const;
		if (l === r) return true;
		const literal = b.kind === 'known' ? String(b.scalar) : a.kind === 'known' ? String(a.scalar) : undefined;
		const subject = b.kind === 'known' ? l : r;
		const shown = `${subject.replace(/^Ref\("(.*)"\)$/, '$1')} = ${literal === undefined ? l : JSON.stringify(literal)}`;
		const holds = this.named(equality(left, right), shown, definition);
		if (literal !== undefined) this.comparisons.set(holds.name, { holds, subject, literal });
		return holds;
	}

	/** The condition that says that an expression holds. */
	private named(expression: string, shown: string, definition: Definition | undefined): Condition {
		let condition = this.canonical.get(expression);
		if (!condition) {
			const own = definition ?? this.declaredAs(expression) ?? { name: shown, is: true };
			condition = { ...own, name: this.template.scoped(own.name) };
			this.canonical.set(expression, condition);
		}
		return condition;
	}

	/** The condition whose whole definition is a comparison that is also written inside another. */
	private declaredAs(expression: string): Condition | undefined {
		for (const [name, { value }] of this.declared) {
			const call = value && conditionCall(value);
			const [left, right] = argumentsOf(call?.argument);
			if (call?.name === 'Fn::Equals' && left && right && equality(left, right) === expression) return { name, is: true };
		}
		return undefined;
	}

	private textOf(node: Node): string {
		return this.template.tree.text.slice(node.range.start, node.range.end).replace(/\s+/g, ' ');
	}
}

function subjectOf(parameter: string): string {
	return `Ref(${JSON.stringify(parameter)})`;
}

function equality(left: Node, right: Node): string {
	return `equals ${[fingerprintOf(left), fingerprintOf(right)].sort().join()}`;
}

/** `Condition: Name` is a call only inside conditions; elsewhere it is a key like any other. */
function conditionCall(node: Node): ReturnType<typeof callOf> {
	const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0]! : undefined;
	if (only?.key.value === 'Condition' && only.value && node.tag === undefined) return { name: 'Condition', argument: only.value, nameRange: only.key.range };
	return node.tag === '!Condition' ? { name: 'Condition', argument: untagged(node), nameRange: node.range } : callOf(node);
}

function negated(formula: Formula): Formula {
	return typeof formula === 'boolean' ? !formula : opposite(formula);
}

function opposite({ name, is }: Condition): Condition {
	return { name, is: !is };
}
