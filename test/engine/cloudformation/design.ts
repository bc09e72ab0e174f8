/** Reads templates for the tests of this folder. */
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';
import type { SourceDocument } from '../../../engine/dialects/dialect.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Change } from '../../../engine/model/change.ts';
import type { Condition, Value } from '../../../engine/model/value.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';

export const uri = 'file:///template';

export function read(text: string): SourceDocument {
	return { uri, tree: text.trimStart().startsWith('{') ? readJson(text) : readYaml(text) };
}

export function design(text: string): Architecture {
	return new Architecture(cloudformation.lower({ documents: [read(text)] }));
}

/** A template whose resource `R` has the property `P`, given as YAML or JSON in one line or indented by six. */
export function withProperty(value: string, sections = ''): string {
	return `${sections && `${sections}\n`}Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${value}\n`;
}

export function withJson(value: unknown, sections: object = {}): string {
	return JSON.stringify({ ...sections, Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, R: { Type: 'AWS::X::Y', Properties: { P: value } } } }, undefined, 2);
}

/** A value in short: `30`, `<Bucket.Arn>`, `{AWS::Region}`, `?reason`, `a | b if C`, `~default of parameter`. */
export function show(value: Value): string {
	switch (value.kind) {
		case 'known': return String(value.scalar);
		case 'reference': return `<${value.target}.${value.attribute}>`;
		case 'pseudo': return `{${value.name}}`;
		case 'text': return value.parts.map(part => (typeof part === 'string' ? part : show(part))).join('');
		case 'absent': return '-';
		case 'unknown': return `?${value.identity ?? value.reason}`;
		case 'assumed': return `~${show(value.value)}`;
		case 'list': return `[${value.items.map(show).join(', ')}${value.open ? ' …' : ''}]`;
		case 'map': return `{${[...value.entries].map(([name, entry]) => `${name}: ${show(entry.value)}`).join(', ')}${value.open ? ' …' : ''}}`;
		case 'choice': return `(${value.options.map(option => `${show(option.value)}${option.when.length ? ` if ${showWhen(option.when)}` : ''}`).join(' | ')})`;
	}
}

export function showWhen(when: readonly Condition[]): string {
	return when.map(({ name, is }) => (is ? name : `!${name}`)).join(' & ');
}

/** The raw value of `R.P`. */
export function property(text: string, resource = 'R', name = 'P'): string {
	const lowered = cloudformation.lower({ documents: [read(text)] }).resources.find(one => one.id === resource)!;
	const entry = lowered.lower().value.entries.get(name);
	return entry ? show(entry.value) : '-';
}

/** The text after the changes, or `refused: …`. */
export function write(text: string, ...changes: readonly Change[]): string {
	const sources = { documents: [read(text)] };
	const plan = cloudformation.write(sources, new Architecture(cloudformation.lower(sources)), changes);
	return 'refused' in plan ? `refused: ${plan.refused}` : applyEdits(text, plan.edits.get(uri) ?? []);
}
