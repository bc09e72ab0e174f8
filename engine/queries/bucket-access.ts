/**
 * Who can do what with a bucket in the end. Everything that decides it is brought together here: the bucket's policy, its ACL and object
 * ownership, Block Public Access of the bucket and of the account, access points, websites, and CloudFront in front. What identities of
 * the bucket's own account may do by their own policies is not told: it is the same for every bucket.
 */
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, both, either } from '../model/value.ts';
import { type PolicyDocument, readPolicy } from '../policy/document.ts';
import { type Grant, grantsOf } from '../policy/grants.ts';
import { intersects, pattern } from '../policy/patterns.ts';
import { type Access, type Avenue, type Stop, avenue, avenuesOf, inOrder } from './avenues.ts';
import { accessPoints } from './access-points.ts';
import { aclGrants, enforcedBeside } from './bucket-acl.ts';
import { type Front, admits, frontsOf } from './distributions.ts';
import { type Blocking, blocking, blockingOf, stopOf } from './public-access-block.ts';
import { websites } from './websites.ts';

/** A bucket policy as it is read here. */
interface Read {
	readonly document: PolicyDocument;
	readonly grants: readonly Grant[];
}

export function bucketAccess(bucket: Resource): Access {
	const { design } = bucket;
	const policies = design.pointing('AWS::S3::BucketPolicy', 'Bucket', bucket);
	const read = readAll(policies.certain);
	const points = accessPoints(bucket, read.map(one => one.document), policies.possible.length === 0 && !bucket.partial);
	const complete = !bucket.partial && policies.possible.length === 0 && points.complete && isClosed(read) && isAclKnown(bucket);
	const fronts = frontsOf(bucket);
	const grants = read.flatMap(one => one.grants);
	const direct = read.flatMap(one => policyAvenues(one, bucket, bucket, grant => !fronts.some(front => admits(front, grant) !== 'no')));
	const readers = read.flatMap(one => policyAvenues(one, bucket, bucket, grant => grant.to === 'public' && reads(grant) !== 'no'));
	return {
		avenues: inOrder([
			...direct, ...aclAvenues(bucket), ...points.avenues,
			...fronts.flatMap(front => frontAvenues(front, read, bucket, complete && !readers.some(one => one.answer !== 'no'), grants)),
			...websiteAvenues(bucket, readers),
		]),
		complete,
	};
}

/** What a bucket policy by itself opens, where its bucket is not in the design. */
export function bucketPolicyAccess(policy: Resource): Access {
	const read = readAll([policy]);
	return { avenues: inOrder(read.flatMap(one => policyAvenues(one, undefined, policy, () => true))), complete: false };
}

function readAll(policies: readonly Resource[]): Read[] {
	return policies.flatMap(policy => {
		const document = readPolicy(policy.at('PolicyDocument'));
		return document ? [{ document, grants: grantsOf(document) }] : [];
	});
}

function isClosed(read: readonly Read[]): boolean {
	return read.every(({ document }) => document.scenarios.every(scenario => !scenario.open));
}

function isAclKnown(bucket: Resource): boolean {
	return bucket.at('AccessControl').alternatives.every(acl => acl.exists !== 'maybe') && bucket.at('AccessControlPolicy.Grants').items.complete === 'yes';
}

function policyAvenues({ grants }: Read, bucket: Resource | undefined, { design }: Resource, wanted: (grant: Grant) => boolean, told?: RegExp): Avenue[] {
	return avenuesOf(grants.filter(wanted), 'policy', grant => policyStop(grant, grants, one => blocking(one, bucket, design)), told);
}

