import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, hasOrigin, INSTANCE, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/kms-key-without-encryption',
	title: 'A key is named only where storage is encrypted',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		// A replica and a restored copy are encrypted as their source is, and may name the key of their own region.
		if (standsAlone(database) !== 'yes' || hasOrigin(database) !== 'no') return;
		for (const key of database.at('KmsKeyId').alternatives) {
			if (!written(key)) continue;
			for (const encrypted of database.at('StorageEncrypted').alternatives) {
				if (encrypted.is(true) !== 'no' || !encrypted.together(key)) continue;
				const state = encrypted.exists === 'yes' ? 'off' : 'not turned on';
				report(key, `${database.name} names a key and its encryption (${encrypted.label}) is ${state}; RDS demands both together.`, {
					...(encrypted.exists === 'yes' && { related: [encrypted] }),
					fix: { title: `Encrypt the storage of ${database.name}`, effect: 'replaces the resource', change: change => change.set(encrypted, true) },
				});
			}
		}
	},
});
