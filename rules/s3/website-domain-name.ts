import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { fronted } from '../../engine/queries/websites.ts';
import { defineRule } from '../../engine/review/rule.ts';

const BUCKET = 'AWS::S3::Bucket';

export default defineRule({
	id: 's3/website-domain-name',
	title: 'A website\'s bucket is called as its domain',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/website-hosting-custom-domain-walkthrough.html',
	on: ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'],
	fixes: 'fix',
	review(resource, design, report) {
		const records = resource.type === 'AWS::Route53::RecordSet' ? [resource.properties] : resource.all('RecordSets[]');
		for (const record of records) {
			const name = record.at('Name'), domain = name.string?.replace(/\.$/, '').toLowerCase();
			// A name without a dot is relative to a zone, which nobody knows here.
			if (!domain?.includes('.')) continue;
			for (const alias of record.at('AliasTarget.DNSName').alternatives) {
				const bucket = alias.together(name) ? websiteOf(alias, design) : undefined;
				const called = bucket?.at('BucketName');
				// `www.shop` of a record can mean `www.shop.acme.com`.
				if (!bucket || !called || bucket.multiplicity || called.test(other => other === domain || String(other).startsWith(`${domain}.`)) !== 'no') continue;
				const own = called.exists === 'no' ? 'has a name that AWS makes up' : `is called ${called.string ?? 'otherwise'}`;
				report(name, `S3 looks for a bucket ${domain}, and the website's bucket ${bucket.name} ${own}: browsers get 404 NoSuchBucket.`, {
					related: [called.exists === 'no' ? bucket : called],
					fix: { title: `Call the bucket ${domain}`, effect: 'replaces the resource', change: change => change.set(bucket, 'BucketName', domain) },
				});
			}
		}
	},
});

/** The website that an alias leads to: by reference, or the only one of the design where the alias names a region's website endpoint. */
function websiteOf(alias: Property, design: Architecture): Resource | undefined {
	const direct = design.follow(alias, BUCKET);
	if (direct) return direct.at('WebsiteConfiguration').exists === 'yes' ? direct : undefined;
	const [first] = alias.textParts ?? [];
	if (typeof first !== 'string' || !/^s3-website[.-]/.test(first)) return undefined;
	const [site, ...others] = design.all(BUCKET).filter(bucket => bucket.at('WebsiteConfiguration').exists !== 'no');
	// Behind CloudFront its name does not matter: the record is about another bucket.
	return site?.at('WebsiteConfiguration').exists === 'yes' && others.length === 0 && fronted(site) === 'no' ? site : undefined;
}
