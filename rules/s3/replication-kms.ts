import type { Draft } from '../../engine/model/change.ts';
import { draftOf } from '../../engine/model/draft.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault';

export default defineRule({
	id: 's3/replication-kms',
	title: 'Replication includes objects that are encrypted with KMS',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		const encrypted = bucket.all(`${ENCRYPTION}.SSEAlgorithm`).filter(one => one.is('aws:kms', 'aws:kms:dsse') === 'yes');
		for (const rule of bucket.all('ReplicationConfiguration.Rules[]')) {
			if (rule.at('Status').is('Disabled') === 'yes') continue;
			const key = rule.at('Destination.EncryptionConfiguration.ReplicaKmsKeyID');
			const fix = fixes(rule, key, bucket, design.follow(rule.at('Destination.Bucket'), 'AWS::S3::Bucket'));
			for (const selected of rule.at('SourceSelectionCriteria.SseKmsEncryptedObjects.Status').alternatives) {
				const algorithm = encrypted.find(one => one.together(selected));
				if (selected.is('Enabled') === 'yes' && key.exists === 'no') {
					report(key, `${bucket.name} replicates objects that are encrypted with KMS and names no key for the replicas; S3 refuses the configuration without ${key.label}.`, { related: [selected], fix });
				} else if (algorithm && selected.is('Enabled') === 'no') {
					report(selected, `${bucket.name} encrypts with ${algorithm.string ?? 'KMS'}, and this rule does not select such objects: S3 leaves them out of the replication without a word.`, { related: [algorithm], fix });
				}
			}
		}
	},
});

/** One fix for each key that is at hand for the replicas. */
function fixes(rule: Property, key: Property, bucket: Resource, replica: Resource | undefined): FixSpec[] {
	const select = (title: string, draft?: Draft): FixSpec => ({
		title,
		change: change => {
			if (rule.at('SourceSelectionCriteria.SseKmsEncryptedObjects.Status').is('Enabled') !== 'yes') change.set(rule, 'SourceSelectionCriteria.SseKmsEncryptedObjects.Status', 'Enabled');
			if (draft !== undefined) change.set(key, draft);
		},
	});
	if (key.exists === 'yes') return [select('Replicate objects that are encrypted with KMS')];
	if (key.exists === 'maybe' || !replica) return [];
	// A key serves in its own region only; the same provider configuration means the same region and account.
	const near = ['@Provider', '@Region'].every(name => bucket.at(name).scalar === replica.at(name).scalar);
	const offers = [...keysOf(replica, `the key of ${replica.name}`), ...(near ? keysOf(bucket, `the key of ${bucket.name}`) : [])];
	return offers.filter(([draft], index) => offers.findIndex(([other]) => JSON.stringify(other) === JSON.stringify(draft)) === index)
		.map(([draft, name]) => ({ ...select(`Encrypt replicas with ${name}`, draft), preferred: false }));
}

function keysOf(bucket: Resource, name: string): (readonly [Draft, string])[] {
	return bucket.all(`${ENCRYPTION}.KMSMasterKeyID`).slice(0, 1).flatMap(id => {
		const draft = draftOf(id);
		return draft === undefined ? [] : [[draft, name] as const];
	});
}
