import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'backup/vault-encryption',
	title: 'Vaults are encrypted with a key of your own',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
	on: 'AWS::Backup::BackupVault',
	fixes: 'choice',
	review(vault, design, report) {
		for (const key of vault.at('EncryptionKeyArn').alternatives) {
			const managed = /(^|[:/])alias\/aws\/backup$/.test(key.string ?? '');
			if (key.exists !== 'no' && !managed) continue;
			report(key, `${vault.name} is encrypted with the key that AWS manages for backups: its recovery points cannot be copied to another account, and nobody can say who may read them.`, {
				fix: design.all('AWS::KMS::Key').filter(one => one.at('KeyUsage').is('ENCRYPT_DECRYPT') === 'yes' && one.at('KeySpec').is('SYMMETRIC_DEFAULT') === 'yes').map(one => ({
					title: `Encrypt ${vault.name} with ${one.name}`, effect: 'replaces the resource', change: change => change.set(key, refer(one, 'Arn')),
				})),
			});
		}
	},
});
