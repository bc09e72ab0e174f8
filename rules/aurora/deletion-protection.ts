import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'aurora/deletion-protection',
	title: 'Clusters are protected from deletion',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
	on: CLUSTER,
	property: 'DeletionProtection',
	message: cluster => `One call, or one change that replaces it, deletes ${cluster.name} and its automated backups with it.${sandbox(environmentOf(cluster))}`,
	fix: cluster => `Protect ${cluster.name} from deletion`,
	grade: cluster => (isAurora(cluster) !== 'yes' ? undefined : environmentOf(cluster)?.kind === 'development' ? 'hint' : 'warning'),
});

function sandbox(environment: ReturnType<typeof environmentOf>): string {
	return environment?.kind === 'development' ? ` It is held for a sandbox, for ${environment.sign}.` : '';
}
