import { defineRule } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, INSTANCE, majorOf, NO_EXTENDED_SUPPORT, SUPPORT_ENDS, SUPPORTED_MAJORS, standsAlone } from './facts.ts';

const YEAR = 365 * 24 * 3600 * 1000;

export default defineRule({
	id: 'rds/extended-support',
	title: 'No version runs into paid extended support unnoticed',
	severity: 'information',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		const family = familyOf(database);
		if (!family || standsAlone(database) !== 'yes') return;
		// A group belongs to one major version: with groups of one's own it is not the version alone that must change.
		const own = ['DBParameterGroupName', 'OptionGroupName'].some(name => database.at(name).exists !== 'no');
		for (const version of database.at('EngineVersion').alternatives) {
			const found = majorOf(version, SUPPORT_ENDS.table[family]);
			if (!found || Date.parse(found.entry) - Date.parse(SUPPORT_ENDS.asOf) > YEAR) continue;
			if (database.at('EngineLifecycleSupport').is(NO_EXTENDED_SUPPORT) !== 'no') continue;
			const over = found.entry <= SUPPORT_ENDS.asOf;
			const newest = SUPPORTED_MAJORS[family]?.at(-1);
			report(version, `Standard support of ${ENGINE_NAMES[family]} ${found.major} ${over ? 'ended' : 'ends'} on ${found.entry} (as of ${SUPPORT_ENDS.asOf}): ${database.name} ${over ? 'is' : 'will be'} in extended support, which is billed for each vCPU and hour.`, {
				...(newest !== undefined && !own && {
					fix: {
						title: `Move ${database.name} to ${ENGINE_NAMES[family]} ${newest}`, effect: 'changes behaviour',
						change: change => change.set(version, newest).set(database, 'AllowMajorVersionUpgrade', true),
					},
				}),
			});
		}
	},
});
