import { inherits } from '../../engine/queries/caches.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'elasticache/at-rest-encryption',
	title: 'What caches write to disk is encrypted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	property: 'AtRestEncryptionEnabled',
	// Not written, it is on for Valkey and off for Redis OSS.
	grade: (group, setting) => (inherits(group) !== 'no' || (setting.exists === 'no' && group.at('Engine').is('valkey') !== 'no') ? undefined : 'warning'),
	message: group => `Snapshots and swapped data of ${group.name} are not encrypted; this can only be chosen when it is created.`,
	fix: group => `Encrypt ${group.name} at rest`,
	effect: 'replaces the resource',
});
