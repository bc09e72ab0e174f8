import { encryptedBy, namesOf } from '../../engine/queries/key-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-disabled',
	title: 'Keys in use are enabled',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	review(key, _design, report) {
		for (const enabled of key.at('Enabled').alternatives) {
			if (enabled.exists !== 'yes' || enabled.is(true) !== 'no') continue;
			const users = encryptedBy(key).filter(user => user.properties.together(enabled));
			if (users.length > 0) {
				report(enabled, `${key.name} is disabled and encrypts ${namesOf(users)}: nothing there can be written or read while it is.`, { related: users.slice(0, 3) });
			} else {
				report(enabled, `${key.name} is disabled: whatever it encrypted cannot be read, and the key is still paid for.`, { severity: 'warning' });
			}
		}
	},
});
