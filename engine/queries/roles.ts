/** What a role is for: which services may assume it, and what it may do. */
import type { Resource } from '../model/resource.ts';
import { type Answer, type TextPart, either } from '../model/value.ts';
import { allows } from '../policy/access.ts';
import { readPolicy } from '../policy/document.ts';
import { allowsSome, policiesOf } from './role-policies.ts';

/** Whether a service (`backup.amazonaws.com`) may assume a role, by the role's trust policy; maybe for a role outside the design. */
export function trusts(role: Resource | undefined, service: string): Answer {
	const trust = role && readPolicy(role.at('AssumeRolePolicyDocument'));
	return trust ? allows(trust, { caller: { kind: 'service', name: service }, action: 'sts:AssumeRole', resource: '*' }) : 'maybe';
}

/**
 * Whether a role may take an action on a resource, or on a part of it that a policy names, by the policies that it has. The resource is an ARN: parts with
 * references (`[{ kind: 'reference', … }]`), or text. Maybe where it has policies that are not in the design (AWS's managed ones too).
 */
export function may(role: Resource | undefined, action: string, resource: readonly TextPart[]): Answer {
	if (!role) return 'maybe';
	const { documents, complete } = policiesOf(role);
	return either(complete ? 'no' : 'maybe', ...documents.map(document => allowsSome(document, { caller: { kind: 'own account' }, action, resource })));
}

/** The ARN of a resource of the design, for {@link may}: `arnOf(table)`, `arnOf(bucket, '/*')`. `attribute` is what AWS calls it (`Arn`, `StreamArn`; `Ref` where that is the ARN). */
export function arnOf(resource: Resource, below = '', attribute = 'Arn'): readonly TextPart[] {
	const reference: TextPart = { kind: 'reference', target: resource.id, attribute, site: resource.site };
	return below ? [reference, below] : [reference];
}
