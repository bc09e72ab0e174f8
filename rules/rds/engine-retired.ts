import { defineRule } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, INSTANCE, majorOf, RETIRED_VERSIONS } from './facts.ts';

export default defineRule({
	id: 'rds/engine-retired',
	title: 'The engine version is one that RDS still offers',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: RETIRED_VERSIONS.source,
	on: INSTANCE,
	review(database, _design, report) {
		const family = familyOf(database);
		if (!family) return;
		for (const version of database.at('EngineVersion').alternatives) {
			const found = majorOf(version, RETIRED_VERSIONS.table[family]);
			if (!found) continue;
			const { major, minor, entry } = found;
			if (entry !== 'all' && (minor === undefined || minor >= entry)) continue;
			const left = entry === 'all' ? `, nor any other version of ${major}` : `; of ${major} it has ${major}.${entry} and newer`;
			report(version, `RDS no longer offers ${ENGINE_NAMES[family]} ${version.scalar} (as of ${RETIRED_VERSIONS.asOf})${left}: ${database.name} cannot be created with it.`, { tags: ['deprecated'] });
		}
	},
});
