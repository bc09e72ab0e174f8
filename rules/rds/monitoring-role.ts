import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/monitoring-role',
	title: 'Enhanced monitoring has an interval and a role',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: [INSTANCE, CLUSTER],
	fixes: 'choice',
	review(database, _design, report) {
		const role = database.at('MonitoringRoleArn');
		for (const interval of database.at('MonitoringInterval').alternatives) {
			const seconds = interval.exists === 'no' ? 0 : interval.number;
			if (seconds === undefined) continue;
			for (const given of role.alternatives) {
				if (!given.together(interval)) continue;
				if (seconds > 0 && given.exists === 'no') {
					report(interval, `${database.name} is monitored every ${seconds} seconds, and ${given.label} names no role that may write what is measured; RDS rejects that.`, {
						fix: { title: `Turn enhanced monitoring of ${database.name} off`, preferred: false, change: change => change.set(interval, 0) },
					});
				} else if (seconds === 0 && written(given)) {
					report(given, `${database.name} names a role for enhanced monitoring, whose interval (${interval.label}) is ${interval.exists === 'no' ? 'not set' : '0'}; RDS demands both or neither.`, {
						...(interval.exists === 'yes' && { related: [interval] }),
						fix: [
							{ title: `Monitor ${database.name} every 60 seconds`, change: change => change.set(interval, 60) },
							{ title: 'Leave the role away', change: change => change.remove(given) },
						],
					});
				}
			}
		}
	},
});
