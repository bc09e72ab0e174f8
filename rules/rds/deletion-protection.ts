import { environmentOf, isDevelopment } from '../../engine/queries/environment.ts';
import { switchRule } from '../../engine/review/switch.ts';
import { INSTANCE, isReplica, standsAlone } from './facts.ts';

export default switchRule({
	id: 'rds/deletion-protection',
	title: 'Databases are protected from deletion',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
	on: INSTANCE,
	property: 'DeletionProtection',
	message: database => {
		const sign = isDevelopment(database) ? ` (${environmentOf(database)!.sign})` : '';
		return `One call, or a stack that goes, deletes ${database.name} with all its data: it is not protected from deletion${sign}.`;
	},
	fix: database => `Protect ${database.name} from deletion`,
	grade: (database, setting) => {
		if (standsAlone(database) !== 'yes') return undefined;
		// A replica can be made again from its source; that one is told only where somebody decided it.
		if (isReplica(database) !== 'no') return setting.exists === 'yes' ? 'hint' : undefined;
		return isDevelopment(database) ? 'hint' : 'warning';
	},
});
