import { defineRule } from '../../engine/review/rule.ts';
import { ENCRYPT_BYTES } from './facts.ts';

export default defineRule({
	id: 'kms/direct-encrypt-size',
	title: 'KMS itself encrypts small data only',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html',
	on: 'Plumbline::KMS::Ciphertext',
	review(ciphertext, _design, report) {
		for (const plaintext of ciphertext.at('Plaintext').alternatives) {
			const text = plaintext.string;
			const bytes = text === undefined ? 0 : new TextEncoder().encode(text).length;
			if (bytes <= ENCRYPT_BYTES) continue;
			report(plaintext, `These are ${bytes.toLocaleString('en-GB')} bytes; KMS encrypts at most ${ENCRYPT_BYTES.toLocaleString('en-GB')} by itself and rejects more. Encrypt them with a data key.`);
		}
	},
});
