/** Recognises Terraform, and what it says of its plans and states, by top-level names; the file's name is a hint, and in HCL it decides. */
import { entry, get } from '../../syntax/tree.ts';
import type { Detection, SourceDocument } from '../dialect.ts';
import { fileName, isVariableFile } from './module.ts';
import { kindOf } from './shown/document.ts';

/** Top-level names of Terraform's configuration language. */
const BLOCKS = new Set(['resource', 'data', 'variable', 'output', 'locals', 'provider', 'module', 'terraform', 'moved', 'import', 'removed', 'check', 'ephemeral', '//']);

export function detect({ uri, tree }: SourceDocument): Detection {
	const { root } = tree;
	if (tree.language === 'hcl') return inHcl(uri, root);
	if (tree.language !== 'json') return { yes: false, reason: 'it is not Terraform JSON' };
	const named = /\.tf\.json$/.test(fileName(uri));
	if (root?.kind !== 'map') return { yes: false, reason: named ? 'it holds no JSON object' : 'it is not Terraform JSON' };
	const shown = kindOf(root);
	if (shown === 'state file') return { yes: false, reason: 'it is a Terraform state file, which can be the baseline of a design and is none itself' };
	if (shown) return { yes: true, reason: `it is a Terraform ${shown}` };
	if (isVariableFile(uri)) return { yes: true, reason: 'it gives values to the variables of a Terraform module' };
	const foreign = root.entries.find(one => !BLOCKS.has(String(one.key.value)));
	const structured = ['resource', 'data', 'variable', 'locals', 'provider', 'module', 'terraform'].some(name => isBlock(get(root, name)));
	if (named) return { yes: true, reason: 'its name ends in .tf.json' };
	if (foreign) return { yes: false, reason: `Terraform has no ${foreign.key.value} block` };
	return structured && (hasResourceTypes(root) || !entry(root, 'resource'))
		? { yes: true, reason: `it has the block${root.entries.length > 1 ? 's' : ''} ${root.entries.map(one => one.key.value).join(', ')}` }
		: { yes: false, reason: 'it has no Terraform blocks' };
}

function inHcl(uri: string, root: SourceDocument['tree']['root']): Detection {
	if (isVariableFile(uri)) return { yes: true, reason: 'it gives values to the variables of a Terraform module' };
	if (/\.tf$/.test(fileName(uri))) return { yes: true, reason: 'its name ends in .tf' };
	const names = root?.kind === 'map' ? [...new Set(root.entries.map(one => String(one.key.value)))] : [];
	const blocks = names.filter(name => BLOCKS.has(name));
	return blocks.length > 0 && blocks.length === names.length
		? { yes: true, reason: `it has the block${blocks.length > 1 ? 's' : ''} ${blocks.join(', ')}` }
		: { yes: false, reason: 'it is HCL of another program' };
}

function isBlock(node: ReturnType<typeof get>): boolean {
	return node?.kind === 'map' || (node?.kind === 'list' && node.items.every(item => item.kind === 'map'));
}

/** `resource` → type → name → body. */
function hasResourceTypes(root: NonNullable<SourceDocument['tree']['root']>): boolean {
	const resource = get(root, 'resource');
	const groups = resource?.kind === 'list' ? resource.items : resource ? [resource] : [];
	return groups.every(group => group.kind === 'map' && group.entries.every(type => type.key.value === '//' || /^[a-z][a-z0-9-]*_[a-z0-9_]+$/.test(String(type.key.value))));
}
