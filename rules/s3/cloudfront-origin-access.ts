import type { Property } from '../../engine/model/resource.ts';
import { endpointName } from '../../engine/queries/websites.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

const CONTROL = 'AWS::CloudFront::OriginAccessControl';

export default defineRule({
	id: 's3/cloudfront-origin-access',
	title: 'CloudFront proves to S3 who it is',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
	on: 'AWS::CloudFront::Distribution',
	fixes: 'choice',
	review(distribution, design, report) {
		const controls = design.all(CONTROL).filter(one => one.at('OriginAccessControlConfig.OriginAccessControlOriginType').is('s3') === 'yes' && !one.multiplicity);
		for (const origin of distribution.all('DistributionConfig.Origins[]')) {
			for (const host of origin.at('DomainName').alternatives) {
				const bucket = bucketBehind(host, design);
				if (bucket === undefined) continue;
				const access = [origin.at('OriginAccessControlId'), origin.at('S3OriginConfig.OriginAccessIdentity')];
				if (!access.every(isEmpty)) continue;
				report(host, `CloudFront asks ${bucket} without credentials: either strangers can read the bucket past CloudFront, or CloudFront cannot read it at all.`, {
					fix: controls.map(control => ({
						title: `Use the origin access control ${control.name}`, effect: 'changes behaviour' as const, preferred: false,
						change: change => change.set(origin, 'OriginAccessControlId', refer(control, 'Id')),
					})),
				});
			}
		}
	},
});

/** CloudFormation wants the identity written even where there is none. */
function isEmpty(property: Property): boolean {
	return property.exists === 'no' || property.is('') === 'yes';
}

/** The bucket that an origin asks by S3's own interface (not as a website), for the reader. */
function bucketBehind(host: Property, design: Architecture): string | undefined {
	const value = host.value;
	if (value?.kind === 'known') return /\.s3-website[.-]/.test(String(value.scalar)) || !/\.amazonaws\.com(\.cn)?$/.test(String(value.scalar)) ? undefined : endpointName(String(value.scalar));
	if (value?.kind !== 'reference') return undefined;
	const bucket = design.resource(value.target);
	return bucket?.type === 'AWS::S3::Bucket' && /^(Regional|DualStack)?DomainName$/.test(value.attribute) ? bucket.name : undefined;
}
