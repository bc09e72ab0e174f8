import type { Property, Resource } from '../../engine/model/resource.ts';
import { isLogTarget, takesLogs } from '../../engine/queries/access-logs.ts';
import { dataKeys } from '../../engine/queries/data-keys.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { type FixSpec, type Report, defineRule, refer } from '../../engine/review/rule.ts';
import { LOG_SERVICE } from './facts.ts';

export default defineRule({
	id: 's3/kms-encryption',
	title: "Objects are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		// Access logs are delivered to buckets with SSE-S3 only.
		if (isLogTarget(bucket) || takesLogs(bucket, [], LOG_SERVICE) !== 'no') return;
		for (const encryption of bucket.at('BucketEncryption').alternatives) {
			if (encryption.exists === 'no') {
				report(encryption, `${bucket.name} is encrypted with S3's own keys: no key policy says who may read it, and no trail records the use of a key.`, {
					fix: keysFor(bucket).map(key => encryptWith(key, change => change.set(encryption, {
						ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: refer(key, 'Arn') } }],
					}))),
				});
			} else for (const rule of encryption.all('ServerSideEncryptionConfiguration[]')) reviewRule(bucket, rule, report);
		}
	},
});

/** The first keys of the design that can encrypt the bucket's data. A replication has to be told of another encryption, by choices that nobody has made here. */
function keysFor(bucket: Resource): readonly Resource[] {
	return bucket.at('ReplicationConfiguration').exists === 'no' ? dataKeys(bucket.design) : [];
}

function encryptWith(key: Resource, change: FixSpec['change']): FixSpec {
	return { title: `Encrypt with ${key.name}`, effect: 'changes behaviour', change };
}

function reviewRule(bucket: Resource, rule: Property, report: Report): void {
	const usual = rule.at('ServerSideEncryptionByDefault');
	for (const algorithm of usual.at('SSEAlgorithm').alternatives) {
		for (const id of usual.at('KMSMasterKeyID').alternatives) {
			if (!id.together(algorithm)) continue;
			const own = algorithm.is('AES256') === 'yes';
			const managed = isManagedKey(id);
			// A key beside AES256 is another rule's finding.
			if (own ? id.exists !== 'no' : !managed || algorithm.is('aws:kms', 'aws:kms:dsse') !== 'yes') continue;
			// Where it is missing in one branch only, that branch is the place.
			report(id.exists === 'yes' || id.when.length > algorithm.when.length ? id : algorithm, own
				? `${bucket.name} is encrypted with S3's own keys: no key policy says who may read it, and no trail records the use of a key.`
				: `${bucket.name} is encrypted with the AWS-managed key aws/s3, whose policy nobody can change or share with another account.`,
			{
				fix: keysFor(bucket).map(key => encryptWith(key, change => {
					if (own) change.set(algorithm, 'aws:kms').set(rule, 'BucketKeyEnabled', true);
					change.set(usual, 'KMSMasterKeyID', refer(key, 'Arn'));
				})),
			});
		}
	}
}
