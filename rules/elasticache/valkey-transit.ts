import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/valkey-transit',
	title: 'Valkey is told whether to encrypt in transit',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	fixes: 'fix',
	review(group, _design, report) {
		if (inherits(group) !== 'no') return;
		const encrypted = group.at('TransitEncryptionEnabled');
		for (const engine of group.at('Engine').alternatives) {
			if (engine.is('valkey') !== 'yes') continue;
			for (const missing of encrypted.alternatives) {
				if (missing.exists !== 'no' || !missing.together(engine)) continue;
				report(engine, `${group.name} runs Valkey and does not say whether clients connect by TLS; ElastiCache refuses to create it without \`${missing.label}\`.`, {
					fix: { title: `Encrypt ${group.name} in transit`, change: change => change.set(missing, true) },
				});
			}
		}
	},
});
