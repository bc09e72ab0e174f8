import { ENCRYPTED_TYPES, keyOf, keyProperties } from '../../engine/queries/key-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { kindOfKey } from './facts.ts';

export default defineRule({
	id: 'kms/key-asymmetric-at-rest',
	title: 'AWS services encrypt with symmetric keys only',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html',
	on: ENCRYPTED_TYPES,
	review(resource, design, report) {
		for (const use of keyProperties(resource)) {
			const key = keyOf(use, design);
			if (!key) continue;
			for (const spec of key.at('KeySpec').alternatives) {
				const kind = kindOfKey(spec.string ?? '');
				if (!kind || spec.is('SYMMETRIC_DEFAULT') !== 'no' || !spec.together(use)) continue;
				report(use, `${key.name} is ${kind} (${spec.string}); ${resource.type.split('::')[1]} encrypts ${resource.name} with symmetric keys only.`, { related: [spec] });
			}
		}
	},
});
