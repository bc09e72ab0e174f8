import { switchRule } from '../../engine/review/switch.ts';
import { INSTANCE } from './facts.ts';

export default switchRule({
	id: 'rds/auto-minor-upgrade',
	title: 'Minor versions are installed automatically',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
	on: INSTANCE,
	property: 'AutoMinorVersionUpgrade',
	message: database => `${database.name} does not install minor versions by itself: repairs of security holes wait until somebody thinks of them.`,
	fix: database => `Install minor versions of ${database.name} automatically`,
	effect: 'changes behaviour',
});
