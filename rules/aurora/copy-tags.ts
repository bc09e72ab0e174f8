import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'aurora/copy-tags',
	title: 'Snapshots have the tags of their cluster',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html',
	on: CLUSTER,
	property: 'CopyTagsToSnapshot',
	message: cluster => `Snapshots of ${cluster.name} have none of its tags: what bills, permits and cleans up by tags passes them over.`,
	fix: cluster => `Copy the tags of ${cluster.name} to its snapshots`,
	// Where the design gives it no tags, a stack or a provider still may.
	grade: cluster => (isAurora(cluster) !== 'yes' ? undefined : cluster.at('Tags').exists === 'yes' ? 'information' : 'hint'),
});
