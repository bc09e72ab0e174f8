import type { Resource } from '../../engine/model/resource.ts';
import { type Element, readPolicy } from '../../engine/policy/document.ts';
import { isOpaque, literal, split } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-policy-resource',
	title: 'A key policy speaks of its own key',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	fixes: 'fix',
	review(key, _design, report) {
		const policy = readPolicy(key.at('KeyPolicy'));
		const said = new Set<string>();
		for (const { resources, effect } of policy?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			if (resources.negated || resources.open || resources.items.length === 0) continue;
			const others = resources.items.map(item => strangerIn(item, key));
			const place = resources.items.length === 1 ? resources.items[0]!.property : resources.property;
			const id = JSON.stringify(place.path);
			// One element that can mean the key is enough: the others do no harm.
			if (!others.every(one => one !== undefined) || said.has(id)) continue;
			said.add(id);
			report(place, `A key policy speaks only of the key that it belongs to, and this statement names ${others[0]}: it ${effect === 'Deny' ? 'denies' : 'allows'} nothing. The key is “*” here.`, {
				fix: { title: 'Name the key: *', change: change => change.set(resources.property, '*') },
			});
		}
	},
});

/** What the element certainly means instead of the key, for the reader. */
function strangerIn({ pattern, property }: Element, key: Resource): string | undefined {
	if (property.value?.kind === 'reference') {
		const other = key.design.resource(property.value.target);
		return other && other.id !== key.id && !other.multiplicity ? other.name : undefined;
	}
	const [arn, , service, , , path] = split(pattern, ':', 6);
	if (arn?.text !== 'arn' || !service || !path) return undefined;
	const name = literal(service);
	if (name !== undefined && name !== 'kms') return `something of ${name === '' ? 'another service' : name}`;
	const begins = path.tokens.slice(0, 6);
	return name === 'kms' && begins.length === 6 && !begins.some(isOpaque) && literal({ tokens: begins, text: '' }) === 'alias/' ? 'an alias' : undefined;
}
