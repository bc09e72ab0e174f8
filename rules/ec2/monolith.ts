import { listed } from '../../engine/model/listed.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import { STARTED_TYPES, startupOf } from '../../engine/queries/startup.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'ec2/monolith',
	title: 'Web server and database do not share an instance',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/whitepapers/latest/best-practices-wordpress/reference-architecture.html',
	on: STARTED_TYPES,
	review(resource, _design, report) {
		const { software } = startupOf(resource);
		// A store of sessions or of a cache beside the web server is a part of it.
		const databases = software.filter(one => one.kind === 'database' && one.name !== 'Redis');
		const webs = software.filter(one => one.kind === 'web');
		if (databases.length === 0 || webs.length === 0) return;
		const sandbox = environmentOf(resource)?.kind === 'development';
		report(resource, `${resource.name} is web server and database in one (${listed([...webs, ...databases].map(one => one.name))}): neither scales without the other, and both are lost together.`, {
			...(sandbox && { severity: 'information' }),
			related: [...new Set([webs[0]!.at, databases[0]!.at])],
		});
	},
});
