/** How a template is tied to others: the templates that it nests, the names that its outputs export, and the names that it imports. */
import { type Node, get } from '../../syntax/tree.ts';
import type { SourceDocument, Ties } from '../dialect.ts';
import { Evaluator } from './evaluate.ts';
import { nameOf } from './export-names.ts';
import { callOf, entriesOf, keyOf, stringOf } from './nodes.ts';
import { Template } from './template.ts';

/** Resources that stand for a stack of their own, and the property that says of which template. */
const NESTING: Readonly<Record<string, string>> = { 'AWS::CloudFormation::Stack': 'TemplateURL', 'AWS::Serverless::Application': 'Location' };
const MAX_DEPTH = 200;

export function tiesOf(document: SourceDocument): Ties {
	const template = new Template(document);
	const evaluator = new Evaluator(template);
	const nested = [...entriesOf(template.resources).values()].flatMap(({ value }) => nestedTemplate(value, document.uri) ?? []);
	const exports = [...entriesOf(template.section('Outputs')).values()].flatMap(({ value }) => exportedName(value, evaluator) ?? []);
	const imports = importedNames(template.tree.root).flatMap(node => nameOf(evaluator.value(node)) ?? []);
	return { nested: [...new Set(nested)], exports: [...new Set(exports)], imports: [...new Set(imports)] };
}

/**
 * The template of a nested stack where it is a file: a relative path, as `aws cloudformation package` and SAM take it, or the asset that
 * CDK names beside the place in S3. Sources: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export function nestedTemplate(resource: Node | undefined, uri: string): string | undefined {
	const property = NESTING[stringOf(get(resource, 'Type')) ?? ''];
	if (property === undefined) return undefined;
	const metadata = get(resource, 'Metadata');
	const asset = stringOf(get(metadata, 'aws:asset:property')) === property ? get(metadata, 'aws:asset:path') : undefined;
	const location = asset ?? get(get(resource, 'Properties'), property);
	const path = location?.kind === 'scalar' && location.tag === undefined && typeof location.value === 'string' ? location.value : '';
	if (path === '' || /^[a-z][a-z\d+.-]*:|^\/|\$\{/i.test(path) || !/\.(ya?ml|json|template)$/i.test(path)) return undefined;
	try {
		return new URL(path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/'), uri).href;
	} catch {
		return undefined;
	}
}

/** The name under which an output is exported, as {@link nameOf} writes it. */
export function exportedName(output: Node | undefined, evaluator: Evaluator): string | undefined {
	const name = get(get(output, 'Export'), 'Name');
	return name && nameOf(evaluator.value(name));
}

/** The arguments of every `Fn::ImportValue`. */
function importedNames(root: Node | undefined): readonly Node[] {
	const found: Node[] = [];
	const seen = new Set<Node>();
	const look = (node: Node | undefined, depth: number): void => {
		if (!node || depth > MAX_DEPTH || seen.has(node)) return;
		seen.add(node);
		const call = callOf(node);
		if (call?.name === 'Fn::ImportValue' && call.argument) found.push(call.argument);
		if (node.kind === 'list') for (const item of node.items) look(item, depth + 1);
		if (node.kind === 'map') for (const entry of node.entries) if (keyOf(entry) !== 'Metadata') look(entry.value, depth + 1);
	};
	look(root, 0);
	return found;
}
