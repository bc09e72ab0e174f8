import { defineRule } from '../../engine/review/rule.ts';
import { USUAL_DATABASE, identifierOf } from './facts.ts';

export default defineRule({
	id: 'redshift/default-database',
	title: 'The first database has a name of its own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, _design, report) {
		if (cluster.at('SnapshotIdentifier').exists !== 'no') return;
		for (const name of cluster.at('DBName').alternatives) {
			if (name.is(USUAL_DATABASE) !== 'yes') continue;
			const other = `${identifierOf(cluster)}db`;
			report(name, `The database of ${cluster.name} is called ${USUAL_DATABASE}, as every cluster's is that says nothing: it is guessed, and mistaken for another's.`, {
				fix: { title: `Call the database ${other}`, effect: 'replaces the resource', change: change => change.set(name, other) },
			});
		}
	},
});
