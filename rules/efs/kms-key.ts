import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/kms-key',
	title: 'File systems are encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'choice',
	review(fileSystem, design, report) {
		// What is not encrypted is another rule's finding.
		if (fileSystem.at('Encrypted').is(true) !== 'yes') return;
		for (const key of fileSystem.at('KmsKeyId').alternatives) {
			if (key.exists !== 'no' && !/(^|[:/])alias\/aws\/elasticfilesystem$/.test(key.string ?? '')) continue;
			report(key, `${fileSystem.name} is encrypted with the key that AWS manages for EFS: nobody here can limit who may use it, share what it encrypts or take it away.`, {
				fix: design.all('AWS::KMS::Key').filter(one => one.at('KeyUsage').is('ENCRYPT_DECRYPT') === 'yes' && one.at('KeySpec').is('SYMMETRIC_DEFAULT') === 'yes').map(one => ({
					title: `Encrypt ${fileSystem.name} with ${one.name}`, effect: 'replaces the resource', change: change => change.set(key, refer(one, 'Arn')),
				})),
			});
		}
	},
});
