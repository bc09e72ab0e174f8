import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'dms/public-instance',
	title: 'Replication instances have no public address',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	fixes: 'fix',
	review(instance, _design, report) {
		for (const access of instance.at('PubliclyAccessible').alternatives) {
			if (access.is(true) !== 'yes') continue;
			const how = access.exists === 'no' ? `${instance.name} does not set ${access.label}, and DMS gives it a public address` : `${instance.name} has a public address`;
			report(access, `${how}: what holds the keys to both databases can be reached from the internet.`, {
				fix: { title: `Take the public address from ${instance.name}`, effect: 'replaces the resource', change: change => change.set(access, false) },
			});
		}
	},
});
