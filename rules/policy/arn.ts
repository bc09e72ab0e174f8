import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { type ArnFault, arnFault } from '../../engine/policy/arn-faults.ts';
import { actsOn, resourceText } from '../../engine/policy/arns.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Element, Statement } from '../../engine/policy/document.ts';
import { isOpaque, literal, pattern, split } from '../../engine/policy/patterns.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { type Placed, resourcesIn } from '../../engine/queries/policy-places.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { RENAMED_SERVICES } from './facts/actions.ts';

export default defineRule({
	id: 'policy/arn',
	title: 'Every ARN in a policy is one that AWS can have',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, _design, report) {
		for (const placed of resourcesIn(resource)) {
			const { part: { property }, when, statement } = placed;
			const fault = arnFault(property);
			// The empty default of a parameter asks for a value.
			if (fault && property.string === '' && property.assumed.length > 0) continue;
			const fix = fault && fixOf(fault, placed);
			if (fault) report(property, `${describe(fault, resource.design.resource(fault.kind === 'name' ? fault.target : '')?.name)}${describeWhen(when, property)}.`, { ...(fix && { fix }) });
			else if (isStray(placed.part, statement)) {
				const services = [...new Set(statement.actions.items.map(({ pattern: { text } }) => text.split(':')[0]!))];
				report(property, `None of the actions of this statement (of ${listed(services)}) acts on ${placed.part.pattern.text}${describeWhen(when, property)}.`, { severity: 'warning' });
			}
		}
	},
});

function describe(fault: ArnFault, name: string | undefined): string {
	if (fault.kind === 'name') return `A reference to ${name} stands for its name, and a policy names resources by their ARN`;
	const { text, service } = fault;
	switch (fault.kind) {
		case 'prefix': return `“${text}” is no ARN: it begins with arn:, or is *`;
		case 'sections': return `“${text}” is cut short: an ARN has six sections (arn:partition:service:region:account:resource), of which some may be empty`;
		case 'partition': return `AWS has no partition “${text}”`;
		case 'service': return `No service has the name ${text} in its ARNs; ${fault.meant} is meant, it seems`;
		case 'case': return `The service in an ARN is written in small letters: ${fault.meant}`;
		case 'region': return `ARNs of ${nameOf(service)} have no region, and here it is ${text}: it means nothing`;
		case 'account': return `ARNs of ${nameOf(service)} have no account, and here it is ${text}: it means nothing`;
		case 'no region': return `ARNs of ${service} have a region, and here it is empty: a * would stand for all`;
		case 'no account': return `ARNs of ${service} have an account, and here it is empty: a * would stand for all`;
		case 'odd region': return `“${text}” is no region`;
		case 'odd account': return `“${text}” is no account: these have twelve digits`;
		case 'resource': return `The ARN names no ${service === 's3' ? 'bucket' : 'resource'} behind its last colon`;
	}
}

function nameOf(service: string): string {
	return service === 's3' ? 'buckets and objects' : service;
}

/** What mends it, where only one text can be meant. */
function fixOf(fault: ArnFault, { part: { property }, statement }: Placed<Element>): FixSpec | undefined {
	if (fault.kind === 'name') {
		const arn = { '#reference': fault.target, attribute: 'Arn' };
		return { title: 'Name the ARN', change: change => change.set(property, fault.rest.length === 0 ? arn : { '#text': [arn, ...fault.rest] }) };
	}
	const text = property.string;
	if (text === undefined) return undefined;
	const write = (mended: string): FixSpec => ({ title: `Write ${mended}`, change: change => change.set(property, mended) });
	const sections = text.split(':');
	const at = { 'partition': 1, 'service': 2, 'case': 2, 'region': 3, 'account': 4 }[fault.kind as string];
	if (at !== undefined && fault.meant !== undefined) return write(sections.with(at, fault.meant).join(':'));
	if (fault.kind === 'prefix') return onlyOf(statement, 's3') && /^[a-z0-9][a-z0-9.-]{2,62}(\/[^:]*)?$/.test(text) ? write(`arn:aws:s3:::${text}`) : undefined;
	// `arn:aws:s3::bucket` and `arn:aws:s3:bucket`
	return fault.kind === 'sections' && sections.slice(0, 3).join(':') === 'arn:aws:s3' && sections.slice(3, -1).every(one => one === '') && sections.length > 3 ? write(`arn:aws:s3:::${sections.at(-1)}`) : undefined;
}

/** All actions of the statement are of one service. */
function onlyOf({ actions }: Statement, service: string): boolean {
	return !actions.open && actions.items.length > 0 && actions.items.every(({ pattern: { text } }) => text.toLowerCase().startsWith(`${service}:`));
}

/** A resource on which no action of the statement acts, though each of them finds another there. */
function isStray({ property }: Element, { actions, resources }: Statement): boolean {
	if (actions.negated || actions.open || resources.negated || resources.items.length < 2) return false;
	const named = actions.items.map(({ pattern: one }) => (one.tokens.some(isOpaque) ? [] : actionsOf(one)));
	const own = patternOf(property);
	if (!own || !isOtherService(own, actions.items) || named.some(found => found.length === 0 || found.some(action => actsOn(action, own) !== 'no'))) return false;
	const others = resources.items.filter(item => item.property !== property).map(item => patternOf(item.property));
	return named.every(found => others.some(other => !other || found.some(action => actsOn(action, other) !== 'no')));
}

function patternOf(property: Property) {
	const text = resourceText(property);
	return text && pattern(text, { variables: true });
}

/** The ARN is of a service that none of the actions is of. */
function isOtherService(arn: ReturnType<typeof pattern>, actions: readonly Element[]): boolean {
	const service = split(arn, ':', 6)[2];
	const name = service && literal(service);
	const names = RENAMED_SERVICES.find(group => group.includes(name ?? '')) ?? [name];
	return name !== undefined && !actions.some(({ pattern: { text } }) => names.some(one => text.toLowerCase().startsWith(`${one}:`)));
}