/**
 * A public statement is stopped by Block Public Access; where S3 refuses the policy for it, all of the policy is, and where S3 restricts the
 * bucket, other accounts are kept out too: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
function policyStop(grant: Grant, grants: readonly Grant[], blockingBy: (grant: Grant) => readonly Blocking[]): Stop | undefined {
	if (grant.to === 'public') return stopOf(blockingBy(grant));
	const kinds: readonly Blocking['kind'][] = grant.to === 'service' || grant.to === 'own account' || grant.to === 'own identity' ? ['refused'] : ['refused', 'void'];
	const stops = grants.filter(one => one.to === 'public' && one.answer === 'yes' && one.when.length === 0)
		.map(blockingBy).filter(ways => ways.length > 0 && ways.every(way => kinds.includes(way.kind))).map(stopOf);
	return stops[0];
}

function aclAvenues(bucket: Resource): Avenue[] {
	return aclGrants(bucket).map(({ kind, at, who, may }) => {
		const ways = kind === 'public' || kind === 'any account' ? blockingOf('acl', at.demands, bucket, bucket.design) : [];
		return avenue({
			via: 'acl', who: kind === 'service' ? 'services' : kind === 'account' ? 'accounts' : kind, caller: who, may, at, when: at.when,
		}, at.assumed.length > 0 ? 'maybe' : 'yes', ownershipStop(bucket, at) ?? stopOf(ways));
	});
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function ownershipStop(bucket: Resource, acl: Property): Stop | undefined {
	const enforced = enforcedBeside(bucket, acl);
	if (!enforced) return bucket.at('OwnershipControls').exists === 'maybe' ? { answer: 'maybe', by: 'object ownership', words: 'object ownership, which is not known here' } : undefined;
	if (enforced.exists === 'yes') return { answer: enforced.alternatives.length === 1 && enforced.when.length === acl.when.length ? 'yes' : 'maybe', by: 'object ownership', words: String(enforced.scalar ?? 'object ownership'), at: enforced };
	return { answer: 'maybe', by: 'object ownership', words: 'object ownership: buckets made since April 2023 have no ACLs' };
}

function frontAvenues(front: Front, read: readonly Read[], bucket: Resource, shut: boolean, grants: readonly Grant[]): Avenue[] {
	const { distribution, origin } = front;
	const caller = `${front.signed ? 'whoever has a signed URL or cookie' : 'anyone on the internet'}, through the CloudFront distribution ${distribution.name},`;
	const disabled: Stop | undefined = front.enabled.is(true) === 'no' ? { answer: 'yes', by: 'distribution', words: 'the distribution itself, which is disabled', at: front.enabled } : undefined;
	const who = front.signed ? 'narrowed' as const : 'public' as const;
	const opened = read.flatMap(one => policyAvenues(one, bucket, bucket, grant => admits(front, grant) !== 'no', /^aws:source/).map(({ stop, answer, ...parts }): Avenue => (
		avenue({ ...parts, via: 'distribution', who, caller, through: distribution }, answer, stop ?? disabled))));
	if (opened.length > 0 || !shut || grants.some(grant => grant.to === 'unknown')) return opened;
	const name = origin.at('DomainName');
	return [avenue({ via: 'distribution', who, caller, may: 'read its objects', at: name, when: name.when, through: distribution }, 'yes', {
		answer: 'yes', by: 'bucket policy', words: `the bucket's policy, which does not let CloudFront in`,
	})];
}

function websiteAvenues(bucket: Resource, readers: readonly Avenue[]): Avenue[] {
	return websites(bucket).map(at => {
		const stop = readers.length === 0 ? { answer: 'yes', by: 'bucket policy', words: `the bucket's policy, which lets no stranger read` } as const : readers.find(one => one.stop)?.stop;
		const open: Answer = either('no', ...readers.map(one => one.answer));
		return avenue({ via: 'website', who: 'public', caller: 'anyone on the internet', may: 'browse it as a website, over plain HTTP', at, when: at.when }, readers.length === 0 ? 'yes' : open, open === 'yes' ? undefined : stop);
	});
}

function reads({ actions }: Grant): Answer {
	const wanted = pattern('s3:GetObject', { fold: true });
	const named = either('no', ...actions.items.map(item => intersects(item.pattern, wanted)));
	return actions.negated ? both('maybe', 'yes') : named;
}
