import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/access-point-origin',
	title: 'Access points of a bucket stay within the VPC, or none does',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html',
	on: 'AWS::S3::AccessPoint',
	review(point, design, report) {
		const vpc = point.at('VpcConfiguration');
		const bucket = design.follow(point.at('Bucket'), 'AWS::S3::Bucket');
		if (!bucket) return;
		for (const none of vpc.alternatives) {
			if (none.exists !== 'no') continue;
			const restricted = design.pointing('AWS::S3::AccessPoint', 'Bucket', bucket).certain
				.filter(other => other.id !== point.id && other.at('VpcConfiguration').exists === 'yes' && other.properties.together(none));
			const first = restricted[0];
			if (!first) continue;
			report(none, `${point.name} accepts requests from the internet, while ${first.name} keeps ${bucket.name} within a VPC: whoever has credentials takes this way in.`, { related: restricted.slice(0, 3) });
		}
	},
});
