import { listed } from '../../engine/model/listed.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { familyOf, INSTANCE, LOG_EXPORTS, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/log-exports',
	title: 'Logs of databases go to CloudWatch',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		const family = familyOf(database);
		// SQL Server Express has no agent.
		const logs = family && LOG_EXPORTS[family]?.filter(log => log !== 'agent' || database.at('Engine').is('sqlserver-ex') === 'no');
		if (!logs || standsAlone(database) !== 'yes') return;
		for (const exports of database.at('EnableCloudwatchLogsExports').alternatives) {
			const none = exports.exists === 'no' || (exports.exists === 'yes' && exports.items.length === 0 && exports.items.complete === 'yes');
			if (!none) continue;
			report(exports, `The logs of ${database.name} stay on its own disk, where RDS deletes them after days; CloudWatch keeps them and raises alarms.`, {
				fix: { title: `Send ${listed(logs)} of ${database.name} to CloudWatch`, change: change => change.set(exports, logs) },
			});
		}
	},
});
