import { both } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-rotation',
	title: 'Symmetric keys rotate every year',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
	on: 'AWS::KMS::Key',
	fixes: 'fix',
	review(key, _design, report) {
		// Only symmetric encryption keys whose material KMS itself made can rotate by themselves.
		const kind = [key.at('KeySpec'), key.at('KeyUsage'), key.at('Origin')] as const;
		if (both(kind[0].is('SYMMETRIC_DEFAULT'), kind[1].is('ENCRYPT_DECRYPT'), kind[2].is('AWS_KMS')) !== 'yes') return;
		for (const rotation of key.at('EnableKeyRotation').alternatives) {
			if (rotation.is(true) !== 'no' || !kind.every(one => one.together(rotation))) continue;
			report(rotation, `${key.name} does not rotate: all that it ever encrypts depends on one key material.`, {
				fix: { title: `Rotate ${key.name} every year`, change: change => change.set(rotation, true) },
			});
		}
	},
});
