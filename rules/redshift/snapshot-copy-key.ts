import { dataKeys } from '../../engine/queries/data-keys.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/snapshot-copy-key',
	title: 'Copies of snapshots are encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/xregioncopy-kms-encrypted-snapshot.html',
	on: 'AWS::Redshift::SnapshotCopyGrant',
	fixes: 'choice',
	review(grant, design, report) {
		for (const key of grant.at('KmsKeyId').alternatives) {
			if (!isManagedKey(key)) continue;
			report(key, `Snapshots that are copied under ${grant.name} are encrypted with a key that AWS manages, whatever key of yours the warehouse itself has.`, {
				fix: dataKeys(design).map(own => ({ title: `Encrypt the copies with ${own.name}`, effect: 'replaces the resource', change: change => change.set(key, refer(own, 'Arn')) })),
			});
		}
	},
});
