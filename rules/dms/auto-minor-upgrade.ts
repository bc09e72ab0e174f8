import { switchRule } from '../../engine/review/switch.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default switchRule({
	id: 'dms/auto-minor-upgrade',
	title: 'Replication instances take minor versions by themselves',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	property: 'AutoMinorVersionUpgrade',
	effect: 'changes behaviour',
	message: instance => `${instance.name} stays on its minor version until somebody remembers: fixes of the replication engine don't reach it, and old versions are retired.`,
	fix: instance => `Let DMS upgrade ${instance.name} in its maintenance window`,
});
