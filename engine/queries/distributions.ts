/** CloudFront in front of a bucket: which distributions ask it, as whom, and which grants of its policy are theirs. */
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, either } from '../model/value.ts';
import type { Grant } from '../policy/grants.ts';
import { isEndpointOf } from './websites.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution', IDENTITY = 'AWS::CloudFront::CloudFrontOriginAccessIdentity';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
const SERVICE = 'cloudfront.amazonaws.com';

export interface Front {
	readonly distribution: Resource;
	readonly origin: Property;
	/** The origin access control, or the older origin access identity. */
	readonly as: 'service' | 'identity';
	readonly identity: Property;
	/** Viewers need a signed URL or cookie, wherever they ask. */
	readonly signed: boolean;
	readonly enabled: Property;
}

/** The distributions of the design that are certain to ask the bucket, and prove to it who they are. */
export function frontsOf(bucket: Resource): Front[] {
	return bucket.design.all(DISTRIBUTION).flatMap(distribution => distribution.all('DistributionConfig.Origins[]').flatMap((origin): Front[] => {
		if (isEndpointOf(origin.at('DomainName'), bucket) !== 'yes') return [];
		const control = origin.at('OriginAccessControlId'), identity = origin.at('S3OriginConfig.OriginAccessIdentity');
		const as = isGiven(control) ? 'service' : isGiven(identity) ? 'identity' : undefined;
		const enabled = distribution.at('DistributionConfig.Enabled');
		return as ? [{ distribution, origin, as, identity, signed: isSigned(distribution), enabled }] : [];
	}));
}

function isGiven(property: Property): boolean {
	return property.exists === 'yes' && property.is('') !== 'yes';
}

function isSigned(distribution: Resource): boolean {
	const behaviours = [distribution.at('DistributionConfig.DefaultCacheBehavior'), ...distribution.at('DistributionConfig.CacheBehaviors').items];
	return behaviours.every(one => ['TrustedKeyGroups', 'TrustedSigners'].some(name => one.at(name).items.length > 0));
}

/** Whether a grant of the bucket's policy is what lets the distribution in. */
export function admits(front: Front, grant: Grant): Answer {
	const { principal } = grant;
	if (!principal) return 'no';
	if (front.as === 'service') {
		if (grant.to !== 'service' || principal.pattern.text !== SERVICE) return 'no';
		const sources = grant.statement.conditions.clauses.filter(clause => clause.key === 'aws:sourcearn' && !/Not/.test(clause.operator));
		return sources.every(clause => either('no', ...clause.values.map(value => means(value.property, front.distribution, DISTRIBUTION))) !== 'no') ? 'yes' : 'no';
	}
	if (grant.to !== 'origin access identity' && principal.kind !== 'canonical user') return 'no';
	const own = grant.statement.property.resource.design.follow(front.identity, IDENTITY);
	return own ? means(principal.property, own, IDENTITY) : 'maybe';
}

/** Whether a text names the resource: what leads to no resource of the design may. */
function means(property: Property, wanted: Resource, type: string): Answer {
	const target = wanted.design.follow(property, type);
	return target ? (target.id === wanted.id ? 'yes' : 'no') : 'maybe';
}
