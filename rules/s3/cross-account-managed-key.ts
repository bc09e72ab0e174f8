import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Statement, readPolicy } from '../../engine/policy/document.ts';
import { covers, intersects, pattern } from '../../engine/policy/patterns.ts';
import { bucketArn } from '../../engine/policy/texts.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { outsiders } from '../../engine/queries/outsiders.ts';
import { defineRule } from '../../engine/review/rule.ts';

const READ = pattern('s3:GetObject', { fold: true });

export default defineRule({
	id: 's3/cross-account-managed-key',
	title: 'Other accounts can decrypt what they may read',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
	on: 'AWS::S3::BucketPolicy',
	review(policy, design, report) {
		const bucket = design.follow(policy.at('Bucket'), 'AWS::S3::Bucket');
		const keys = bucket ? managedKeys(bucket) : [];
		if (!bucket || keys.length === 0) return;
		const said = new Set<string>();
		for (const scenario of readPolicy(policy.at('PolicyDocument'))?.scenarios ?? []) {
			for (const statement of scenario.statements.filter(one => reads(one, bucket))) {
				for (const { principal, who } of outsiders(statement, scenario)) {
					const key = keys.find(one => one.together(principal.property));
					const id = JSON.stringify(principal.property.path);
					if (!key || said.has(id)) continue;
					said.add(id);
					report(principal.property, `${who[0]!.toUpperCase()}${who.slice(1)} may read objects of ${bucket.name} and cannot decrypt them: they are encrypted with aws/s3, which no other account can use.`, { related: [key] });
				}
			}
		}
	},
});

/** The places that say that the bucket encrypts with the key that AWS manages. */
function managedKeys(bucket: Resource): readonly Property[] {
	return bucket.all('BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault').flatMap(usual => {
		const algorithms = usual.at('SSEAlgorithm').alternatives.filter(one => one.is('aws:kms', 'aws:kms:dsse') === 'yes');
		return algorithms.filter(algorithm => usual.at('KMSMasterKeyID').alternatives.every(id => !id.together(algorithm) || isManagedKey(id)));
	});
}

function reads({ actions, resources }: Statement, bucket: Resource): boolean {
	const objects = pattern(bucketArn(bucket, '/*'));
	return !actions.negated && actions.items.some(one => covers(one.pattern, READ) === 'yes')
		&& !resources.negated && resources.items.some(one => intersects(one.pattern, objects) === 'yes');
}
