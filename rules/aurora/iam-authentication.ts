import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'aurora/iam-authentication',
	title: 'Applications sign in with their IAM roles',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html',
	on: CLUSTER,
	property: 'EnableIAMDatabaseAuthentication',
	message: cluster => `${cluster.name} takes passwords only; with IAM authentication applications sign in by their roles, and none is kept or rotated.`,
	fix: cluster => `Let IAM roles sign in to ${cluster.name}`,
	// The retired serverless clusters never had it.
	grade: cluster => (isAurora(cluster) === 'yes' && cluster.at('EngineMode').is('serverless') === 'no' ? 'information' : undefined),
});
