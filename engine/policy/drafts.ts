/** Drafts of policies and of their parts, for fixes: what a repaired policy says, in the model's terms. */
import type { Change, Draft, DraftMap } from '../model/change.ts';
import { draftOfText } from '../model/draft.ts';
import type { Path } from '../model/path.ts';
import type { Property, Resource } from '../model/resource.ts';
import type { TextPart } from '../model/value.ts';
import type { PublicGrant } from './access.ts';
import type { Clause } from './conditions.ts';
import type { Element, ElementSet, PolicyDocument } from './document.ts';

/** The account that the design is deployed into: as a principal it stands for all identities of that account. */
export const OWN_ACCOUNT: Draft = { '#text': [{ '#pseudo': 'AWS::AccountId' }] };

export const VERSION = '2012-10-17';

/** Where a grant to everyone is narrowed to the design's own account, and what to write there. */
export function narrowed(grant: PublicGrant): { readonly place: Property; readonly value: Draft } | undefined {
	const place = grant.principal?.property;
	if (!place) return undefined;
	const last = place.path.findLast(segment => typeof segment !== 'object');
	return { place, value: last === 'Principal' ? { AWS: OWN_ACCOUNT } : OWN_ACCOUNT };
}

/** Whether the policy still has a statement when this one is taken away. */
export function isOneOfSeveral(grant: PublicGrant, policy: PolicyDocument): boolean {
	return policy.scenarios.every(scenario => scenario.statements.length > 1) && typeof grant.statement.property.path.at(-1) === 'number';
}

/** Denies plain HTTP to everyone, as AWS Config's rule s3-bucket-ssl-requests-only wants it. */
export function denyInsecureTransport(resources: readonly Draft[]): DraftMap {
	return {
		Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: resources,
		Condition: { Bool: { 'aws:SecureTransport': 'false' } },
	};
}

/** The ARN of a bucket of the design and of all its objects. */
export function bucketAndObjects(bucket: Resource): readonly [Draft, Draft] {
	const arn = { '#reference': bucket.id, attribute: 'Arn' };
	return [arn, { '#text': [arn, '/*'] }];
}

/** A set with one more element: the change is either an item to append, or the whole list where a single value stands. */
export function withOneMore(set: ElementSet, element: Draft): { readonly append: Draft } | { readonly set: Draft } | undefined {
	if (set.property.value?.kind === 'list') return { append: element };
	const existing = set.items.map((item: Element) => draftOfText(item.property.textParts ?? []));
	return existing.every(draft => draft !== undefined) ? { set: [...existing, element] } : undefined;
}

/** What an ARN of Amazon S3 says of the other part: of a bucket its objects, of objects their bucket. */
export function otherPart(parts: readonly TextPart[], target: 'object' | 'bucket'): Draft | undefined {
	return draftOfText(target === 'object' ? [...parts, '/*'] : bucketOnly(parts));
}

/** The text up to the first slash of its last section. */
function bucketOnly(parts: readonly TextPart[]): readonly TextPart[] {
	const index = parts.findIndex(part => typeof part === 'string' && part.includes('/'));
	return index < 0 ? parts : [...parts.slice(0, index), (parts[index] as string).replace(/\/.*$/s, '')].filter(part => part !== '');
}

/** Where conditions go, and what they say there if not the same. */
export interface Move {
	readonly operator?: string;
	readonly key?: string;
	readonly value?: Draft;
}

/**
 * The changes by which some conditions of a statement, `beside` all that it has, stand under another operator or key; undefined where
 * something stands there already.
 */
export function moved(clauses: readonly Clause[], to: Move, beside: readonly Clause[]): readonly Change[] | undefined {
	const changes: Change[] = [];
	for (const { property, name } of clauses) {
		const { path, resource: { id: resource } } = property;
		const [operator, key] = path.slice(-2);
		if (typeof operator !== 'string' || key !== name) return undefined;
		const names = [to.operator ?? operator, to.key ?? name];
		if (beside.some(one => startsWith(one.property.path, [...path.slice(0, -2), ...names]))) return undefined;
		changes.push({ kind: 'rename', resource, path, names: to.operator === undefined ? names.slice(1) : names });
		if (to.value !== undefined) changes.push({ kind: 'set', resource, path, value: to.value });
	}
	return changes;
}

/** Keys and operators are not case-sensitive. */
function startsWith(path: Path, start: Path): boolean {
	const plain = (one: Path) => JSON.stringify(one).toLowerCase();
	return plain(path.slice(0, start.length)) === plain(start);
}
