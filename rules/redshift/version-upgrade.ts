import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'redshift/version-upgrade',
	title: 'New engine versions reach the warehouse',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html',
	on: 'AWS::Redshift::Cluster',
	property: 'AllowVersionUpgrade',
	effect: 'changes behaviour',
	message: cluster => `${cluster.name} stays on its engine version until somebody asks for the next one: its fixes come late, and all at once.`,
	fix: cluster => `Let Redshift upgrade ${cluster.name} in its maintenance window`,
});
