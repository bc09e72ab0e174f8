import { dataKeys } from '../../engine/queries/data-keys.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, ENDPOINT, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'dms/kms-key',
	title: 'Replication is encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: [INSTANCE, ENDPOINT],
	fixes: 'choice',
	review(resource, design, report) {
		// An endpoint has something to encrypt where it signs in.
		if (resource.type === ENDPOINT && resource.at('Password').exists === 'no') return;
		for (const key of resource.at('KmsKeyId').alternatives) {
			if (!isManagedKey(key)) continue;
			const what = resource.type === INSTANCE ? 'disks' : 'connection parameters';
			report(key, `The ${what} of ${resource.name} are encrypted with the key that AWS manages for DMS, aws/dms: no policy of yours says who may use it.`, {
				fix: dataKeys(design).map(own => ({ title: `Encrypt ${resource.name} with ${own.name}`, effect: 'replaces the resource', change: change => change.set(key, refer(own, 'Arn')) })),
			});
		}
	},
});
