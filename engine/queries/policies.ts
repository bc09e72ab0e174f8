/** The policies that a resource holds, and what kind of policy each is. */
import type { Property, Resource } from '../model/resource.ts';
import { type PolicyDocument, readPolicy } from '../policy/document.ts';
import { type PolicyHome, type PolicyKind, homesOf, policyHomes } from '../policy/homes.ts';

export interface PlacedPolicy {
	readonly document: PolicyDocument;
	readonly home: PolicyHome;
	/** `boundary`: an identity policy that limits what others grant, and grants nothing. */
	readonly kind: PolicyKind | 'boundary';
}

/** The resource types that hold policies of some kinds, of all by default: what rules on policies are asked of. */
export function policyTypes(...kinds: readonly PolicyKind[]): readonly string[] {
	return [...new Set(policyHomes.filter(home => kinds.length === 0 || kinds.includes(home.kind)).map(home => home.type))];
}

/** The policies that a resource holds, of some kinds, of all by default. */
export function policiesIn(resource: Resource, ...kinds: readonly PlacedPolicy['kind'][]): readonly PlacedPolicy[] {
	return homesOf(resource.type).flatMap(home => {
		const kind = kindOf(home, resource);
		if (!kind || (kinds.length > 0 && !kinds.includes(kind))) return [];
		const documents = placesAt(resource.properties, home.path).map(readPolicy).filter(document => document !== undefined);
		return documents.map(document => ({ document, home, kind }));
	});
}

function kindOf({ kind }: PolicyHome, resource: Resource): PlacedPolicy['kind'] | undefined {
	if (kind === 'service control') {
		const type = resource.at('Type').string;
		return type === 'SERVICE_CONTROL_POLICY' ? 'service control' : type === 'RESOURCE_CONTROL_POLICY' ? 'resource control' : undefined;
	}
	return kind === 'identity' && resource.type === 'AWS::IAM::ManagedPolicy' && isBoundary(resource) ? 'boundary' : kind;
}

function isBoundary(policy: Resource): boolean {
	return ['AWS::IAM::Role', 'AWS::IAM::User'].some(type => policy.design.pointing(type, 'PermissionsBoundary', policy).certain.length > 0);
}

/** The places that a pattern leads to; alternatives stay together. */
function placesAt(from: Property, pattern: string): readonly Property[] {
	const list = pattern.indexOf('[]');
	if (list < 0) return [from.at(pattern)];
	return from.at(pattern.slice(0, list)).items.flatMap(item => placesAt(item, pattern.slice(list + 3)));
}
