import { listed } from '../../engine/model/listed.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { familyOf, INSTANCE, standsAlone } from './facts.ts';

/** What is written of statements: the kind of those that change something, and how long slow ones took (in milliseconds). */
const PARAMETERS: readonly (readonly [name: string, value: string])[] = [['log_statement', 'ddl'], ['log_min_duration_statement', '1000']];

export default defineRule({
	id: 'rds/query-logging',
	title: 'PostgreSQL logs its statements',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, design, report) {
		if (familyOf(database) !== 'postgres' || standsAlone(database) !== 'yes') return;
		for (const name of database.at('DBParameterGroupName').alternatives) {
			const group = design.follow(name, 'AWS::RDS::DBParameterGroup');
			if (!group) {
				if (name.exists === 'no') report(name, `${database.name} has no parameter group that says which statements it logs: changes of tables and slow queries leave no trace.`);
				continue;
			}
			const parameters = group.at('Parameters');
			if (parameters.raw.some(({ value }) => value.kind !== 'absent' && (value.kind !== 'map' || value.open))) continue;
			const missing = PARAMETERS.filter(([parameter]) => !parameters.entries.some(([key]) => key === parameter));
			// Either is a decision about logging.
			if (missing.length < PARAMETERS.length) continue;
			report(group, `${group.name} sets neither ${listed(missing.map(([parameter]) => parameter), 'or').replace(' or ', ' nor ')}: ${database.name} leaves no trace of changes of tables and of slow queries.`, {
				related: [database],
				about: group,
				fix: { title: `Log changes of tables and queries of a second and more by ${group.name}`, change: change => missing.reduce((all, [parameter, value]) => all.set(group, `Parameters.${parameter}`, value), change) },
			});
		}
	},
});
