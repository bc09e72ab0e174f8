import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/version-upgrade',
	title: 'New engine versions reach the warehouse',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const upgrade of cluster.at('AllowVersionUpgrade').alternatives) {
			if (upgrade.is(true) !== 'no') continue;
			report(upgrade, `${cluster.name} stays on its engine version until somebody asks for the next one: its fixes come late, and all at once.`, {
				fix: { title: `Let Redshift upgrade ${cluster.name} in its maintenance window`, effect: 'changes behaviour', change: change => change.set(upgrade, true) },
			});
		}
	},
});
