/** A bucket policy and its bucket: which bucket it is, and what the policy opens to strangers. */
import type { Draft } from '../model/change.ts';
import { draftOfText } from '../model/draft.ts';
import type { Resource } from '../model/resource.ts';
import type { TextPart } from '../model/value.ts';
import { publicGrants } from '../policy/access.ts';
import { bucketAndObjects } from '../policy/drafts.ts';
import { type PolicyDocument, readPolicy } from '../policy/document.ts';
import { bucketArn, bucketArnOf } from '../policy/texts.ts';

/** Whether a bucket policy is certain to let strangers in, as far as it is asked alone. */
export function opensToAll(policy: Resource): boolean {
	const document = readPolicy(policy.at('PolicyDocument'));
	return document !== undefined && publicGrants(document).some(grant => grant.answer === 'yes');
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
