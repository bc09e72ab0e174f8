import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/at-rest-encryption',
	title: 'What caches write to disk is encrypted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	fixes: 'fix',
	review(group, _design, report) {
		if (inherits(group) !== 'no') return;
		const engine = group.at('Engine');
		for (const encrypted of group.at('AtRestEncryptionEnabled').alternatives) {
			// Not written, it is on for Valkey and off for Redis OSS.
			if (encrypted.is(true) !== 'no' || (encrypted.exists === 'no' && engine.is('valkey') !== 'no')) continue;
			report(encrypted, `Snapshots and swapped data of ${group.name} are not encrypted; this can only be chosen when it is created.`, {
				fix: {
					title: `Encrypt ${group.name} at rest`,
					effect: 'replaces the resource',
					change: change => change.set(encrypted, true),
				},
			});
		}
	},
});
