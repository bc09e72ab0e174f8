/** Reads a tree by the definition of the settings: plain values, and a finding for each thing that does not fit. */
import type { Node, Range } from '../syntax/tree.ts';
import type { Finding } from './finding.ts';
import type { Level } from './reviewer.ts';
import { suggestion, unknownRule } from './rule-names.ts';
import { type Shape, levels } from './settings-definition.ts';

/** Under which a map of options keeps where it is written. */
export const place = Symbol('place');

/** Reads a node by its shape; what does not fit is said and left out. */
export class SettingsReader {
	readonly findings: Finding[] = [];

	constructor(private readonly uri: string, private readonly rules: readonly string[]) {}

	say(range: Range, message: string): undefined {
		this.findings.push({ rule: 'plumbline/settings', severity: 'error', message, place: { uri: this.uri, range }, related: [], fixes: [] });
	}

	read(node: Node, shape: Shape, name: string): unknown {
		switch (shape.kind) {
			case 'options': return this.options(node, shape, name);
			case 'levels': return this.levels(node, name);
			case 'list':
				if (node.kind !== 'list') return this.say(node.range, `${name} must be a list.`);
				return node.items.map(item => this.read(item, shape.of, `an item of ${name}`)).filter(item => item !== undefined);
			case 'flag':
				if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
				return this.say(node.range, `${name} must be true or false.`);
			case 'rule': return this.rule(node, name);
			case 'text': {
				if (node.kind !== 'scalar' || typeof node.value !== 'string') return this.say(node.range, `${name} must be ${shape.must ?? 'a string'}.`);
				return shape.pattern && !shape.pattern.test(node.value) ? this.say(node.range, `${name} must be ${shape.must}.`) : node.value;
			}
		}
	}

	private options(node: Node, shape: Shape & { kind: 'options' }, name: string): unknown {
		if (node.kind !== 'map') return this.say(node.range, `${name} must be a map of options.`);
		const read: Record<string | symbol, unknown> = { [place]: node.range };
		for (const { key, value } of node.entries) {
			const option = String(key.value);
			const known = Object.hasOwn(shape.options, option) ? shape.options[option] : undefined;
			if (!known) this.say(key.range, `${name} has no option ${option}.${suggestion(option, Object.keys(shape.options))}`);
			else if (value && !(value.kind === 'scalar' && value.value === null)) read[option] = this.read(value, known, option);
		}
		const missing = shape.required?.find(option => !node.entries.some(one => one.key.value === option));
		return missing === undefined ? read : this.say(node.range, `${name} needs ${missing}.`);
	}

	private levels(node: Node, name: string): unknown {
		if (node.kind !== 'map') return this.say(node.range, `${name} must be a map of rule ids to levels.`);
		const read: Record<string, Level> = {};
		for (const { key, value } of node.entries) {
			const rule = String(key.value);
			const unknown = unknownRule(rule, this.rules);
			if (unknown) this.say(key.range, unknown);
			// YAML 1.1 reads a bare `off` as false.
			const level = value?.kind === 'scalar' ? (value.value === false ? 'off' : value.value) : undefined;
			const known = levels.find(one => one === level);
			if (known) read[rule] = known;
			else this.say(value?.range ?? key.range, `The level of ${rule} must be one of ${levels.join(', ')}.${typeof level === 'string' ? suggestion(level, levels) : ''}`);
		}
		return read;
	}

	private rule(node: Node, name: string): unknown {
		if (node.kind !== 'scalar' || typeof node.value !== 'string') return this.say(node.range, `${name} must be a rule id.`);
		const unknown = unknownRule(node.value, this.rules);
		return unknown ? this.say(node.range, unknown) : node.value;
	}
}
