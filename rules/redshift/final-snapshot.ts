import { environmentOf } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { identifierOf } from './facts.ts';

export default defineRule({
	id: 'redshift/final-snapshot',
	title: 'A last snapshot remains of a deleted warehouse',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		const environment = environmentOf(cluster);
		// What is for trying out may go without a trace.
		const grade = environment?.kind === 'development' ? { severity: 'hint' as const, why: ` (for a sandbox, as ${environment.sign} says, that may be right)` } : { severity: 'warning' as const, why: '' };
		for (const skip of cluster.at('SkipFinalClusterSnapshot').alternatives) {
			if (skip.exists === 'no') continue;
			if (skip.is(true) !== 'yes' || cluster.at('@PreventDestroy').is(true) === 'yes') continue;
			const name = cluster.at('FinalClusterSnapshotIdentifier');
			report(skip, `${cluster.name} goes without a last snapshot, and its automatic ones go with it: whoever destroys it destroys the data${grade.why}.`, {
				severity: grade.severity,
				fix: {
					title: `Keep a last snapshot of ${cluster.name}`,
					change: change => {
						change.set(skip, false);
						if (name.exists === 'no') change.set(name, `${identifierOf(cluster)}-final`);
					},
				},
			});
		}
		if (cluster.at('SkipFinalClusterSnapshot').exists !== 'no') return;
		for (const policy of cluster.at('@DeletionPolicy').alternatives) {
			if (policy.is('Snapshot', 'Retain', 'RetainExceptOnCreate') !== 'no') continue;
			report(policy, `${cluster.name} is deleted with its stack, and without a last snapshot; its automatic ones go with it${grade.why}.`, {
				severity: grade.severity,
				fix: { title: `Keep a last snapshot of ${cluster.name}`, change: change => change.set(policy, 'Snapshot') },
			});
		}
	},
});
