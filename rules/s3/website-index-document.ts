import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/website-index-document',
	title: 'A website has an index document, or redirects all requests',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_WebsiteConfiguration.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const website of bucket.at('WebsiteConfiguration').alternatives) {
			if (website.exists !== 'yes') continue;
			const index = website.at('IndexDocument'), redirect = website.at('RedirectAllRequestsTo');
			if (index.exists === 'no' && redirect.exists === 'no') {
				report(website, `The website of ${bucket.name} has no index document and does not redirect all requests; S3 rejects it.`, {
					key: true, fix: { title: 'Serve index.html', change: change => change.set(website, 'IndexDocument', 'index.html') },
				});
			}
			for (const one of index.alternatives) {
				const other = redirect.alternatives.find(two => two.exists === 'yes' && two.together(one));
				if (one.exists !== 'yes' || !other) continue;
				report(one, `The website of ${bucket.name} redirects all requests, so it has no use for an index document; S3 rejects the two together.`, {
					related: [other], fix: { title: 'Keep the redirect', change: change => change.remove(one) },
				});
			}
		}
	},
});
