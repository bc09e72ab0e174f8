/** Buckets as websites: who stands in front of the endpoint, and whether browsers get in. */
import type { Architecture } from '../model/architecture.ts';
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, either } from '../model/value.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** The websites that a bucket may be: those that serve objects, without the ones that only send browsers elsewhere. */
export function websites(bucket: Resource): readonly Property[] {
	return bucket.at('WebsiteConfiguration').alternatives
		.filter(website => website.exists === 'yes' && website.at('RedirectAllRequestsTo').exists === 'no' && website.at('RoutingRules').exists === 'no');
}

/** Whether a CloudFront distribution of the design has the bucket, by either of its endpoints, as an origin. */
export function fronted(bucket: Resource): Answer {
	const answer = either('no', ...bucket.design.all(DISTRIBUTION).map((distribution): Answer => {
		const origins = distribution.at('DistributionConfig.Origins').items;
		const names = distribution.all('DistributionConfig.Origins[].DomainName');
		return either(origins.complete === 'yes' && !distribution.partial ? 'no' : 'maybe', ...names.map(name => isEndpointOf(name, bucket)));
	}));
	bucket.design.undecided(answer === 'maybe');
	return answer;
}

/** Whether a host name is one of the bucket's: `NAME.s3.REGION.amazonaws.com`, `NAME.s3-website-REGION.amazonaws.com`. */
export function isEndpointOf(host: Property, bucket: Resource): Answer {
	const parts = host.textParts;
	if (!parts) return 'maybe';
	const references = parts.filter(part => typeof part !== 'string' && part.kind === 'reference');
	if (references.length > 0) return references.some(part => part.target === bucket.id) ? 'yes' : 'no';
	const [first] = parts;
	if (typeof first !== 'string') return 'maybe';
	const name = endpointName(parts.length === 1 ? first : `${first}.s3.`);
	if (name === undefined) return parts.length === 1 ? 'no' : 'maybe';
	const own = bucket.at('BucketName');
	return own.exists === 'no' ? 'no' : parts.length === 1 ? own.is(name) : 'maybe';
}

/** The bucket that a literal host name of S3 names. */
export function endpointName(host: string): string | undefined {
	return /^(.+?)\.s3[.-]/.exec(host)?.[1];
}

/** What Block Public Access of the bucket, under one way in which it can be written, does to a website. */
export type Gate = { readonly kind: 'shut'; readonly at: Property; readonly setting: Property } | { readonly kind: 'undeclared'; readonly at: Property } | { readonly kind: 'open' } | { readonly kind: 'unknown' };

export function gates(bucket: Resource, website: Property): readonly Gate[] {
	return bucket.at('PublicAccessBlockConfiguration').alternatives.filter(block => block.together(website)).map((block): Gate => {
		if (block.exists === 'no') return { kind: 'undeclared', at: block };
		const settings = ['BlockPublicPolicy', 'RestrictPublicBuckets'].flatMap(name => block.at(name).alternatives);
		const setting = settings.find(one => one.is(true) === 'yes');
		if (setting) return { kind: 'shut', at: block, setting };
		return block.exists === 'yes' && settings.every(one => one.is(true) === 'no') ? { kind: 'open' } : { kind: 'unknown' };
	});
}

/** The bucket policies of a bucket; undefined where there can be others that are not known. */
export function policiesOf(bucket: Resource, design: Architecture): readonly Resource[] | undefined {
	const { certain, possible } = design.pointing('AWS::S3::BucketPolicy', 'Bucket', bucket);
	design.undecided(possible.length > 0);
	return possible.length > 0 ? undefined : certain;
}
