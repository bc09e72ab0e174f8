import { isDevelopment } from '../../engine/queries/environment.ts';
import { trusts } from '../../engine/queries/roles.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { familyOf, INSTANCE } from './facts.ts';

/** Who writes what is measured. */
const SERVICE = 'monitoring.rds.amazonaws.com';

export default defineRule({
	id: 'rds/monitoring',
	title: 'Enhanced monitoring shows the operating system',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.overview.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, design, report) {
		if (familyOf(database) === 'custom' || isDevelopment(database)) return;
		for (const interval of database.at('MonitoringInterval').alternatives) {
			const role = database.at('MonitoringRoleArn');
			// A role beside no interval is an error of its own.
			if ((interval.exists === 'no' ? 0 : interval.number) !== 0 || role.exists !== 'no') continue;
			const own = design.all('AWS::IAM::Role').find(one => trusts(one, SERVICE) === 'yes');
			report(interval, `Enhanced monitoring of ${database.name} is off: memory, processes and disks of its host cannot be seen when it is slow.`, own && {
				fix: {
					title: `Monitor ${database.name} every 60 seconds, by ${own.name}`,
					change: change => change.set(interval, 60).set(role, { '#reference': own.id, attribute: 'Arn' }),
				},
			});
		}
	},
});
