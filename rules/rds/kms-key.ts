import { defineRule } from '../../engine/review/rule.ts';
import { encryptWith, hasNoOwnKey, hasOrigin, INSTANCE, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/kms-key',
	title: "Databases are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html',
	on: INSTANCE,
	fixes: 'choice',
	review(database, _design, report) {
		if (standsAlone(database) !== 'yes' || hasOrigin(database) !== 'no' || database.at('StorageEncrypted').is(true) !== 'yes') return;
		for (const key of database.at('KmsKeyId').alternatives) {
			if (!hasNoOwnKey(key)) continue;
			report(key, `${database.name} is encrypted with the key that AWS manages (aws/rds): no key policy of yours says who may use it, and its snapshots cannot be shared with another account.`, {
				fix: encryptWith(key, 'replaces the resource'),
			});
		}
	},
});
