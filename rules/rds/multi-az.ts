import { environmentOf } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { familyOf, INSTANCE, isReplica, standsAlone } from './facts.ts';

/** Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_SQLServerMultiAZ.html */
const WITHOUT_STANDBY = ['sqlserver-ex', 'sqlserver-web'];

export default defineRule({
	id: 'rds/multi-az',
	title: 'Production databases have a standby in another zone',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		// A replica is the spare of something already; RDS Custom has rules of its own, and the small editions of SQL Server have no standby.
		if (standsAlone(database) !== 'yes' || isReplica(database) !== 'no' || familyOf(database) === 'custom' || database.at('Engine').is(...WITHOUT_STANDBY) !== 'no') return;
		const environment = environmentOf(database);
		for (const standby of database.at('MultiAZ').alternatives) {
			if (standby.is(true) !== 'no') continue;
			const zone = database.at('AvailabilityZone');
			const sign = environment ? ` (${environment.sign})` : '';
			report(standby, `${database.name} runs in one availability zone${sign}: with the zone, a disk or a host it is gone until it is restored from a backup.`, {
				...(environment?.kind === 'development' && { severity: 'hint' }),
				fix: {
					title: `Give ${database.name} a standby in another zone`, effect: 'changes behaviour',
					// A zone that is named beside it is refused.
					change: change => (zone.exists === 'no' ? change.set(standby, true) : change.set(standby, true).remove(zone)),
				},
			});
		}
	},
});
