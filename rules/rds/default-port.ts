import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, ENGINE_NAMES, familyOf, INSTANCE, PORTS, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/default-port',
	title: 'A database that can be reached from outside listens on a port of its own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	review(database, _design, report) {
		const family = familyOf(database);
		const usual = family && PORTS[family];
		// In a private network nobody scans; what is written there is only how the engine is known.
		if (usual === undefined || standsAlone(database) !== 'yes' || database.at('PubliclyAccessible').is(true) !== 'yes') return;
		for (const port of database.at('Port').alternatives) {
			if (port.exists !== 'no' && port.is(usual) !== 'yes') continue;
			report(port, `${database.name} can be reached from outside and listens on ${usual}, where scanners look for ${ENGINE_NAMES[family!]} first.`);
		}
	},
});
