import type { Resource } from '../../engine/model/resource.ts';
import { both } from '../../engine/model/value.ts';
import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

/** So many keys are offered. */
const OFFERED = 3;

export default defineRule({
	id: 'aurora/kms-key',
	title: "Clusters are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html',
	on: CLUSTER,
	fixes: 'choice',
	review(cluster, design, report) {
		if (isAurora(cluster) !== 'yes' || ['SnapshotIdentifier', 'SourceDBClusterIdentifier'].some(name => cluster.at(name).exists !== 'no')) return;
		for (const encrypted of cluster.at('StorageEncrypted').alternatives) {
			for (const key of cluster.at('KmsKeyId').alternatives) {
				if (encrypted.is(true) !== 'yes' || !key.together(encrypted) || !(key.exists === 'no' || isManagedKey(key))) continue;
				report(key.exists === 'yes' ? key : encrypted, `${cluster.name} is encrypted with the AWS-managed key aws/rds: its policy cannot be changed, and its snapshots cannot be shared with another account.`, {
					fix: keysOf(design.all('AWS::KMS::Key')).map(own => ({
						title: `Encrypt ${cluster.name} with ${own.name}`, preferred: false, effect: 'replaces the resource' as const, change: change => change.set(key, refer(own, 'Arn')),
					})),
				});
			}
		}
	},
});

function keysOf(keys: readonly Resource[]): readonly Resource[] {
	return keys.filter(key => both(key.at('KeySpec').is('SYMMETRIC_DEFAULT'), key.at('KeyUsage').is('ENCRYPT_DECRYPT')) === 'yes' && !key.multiplicity).slice(0, OFFERED);
}
