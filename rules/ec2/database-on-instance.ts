import { listed } from '../../engine/model/listed.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import { STARTED_TYPES, startupOf } from '../../engine/queries/startup.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { MANAGED } from './facts.ts';

export default defineRule({
	id: 'ec2/database-on-instance',
	title: 'Databases run as a managed service, not on instances',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html',
	on: STARTED_TYPES,
	review(resource, _design, report) {
		const databases = startupOf(resource).software.filter(one => one.kind === 'database');
		const [first] = databases;
		if (!first) return;
		const environment = environmentOf(resource);
		const sandbox = environment?.kind === 'development' ? environment.sign : undefined;
		const services = listed([...new Set(databases.map(one => MANAGED[one.name] ?? 'Amazon RDS'))], 'or');
		report(first.at, `${resource.name} runs ${listed(databases.map(one => one.name))} itself (“${first.by}”): its patches, backups and failover are yours, and it stops with its zone. ${services} does that for you${sandbox ? `; ${sandbox}, so this may be meant` : ''}.`, {
			key: true, ...(sandbox !== undefined && { severity: 'information' }),
		});
	},
});
