/** Recognises templates by their structure, also while they are half-typed; file names and comments say nothing. */
import type { Detection, SourceDocument } from '../dialect.ts';
import { get, type Node } from '../../syntax/tree.ts';
import { entriesOf, stringOf } from './nodes.ts';

export function detect({ tree }: SourceDocument): Detection {
	if (tree.language === 'hcl') return no('it is written in HCL');
	const { root } = tree;
	if (!root) return no('it is empty');
	if (root.kind !== 'map') return no('it is not a map of sections');
	const resources = get(root, 'Resources');
	if (hasAwsTypes(resources)) return yes('it has Resources with AWS types');
	const keys = entriesOf(root);
	if (keys.has('AWSTemplateFormatVersion')) return yes('it has an AWSTemplateFormatVersion');
	if (isTransform(get(root, 'Transform'))) return yes('it has a Transform of AWS');
	if (keys.has('Resources')) return no('none of its Resources has an AWS type');
	return no(`${likeness(root, keys) ?? 'it has no Resources'}`);
}

function yes(reason: string): Detection {
	return { yes: true, reason };
}

function no(reason: string): Detection {
	return { yes: false, reason };
}

/** Also inside `Fn::ForEach`, whose third argument holds the resources. */
function hasAwsTypes(resources: Node | undefined): boolean {
	for (const { value } of entriesOf(resources).values()) {
		if (/^(AWS|Alexa|Custom)::|^\w+::\w+::\w+/.test(stringOf(get(value, 'Type')) ?? '')) return true;
		if (value?.kind === 'list' && value.items.length === 3 && hasAwsTypes(value.items[2])) return true;
	}
	return false;
}

function isTransform(node: Node | undefined): boolean {
	const items = node?.kind === 'list' ? node.items : [node];
	return items.some(item => (stringOf(item) ?? stringOf(get(item, 'Name')) ?? '').startsWith('AWS::'));
}

/** What the document is instead, as far as its keys say so. */
function likeness(root: Node, keys: ReadonlyMap<string, unknown>): string | undefined {
	if (keys.has('apiVersion') && keys.has('kind')) return 'it is a Kubernetes manifest';
	if (keys.has('openapi') || keys.has('swagger')) return 'it is an OpenAPI document';
	if (keys.has('services') && get(root, 'services')?.kind === 'map') return 'it looks like a Compose file';
	if (keys.has('jobs') && keys.has('on')) return 'it looks like a GitHub workflow';
	return undefined;
}
