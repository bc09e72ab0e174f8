/** A bucket policy and its bucket: which bucket it is, and what Block Public Access makes of a public grant. */
import type { Draft } from '../model/change.ts';
import { draftOfText } from '../model/draft.ts';
import { consistent, type Property, type Resource } from '../model/resource.ts';
import type { TextPart } from '../model/value.ts';
import type { PublicGrant } from '../policy/access.ts';
import { bucketAndObjects } from '../policy/drafts.ts';
import type { PolicyDocument } from '../policy/document.ts';
import { bucketArn, bucketArnOf } from '../policy/texts.ts';

/** What Block Public Access does to a public policy, in one of the ways in which the design's conditions can fall. */
export type Blocking =
	/** S3 refuses the policy: the setting that says so. */
	| { readonly kind: 'refused'; readonly setting: Property }
	/** S3 takes the policy and lets no stranger in. */
	| { readonly kind: 'void'; readonly setting: Property }
	/** The settings are off. */
	| { readonly kind: 'off' }
	/** Nothing is declared: on for buckets made since April 2023, off for older ones. */
	| { readonly kind: 'undeclared' }
	/** The settings, or the bucket, cannot be known. */
	| { readonly kind: 'unknown' };

/** What the bucket's settings, and the account's where the design has them, make of a grant, for each way in which they can be. */
export function blocking(grant: PublicGrant, bucket: Resource | undefined, accounts: readonly Resource[]): Blocking[] {
	const place = grant.principal?.property ?? grant.principals.property;
	const possible = (property: Property) => property.alternatives.filter(one => consistent([...grant.when, ...place.demands, ...one.demands]));
	const above = (name: string) => accounts.map(account => account.at(name));
	const account = settle(above('BlockPublicPolicy'), above('RestrictPublicBuckets'));
	if (!bucket) return [accounts.length > 0 ? account : { kind: 'unknown' }];
	return possible(bucket.at('PublicAccessBlockConfiguration')).flatMap((block): Blocking[] => {
		if (block.exists === 'no') return [accounts.length > 0 ? account : { kind: 'undeclared' }];
		if (block.exists === 'maybe') return [{ kind: 'unknown' }];
		return possible(block.at('BlockPublicPolicy')).flatMap(refusing => possible(block.at('RestrictPublicBuckets'))
			.filter(voiding => refusing.together(voiding))
			.map(voiding => settle([refusing, ...above('BlockPublicPolicy')], [voiding, ...above('RestrictPublicBuckets')])));
	});
}

/** Of the bucket's and the account's settings the strictest counts. */
function settle(refusing: readonly Property[], voiding: readonly Property[]): Blocking {
	for (const [kind, settings] of [['refused', refusing], ['void', voiding]] as const) {
		const setting = settings.find(one => one.is(true) === 'yes');
		if (setting) return { kind, setting };
		if (settings.some(one => one.is(true) === 'maybe')) return { kind: 'unknown' };
	}
	return { kind: 'off' };
}

/** The bucket of a policy as its policy names it, and how a draft says it. */
export interface NamedBucket {
	/** In the canonical spelling. */
	readonly arn: readonly TextPart[];
	readonly draft?: Draft;
	/** Of all its objects. */
	readonly objects: readonly TextPart[];
	readonly objectsDraft?: Draft;
}

/** The bucket that a policy is attached to; of a policy that stands alone, the one bucket that its statements name. */
export function bucketOf(policy: Resource, document: PolicyDocument): NamedBucket | undefined {
	const name = policy.at('Bucket');
	const bucket = policy.design.follow(policy.at('Bucket'), 'AWS::S3::Bucket');
	if (bucket) {
		const [draft, objectsDraft] = bucketAndObjects(bucket);
		return { arn: bucketArn(bucket), objects: bucketArn(bucket, '/*'), draft, objectsDraft };
	}
	const attached = name.value?.kind === 'unknown' && policy.partial ? undefined : bucketArnOf(name);
	if (attached) {
		const objects = [...attached, '/*'];
		const draft = draftOfText(attached), objectsDraft = draftOfText(objects);
		return { arn: attached, objects, ...(draft !== undefined && { draft }), ...(objectsDraft !== undefined && { objectsDraft }) };
	}
	const written = namedBy(document);
	if (!written) return undefined;
	const arn = written.replace(/^arn:[a-z-]+:/, 'arn:aws:');
	return { arn: [arn], draft: written, objects: [`${arn}/*`], objectsDraft: `${written}/*` };
}

function namedBy(document: PolicyDocument): string | undefined {
	const names = new Set<string>();
	for (const { statements } of document.scenarios) {
		for (const { resources } of statements) {
			for (const { property } of resources.items) names.add(/^(arn:[a-z-]+:s3:::[^/*?$]+)(\/|$)/.exec(property.string ?? '')?.[1] ?? '');
		}
	}
	names.delete('');
	return names.size === 1 ? [...names][0] : undefined;
}
