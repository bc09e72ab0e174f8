import { defineRule } from '../../engine/review/rule.ts';
import { AUDIT_LOGGING, AUDIT_LOGS } from './facts.ts';

export default defineRule({
	id: 'redshift/logging',
	title: 'Connections and queries of warehouses are logged',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: AUDIT_LOGGING,
	on: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
	fixes: 'fix',
	review(warehouse, _design, report) {
		const serverless = warehouse.type === 'AWS::RedshiftServerless::Namespace';
		for (const logs of warehouse.at(serverless ? 'LogExports' : 'LoggingProperties').alternatives) {
			if (logs.exists !== 'no') continue;
			report(logs, `${warehouse.name} keeps no audit log: who connected, from where, and what was changed can't be told afterwards.`, {
				fix: {
					title: `Send the audit logs of ${warehouse.name} to CloudWatch`,
					change: change => change.set(logs, serverless ? [...AUDIT_LOGS] : { LogDestinationType: 'cloudwatch', LogExports: [...AUDIT_LOGS] }),
				},
			});
		}
	},
});
