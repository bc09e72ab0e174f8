import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/encryption',
	title: 'File systems are encrypted at rest',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		for (const encrypted of fileSystem.at('Encrypted').alternatives) {
			if (encrypted.is(true) !== 'no') continue;
			report(encrypted, `${fileSystem.name} is not encrypted at rest, and encryption can only be chosen when a file system is created.`, {
				fix: {
					title: `Encrypt ${fileSystem.name}`,
					effect: 'replaces the resource',
					change: change => change.set(encrypted, true),
				},
			});
		}
	},
});
