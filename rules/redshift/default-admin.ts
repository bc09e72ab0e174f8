import { defineRule } from '../../engine/review/rule.ts';
import { USUAL_ADMINS, identifierOf } from './facts.ts';

export default defineRule({
	id: 'redshift/default-admin',
	title: "The administrator's name is no usual one",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
	on: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
	fixes: 'choice',
	review(warehouse, _design, report) {
		const cluster = warehouse.type === 'AWS::Redshift::Cluster';
		// A restored cluster keeps the users of its snapshot.
		if (cluster && warehouse.at('SnapshotIdentifier').exists !== 'no') return;
		for (const name of warehouse.at(cluster ? 'MasterUsername' : 'AdminUsername').alternatives) {
			const text = name.string?.toLowerCase();
			if (text === undefined || !USUAL_ADMINS.includes(text)) continue;
			const other = `${identifierOf(warehouse)}_owner`;
			report(name, `The administrator of ${warehouse.name} is ${name.scalar}, the name that whoever guesses passwords tries first.`, {
				fix: { title: `Call the administrator ${other}`, ...(cluster && { effect: 'replaces the resource' }), change: change => change.set(name, other) },
			});
		}
	},
});
