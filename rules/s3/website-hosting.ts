import { fronted, websites } from '../../engine/queries/websites.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/website-hosting',
	title: 'CloudFront reads a bucket, not its website endpoint',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		// Without a distribution the endpoint is blocked or speaks HTTP only, which other rules tell.
		for (const website of websites(bucket)) {
			if (fronted(bucket) !== 'yes') continue;
			report(website, `${bucket.name} is a website endpoint though CloudFront stands in front: as a plain bucket with origin access control it could stay private.`, { key: true });
		}
	},
});
