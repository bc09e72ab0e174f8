import type { Architecture } from '../../engine/model/architecture.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { type Report, defineRule, refer } from '../../engine/review/rule.ts';
import { ENDPOINT, TASKS, endpointsOf, oneWay } from './facts.ts';

export default defineRule({
	id: 'dms/endpoint-roles',
	title: 'Data flows from a source to a target',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Endpoints.html',
	on: [ENDPOINT, ...TASKS],
	fixes: 'choice',
	review(resource, design, report) {
		if (resource.type === ENDPOINT) reviewEngine(resource, report);
		else reviewTask(resource, design, report);
	},
});

function reviewEngine(endpoint: Resource, report: Report): void {
	for (const type of endpoint.at('EndpointType').alternatives) {
		for (const engine of endpoint.at('EngineName').alternatives) {
			if (!engine.together(type)) continue;
			const asSource = type.is('source') === 'yes' && engine.is(...oneWay.table.targets) === 'yes';
			const asTarget = type.is('target') === 'yes' && engine.is(...oneWay.table.sources) === 'yes';
			if (!asSource && !asTarget) continue;
			report(engine, `${endpoint.name} is a ${type.scalar} of engine ${engine.scalar}; DMS ${asSource ? 'only writes to it' : 'only reads from it'} (as of ${oneWay.asOf}).`, {
				related: [type],
				fix: { title: `Make ${endpoint.name} a ${asSource ? 'target' : 'source'}`, effect: 'changes behaviour', change: change => change.set(type, asSource ? 'target' : 'source') },
			});
		}
	}
}

function reviewTask(task: Resource, design: Architecture, report: Report): void {
	const [from, to] = [task.at('SourceEndpointArn'), task.at('TargetEndpointArn')];
	const { source, target } = endpointsOf(task);
	if (source && source === target) {
		const others = design.all(ENDPOINT).filter(one => one !== source && one.at('EndpointType').is('target') === 'yes');
		report(to, `${task.name} copies ${source.name} onto itself: its source and its target are the same endpoint.`, {
			related: [from], fix: others.slice(0, 3).map(one => ({ title: `Copy to ${one.name}`, effect: 'replaces the resource' as const, change: change => change.set(to, refer(one)) })),
		});
		return;
	}
	const reversed = source?.at('EndpointType').is('target') === 'yes', back = target?.at('EndpointType').is('source') === 'yes';
	if (!reversed && !back) return;
	const wrong = reversed ? { at: from, endpoint: source!, is: 'target', as: 'source' } : { at: to, endpoint: target!, is: 'source', as: 'target' };
	const both = reversed && back;
	report(wrong.at, both ? `${task.name} reads from the target ${source!.name} and writes to the source ${target!.name}: its endpoints are the wrong way round.`
		: `${task.name} uses ${wrong.endpoint.name}, which is a ${wrong.is} endpoint, as its ${wrong.as}.`, {
		related: [wrong.endpoint.at('EndpointType')],
		...(both && { fix: { title: `Copy from ${target!.name} to ${source!.name}`, effect: 'replaces the resource' as const, change: change => change.set(from, refer(target!)).set(to, refer(source!)) } }),
	});
}
