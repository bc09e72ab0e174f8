import { defineRule } from '../../engine/review/rule.ts';
import { BUCKETS_OF_ACCOUNT } from './facts.ts';

/** So many buckets of one block shape the design. A judgement, not a limit of AWS's. */
const MANY = 100;

export default defineRule({
	id: 's3/bucket-per-tenant',
	title: 'Tenants share buckets by prefix or access point',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const count = bucket.instances ?? 1;
		if (count <= MANY) return;
		// Where each stands by itself, the first speaks for all.
		const first = bucket.multiplicity ? bucket : design.all('AWS::S3::Bucket').find(one => one.site.uri === bucket.site.uri && one.site.range.start === bucket.site.range.start);
		if (first?.id !== bucket.id) return;
		report(bucket, `${count} buckets are made here, of the ${BUCKETS_OF_ACCOUNT.toLocaleString('en')} that an account has by default, each with settings and alarms of its own: one bucket with a prefix or an access point for each grows without that.`);
	},
});
