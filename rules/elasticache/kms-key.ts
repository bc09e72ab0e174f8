import { inherits } from '../../engine/queries/caches.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/kms-key',
	title: 'Caches are encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache'],
	fixes: 'choice',
	review(cache, design, report) {
		const serverless = cache.type === 'AWS::ElastiCache::ServerlessCache';
		// What is not encrypted is another rule's finding.
		if (inherits(cache) !== 'no' || (!serverless && cache.at('AtRestEncryptionEnabled').is(true) !== 'yes')) return;
		for (const key of cache.at('KmsKeyId').alternatives) {
			if (key.exists !== 'no') continue;
			report(key, `${cache.name} is encrypted with a key that AWS owns: nobody here can say who may use it, see its use or take it away.`, {
				fix: design.all('AWS::KMS::Key').filter(one => one.at('KeyUsage').is('ENCRYPT_DECRYPT') === 'yes' && one.at('KeySpec').is('SYMMETRIC_DEFAULT') === 'yes').map(one => ({
					title: `Encrypt ${cache.name} with ${one.name}`, effect: 'replaces the resource', change: change => change.set(key, refer(one, 'Arn')),
				})),
			});
		}
	},
});
