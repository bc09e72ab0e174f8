import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { FAMILIES, TASKS, endpointsOf, migrationType } from './facts.ts';

const INSTANCE = 'AWS::RDS::DBInstance', CLUSTER = 'AWS::RDS::DBCluster';

export default defineRule({
	id: 'dms/cdc-source',
	title: 'The source logs the changes that a task captures',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html',
	on: TASKS,
	fixes: 'choice',
	review(task, design, report) {
		if (migrationType(task).is('cdc', 'full-load-and-cdc') !== 'yes') return;
		const { source } = endpointsOf(task);
		const server = source?.at('ServerName');
		const database = server && (design.follow(server, INSTANCE) ?? design.follow(server, CLUSTER));
		const family = FAMILIES[source?.at('EngineName').string ?? ''];
		if (!database || (family !== 'MySQL' && family !== 'PostgreSQL')) return;
		if (family === 'MySQL' && database.type === INSTANCE) reviewBackups(task, database, report);
		reviewLog(task, database, family, report);
	},
});

/** RDS keeps the binary log only while automatic backups are on: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html */
function reviewBackups(task: Resource, database: Resource, report: Report): void {
	for (const days of database.at('BackupRetentionPeriod').alternatives) {
		if (days.number !== 0 || database.at('DBClusterIdentifier').exists !== 'no') continue;
		report(task.at('SourceEndpointArn'), `${task.name} captures changes from ${database.name}, whose automatic backups are off, and RDS writes no binary log without them: the task fails.`, {
			related: [days], fix: { title: `Keep backups of ${database.name} for 7 days`, effect: 'changes behaviour', change: change => change.set(days, 7) },
		});
	}
}

function reviewLog(task: Resource, database: Resource, family: 'MySQL' | 'PostgreSQL', report: Report): void {
	const name = family === 'MySQL' ? 'binlog_format' : 'rds.logical_replication';
	const wanted = family === 'MySQL' ? 'ROW' : '1';
	const kind = database.type === CLUSTER ? 'DBClusterParameterGroup' : 'DBParameterGroup';
	const named = database.at(kind === 'DBParameterGroup' ? 'DBParameterGroupName' : 'DBClusterParameterGroupName');
	const group = database.design.follow(named, `AWS::RDS::${kind}`);
	const at = task.at('SourceEndpointArn');
	// Only PostgreSQL's default is the same in all versions.
	if (named.exists === 'no' && family === 'PostgreSQL') {
		report(at, `${task.name} captures changes from ${database.name}, which has the default parameter group, where ${name} is off: the task fails.`, { related: [database] });
	}
	const parameter = group && parameterOf(group, name);
	if (!group || !parameter) return;
	const { value } = parameter;
	if (value && value.test(one => String(one).toUpperCase() === wanted) === 'no') {
		report(at, `${task.name} captures changes from ${database.name}, and ${name} is ${value.scalar} in ${group.name}: the task needs ${wanted}.`, {
			related: [value], fix: { title: `Set ${name} to ${wanted}`, effect: 'changes behaviour', change: change => change.set(value, wanted) },
		});
	} else if (!value && family === 'PostgreSQL') {
		report(at, `${task.name} captures changes from ${database.name}, and ${group.name} leaves ${name} off: the task fails.`, { related: [group] });
	}
}

/** Names of parameters have dots, which paths do not. Undefined where the group may have more than is known. */
function parameterOf(group: Resource, name: string): { readonly value?: Property } | undefined {
	const parameters = group.at('Parameters');
	if (group.partial || parameters.raw.some(({ value }) => !(value.kind === 'absent' || (value.kind === 'map' && !value.open)))) return undefined;
	const value = parameters.entries.find(([one]) => one === name)?.[1];
	return { ...(value && { value }) };
}
