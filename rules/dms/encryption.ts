import type { Property } from '../../engine/model/resource.ts';
import { dataKeys } from '../../engine/queries/data-keys.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { ENDPOINT } from './facts.ts';

/** Where DMS writes files, by the settings of the engine. */
const SETTINGS = ['S3Settings', 'RedshiftSettings'];

export default defineRule({
	id: 'dms/encryption',
	title: 'Files are encrypted with the key that the endpoint names',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html',
	on: ENDPOINT,
	fixes: 'choice',
	review(endpoint, design, report) {
		for (const settings of SETTINGS) {
			const [mode, key] = [endpoint.at(`${settings}.EncryptionMode`), endpoint.at(`${settings}.ServerSideEncryptionKmsKeyId`)];
			for (const one of mode.alternatives) {
				if (key.exists === 'yes' && isKms(one) === 'no' && one.together(key)) {
					const says = one.exists === 'yes' ? `is ${one.scalar}` : 'is not set';
					report(one.exists === 'yes' ? one : key, `${endpoint.name} names a key, and its ${one.label} ${says}: DMS writes with S3's own key and leaves the named one alone.`, {
						related: [key], fix: { title: 'Encrypt with the named key', effect: 'changes behaviour', change: change => change.set(one, 'SSE_KMS') },
					});
				} else if (key.exists === 'no' && isKms(one) === 'yes') {
					report(one, `${endpoint.name} wants ${one.scalar} and names no key; DMS needs one for it.`, {
						fix: dataKeys(design).map(own => ({ title: `Encrypt with ${own.name}`, change: change => change.set(key, refer(own, 'Arn')) })),
					});
				}
			}
		}
	},
});

function isKms(mode: Property) {
	return mode.test(one => /^sse[-_]kms$/i.test(String(one)));
}
