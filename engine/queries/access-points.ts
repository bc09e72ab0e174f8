/** Who gets at a bucket through its access points: the point's policy must let them in, and so must the bucket's own. */
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, type Pseudo, either } from '../model/value.ts';
import { s3Target } from '../policy/actions.ts';
import { allows } from '../policy/access.ts';
import { type PolicyDocument, readPolicy } from '../policy/document.ts';
import { type Grant, grantsOf } from '../policy/grants.ts';
import type { Caller } from '../policy/principals.ts';
import { bucketArn } from '../policy/texts.ts';
import { type Access, type Avenue, type Stop, avenuesOf } from './avenues.ts';
import { blockingOf, stopOf } from './public-access-block.ts';

/** `closed`: the bucket has no other policies than those given. */
export function accessPoints(bucket: Resource, policies: readonly PolicyDocument[], closed: boolean): Access {
	const { certain, possible } = bucket.design.pointing('AWS::S3::AccessPoint', 'Bucket', bucket);
	return { avenues: certain.flatMap(point => through(point, bucket, policies, closed)), complete: possible.length === 0 };
}

function through(point: Resource, bucket: Resource, policies: readonly PolicyDocument[], closed: boolean): Avenue[] {
	const policy = readPolicy(point.at('Policy'));
	const network = point.at('VpcConfiguration.VpcId');
	const stop = (grant: Grant): Stop | undefined => {
		if (grant.to === 'own account') return undefined;
		// Whoever comes from one network is nobody's public: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
		const blocked = grant.to === 'public' && network.exists === 'no' ? ownStop(point) ?? stopOf(blockingOf('policy', grant.when, bucket, bucket.design)) : undefined;
		if (blocked?.answer === 'yes' || !closed) return blocked;
		const admitted = either('no', ...policies.map(document => admits(document, grant, bucket)));
		return admitted === 'no' ? { answer: 'yes', by: 'bucket policy', words: `the bucket's own policy, which does not let them in` } : blocked;
	};
	const inside = network.exists !== 'no';
	return avenuesOf(policy ? grantsOf(policy) : [], 'access point', stop).filter(one => one.who !== 'own account').map(one => ({
		...one, through: point, may: `${one.may}, through the access point ${point.name}`,
		...(inside && (one.who === 'public' || one.who === 'any account') && { who: 'narrowed' as const, caller: 'anyone in the VPC of the access point' }),
		...(!closed && one.answer === 'yes' && { answer: 'maybe' as const }),
	}));
}

/** What is not written of an access point's own settings is on: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html */
function ownStop(point: Resource): Stop | undefined {
	const settings = ['BlockPublicPolicy', 'RestrictPublicBuckets'].map(name => point.at(`PublicAccessBlockConfiguration.${name}`));
	const state = (setting: Property) => (setting.exists === 'no' ? 'yes' : setting.is(true));
	const on = settings.find(setting => state(setting) === 'yes');
	if (on) return { answer: 'yes', by: 'block public access', words: `${on.label} of the access point`, ...(on.exists === 'yes' && { at: on }) };
	return settings.some(setting => state(setting) === 'maybe') ? { answer: 'maybe', by: 'block public access', words: 'Block Public Access of the access point' } : undefined;
}

/** Whether the bucket's policy permits the same, or leaves it to its access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
function admits(document: PolicyDocument, grant: Grant, bucket: Resource): Answer {
	const { principal, actions } = grant;
	if (actions.negated || !principal || principal.kind === 'unknown') return 'maybe';
	const own: Pseudo = { kind: 'pseudo', name: 'AWS::AccountId', site: bucket.site };
	const caller: Caller = principal.kind === 'everyone' ? { kind: 'everyone' } : principal.kind === 'service' ? { kind: 'service', name: principal.pattern.text } : { kind: 'identity', arn: principal.pattern };
	return either('no', ...actions.items.map(({ pattern }) => allows(document, {
		caller, action: pattern.text, resource: bucketArn(bucket, s3Target(pattern) === 'bucket' ? '' : '/*'), context: { 's3:DataAccessPointAccount': [own] },
	})));
}
