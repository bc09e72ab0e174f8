import { nameParts } from '../../engine/queries/name-parts.ts';
import { fronted } from '../../engine/queries/websites.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/bucket-name-dots',
	title: 'Bucket names have no dots, unless they are websites',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		// A website's bucket must be called as its domain; names that S3 rejects are `s3/bucket-name`'s to tell.
		if (bucket.at('WebsiteConfiguration').exists !== 'no') return;
		for (const property of bucket.at('BucketName').alternatives) {
			const name = nameParts(property);
			const text = name?.pieces.join('') ?? '';
			if (!name || !text.includes('.') || text.includes('..') || /^\./.test(name.start) || /\.$/.test(name.end) || /[^a-z0-9.-]/.test(text) || /^[\d.]+$/.test(text) || fronted(bucket) !== 'no') continue;
			report(property, `The dots in this name keep ${bucket.name} from HTTPS by its own host name: S3's certificate (*.s3.REGION.amazonaws.com) does not match, and Transfer Acceleration is impossible.`);
		}
	},
});
