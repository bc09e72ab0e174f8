import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/access-log-target',
	title: 'A log bucket is one that S3 can deliver to',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const use of bucket.all('LoggingConfiguration.DestinationBucketName')) {
			const logs = design.follow(use, 'AWS::S3::Bucket');
			if (!logs || logs.id === bucket.id) continue;
			for (const { property, why, fix } of obstacles(logs)) {
				if (!property.together(use)) continue;
				report(use, `${bucket.name} logs to ${logs.name}, ${why}.`, { related: [property], fix });
			}
		}
	},
});

function obstacles(logs: Resource): { property: Property; why: string; fix: FixSpec }[] {
	const retention = logs.at('ObjectLockConfiguration.Rule.DefaultRetention').alternatives.filter(one => one.exists === 'yes').map(property => ({
		property, why: 'which has a default retention: S3 does not deliver logs to such a bucket',
		fix: { title: `Take the default retention from ${logs.name}`, effect: 'changes behaviour' as const, change: (change: Parameters<FixSpec['change']>[0]) => { change.remove(property); } },
	}));
	const encryption = logs.at('BucketEncryption.ServerSideEncryptionConfiguration').items.flatMap(rule => rule.at('ServerSideEncryptionByDefault').alternatives).flatMap(byDefault => {
		const algorithm = byDefault.at('SSEAlgorithm');
		return algorithm.is('aws:kms', 'aws:kms:dsse') !== 'yes' ? [] : [{
			property: algorithm, why: `which encrypts with ${algorithm.string ?? 'KMS'} by default: S3 delivers logs only to buckets whose default encryption is SSE-S3 (AES256)`,
			fix: {
				title: `Encrypt ${logs.name} with SSE-S3`, effect: 'changes behaviour' as const,
				change: (change: Parameters<FixSpec['change']>[0]) => {
					change.set(algorithm, 'AES256');
					if (byDefault.at('KMSMasterKeyID').exists === 'yes') change.remove(byDefault, 'KMSMasterKeyID');
				},
			},
		}];
	});
	const payer = logs.at('RequestPaymentConfiguration.Payer').alternatives.filter(one => one.is('Requester') === 'yes').map(property => ({
		property, why: 'where the requester pays: S3 does not deliver logs to such a bucket',
		fix: { title: `Let the owner of ${logs.name} pay`, effect: 'changes behaviour' as const, change: (change: Parameters<FixSpec['change']>[0]) => { change.set(property, 'BucketOwner'); } },
	}));
	return [...retention, ...encryption, ...payer];
}
