import { tagsOf } from '../../engine/queries/environment.ts';
import { switchRule } from '../../engine/review/switch.ts';
import { INSTANCE, standsAlone } from './facts.ts';

export default switchRule({
	id: 'rds/copy-tags',
	title: 'Snapshots carry the tags of their database',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html',
	on: INSTANCE,
	property: 'CopyTagsToSnapshot',
	message: database => `Snapshots of ${database.name} do not get its tags: nobody sees whose they are, and rules about tags pass them by.`,
	fix: database => `Copy the tags of ${database.name} to its snapshots`,
	// Without tags there is nothing to copy.
	grade: (database, setting) => (standsAlone(database) === 'yes' && (setting.exists === 'yes' || tagsOf(database).length > 0) ? 'information' : undefined),
});
