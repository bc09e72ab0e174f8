/** A YAML template as the JSON that says the same: long intrinsics, no comments, aliases written out. */
import type { Node } from '../../engine/syntax/tree.ts';
import { readYaml } from '../../engine/syntax/yaml.ts';

export function asJson(yaml: string): string {
	const { root, problems } = readYaml(yaml);
	if (problems.length > 0) throw new Error(`not well-formed: ${problems[0]!.message}`);
	return `${JSON.stringify(root && plain(root), undefined, 2)}\n`;
}

function plain(node: Node): unknown {
	const value = untagged(node);
	if (node.tag === undefined) return value;
	const name = node.tag.slice(1);
	if (name === 'Ref' || name === 'Condition') return { [name]: value };
	if (name === 'GetAtt' && typeof value === 'string') {
		const dot = value.indexOf('.');
		return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
	}
	return { [`Fn::${name}`]: value };
}

function untagged(node: Node): unknown {
	switch (node.kind) {
		case 'scalar': return node.value;
		case 'list': return node.items.map(plain);
		case 'map': return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), value ? plain(value) : null]));
	}
}
