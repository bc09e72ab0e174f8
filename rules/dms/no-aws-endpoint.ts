import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ELSEWHERE, TASKS, endpointsOf } from './facts.ts';

export default defineRule({
	id: 'dms/no-aws-endpoint',
	title: 'One end of a migration is in AWS',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.html',
	on: TASKS,
	review(task, _design, report) {
		const { source, target } = endpointsOf(task);
		const [from, to] = [source && elsewhere(source), target && elsewhere(target)];
		if (!from || !to) return;
		report(task.at('TargetEndpointArn'), `${task.name} copies from ${source!.name} (${from}) to ${target!.name} (${to}), and neither is in AWS; DMS wants one of its endpoints there.`, { related: [source!, target!] });
	},
});

/** Where the database of an endpoint plainly is, if that is not AWS: by a host name that only another provider, or no network at all, gives. */
function elsewhere(endpoint: Resource): string | undefined {
	if (endpoint.at('EngineName').is('azuredb') === 'yes') return 'Azure SQL Database';
	const host = endpoint.at('ServerName').string?.toLowerCase() ?? '';
	return ELSEWHERE.find(([suffix]) => host.endsWith(suffix))?.[1];
}
