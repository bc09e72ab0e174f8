/** Recognises a policy by its shape, also while it is half-typed; the file's name says nothing. */
import { entry, get, type Node } from '../../syntax/tree.ts';
import type { Detection, SourceDocument } from '../dialect.ts';

const VERSIONS = ['2012-10-17', '2008-10-17'];

export function detect({ tree }: SourceDocument): Detection {
	if (tree.language !== 'json') return no('policies are JSON');
	const { root } = tree;
	if (root?.kind !== 'map') return no(root ? 'it is not a map' : 'it is empty');
	if (!entry(root, 'Statement')) return no('it has no Statement');
	const version = get(root, 'Version');
	if (version?.kind === 'scalar' && VERSIONS.includes(String(version.value))) return yes('it has a Statement and the Version of a policy');
	return hasEffect(get(root, 'Statement')) ? yes('it has a Statement with an Effect') : no('its Statement has no Effect');
}

function hasEffect(statement: Node | undefined): boolean {
	return statement?.kind === 'list' ? statement.items.some(hasEffect) : entry(statement, 'Effect') !== undefined;
}

function yes(reason: string): Detection {
	return { yes: true, reason };
}

function no(reason: string): Detection {
	return { yes: false, reason };
}
