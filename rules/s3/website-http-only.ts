import { fronted, gates, websites } from '../../engine/queries/websites.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/website-http-only',
	title: 'Websites are served over HTTPS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		for (const website of websites(bucket)) {
			// Whether a website is reached at all is another question, and comes first.
			if (!gates(bucket, website).some(gate => gate.kind === 'open') || fronted(bucket) !== 'no') continue;
			report(website, `The website endpoint of ${bucket.name} speaks HTTP only, and no CloudFront distribution of this design serves it over HTTPS: whatever it sends can be read and changed on the way.`, { key: true });
		}
	},
});
