import { denies } from '../../engine/policy/access.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

const TRANSPORT = 'aws:SecureTransport';

export default defineRule({
	id: 'efs/policy-transport',
	title: 'The policy of a file system refuses mounts without TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		for (const { document } of policiesIn(fileSystem, 'resource')) {
			const readings = document.scenarios.flatMap(one => one.statements);
			// What is allowed over TLS only needs no refusal.
			if (readings.every(one => one.effect === 'Deny' || one.conditions.clauses.some(clause => clause.key.toLowerCase() === TRANSPORT.toLowerCase()))) continue;
			if (denies(document, { action: 'elasticfilesystem:ClientMount', resource: '*', context: { [TRANSPORT]: 'false' } }) !== 'no') continue;
			report(document.property.at('Statement'), `The policy of ${fileSystem.name} does not refuse clients that mount without TLS: files can cross the network in clear text.`, {
				key: true,
				fix: {
					title: 'Refuse mounts without TLS', effect: 'changes behaviour',
					change: change => change.append(document.property, 'Statement', {
						Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Condition: { Bool: { [TRANSPORT]: 'false' } },
					}),
				},
			});
		}
	},
});
