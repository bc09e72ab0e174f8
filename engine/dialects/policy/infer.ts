/**
 * What a policy that stands alone belongs to, inferred from its principals, actions and resources. It lives in the model as the
 * property of a resource of which nothing else is known.
 */
import { OTHER_RESOURCE_POLICY, policyHomes } from '../../policy/homes.ts';
import { entry, get, type Node } from '../../syntax/tree.ts';

export interface Home {
	readonly type: string;
	/** The property that holds the policy. */
	readonly property: string;
}

const IDENTITY: Home = { type: 'AWS::IAM::ManagedPolicy', property: 'PolicyDocument' };
const TRUST: Home = { type: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument' };

export function inferHome(root: Node): Home {
	const statements = listOf(get(root, 'Statement'));
	const actions = statements.flatMap(statement => [...textsOf(get(statement, 'Action')), ...textsOf(get(statement, 'NotAction'))]);
	if (!statements.some(statement => entry(statement, 'Principal') ?? entry(statement, 'NotPrincipal'))) return IDENTITY;
	if (actions.some(action => /^sts:(assumerole|tagsession|setsourceidentity)/i.test(action))) return TRUST;
	const resources = statements.flatMap(statement => [...textsOf(get(statement, 'Resource')), ...textsOf(get(statement, 'NotResource'))]);
	const services = [...actions.map(action => action.split(':')[0]!), ...resources.map(arn => arn.split(':')[2] ?? '')];
	const homes = services.map(service => policyHomes.find(home => home.kind === 'resource' && home.service === service.toLowerCase() && !home.path.includes('.')));
	const { type, path } = homes.find(home => home !== undefined) ?? OTHER_RESOURCE_POLICY;
	return { type, property: path };
}

function listOf(node: Node | undefined): readonly Node[] {
	return node?.kind === 'list' ? node.items : node ? [node] : [];
}

function textsOf(node: Node | undefined): string[] {
	return listOf(node).flatMap(item => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}
