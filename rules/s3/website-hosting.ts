import { fronted } from '../../engine/queries/websites.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/website-hosting',
	title: 'A website is served by CloudFront from a private bucket',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		// What only sends browsers elsewhere serves nothing.
		for (const website of bucket.at('WebsiteConfiguration').alternatives.filter(one => one.exists === 'yes' && one.at('RedirectAllRequestsTo').exists === 'no')) {
			const behind = fronted(bucket) === 'yes';
			report(website, behind
				? `${bucket.name} is a website endpoint though CloudFront stands in front: as a plain bucket with origin access control it could stay private.`
				: `${bucket.name} is a website endpoint, which speaks HTTP only and serves nobody unless the bucket is public; CloudFront with origin access control serves it over HTTPS and keeps it private.`, { key: true });
		}
	},
});
